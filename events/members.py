"""What happens to members: joining, changing workplace or category, leaving."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from .errors import PlacedBeforeJoining
from .event import MEMBER, REASON, UNIT, Family, Windowed, event_type
from .validators import is_day, is_flag, is_id, is_text, is_unit_id


@frozen(kw_only=True, eq=False, repr=False)
class MemberFact(Windowed):
    """A fact about a member.

    Attributes:
        derived: True where it was worked out from member lists, and is worked out again when one more
            comes or one is taken back; none for what somebody recorded.

    """

    if TYPE_CHECKING:
        member: str  # in each of them, before what is common
    derived: bool | None = field(default=None, validator=is_flag)


@event_type(Family.MEMBERSHIP, sets=("membership", "workplace", "category"))
@frozen(kw_only=True, eq=False, repr=False)
class MemberJoined(MemberFact):
    """Somebody became a member of the union. It sets workplace and category again.

    Attributes:
        member: The member's opaque id.
        workplace: The unit where the member works; none if not given.
        category: `active`, `student`, `senior`, `passive`, ...
        placed_on: The day from which workplace and category are known to hold; from the joining up to
            that day they are not known. None where they hold from the joining on.

    Raises:
        PlacedBeforeJoining: they are known from a day before the joining.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    workplace: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    category: str = field(default="active", validator=is_id)
    placed_on: date | None = field(default=None, validator=is_day)

    @property
    def is_placed_later(self) -> bool:
        """Whether workplace and category are known from a later day only."""
        return self.placed_on not in {None, self.effective_on}

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.placed_on is not None and self.placed_on < self.effective_on:
            raise PlacedBeforeJoining(self.placed_on, self.effective_on)


@event_type(Family.MEMBERSHIP, sets=("workplace",))
@frozen(kw_only=True, eq=False, repr=False)
class WorkplaceChanged(MemberFact):
    """A member began to work somewhere else.

    Attributes:
        member: The member's opaque id.
        workplace: The unit where the member works from that day; none for no workplace.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    workplace: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)


@event_type(Family.MEMBERSHIP, sets=("confirmation",))
@frozen(kw_only=True, eq=False, repr=False)
class WorkplaceConfirmed(MemberFact):
    """Somebody confirmed that the workplace on record is the right one on that day.

    Attributes:
        member: The member's opaque id.

    """

    member: str = field(validator=is_id, metadata=MEMBER)


@event_type(Family.MEMBERSHIP, sets=("category",))
@frozen(kw_only=True, eq=False, repr=False)
class CategoryChanged(MemberFact):
    """A member came into another category, for example senior on retiring.

    Attributes:
        member: The member's opaque id.
        category: The category from that day.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    category: str = field(validator=is_id)


@event_type(Family.MEMBERSHIP, sets=("membership",))
@frozen(kw_only=True, eq=False, repr=False)
class MemberLeft(MemberFact):
    """A member left the union: not counted from that day on.

    Attributes:
        member: The member's opaque id.
        reason: Why, in a word: `resigned`, `retired`, `moved-away`, ...

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    reason: str | None = field(default=None, validator=is_text, metadata=REASON)
