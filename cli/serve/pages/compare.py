"""Two points of view: what was learned of the first day, and what happened up to the second."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ....registry import Count, Line, Reconciliation
from ...report.parts import Table, Word
from .. import entries
from ..asked import Asked, in_range
from ..parts import Change, Link, Page, table
from ..point import Point

FROM = "from"
FROM_KNOWN = "from_known"


def page(asked: Asked) -> Page:
    """Return what leads from the count of one point of view to that of another."""
    given = Point.of(asked.given, FROM, FROM_KNOWN)
    day = given.on or _a_year_before(asked.view.on)
    first = asked.views.view(day, given.known)
    if given.known is None:
        first = asked.view.on_day(day)
    account = asked.registry.reconcile(first, asked.view, unit=asked.unit, with_members=True)
    known = [f"entry:{view.upto}" for view in (first, asked.view) if view.upto]
    options = zip(("--from-known", "--to-known"), known, strict=False)
    command = asked.plain(
        *("reconcile", "--from", day, "--to", asked.view.on),
        *(word for option in options for word in option),
        *(*asked.scope, "--who"),
    )
    return Page(
        name="compare",
        title="From one point of view to another",
        answers={"first": day, "first_known": given.known_as, "first_at": first.known_at},
        tables=(_lines(asked, account, given, command), _who(asked, account, command)),
    )


def _a_year_before(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=max(day.year - 1, 1), day=28 if is_leap_day else day.day)


def _lines(asked: Asked, found: Reconciliation, given: Point, command: str) -> Table:
    opening = Point(
        found.opening.on, given.known, given.known_as or asked.point.known_as, asked.unit
    )
    between = Point(found.opening.on, None, asked.point.known_as, asked.unit)
    rows = [
        _count(found.opening, opening),
        *_moved(found.learnt, "learned"),
        *([_count(found.between, between)] if found.learnt else ()),
        *_moved(found.happened, "happened"),
        _count(found.closing, asked.point),
    ]
    columns = ("Line", "Step", "Members", "Not sure")
    return table("What leads from the one number to the other", columns, rows, command)


def _count(found: Count, point: Point) -> tuple[Any, ...]:
    return (
        found.on,
        Word("count"),
        Link(point.address("/count", on=found.on), in_range(found)),
        None,
    )


def _moved(lines: Sequence[Line], step: str) -> Iterator[tuple[Any, ...]]:
    for each in lines:
        yield Word(each.line), Word(step), Change(each.change), each.unsure or None


def _who(asked: Asked, found: Reconciliation, command: str) -> Table:
    rows = [
        (
            asked.to_member(who.member),
            Word(line.line),
            Word(step),
            asked.to_entries(who.entries),
            entries.windows(asked, who.unsure_by),
        )
        for step, lines in (("learned", found.learnt), ("happened", found.happened))
        for line in lines
        for who in line.who
    ]
    columns = ("Member", "Line", "Step", "Entries", "Not sure by")
    return table("Who they are", columns, rows, command)
