"""Which workplaces elect together."""

from attrs import field, frozen

from .event import REASON, UNIT, Family, Windowed, event_type
from .validators import is_ids, is_text, is_unit_id


@event_type(Family.ELECTORATES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class ElectorateChanged(Windowed):
    """From that day a workplace elects together with another one, or alone again.

    Attributes:
        unit: The workplace.
        electorate: The workplace with which it elects; none for alone again.
        consents: Who has agreed to it, such as `management` or `unions`.
        override: Why it was recorded although a rule forbids it.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    electorate: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    consents: tuple[str, ...] | None = field(default=None, validator=is_ids)
    override: str | None = field(default=None, validator=is_text, metadata=REASON)
