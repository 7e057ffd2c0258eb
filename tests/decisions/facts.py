"""Facts in one line, for the pasts that tests tell, and a small town where they happen."""

from datetime import UTC, date, datetime
from typing import Any, TypeVar

from stewards.events import (
    AbsenceBegan,
    AbsenceEnded,
    CategoryChanged,
    CountPublished,
    ElectionStepTaken,
    EmploymentStated,
    EntryVoided,
    Event,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

FOUNDED = date(2015, 1, 1)
JAN, FEB, MAR, APR, MAY, JUN = (date(2019, month, 1) for month in range(1, 7))
JUL, AUG, SEP, OCT, NOV, DEC = (date(2019, month, 1) for month in range(7, 13))
EARLIER = datetime(2019, 1, 2, 9, tzinfo=UTC)

Kind = TypeVar("Kind", bound=Event)


def fact(kind: type[Kind], on: date, /, **fields: Any) -> Kind:
    """Return a fact that holds from a day, recorded before anything is decided."""
    return kind(effective_on=on, recorded_at=EARLIER, recorded_by="office-1", **fields)


def taken(on: date, **fields: Any) -> RosterTaken:
    """Return how a member list of a day was taken in."""
    return fact(RosterTaken, on, members=1, batch=f"roster-{on}-1", **fields)


def derived(member: str, workplace: str, on: date, **fields: Any) -> MemberJoined:
    """Return a joining that member lists came to."""
    return fact(MemberJoined, on, member=member, workplace=workplace, derived=True, **fields)


def formed(
    unit: str, under: str | None = None, kind: str = "workplace", on: date = FOUNDED
) -> UnitFormed:
    """Return how a unit was formed."""
    return fact(UnitFormed, on, unit=unit, name=unit.upper(), kind=kind, parent=under)


def renamed(unit: str, name: str, on: date) -> UnitRenamed:
    """Return how a unit got another name."""
    return fact(UnitRenamed, on, unit=unit, name=name)


def moved(unit: str, under: str | None, on: date) -> UnitMoved:
    """Return how a unit came to lie under another one."""
    return fact(UnitMoved, on, unit=unit, parent=under)


def merged(unit: str, into: str, on: date) -> UnitMerged:
    """Return how a unit became part of another one."""
    return fact(UnitMerged, on, unit=unit, into=into)


def closed(unit: str, on: date) -> UnitClosed:
    """Return how a unit was closed."""
    return fact(UnitClosed, on, unit=unit)


def joined(
    member: str, at: str | None = None, on: date = JAN, category: str = "active"
) -> MemberJoined:
    """Return how somebody became a member."""
    return fact(MemberJoined, on, member=member, workplace=at, category=category)


def team(workplace: str, size: int) -> list[Event]:
    """Return how as many active members joined at a workplace: jc-1-a, jc-1-b, ..."""
    return [joined(f"{workplace}-{letter}", workplace) for letter in "abcdefgh"[:size]]


def works(member: str, at: str | None, on: date) -> WorkplaceChanged:
    """Return how a member began to work somewhere else."""
    return fact(WorkplaceChanged, on, member=member, workplace=at)


def confirmed(member: str, on: date) -> WorkplaceConfirmed:
    """Return how the workplace of a member was confirmed."""
    return fact(WorkplaceConfirmed, on, member=member)


def becomes(member: str, category: str, on: date) -> CategoryChanged:
    """Return how a member came into another category."""
    return fact(CategoryChanged, on, member=member, category=category)


def employed(
    member: str, on: date, *, since: date | None = None, standing: str | None = None
) -> EmploymentStated:
    """Return how somebody's employment was stated."""
    return fact(EmploymentStated, on, member=member, since=since, standing=standing)


def away(member: str, on: date, until: date | None = None) -> AbsenceBegan:
    """Return how somebody began to be away from work."""
    return fact(AbsenceBegan, on, member=member, until=until)


def back(member: str, on: date) -> AbsenceEnded:
    """Return how somebody came back to work."""
    return fact(AbsenceEnded, on, member=member)


def left(member: str, on: date) -> MemberLeft:
    """Return how a member left the union."""
    return fact(MemberLeft, on, member=member)


def headcount(workplace: str, employees: int, on: date) -> HeadcountObserved:
    """Return how somebody counted those who work at a workplace."""
    return fact(HeadcountObserved, on, workplace=workplace, employees=employees)


def elected(
    member: str,
    unit: str,
    on: date,
    office: str = "steward",
    *,
    until: date | None = None,
    override: str | None = None,
) -> StewardElected:
    """Return how a member was elected."""
    fields = {"office": office, "until": until, "override": override}
    return fact(StewardElected, on, member=member, unit=unit, **fields)


def ended(member: str, unit: str, on: date, office: str = "steward") -> MandateEnded:
    """Return how a mandate was ended."""
    return fact(MandateEnded, on, member=member, unit=unit, office=office)


def step(what: str, on: date, member: str = "m1", unit: str = "jc-1") -> ElectionStepTaken:
    """Return what happened to the election of a steward."""
    return fact(ElectionStepTaken, on, member=member, unit=unit, step=what)


def published(members: int, unit: str | None, on: date) -> CountPublished:
    """Return how a count was published."""
    return fact(CountPublished, on, members=members, unit=unit)


def voided(entry: int, on: date = JAN) -> EntryVoided:
    """Return how an entry was taken back."""
    return fact(EntryVoided, on, voids=entry, reason="mistaken")


TOWN: list[Event] = [
    formed("kk", kind="employer"),
    formed("bif", "kk", kind="administration"),
    formed("jc-1", "bif"),
    formed("jc-2", "bif"),
    formed("sof", "kk", kind="administration"),
    formed("home", "sof"),
]
"""Entries 1 to 6. Below kk: bif with the workplaces jc-1 and jc-2, and sof with home."""
