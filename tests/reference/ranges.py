"""Ranges: how far a count is sure, given windows instead of days, and where knowledge begins.

Of a member three chains are told: membership, workplace and category. A choice of the true days keeps the
facts of a chain in their order; on a day so many of them hold, from the first on. How many that can be is
tried out, one number after the other.
"""

from collections.abc import Callable, Collection
from datetime import date
from itertools import pairwise, product

from attrs import frozen
from stewards.events import (
    CategoryChanged,
    Event,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    WorkplaceChanged,
)

from .counts import branch, count, lies_within
from .log import Log, is_placed_later, of, once
from .organisation import at_or_below, formed, resolve

Key = Callable[["State"], str | None]

OUT = "(out)"
"""What each of the three is outside membership."""


@frozen
class State:
    """What may be the case with a member on a day: the workplace after mergers."""

    is_in: bool
    workplace: str | None
    category: str | None


def bounds(
    log: Log, on: date, unit: str | None = None, categories: Collection[str] | None = None
) -> tuple[int, int | None]:
    """Return how many are counted at least, and at most; at most none before everybody is known."""
    found = [
        [is_counted(log, state, on, unit, categories) for state in states(log, member, on)]
        for member in everybody(log)
    ]
    at_most = sum(map(any, found))
    return sum(map(all, found)), at_most if is_complete(log, on, unit) else None


def bounds_at(
    log: Log, on: date, workplace: str, categories: Collection[str]
) -> tuple[int, int | None]:
    """Return the same for those at a workplace itself, and at none below it."""
    found = [
        [
            state.is_in and state.workplace == workplace and state.category in categories
            for state in states(log, member, on)
        ]
        for member in everybody(log)
    ]
    at_most = sum(map(any, found))
    return sum(map(all, found)), at_most if is_complete(log, on, workplace) else None


def group_bounds(
    log: Log,
    on: date,
    by: str,
    unit: str | None = None,
    category: str | None = None,
    *,
    depth: int = 1,
    organised: date | None = None,
) -> dict[str | None, tuple[int, int | None]]:
    """Return the same for each group that somebody may be in; units as on the day, or on another one."""
    as_on = organised or on
    categories = None if category is None else {category}
    keys: dict[str, Key] = {
        "workplace": lambda state: state.workplace,
        "unit": lambda state: (
            OUT if state.workplace == OUT else branch(log, state.workplace, unit, as_on, depth)
        ),
        "category": lambda state: state.category,
    }
    least: dict[str | None, int] = {}
    most: dict[str | None, int] = {}
    for member in everybody(log):
        found = [
            keys[by](state) if is_counted(log, state, as_on, unit, categories) else OUT
            for state in states(log, member, on, organised)
        ]
        for key in set(found) - {OUT}:
            most[key] = most.get(key, 0) + 1
            least[key] = least.get(key, 0) + (len(set(found)) == 1)
    return {
        key: (
            least[key],
            most[key]
            if is_complete(log, on, unit if by == "category" or key is None else key)
            else None,
        )
        for key in most
    }


def whoever_may_be(log: Log, on: date, unit: str | None = None) -> tuple[set[str], set[str]]:
    """Return who is surely counted, and who possibly."""
    found = {
        member: [is_counted(log, state, on, unit, None) for state in states(log, member, on)]
        for member in everybody(log)
    }
    return {m for m, each in found.items() if all(each)}, {
        m for m, each in found.items() if any(each)
    }


def is_counted(
    log: Log, state: State, on: date, unit: str | None, categories: Collection[str] | None
) -> bool:
    """Return whether a count takes a member in who is in that state."""
    place = None if state.workplace == OUT else state.workplace
    return (
        state.is_in
        and lies_within(log, place, unit, on)
        and (categories is None or state.category in categories)
    )


@once
def states(log: Log, member: str, on: date, organised: date | None = None) -> list[State]:
    """Return every state that a member may be in on a day, units merged as then, or on another day."""
    told = [event for _, event in log if getattr(event, "member", None) == member]
    chains = [chain(told, says) for says in (membership, workplace, category)]
    return [
        State(
            is_in != OUT,
            place if place in {None, OUT} else resolve(log, str(place), organised or on),
            kind,
        )
        for is_in, place, kind in product(*(possible(each, on) for each in chains))
    ]


def possible(chain: list[tuple[date, date, str | None]], on: date) -> list[str | None]:
    """Return what a chain may say on a day: for every number of facts that can hold by then, the last."""
    found: list[str | None] = []
    for held in range(len(chain) + 1):
        before, after = chain[:held], chain[held:]
        can_hold = all(first <= on for first, _, _ in before)
        can_come = all(last > on for _, last, _ in after)
        if can_hold and can_come:
            found.append(before[-1][2] if before else OUT)
    assert all(one[1] <= other[1] for one, other in pairwise(chain))
    return found


def chain(
    told: list[Event], says: Callable[[Event], tuple[str | None] | None]
) -> list[tuple[date, date, str | None]]:
    """Return the facts of a chain: the first day, the last day, and what they say."""
    return [
        (getattr(event, "not_before", None) or event.effective_on, event.effective_on, said[0])
        for event in told
        if (said := says(event)) is not None
    ]


def membership(event: Event) -> tuple[str | None] | None:
    """Return what a fact says of membership, none if nothing."""
    return ("in",) if isinstance(event, MemberJoined) else leaving(event)


def workplace(event: Event) -> tuple[str | None] | None:
    """Return what a fact says of the workplace, none if nothing."""
    if isinstance(event, MemberJoined | WorkplaceChanged):
        return (None,) if is_placed_later(event) else (event.workplace,)
    return leaving(event)


def category(event: Event) -> tuple[str | None] | None:
    """Return what a fact says of the category, none if nothing."""
    if isinstance(event, MemberJoined | CategoryChanged):
        return (None,) if is_placed_later(event) else (event.category,)
    return leaving(event)


def leaving(event: Event) -> tuple[str | None] | None:
    """Return what a leaving says of each of the three."""
    return (OUT,) if isinstance(event, MemberLeft) else None


@once
def everybody(log: Log) -> list[str]:
    """Return whoever ever joined or left."""
    told = [event for _, event in log if isinstance(event, MemberJoined | MemberLeft)]
    return sorted({event.member for event in told})


def is_complete(log: Log, on: date, unit: str | None) -> bool:
    """Return whether everybody is known: no list touches the unit, or one speaks of the day or before."""
    begins = [
        taken.complete_since or taken.effective_on
        for _, taken in of(log, RosterTaken)
        if touches(log, taken.unit, unit, on)
    ]
    return not begins or min(begins) <= on


def touches(log: Log, listed: str | None, unit: str | None, on: date) -> bool:
    """Return whether one unit lies at or below the other; the whole union touches everything."""
    if listed is None or unit is None:
        return True
    one, other = resolve(log, listed, on), resolve(log, unit, on)
    return lies_below(log, one, other, on) or lies_below(log, other, one, on)


def lies_below(log: Log, unit: str, top: str, on: date) -> bool:
    """Return whether a unit is the other one or lies below it; one that nobody knows yet is alone."""
    return unit == top or (unit in formed(log) and at_or_below(log, unit, top, on))


def range_of(
    log: Log, on: date, unit: str | None = None, category: str | None = None
) -> tuple[int, int, int | None]:
    """Return how many are counted as far as is known, at least and at most."""
    categories = None if category is None else {category}
    return count(log, on, unit, category), *bounds(log, on, unit, categories)
