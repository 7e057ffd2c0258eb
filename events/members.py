"""What happens to members: joining, changing workplace or category, leaving."""

from attrs import field, frozen

from .event import MEMBER, UNIT, Event, Family, event_type
from .validators import is_id, is_text, is_unit_id


@event_type(Family.MEMBERSHIP, sets=("membership", "workplace", "category"))
@frozen(kw_only=True)
class MemberJoined(Event):
    """Somebody became a member of the union. It sets workplace and category again.

    Attributes:
        member: The member's opaque id.
        workplace: The unit where the member works; none if not given.
        category: `active`, `student`, `senior`, `passive`, ...

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    workplace: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    category: str = field(default="active", validator=is_id)


@event_type(Family.MEMBERSHIP, sets=("workplace",))
@frozen(kw_only=True)
class WorkplaceChanged(Event):
    """A member began to work somewhere else.

    Attributes:
        member: The member's opaque id.
        workplace: The unit where the member works from that day; none for no workplace.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    workplace: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)


@event_type(Family.MEMBERSHIP, sets=("confirmation",))
@frozen(kw_only=True)
class WorkplaceConfirmed(Event):
    """Somebody confirmed that the workplace on record is the right one on that day.

    Attributes:
        member: The member's opaque id.

    """

    member: str = field(validator=is_id, metadata=MEMBER)


@event_type(Family.MEMBERSHIP, sets=("category",))
@frozen(kw_only=True)
class CategoryChanged(Event):
    """A member came into another category, for example senior on retiring.

    Attributes:
        member: The member's opaque id.
        category: The category from that day.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    category: str = field(validator=is_id)


@event_type(Family.MEMBERSHIP, sets=("membership",))
@frozen(kw_only=True)
class MemberLeft(Event):
    """A member left the union: not counted from that day on.

    Attributes:
        member: The member's opaque id.
        reason: Why, in a word: `resigned`, `retired`, `moved-away`, ...

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    reason: str | None = field(default=None, validator=is_text)
