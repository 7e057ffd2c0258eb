"""What an office tells, each fact on its day and recorded on that day unless it is said otherwise."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from stewards.events import (
    AbsenceBegan,
    ElectionStepTaken,
    Event,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    RuleAgreed,
    StewardElected,
    UnitFormed,
    UnitMerged,
    WorkplaceChanged,
    line,
)
from stewards.events.stores import open_store
from stewards.projections.mandates.rows import Mandate
from stewards.projections.rules import load
from stewards.registry import Registry

LONG_AGO = date(2015, 1, 1)


def told(what: type[Event], on: date, reported: date | None = None, /, **fields: Any) -> Event:
    """Return a fact; it is reported on its day, or on another one."""
    at = datetime.combine(reported or on, time(9), UTC)
    return what(effective_on=on, recorded_at=at, recorded_by="office", **fields)


def formed(unit: str, parent: str | None = None, kind: str = "workplace") -> Event:
    """Return how a unit was formed, long ago."""
    return told(UnitFormed, LONG_AGO, unit=unit, name=unit.title(), kind=kind, parent=parent)


def joined(member: str, workplace: str, on: date = LONG_AGO) -> Event:
    """Return how somebody joined, long ago."""
    return told(MemberJoined, on, member=member, workplace=workplace)


def moved(member: str, workplace: str, on: date, reported: date | None = None) -> Event:
    """Return how somebody began to work elsewhere."""
    return told(WorkplaceChanged, on, reported, member=member, workplace=workplace)


def observed(workplace: str, employees: int, on: date) -> Event:
    """Return how somebody counted those at a workplace."""
    return told(HeadcountObserved, on, workplace=workplace, employees=employees)


def merged(unit: str, into: str, on: date) -> Event:
    """Return how a workplace became part of another one."""
    return told(UnitMerged, on, unit=unit, into=into)


def elected(member: str, unit: str, on: date, office: str = "steward", **fields: Any) -> Event:
    """Return how somebody was elected."""
    return told(StewardElected, on, member=member, unit=unit, office=office, **fields)


def step(what: str, member: str, unit: str, on: date) -> Event:
    """Return what happened to the election of a steward."""
    return told(ElectionStepTaken, on, member=member, unit=unit, step=what)


def ended(member: str, unit: str, on: date, office: str = "steward") -> Event:
    """Return how somebody gave up an office."""
    return told(MandateEnded, on, member=member, unit=unit, office=office, reason="resigned")


def away(member: str, on: date, until: date | None = None) -> Event:
    """Return how somebody began to be away from work."""
    return told(AbsenceBegan, on, member=member, until=until)


def agreed(rule: str, value: Any, on: date, unit: str | None = None) -> Event:
    """Return what was agreed about a rule."""
    return told(RuleAgreed, on, unit=unit, rule=rule, value=value, source="local agreement")


def registry(events: Iterable[Event], book: str = "dk-municipal") -> Registry:
    """Return a registry with a rule book that was told some facts, in the order they were reported."""
    found = Registry(open_store(":memory:"), agreement=load(book))
    in_turn = sorted(events, key=lambda event: event.recorded_at)
    found.import_lines([line(event, number) for number, event in enumerate(in_turn, 1)])
    return found


def at_end_of(day: date) -> datetime:
    """Return the last instant of a day, as somebody asks what was known then."""
    return datetime.combine(day, time(23, 59), UTC)


def mandate(of: Registry, member: str, on: date, office: str = "steward", **known: Any) -> Mandate:
    """Return the last mandate of a member in an office as it stands on a day."""
    every = of.mandates(on=on, office=office, ended=True, **known)
    return [each for each in every if each.member == member][-1]
