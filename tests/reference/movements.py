"""Movements: the members counted on one of two sides only, their lines and what is responsible.

A side is a day and a knowledge; `Sides` holds both logs, and what is needed to tell what is in
force on either. Memberships are folded again for every day, and entries are looked up one by one.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from types import UnionType

from attrs import frozen
from stewards.events import (
    CategoryChanged,
    EntryVoided,
    Event,
    MemberJoined,
    MemberLeft,
    UnitFormed,
    WorkplaceChanged,
)

from .counts import counted, lies_within, workplace_of
from .log import Log, Told, facts, known
from .members import Membership, members
from .organisation import formed, merged_into, merger, parent, placing, resolve, walk


@frozen
class Side:
    """A day as known when so many entries are known."""

    events: Sequence[Event]
    on: date
    upto: int

    @cached_property
    def log(self) -> Log:
        """What counts as said."""
        return known(self.events, self.upto)

    def void_of(self, entry: int) -> int | None:
        """Return the first entry known to take another one back."""
        voids = [
            number
            for number, event in enumerate(self.events[: self.upto], 1)
            if isinstance(event, EntryVoided) and event.voids == entry
        ]
        return voids[0] if voids else None

    def is_in_force(self, told: Told) -> bool:
        """Return whether a fact is known, stands, and holds by the day; forming holds on any day."""
        entry, event = told
        is_by_then = event.effective_on <= self.on or isinstance(event, UnitFormed)
        return entry in dict(self.log) and is_by_then


def movements(
    first: Side,
    second: Side,
    unit: str | None = None,
    category: str | None = None,
    categories: tuple[str, ...] | None = None,
) -> dict[str, tuple[str, list[int]]]:
    """Return each member counted on one side only, with the line and the entries responsible."""
    before = counted(first.log, first.on, unit, category, categories)
    after = counted(second.log, second.on, unit, category, categories)
    found = {}
    for member in before.keys() ^ after.keys():
        line = line_of(first, second, member, unit, is_in=member in after)
        found[member] = (line, responsible(first, second, member, line, unit))
    return found


def line_of(first: Side, second: Side, member: str, unit: str | None, *, is_in: bool) -> str:
    """Return the one line that a member counted on one side only stands in."""
    before, after = (members(side.log, side.on).get(member) for side in (first, second))
    if after is None:
        return "left"
    if before is None:
        return "rejoined" if was_away(second, member) else "joined"
    direction = "in" if is_in else "out"
    if is_within(first, before, unit) == is_within(second, after, unit):
        return f"category {direction}"
    return f"{'reorganised' if before.workplace == after.workplace else 'moved'} {direction}"


def is_within(side: Side, membership: Membership, unit: str | None) -> bool:
    """Return whether somebody works at or below a unit on a side."""
    return lies_within(side.log, workplace_of(side.log, membership, side.on), unit, side.on)


def was_away(side: Side, member: str) -> bool:
    """Tell whether, day by day, somebody was a member, was none, and is one again."""
    days = sorted({event.effective_on for _, event in facts(side.log, side.on)})
    present = [member in members(side.log, day) for day in days]
    return False in present[present.index(True) :]


def responsible(first: Side, second: Side, member: str, line: str, unit: str | None) -> list[int]:
    """Return what decides on one side and does not hold on the other, or what took it back."""
    came = [e for e in deciding(second, member, line, unit) if not first.is_in_force(e)]
    went = [e for e in deciding(first, member, line, unit) if not second.is_in_force(e)]
    taken = {second.void_of(entry) or entry for entry, _ in went}
    return sorted({*(entry for entry, _ in came), *taken})


def deciding(side: Side, member: str, line: str, unit: str | None) -> Log:
    """Return the facts that decide, on one side, what a line is about."""
    match line.split():
        case ["moved", _]:
            return last(side, member, MemberJoined | WorkplaceChanged)
        case ["category", _]:
            return last(side, member, MemberJoined | CategoryChanged)
        case ["reorganised", _]:
            workplace = members(side.log, side.on)[member].workplace
            assert workplace is not None
            return [(entry, side.events[entry - 1]) for entry in lying(side, workplace, unit)]
    return last(side, member, MemberJoined | MemberLeft)


def last(side: Side, member: str, kinds: UnionType) -> Log:
    """Return the last fact of some kinds about a member, none if there is none."""
    found = [told for told in facts(side.log, side.on) if isinstance(told[1], kinds)]
    return [told for told in found if getattr(told[1], "member", None) == member][-1:]


def lying(side: Side, workplace: str, unit: str | None) -> list[int]:
    """Return what decides where a workplace lies: its mergers, and then the parents up to a unit.

    The step that would lead back to where the walk has been is among them, and the last.
    """
    log, on = side.log, side.on
    found = []
    for step in walk(workplace, lambda u: merged_into(log, u, on)):
        merged = merger(log, step, on)
        found += [merged[0]] if merged else []
    for step in walk(resolve(log, workplace, on), lambda u: above(log, u, on)):
        if step == unit:
            break
        found += [placing(log, step, on)[0]] if step in formed(log) else []
    return found


def above(log: Log, unit: str, on: date) -> str | None:
    """Return the parent of a unit; none for a root, and for a unit that nobody knows yet."""
    return parent(log, unit, on) if unit in formed(log) else None
