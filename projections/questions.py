"""The questions one can ask a projection, in Python: the same names and rows as in SQL.

Everywhere `on` is the day asked about, and `upto` the last entry known (`Projection.known` tells
it for an instant). `threshold` and `counted`, the categories that count towards it, come from the
agreement.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from .replay import Projection
from .rows import (
    BatchSummary,
    Eligibility,
    Finding,
    Group,
    Headcount,
    Mandate,
    Member,
    PublishedCount,
    Unit,
)

CHECKS: Final = {
    "check_vacancies": True,
    "check_threshold": True,
    "check_mandates_over": False,
    "check_seats": False,
    "check_closed_units": False,
    "check_no_workplace": False,
    "check_joined_twice": False,
    "check_outside_membership": False,
    "check_elected_elsewhere": False,
    "check_circles": False,
}
"""Each kind of finding, in the order they are told, and whether it needs the agreement's rules."""


def units(projection: Projection, on: date, upto: int) -> tuple[Unit, ...]:
    """Return every unit ever formed, as it stands on a day."""
    return projection.rows(Unit, "units_on", "unit", {"on_day": on, "upto": upto})


def members(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: str | None = None,
) -> tuple[Member, ...]:
    """Return those in membership, at or below a unit and in a category where these are given."""
    return projection.rows(Member, "counted_on", "member", _scope(on, upto, unit, category))


def count(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None = None,
    category: str | None = None,
) -> int:
    """Return how many are in membership, at or below a unit and in a category where given."""
    if unit is None and category is None:
        [(number,)] = projection.ask("count_on", ["members"], {"on_day": on, "upto": upto})
    else:
        scope = _scope(on, upto, unit, category)
        [(number,)] = projection.ask("counted_on", ["count(*)"], scope)
    return int(number)


def groups(
    projection: Projection,
    on: date,
    upto: int,
    by: str,
    *,
    unit: str | None = None,
    category: str | None = None,
) -> tuple[Group, ...]:
    """Return the count by `workplace`, by `unit` or by `category`; the groups add up to it.

    By unit are the units right below the one given, or the roots; members at the given unit itself
    stand in its own row, members without a workplace under none.
    """
    scope = _scope(on, upto, unit, category)
    columns = [by, "null" if by == "category" else "name", "members"]
    rows = projection.ask(f"count_by_{by}", columns, scope, f"{by} nulls last")
    return tuple(Group(by, *row) for row in rows)


def headcounts(projection: Projection, on: date, upto: int) -> tuple[Headcount, ...]:
    """Return the headcount last observed at each workplace on or before a day."""
    given = {"on_day": on, "upto": upto}
    return projection.rows(Headcount, "headcounts_on", "workplace", given)


def eligibility(
    projection: Projection, on: date, upto: int, threshold: int, counted: Iterable[str]
) -> tuple[Eligibility, ...]:
    """Return every open workplace, with whether it may elect on a day and the stewards it has."""
    given = {"on_day": on, "upto": upto} | _rules(threshold, counted)
    return projection.rows(Eligibility, "eligibility_on", "workplace", given)


def vacancies(
    projection: Projection, on: date, upto: int, threshold: int, counted: Iterable[str]
) -> tuple[Eligibility, ...]:
    """Return the open workplaces that may elect a steward on a day and have none."""
    given = {"on_day": on, "upto": upto} | _rules(threshold, counted)
    return projection.rows(Eligibility, "vacancies", "workplace", given)


def mandates(projection: Projection, on: date, upto: int) -> tuple[Mandate, ...]:
    """Return every mandate begun on or before a day, those that are over too."""
    given = {"on_day": on, "upto": upto}
    return projection.rows(Mandate, "mandates_on", "unit, office, since, entry", given)


def voided(projection: Projection, upto: int) -> dict[int, int]:
    """Return the entries that are taken back, each with the entry that first did so."""
    return dict(projection.ask("voided", ["entry", "voided_by"], {"upto": upto}, "entry"))


def published(projection: Projection, upto: int) -> tuple[PublishedCount, ...]:
    """Return the numbers of members in print, in the order of the log."""
    return projection.rows(PublishedCount, "published", "entry", {"upto": upto})


def batches(projection: Projection, upto: int) -> tuple[BatchSummary, ...]:
    """Return the batches, in the order of their first entries."""
    return projection.rows(BatchSummary, "batches", "first", {"upto": upto})


def findings(
    projection: Projection, on: date, upto: int, threshold: int, counted: Iterable[str]
) -> tuple[Finding, ...]:
    """Return what looks odd in the log as of a day, kind by kind."""
    day, rules = {"on_day": on, "upto": upto}, _rules(threshold, counted)
    found: list[Finding] = []
    for check, needs_rules in CHECKS.items():
        given = day | rules if needs_rules else day
        found += projection.rows(Finding, check, "subject, entries", given)
    return tuple(found)


def _scope(on: date, upto: int, unit: str | None, category: str | None) -> dict[str, object]:
    return {"on_day": on, "upto": upto, "top_unit": unit, "in_category": category}


def _rules(threshold: int, counted: Iterable[str]) -> dict[str, object]:
    return {"threshold": threshold, "counted": list(counted)}
