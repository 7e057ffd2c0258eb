"""Facts in one line, for histories that a test tells itself, and a town where they happen."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from stewards.events import Event, MandateEnded, MemberJoined, StewardElected, UnitFormed

from .reference import DK_MUNICIPAL, Log, Rules, known, mandates

Kind = TypeVar("Kind", bound=Event)

JAN, FEB, MAR, APR, MAY, JUN = (date(2018, month, 1) for month in range(1, 7))
OPENING = datetime(2018, 1, 1, 8, tzinfo=UTC)


def fact(kind: type[Kind], on: date, /, **fields: Any) -> Kind:
    """Return a fact that holds from a day."""
    return kind(effective_on=on, recorded_at=OPENING, recorded_by="office", **fields)


def formed(unit: str, parent: str | None = None, kind: str = "workplace", on: date = JAN) -> Event:
    """Return how a unit was formed."""
    return fact(UnitFormed, on, unit=unit, name=unit.upper(), kind=kind, parent=parent)


def joined(member: str, workplace: str | None = None, on: date = JAN) -> Event:
    """Return how an active member joined."""
    return fact(MemberJoined, on, member=member, workplace=workplace)


def team(workplace: str, size: int) -> list[Event]:
    """Return how as many active members joined at a workplace."""
    return [joined(f"{workplace}{number}", workplace) for number in range(1, size + 1)]


def elected(on: date = FEB, member: str = "m", unit: str = "a", **fields: Any) -> Event:
    """Return an election, of m as steward of a in February unless told otherwise."""
    return fact(StewardElected, on, member=member, unit=unit, **fields)


def ended(on: date, unit: str = "a", office: str = "steward") -> Event:
    """Return how a mandate of m was ended."""
    return fact(MandateEnded, on, member="m", unit=unit, office=office)


TOWN = [
    formed("town", kind="employer"),
    formed("north", "town", kind="centre"),
    formed("a", "north"),
    formed("b", "north"),
    formed("c", "town"),
]
"""Entries 1 to 5: north lies under town; a and b lie under north, c under town."""


def log_of(*events: Event) -> Log:
    """Return what counts as said when all of it is known; the first of them is entry 6."""
    return known([*TOWN, *events], len(TOWN) + len(events))


IN_OFFICE = (None, None)
"""The outcome of a mandate that is still held."""


def outcome(log: Log, on: date = JUN, rules: Rules = DK_MUNICIPAL) -> list[tuple[object, ...]]:
    """Return how and when each mandate ended."""
    return [(m.ended_on, m.ended_because) for m in mandates(log, on, rules)]
