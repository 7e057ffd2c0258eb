"""Seniority: since when somebody has worked where they work, day by day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from stewards.events import EmploymentStated, MemberJoined, MemberLeft, UnitFormed, WorkplaceChanged

from .log import Log, of
from .members import last_facts
from .organisation import parent, resolve

A_DAY = timedelta(days=1)
NOWHERE = "no work"
UNKNOWN = "unknown"


def senior(log: Log, member: str, on: date, months: int, where: str) -> str:
    """Return whether somebody has been with the employer, or at the workplace, for some months."""
    hired, is_stated = hiring(log, member, on)
    if is_stated and where == "employer":
        return "yes" if later(hired, months) <= on else "no"
    begun = stay(log, member, on, where)
    if begun is not None and is_stated:
        begun = max(begun, hired)
    if begun is not None and later(begun, months) <= on:
        return "yes"
    return "no" if is_stated and later(hired, months) > on else "unknown"


def later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a month that has no such day."""
    month = day.month - 1 + months
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


def hiring(log: Log, member: str, on: date) -> tuple[date, bool]:
    """Return the day of hiring that was stated of the present employer, and whether one surely was."""
    told = [e for _, e in of(log, EmploymentStated) if e.member == member and e.since is not None]
    before = [e for e in told if e.effective_on <= on][::-1]
    after = [e for e in told if e.effective_on > on and e.since is not None and e.since <= on]
    for each in (*before, *after):
        holds = same_employer(log, member, *sorted((each.effective_on, on)))
        if holds != "no":
            assert each.since is not None
            return each.since, holds == "yes"
    return date.max, False


def same_employer(log: Log, member: str, first: date, last: date) -> str:
    """Return whether the work is under one employer on every day from one to another."""
    surely, possibly = set[str](), set[str]()
    for day in every_day(first, last):
        found = where_on(log, member, day, lambda w, d: resolve(log, employer(log, w, d), last))
        known = found - {UNKNOWN}
        possibly |= known
        if len(found) == 1:
            surely |= known
    if len(surely) > 1 or surely == {NOWHERE}:
        return "no"
    return "yes" if len(possibly) <= 1 and NOWHERE not in possibly else "unknown"


def stay(log: Log, member: str, on: date, where: str) -> date | None:
    """Return the first day of the unbroken stay where somebody surely is; none if that is nowhere."""

    def named(workplace: str, day: date) -> str:
        unit = workplace if where == "workplace" else employer(log, workplace, day)
        return resolve(log, unit, on)

    here = where_on(log, member, on, named)
    if len(here) != 1 or here & {NOWHERE, UNKNOWN}:
        return None
    day, earliest = on, min(event.effective_on for _, event in log)
    while day > earliest and where_on(log, member, day - A_DAY, named) == here:
        day -= A_DAY
    return day


def where_on(log: Log, member: str, day: date, named: Callable[[str, date], str]) -> set[str]:
    """Return where somebody may work on a day."""
    own = [told for told in log if getattr(told[1], "member", None) == member]
    joined = last_facts(own, MemberJoined | MemberLeft, day)
    placed = last_facts(own, MemberJoined | WorkplaceChanged | MemberLeft, day)
    is_in = [isinstance(event, MemberJoined) for event in joined]
    found = {place(event, day, named) for event in placed} if any(is_in) else set[str]()
    return found if all(is_in) and is_in else found | {UNKNOWN}


def place(event: Any, day: date, named: Callable[[str, date], str]) -> str:
    """Return where a fact puts somebody."""
    if event is None or isinstance(event, MemberLeft):
        return UNKNOWN
    if event.workplace is None:
        return UNKNOWN if isinstance(event, MemberJoined) else NOWHERE
    return named(event.workplace, day)


def employer(log: Log, unit: str, day: date) -> str:
    """Return the nearest unit of that kind above a unit, or else the one above all."""
    kinds = {event.unit: event.kind for _, event in reversed(of(log, UnitFormed))}
    at, passed = resolve(log, unit, day), list[str]()
    while at not in passed:
        passed.append(at)
        if kinds.get(at) == "employer":
            return at
        at = parent(log, at, day) or at
    return passed[-1]


def every_day(first: date, last: date) -> Iterator[date]:
    """Yield each day from one to another."""
    while first <= last:
        yield first
        first += A_DAY
