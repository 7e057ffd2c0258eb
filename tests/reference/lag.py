"""Lag: how late facts are reported, and how long ago a workplace was set or confirmed."""

from collections.abc import Sequence
from datetime import UTC, date
from typing import Literal, NamedTuple

from stewards.events import (
    EntryVoided,
    Event,
    JoiningDayStated,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

from .counts import counted, workplace_of
from .log import Log, Told, facts, of
from .members import after, members
from .organisation import at_or_below, name, resolve

By = Literal["type", "recorder", "unit"]


class Lateness(NamedTuple):
    """How late the facts of one kind are told, in days."""

    by: str
    value: str | None
    facts: int
    median: int
    p90: int
    worst: int


class WorkplaceAge(NamedTuple):
    """How old the knowledge is of who works at one workplace."""

    workplace: str | None
    name: str | None
    members: int
    recent: int
    share: float
    oldest: date


def lateness(
    log: Log, on: date, by: By, since: date | None = None, unit: str | None = None
) -> list[Lateness]:
    """Return how late facts effective by a day are told: each kind, then all of them."""
    wanted = told_lately(log, on, since, unit)
    kinds: dict[str | None, list[int]] = {}
    for fact in wanted:
        kinds.setdefault(kind(log, fact, by), []).append(days_late(fact[1]))
    rows = [summary(by, value, days) for value, days in kinds.items()]
    everything = [days_late(event) for _, event in wanted]
    return rows + ([summary("total", None, everything)] if wanted else [])


def told_within(
    log: Log, on: date, since: date | None = None, unit: str | None = None
) -> list[tuple[str | None, int, int, int]]:
    """Return for each recorder, and all, how many facts were told within how many days, of how many."""
    wanted = [event for _, event in told_lately(log, on, since, unit)]
    rows: list[tuple[str | None, int, int, int]] = []
    for recorder in [None, *{event.recorded_by for event in wanted}]:
        late = [days_late(e) for e in wanted if recorder in (None, e.recorded_by)]
        rows += [
            (recorder, days, sum(each <= days for each in late), len(late))
            for days in {*late}
            if days <= reached(late, 90)
        ]
    return rows


def told_lately(log: Log, on: date, since: date | None, unit: str | None) -> list[Told]:
    """Return the facts somebody told since a day that are about a unit at or below another one."""
    told = [fact for fact in facts(log, on) if is_told(fact[1])]
    lately = [fact for fact in told if since is None or told_on(fact[1]) >= since]
    return [fact for fact in lately if is_there(log, unit_of(log, fact), unit, on)]


def is_there(log: Log, place: str | None, unit: str | None, on: date) -> bool:
    """Return whether a place has become, or lies under, what a unit has become."""
    if unit is None or place is None:
        return unit is None
    return at_or_below(log, resolve(log, place, on), resolve(log, unit, on), on)


def is_told(event: Event) -> bool:
    """Return whether somebody told it, rather than that it follows from lists or takes back a fact."""
    is_derived = getattr(event, "derived", None)
    return not (is_derived or isinstance(event, EntryVoided | JoiningDayStated))


def summary(by: str, value: str | None, days: Sequence[int]) -> Lateness:
    """Return what is said of some facts, given the days each was late."""
    return Lateness(by, value, len(days), reached(days, 50), reached(days, 90), max(days))


def reached(days: Sequence[int], per_cent: int) -> int:
    """Return the least of the numbers that so many per cent of them do not exceed."""
    enough = [most for most in days if 100 * sum(d <= most for d in days) >= per_cent * len(days)]
    return min(enough)


def days_late(event: Event) -> int:
    """Return how many days after it was true a fact was told."""
    return (told_on(event) - event.effective_on).days


def told_on(event: Event) -> date:
    """Return the civil day, UTC, on which a fact was recorded."""
    return event.recorded_at.astimezone(UTC).date()


def kind(log: Log, fact: Told, by: By) -> str | None:
    """Return what a fact is counted under."""
    match by:
        case "type":
            return type(fact[1]).__name__
        case "recorder":
            return fact[1].recorded_by
    return unit_of(log, fact)


def unit_of(log: Log, fact: Told) -> str | None:
    """Return the unit a fact names; else the workplace its member had just before it."""
    event = fact[1]
    for field in ("unit", "committee", "workplace"):
        if hasattr(event, field):
            return getattr(event, field)
    before = after(log[: log.index(fact)]).get(getattr(event, "member", ""))
    return before.workplace if before else None


def workplace_ages(log: Log, on: date, unit: str | None = None) -> list[WorkplaceAge]:
    """Return how old the knowledge is for each workplace with members, the longest first."""
    places: dict[str | None, list[date]] = {}
    for member, membership in members(log, on).items():
        place = workplace_of(log, membership, on)
        places.setdefault(place, []).append(known_on(log, member, on))
    ages = [
        age(log, place, days, on)
        for place, days in places.items()
        if is_there(log, place, unit, on)
    ]
    return sorted(ages, key=lambda a: (a.oldest, a.share, a.workplace is None, a.workplace))


def age(log: Log, place: str | None, days: Sequence[date], on: date) -> WorkplaceAge:
    """Return the age of the knowledge at a workplace, given the day each member's was told of."""
    recent = sum(day > a_year_before(on) for day in days)
    called = None if place is None else name(log, place, on)
    return WorkplaceAge(place, called, len(days), recent, recent / len(days), min(days))


def known_on(log: Log, member: str, on: date) -> date:
    """Return the last day by then that the workplace of somebody in membership was told of."""
    known = date.min
    for _, event in facts(log, on):
        if getattr(event, "member", None) == member:
            match event:
                case MemberJoined() | WorkplaceChanged() | WorkplaceConfirmed():
                    known = event.effective_on
                case MemberLeft():
                    known = date.min
    return max([known, *days_listed(log, member, on)])


def days_listed(log: Log, member: str, on: date) -> list[date]:
    """Return the days of the lists that say where somebody works: they are counted in their scope."""
    return [
        taken.effective_on
        for _, taken in of(facts(log, on), RosterTaken)
        if taken.workplaces is not False
        and member not in (taken.without or ())
        and member in counted(log, taken.effective_on, taken.unit)
    ]


def a_year_before(day: date) -> date:
    """Return the same day a year before; for 29 February, 28 February."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
