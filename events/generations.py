"""What a log begins with that was made from another one: which one that was."""

from attrs import field, frozen

from .event import Event, Family, event_type
from .validators import is_amount, is_id


@event_type(Family.GENERATIONS, few=True, record_only=True)
@frozen(kw_only=True, eq=False, repr=False)
class GenerationBegun(Event):
    """From another log this one was made, so that somebody is forgotten. It changes no answer.

    Every entry of that log follows, its number one higher; see docs/privacy.md.

    Attributes:
        digest: What stood for every byte of that log.
        entries: How many entries it had: with fewer behind this one, the copy was cut short.

    """

    digest: str = field(validator=is_id, metadata={"tag": "generation"})
    entries: int = field(validator=is_amount)
