"""What member lists said: whole ones, of a day, and days of joining that were not believed."""

from datetime import date

from attrs import field, frozen

from .event import MEMBER, MEMBERS, SOURCE, UNIT, Event, Family, event_type
from .validators import is_day, is_flag, is_headcount, is_id, is_ids, is_text, is_unit_id


@event_type(Family.LISTS, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class RosterTaken(Event):
    """Somebody took in a complete member list of that day.

    It confirms everybody whom the log then counts in its scope on that day.

    Attributes:
        members: How many members the list named.
        unit: The unit at or below which it names the members; none for the whole union.
        joining_days: Whether it gave days of joining.
        workplaces: False where it did not say where its members work; none where it did.
        categories: False where it did not say what they are; none where it did.
        without: The members whom its unreadable rows named: it is no evidence of them.
        nameless: True where a row that could not be read does not even say whom it is about, so that the
            list is no evidence of anybody it does not name.
        uncategorised: The members it named without saying what they are.
        complete_since: The day from which the log knows everybody, where that is before the list.
        source: Where the list is from, for example the name of its file.
        digest: What stands for what it said, so that the same list is known again.

    """

    members: int = field(validator=is_headcount)
    unit: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    joining_days: bool | None = field(default=None, validator=is_flag)
    workplaces: bool | None = field(default=None, validator=is_flag)
    categories: bool | None = field(default=None, validator=is_flag)
    without: tuple[str, ...] | None = field(default=None, validator=is_ids, metadata=MEMBERS)
    nameless: bool | None = field(default=None, validator=is_flag)
    uncategorised: tuple[str, ...] | None = field(default=None, validator=is_ids, metadata=MEMBERS)
    complete_since: date | None = field(default=None, validator=is_day)
    source: str | None = field(default=None, validator=is_text, metadata=SOURCE)
    digest: str | None = field(default=None, validator=is_id)


@event_type(Family.LISTS)
@frozen(kw_only=True, eq=False, repr=False)
class JoiningDayStated(Event):
    """A list gave a day of joining that the log does not say, or none where the log says one.

    Attributes:
        member: The member's opaque id.
        joined: The day that the list of `effective_on` gave, or the last one it can have meant; none for a
            blank.
        joined_not_before: The first day it can have meant; none where the day is exact.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    joined: date | None = field(default=None, validator=is_day)
    joined_not_before: date | None = field(default=None, validator=is_day)
