"""Who left, who stayed and who moved: member by member, day by day."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from attrs import frozen
from stewards.events import MemberJoined, MemberLeft

from .log import Log, facts, of
from .members import Membership, members, take
from .organisation import at_or_below, resolve

A_DAY = timedelta(days=1)


@frozen
class Stint:
    """A time in membership: each end with the first and the last day on which it can have been.

    Attributes:
        member: The member.
        joined: The days of the joining.
        left: The days of the leaving; none while there is none.
        leaving: The entry of it.
        reason: Why.
        last: What was on record last.
    """

    member: str
    joined: tuple[date, date]
    left: tuple[date, date] | None
    leaving: int | None
    reason: str | None
    last: Membership | None


def stints(log: Log, on: date) -> Iterator[Stint]:
    """Yield every time in membership that began by a day, or may have."""
    told = [
        each
        for each in of(log, MemberJoined | MemberLeft)
        if (each[1].not_before or each[1].effective_on) <= on
    ]
    for member in sorted({event.member for _, event in told}):
        own = [each for each in told if each[1].member == member]
        first, joined, joining = date.min, None, 0
        for day, both in groupby(own, key=lambda each: each[1].effective_on):
            alike = list(both)
            first = max(first, *(event.not_before or day for _, event in alike))
            entry, last = alike[-1]
            if isinstance(last, MemberJoined) and joined is None:
                joined, joining = (first, day), entry
            if isinstance(last, MemberLeft) and joined is not None:
                state = state_between(log, member, on, joining, entry)
                yield Stint(member, joined, (first, day), entry, last.reason, state)
                joined = None
        if joined is not None:
            yield Stint(
                member, joined, None, None, None, state_between(log, member, on, joining, None)
            )


def state_between(
    log: Log, member: str, on: date, joining: int, leaving: int | None
) -> Membership | None:
    """Return what was on record of a member by a day, from where they joined to where they left."""
    present: dict[str, Membership] = {}
    found, has_begun = None, False
    for entry, event in facts(log, on):
        if getattr(event, "member", None) == member:
            if entry == leaving:
                return found
            has_begun = has_begun or entry == joining
            if has_begun and not isinstance(
                event, MemberLeft
            ):  # who left on a day and joined on it stayed
                take(present, entry, event)
                found = present.get(member, found)
    return found


def is_in_scope(
    log: Log, state: Membership | None, on: date, unit: str | None, category: str | None
) -> bool:
    """Return whether somebody was last in a category, and at or below a unit as of a day."""
    if category is not None and (state is None or state.category != category):
        return False
    place = place_of(log, state, on)
    return unit is None or (place is not None and at_or_below(log, place, unit, on))


def place_of(log: Log, state: Membership | None, on: date) -> str | None:
    """Return where somebody was last, mergers followed."""
    if state is None or state.workplace is None:
        return None
    return resolve(log, state.workplace, on)


def moves(log: Log, first: date, last: date) -> list[tuple[date, str, str | None, str | None]]:
    """Return whose workplace became another one, on every day between two."""
    found = []
    for day in sorted({event.effective_on for _, event in facts(log, last)}):
        if day < first:
            continue
        before, after = (members(log, each) for each in (day - A_DAY, day))
        for member in sorted(before.keys() & after.keys()):
            origin, to = before[member].workplace, after[member].workplace
            here, there = (each and resolve(log, each, day) for each in (origin, to))
            if here != there and origin != to:
                found.append((day, member, origin, to))
    return found
