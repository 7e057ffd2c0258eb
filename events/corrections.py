"""Taking a fact back. Nothing is ever deleted: the void is a fact of its own."""

from attrs import field, frozen

from .event import REASON, VOIDED, Event, Family, event_type
from .validators import is_number, is_text


@event_type(Family.CORRECTIONS)
@frozen(kw_only=True, eq=False, repr=False)
class EntryVoided(Event):
    """An entry was wrong: from this moment it counts as never said. A void is final.

    Attributes:
        voids: The number of the entry that is taken back.
        reason: Why.

    """

    voids: int = field(validator=is_number, metadata=VOIDED)
    reason: str = field(validator=is_text, metadata=REASON)
