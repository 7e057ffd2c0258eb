"""What keeps a member list from being taken in: at all, or by anybody who is not sure of it."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from ....events import RosterTaken
from ....events.errors import BadInput, Refusal
from .comparison import RosterComparison

ONE_IN: Final = 5
"""Of so many members one may leave by one list; where more do, the list may be a part of one."""

_FIRST_DAY: Final = date(1900, 1, 1)
_MOST_AHEAD: Final = 366  # days


class ManyWouldLeave(Refusal):
    """So many members are missing from the list that it may be a part of one.

    Attributes:
        on: The day of the list.
        leaving: How many members of the registry it lacks.
        members: How many the list before it named; where there is none, how many the registry has.
        measure: Which of the two, in words.
    """

    on: date
    leaving: int
    members: int
    measure: str

    cannot = "import the list of {0.on}"
    because = (
        "it lacks {0.leaving} of the registry's members, more than a fifth of the {0.members} {0.measure};"
        " nothing was recorded"
    )
    instead = (
        "Check that the list is complete, and give --yes if they did leave, or --expect with the number of"
        " members it should name."
    )


class ManyLeftBy(Refusal):
    """So many members of the list are missing from the one after it that one of the two may be a part.

    Attributes:
        on: The day of the list.
        after: The day of the list after it, which was taken in already.
        leaving: How many members would have left by then.
        members: How many the list names.
    """

    on: date
    after: date
    leaving: int
    members: int

    cannot = "import the list of {0.on}"
    because = (
        "{0.leaving} of its {0.members} members are not on the list of {0.after}, more than a fifth; nothing"
        " was recorded"
    )
    instead = (
        "Check that both lists are complete, and give --yes if the members did leave, or --expect with the"
        " number of members this list should name."
    )


class OtherNumber(Refusal):
    """The list names more members, or fewer, than it should."""

    on: date
    members: int
    expected: int

    cannot = "import the list of {0.on}"
    because = (
        "the number of members it names is {0.members}, not {0.expected}; nothing was recorded"
    )
    instead = "Check that the list is complete, or correct the number you expect."


class OtherListOfThatDay(Refusal):
    """A list of the same day was taken in already, and says something else.

    Attributes:
        on: The day of both.
        batch: The batch that the other was recorded as.
        entry: The entry of the other.
        members: The number of members of whom the two differ.
    """

    on: date
    batch: str | None
    entry: int
    members: int

    cannot = "import the list of {0.on}"
    because = (
        "a list of that day is already imported (entry {0.entry}, batch {0.batch}) and says something else"
        " (members concerned: {0.members}); nothing was recorded"
    )
    instead = "If this one is right, revert that batch first: 'stewards batch revert {0.batch}'."


class OtherScope(Refusal):
    """Lists of the whole union and of a unit, or of two units, are not derived together yet."""

    on: date
    scope: str
    batch: str | None
    other: str

    cannot = "import a list of {0.scope}"
    because = "one of {0.other} is already imported (batch {0.batch}); nothing was recorded"
    instead = "Lists of one registry are all of the same members: import lists of {0.other} only."


class ImpossibleDay(BadInput):
    """The day of a list lies so far off that it must be a slip."""

    on: date
    today: date

    cannot = "take in a list of {0.on}"
    because = "that day lies before 1900, or more than a year after today, {0.today}"
    instead = "Give the day on which the list was exported."


class UnplacedList(BadInput):
    """A list of one unit does not say where its members work."""

    unit: str

    cannot = "take in a list of {0.unit}"
    because = "it has no column of workplaces, so nobody can tell whom it is about"
    instead = "Add the column, or leave out --unit if the list is of the whole union."


class CompleteAfterList(BadInput):
    """The registry cannot begin to know everybody only after a complete list."""

    on: date
    complete_since: date

    cannot = "take {0.complete_since} as the day since when everybody is known"
    because = "the list of {0.on} names everybody, and is earlier"
    instead = "Give a day before the list, or leave it out."


def refuse_day(on: date, today: date) -> None:
    """Raise ImpossibleDay for a day before 1900, or more than a year ahead."""
    if on < _FIRST_DAY or (on - today).days > _MOST_AHEAD:
        raise ImpossibleDay(on, today)


def refuse_scope(on: date, unit: str | None, lists: Iterable[RosterTaken]) -> None:
    """Raise OtherScope if a list of other members stands."""
    for each in lists:
        if each.unit != unit:
            raise OtherScope(on, _scope(unit), each.batch, _scope(each.unit))


def refuse_number(found: RosterComparison, expected: int | None) -> None:
    """Raise OtherNumber if the list names another number of members than expected."""
    if expected is not None and expected != found.roster:
        raise OtherNumber(found.on, found.roster, expected)


def doubt_about(
    found: RosterComparison, before: int | None, after: RosterTaken | None, leaving_by_then: int
) -> Refusal | None:
    """Return why a list is taken in only by somebody who is sure; none if nothing speaks against it.

    Args:
        found: What the list and the registry do not say alike.
        before: How many members the list before it named; none if it is the first one.
        after: The list after it; none if it is the last one.
        leaving_by_then: How many of its members the list after it lacks.
    """
    leaving = len(found.left)
    members, measure = before, "on the list before it"
    if members is None:
        members, measure = found.registry, "there are"
    if leaving * ONE_IN > members:
        return ManyWouldLeave(found.on, leaving, members, measure)
    if after and leaving_by_then * ONE_IN > found.roster:
        return ManyLeftBy(found.on, after.effective_on, leaving_by_then, found.roster)
    return None


def _scope(unit: str | None) -> str:
    return "the whole union" if unit is None else unit
