"""What was agreed about the rules that elections and counts follow."""

from datetime import date

from attrs import field, frozen

from .event import REASON, SOURCE, UNIT, Event, Family, event_type
from .steps import RuleValue
from .validators import is_day, is_id, is_rule_value, is_text, is_unit_id


@event_type(Family.RULES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class RuleAgreed(Event):
    """From that day a rule is another one at a unit and below it.

    Attributes:
        rule: The path of the rule, such as `threshold` or `steward.seats`; `agreement` for a whole rule
            book. A path that begins with `local.` binds nothing, and is only listed.
        unit: Where it holds, and below; none for the whole registry.
        value: What it is; none for what the rule book says.
        until: The day from which it holds no more; none for until further notice.
        source: Where that was agreed.
        override: Why it was recorded although the rule book leaves the rule to nobody.
        digest: What stands for the file of a whole rule book, so that a change of it is noticed.

    """

    rule: str = field(validator=is_id)
    unit: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    value: RuleValue | None = field(default=None, validator=is_rule_value)
    until: date | None = field(default=None, validator=is_day)
    source: str | None = field(default=None, validator=is_text, metadata=SOURCE)
    override: str | None = field(default=None, validator=is_text, metadata=REASON)
    digest: str | None = field(default=None, validator=is_id)
