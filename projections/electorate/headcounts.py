"""The headcount of a workplace: what was observed there, or at what was merged into it, carried to a day.

The rule stands in docs/electorate.md.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from attrs import frozen

from ...events import HeadcountObserved, WorkplaceChanged
from ...events.entry import Entry
from ..membership.fold import Membership, after, first_day
from ..organisation.fold import Organisation
from ..organisation.fold import first_day as first_day_of_unit


@frozen
class Observation:
    """How many somebody counted at a workplace.

    Attributes:
        day: The day it speaks of.
        entry: The number of the entry.
        employees: Social workers there, members or not.
    """

    day: date
    entry: int
    employees: int


Observed = Mapping[str, Sequence[Observation]]
"""What was observed at each workplace, in order; those without an observation may be left out."""


@frozen
class Part:
    """What of a workplace was counted at once.

    Attributes:
        places: The units where members are recorded who belong to it.
        since: The day from which moves count; none where nobody counted.
        observation: What was counted; none where nobody did, and where there was nobody yet.
    """

    places: tuple[str, ...]
    since: date | None
    observation: Observation | None


def parts_of(
    workplace: str,
    day: date,
    organisation: Organisation,
    observed: Observed,
    absorbed: Iterable[str] = (),
) -> list[Part]:
    """Return the parts of a workplace on a day, each with what was counted there last.

    Of each place that belongs to it, that is the last headcount of what the place was part of when it was
    counted: so what was counted since the last merger is all of it. A workplace that was formed on the
    day of a merger into it had nobody before.

    Args:
        workplace: One that stands on the day.
        day: The day.
        organisation: The units.
        observed: What was observed.
        absorbed: The units that have become part of it by the day.
    """
    places = [workplace, *absorbed]
    counted: dict[Observation, list[str]] = defaultdict(list)
    others: list[str] = []
    for place in places:
        every = (_last(observed.get(unit, ()), unit, place, day, organisation) for unit in places)
        found = max(filter(None, every), key=lambda each: (each.day, each.entry), default=None)
        (others if found is None else counted[found]).append(place)
    parts = [Part(tuple(some), seen.day, seen) for seen, some in counted.items()]
    if workplace in others and (eve := _founded(workplace, day, organisation, places[1:])):
        parts.append(Part((workplace,), eve, None))
        others.remove(workplace)
    return [*parts, *([Part(tuple(others), None, None)] if others else [])]


def _last(
    observations: Sequence[Observation],
    unit: str,
    place: str,
    day: date,
    organisation: Organisation,
) -> Observation | None:
    """Return what was counted at a unit last, by a day, while a place was part of it."""
    by_then = (each for each in reversed(observations) if each.day <= day)
    return next((e for e in by_then if organisation.resolved(place, e.day) == unit), None)


def _founded(
    workplace: str, day: date, organisation: Organisation, absorbed: Iterable[str]
) -> date | None:
    """Return the eve of the day on which a workplace was formed, if others became part of it that day."""
    formed = organisation.formed(workplace)
    if formed is None or first_day_of_unit(formed) < (first := formed.event.effective_on):
        return None
    came = (step for place in absorbed for step in organisation.mergers_from(place, day))
    is_for_it = any(step.event.effective_on == first for step in came)
    return first - timedelta(days=1) if is_for_it and first > date.min else None


def observed_in(history: Iterable[Entry]) -> dict[str, list[Observation]]:
    """Return what was observed at each workplace, given standing entries in order."""
    found: dict[str, list[Observation]] = defaultdict(list)
    for entry in history:
        event = entry.event
        if isinstance(event, HeadcountObserved):
            seen = Observation(event.effective_on, entry.number, event.employees)
            found[event.workplace].append(seen)
    return found


@frozen
class Moves:
    """How many more work at a place by the moves of members since a day.

    Attributes:
        net: As on record.
        least: At least, whichever day of each window is the true one.
        most: At most.
    """

    net: int = 0
    least: int = 0
    most: int = 0

    def __add__(self, other: "Moves") -> "Moves":
        """Return what both come to."""
        return Moves(self.net + other.net, self.least + other.least, self.most + other.most)


NO_MOVES = Moves()

MovesAt = Callable[[str, date], Moves]
"""Returns the moves to and from a place since a day."""


class Side(NamedTuple):
    """A move as it is at one of the two places.

    Attributes:
        one: 1 where somebody came, -1 where they went.
        first: The first day on which it may have happened.
        last: The day by which it surely happened.
    """

    one: int
    first: date
    last: date


Sides = Mapping[str, Sequence[Side]]
"""The moves at each place, of whatever day."""


def moved(side: Side, since: date, day: date) -> Iterator[Moves]:
    """Yield what a move comes to at a place by a day, if it may have happened since another day."""
    one, first, last = side
    if first <= day and last > since:
        surely = one if first > since and last <= day else 0
        net = one if last <= day else 0
        yield Moves(net, min(surely, one), max(surely, one))


@frozen
class Move:
    """A member in the union who went from one place to another.

    Attributes:
        entry: What says so.
        member: Who.
        left: The workplace on record before; none for no workplace.
        reached: The workplace on record since; none for no workplace.
    """

    entry: Entry
    member: str
    left: str | None
    reached: str | None


def moves_in(history: Iterable[Entry]) -> list[Move]:
    """Return the moves of members, given standing entries in order.

    Joining and leaving the union are none, and neither is what becomes known of where a joiner works.
    """
    states: dict[str, Membership | None] = {}
    found: list[Move] = []
    for entry in history:
        event = entry.event
        if (member := getattr(event, "member", None)) is None:
            continue
        state = states.get(member)
        if isinstance(event, WorkplaceChanged) and state and not state.is_unplaced:
            found.append(Move(entry, member, state.workplace, event.workplace))
        states[member] = after(state, entry)
    return [move for move in found if move.left != move.reached]


def sides_of(moves: Iterable[Move]) -> Sides:
    """Return the sides of some moves, each at its place; no workplace is none."""
    sides: dict[str, list[Side]] = defaultdict(list)
    for move in moves:
        for place, one in ((move.left, -1), (move.reached, 1)):
            if place is not None:
                by = move.entry.event.effective_on
                sides[place].append(Side(one, first_day(move.entry), by))
    return sides


def moves_at(moves: Iterable[Move], day: date) -> MovesAt:
    """Return what tells the moves at a place by a day."""
    return moves_by(sides_of(moves), day)


def moves_by(sides: Sides, day: date) -> MovesAt:
    """Return what tells the moves at a place by a day, given their sides."""

    def told(place: str, since: date) -> Moves:
        each = (found for side in sides.get(place, ()) for found in moved(side, since, day))
        return sum(each, NO_MOVES)

    return told


@frozen
class Headcount:
    """How many work at a workplace, members or not, as far as somebody counted.

    Attributes:
        observed: What was counted, in all.
        observed_on: The day of that, the first of several.
        observed_by: The entries.
        carried: The same without the members who moved out since, as far as others did not move in.
        least: How many that is at least, whichever day of each window is the true one.
        most: How many that is at most, if nobody who moved in followed somebody of whom nothing is known.
        is_whole: Whether everybody was counted; else they are only at least so many.
        is_of_parts: Whether parts of it were counted before they were merged, and not all of it since.
    """

    observed: int
    observed_on: date
    observed_by: tuple[int, ...]
    carried: int
    least: int
    most: int
    is_whole: bool
    is_of_parts: bool = False


def headcount_of(parts: Sequence[Part], moves: MovesAt) -> Headcount | None:
    """Return the headcount of a workplace by its parts; none if nobody counted any of them.

    Who moves in makes up for who moved out, and adds nothing to what was counted: they may have followed
    somebody who is no member, and whose leaving nobody told.
    """
    seen = [part.observation for part in parts if part.observation is not None]
    if not seen:
        return None
    observed = sum(each.employees for each in seen)
    since = [(place, part.since) for part in parts if part.since for place in part.places]
    moved = [moves(place, day) for place, day in since]
    return Headcount(
        observed=observed,
        observed_on=min(each.day for each in seen),
        observed_by=tuple(sorted(each.entry for each in seen)),
        carried=max(0, observed + min(0, sum(each.net for each in moved))),
        least=max(0, observed + min(0, sum(each.least for each in moved))),
        most=max(0, observed + sum(each.most for each in moved)),
        is_whole=all(part.since is not None for part in parts),
        is_of_parts=len(parts) > 1,
    )
