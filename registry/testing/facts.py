"""What happened, a fact a line: for pasts that a test tells.

They bear no instant of their own: `given` records them at the one that the clock says.
"""

from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from ...events import (
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
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

FOUNDED: Final = date(2015, 1, 1)
"""The day on which units are formed, unless another one is given."""
JOINED: Final = date(2019, 1, 1)
"""The day on which members join, unless another one is given."""

_ANY_TIME: Final = datetime(2019, 1, 2, 9, tzinfo=UTC)

Kind = TypeVar("Kind", bound=Event)


def fact(kind: type[Kind], on: date, /, **fields: Any) -> Kind:
    """Return a fact that holds from a day."""
    return kind(effective_on=on, recorded_at=_ANY_TIME, recorded_by="office", **fields)


def formed(
    unit: str,
    under: str | None = None,
    kind: str = "workplace",
    on: date = FOUNDED,
    *,
    name: str | None = None,
) -> UnitFormed:
    """Return how a unit was formed; left out, its name is its id in capitals."""
    called = unit.upper() if name is None else name
    return fact(UnitFormed, on, unit=unit, name=called, kind=kind, parent=under)


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
    member: str, at: str | None = None, on: date = JOINED, category: str = "active"
) -> MemberJoined:
    """Return how somebody became a member."""
    return fact(MemberJoined, on, member=member, workplace=at, category=category)


def team(workplace: str, size: int, on: date = JOINED) -> list[MemberJoined]:
    """Return how as many active members joined at a workplace: for jc-1, jc-1-m1, jc-1-m2, ..."""
    return [joined(f"{workplace}-m{number}", workplace, on) for number in range(1, size + 1)]


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


def step(what: str, on: date, member: str, unit: str, office: str = "steward") -> ElectionStepTaken:
    """Return what happened to an election: `approved`, `received`, `objected`, ..."""
    return fact(ElectionStepTaken, on, member=member, unit=unit, office=office, step=what)


def published(members: int, unit: str | None, on: date) -> CountPublished:
    """Return how a count was published."""
    return fact(CountPublished, on, members=members, unit=unit)


def voided(entry: int, on: date = JOINED) -> EntryVoided:
    """Return how an entry was taken back."""
    return fact(EntryVoided, on, voids=entry, reason="mistaken")
