"""The organisation: mergers, parents, what is open, and circles."""

from collections.abc import Callable
from datetime import date

from stewards.events import (
    ElectorateChanged,
    Event,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
)

from .log import Log, facts, of, once

Step = Callable[[str], str | None]


def named_units(event: Event) -> set[str]:
    """Return the units that a fact names."""
    fields = ("unit", "electorate", "committee", "parent", "into", "workplace")
    return {name for field in fields if (name := getattr(event, field, None)) is not None}


@once
def formed(log: Log) -> dict[str, tuple[int, UnitFormed]]:
    """Return how each unit was formed, whatever the day; of several the one with the earliest day."""
    earliest: dict[str, tuple[int, UnitFormed]] = {}
    for entry, event in sorted(of(log, UnitFormed), key=when_formed):
        earliest.setdefault(event.unit, (entry, event))
    return earliest


def when_formed(told: tuple[int, UnitFormed]) -> tuple[date, date, int]:
    """Return the last day a unit can have been formed on, then the first one, then the entry."""
    entry, event = told
    return event.effective_on, first_day(event), entry


def first_day(event: UnitFormed) -> date:
    """Return the first day on which a unit can have been there."""
    return event.not_before or event.effective_on


@once
def merger(log: Log, unit: str, on: date) -> tuple[int, UnitMerged] | None:
    """Return the merger of a unit in force on a day: the last one."""
    mergers = [m for m in of(facts(log, on), UnitMerged) if m[1].unit == unit]
    return mergers[-1] if mergers else None


@once
def placing(log: Log, unit: str, on: date) -> tuple[int, UnitMoved | UnitFormed]:
    """Return the fact that says what a unit lies under: the last move, or how it was formed."""
    moves = [m for m in of(facts(log, on), UnitMoved) if m[1].unit == unit]
    return moves[-1] if moves else formed(log)[unit]


@once
def closing(log: Log, unit: str, on: date) -> tuple[int, UnitClosed] | None:
    """Return the closing of a unit by a day: the first one stands."""
    closings = [c for c in of(facts(log, on), UnitClosed) if c[1].unit == unit]
    return closings[0] if closings else None


def merged_into(log: Log, unit: str, on: date) -> str | None:
    """Return the unit that a unit is merged into on a day; none if it is not merged."""
    found = merger(log, unit, on)
    return found[1].into if found else None


def parent(log: Log, unit: str, on: date) -> str | None:
    """Return the unit that a unit lies under on a day; none for a root, and where nobody said so yet."""
    is_known = unit in formed(log) or any(e.unit == unit for _, e in of(facts(log, on), UnitMoved))
    return placing(log, unit, on)[1].parent if is_known else None


def name(log: Log, unit: str, on: date) -> str:
    """Return what people call a unit on a day."""
    renamings = [event for _, event in of(facts(log, on), UnitRenamed) if event.unit == unit]
    return renamings[-1].name if renamings else formed(log)[unit][1].name


def walk(start: str, step: Step) -> list[str]:
    """Return the units one comes by, and stop before a unit that was visited already."""
    path = [start]
    while (following := step(path[-1])) is not None and following not in path:
        path.append(following)
    return path


@once
def resolve(log: Log, unit: str, on: date) -> str:
    """Return the unit that a unit is, after the mergers in force on a day."""
    return walk(unit, lambda u: merged_into(log, u, on))[-1]


@once
def elects_at(log: Log, unit: str, on: date) -> str:
    """Return where those at a unit elect: mergers followed, then whom it elects with, and so on.

    Where that comes back to a unit, it ends there.
    """
    at, been = resolve(log, unit, on), set[str]()
    while at not in been and (other := elects_with(log, at, on)) is not None:
        been.add(at)
        at = other
    return at


def elects_with(log: Log, unit: str, on: date) -> str | None:
    """Return the workplace that a workplace elects with; none for alone, and where one is not open."""
    told = [e.electorate for _, e in of(facts(log, on), ElectorateChanged) if e.unit == unit]
    if not told or told[-1] is None:
        return None
    other = resolve(log, told[-1], on)
    may = is_open_workplace(log, unit, on) and is_open_workplace(log, other, on)
    return other if may and other != unit else None


@once
def is_open_workplace(log: Log, unit: str, on: date) -> bool:
    """Return whether a unit is a workplace that is open on a day."""
    return (
        unit in formed(log) and formed(log)[unit][1].kind == "workplace" and is_open(log, unit, on)
    )


def at_or_below(log: Log, unit: str, top: str, on: date) -> bool:
    """Return whether a unit is the other one or lies below it on a day."""
    return top in walk(unit, lambda u: parent(log, u, on))


def is_closed(log: Log, unit: str, on: date) -> bool:
    """Return whether a unit was closed on a day or before."""
    return closing(log, unit, on) is not None


def is_open(log: Log, unit: str, on: date) -> bool:
    """Return whether a unit is formed, not merged and not closed on a day."""
    is_formed = formed(log)[unit][1].effective_on <= on
    return is_formed and merger(log, unit, on) is None and not is_closed(log, unit, on)


def circle_through(unit: str, step: Step) -> list[str]:
    """Return the circle that a unit is part of; empty if it is in none."""
    path = walk(unit, step)
    return path if step(path[-1]) == unit else []


def circles(log: Log, on: date) -> list[tuple[str, list[int]]]:
    """Return the circles in force on a day: the smallest unit of each, and the entries behind."""
    return circles_of_mergers(log, on) + circles_of_parents(log, on)


def circles_of_mergers(log: Log, on: date) -> list[tuple[str, list[int]]]:
    """Return the circles of mergers in force on a day."""
    found = []
    for unit in formed(log):
        circle = circle_through(unit, lambda u: merged_into(log, u, on))
        facts_behind = [m for u in circle if (m := merger(log, u, on)) is not None]
        if circle and unit == min(circle):
            found.append((unit, sorted(entry for entry, _ in facts_behind)))
    return found


def circles_of_parents(log: Log, on: date) -> list[tuple[str, list[int]]]:
    """Return the circles of parents in force on a day."""
    found = []
    for unit in formed(log):
        circle = circle_through(unit, lambda u: parent(log, u, on))
        if circle and unit == min(circle):
            found.append((unit, sorted(placing(log, u, on)[0] for u in circle)))
    return found
