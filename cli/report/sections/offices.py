"""Stewards and offices: the terms of those in office, what ends soon, who came and who left."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, Final

from ....registry import Mandate
from ...printing import person
from ..asked import Asked
from ..parts import Id, Picture, Section, Table, Word

SHOWN: Final = 30
"""So many terms are drawn: those that end first."""

_NO_END: Final = "until further notice"
_YEAR: Final = timedelta(days=365)


def section(asked: Asked) -> Section:
    """Return who is in office on the last day, whose term ends within a year, who came and who left."""
    day = asked.last.on
    held = [each for each in asked.last.mandates(unit=asked.unit) if each.in_office(day)]
    held.sort(key=lambda each: (each.until or date.max, asked.name(each.at_unit), each.office))
    due = [each for each in held if each.until is not None and each.until <= day + _YEAR]
    ever = asked.last.mandates(unit=asked.unit, ended=True)
    came = [each for each in ever if asked.first.on < each.starts_on <= day]
    left = [each for each in ever if each.ended_on and asked.first.on < each.ended_on <= day]
    answers: dict[str, Any] = {
        name: asked.sheet.figure(("offices", name), len(found))
        for name, found in (("held", held), ("due", due), ("came", came), ("left", left))
    }
    answers["shown"] = min(len(held), SHOWN)
    picture = Picture(
        "terms",
        [_bar(asked, each, each in due) for each in held[:SHOWN]],
        "Bars from the day each term began to the day it ends: {held} terms, {due} of them end within"
        " twelve months of {on}.",
        answers | {"on": day},
        {"first": _iso(day, -2), "last": _iso(day, 2), "today": day.isoformat()},
    )
    tables = [_offices(asked, held, due), _left(asked, left)]
    if asked.hides_small or not held:
        return Section("offices", "Stewards and offices", answers, tables=tuple(tables))
    tables.append(_terms(asked, held))
    return Section("offices", "Stewards and offices", answers, picture, tuple(tables))


def _iso(day: date, years: int) -> str:
    return (day + years * _YEAR).isoformat()


def _bar(asked: Asked, each: Mandate, is_due: bool) -> dict[str, Any]:
    who = f" ({person(each.member)})" if asked.with_ids else ""
    return {
        "office": each.office,
        "place": f"{asked.name(each.at_unit)}{who}",
        "since": each.starts_on.isoformat(),
        "until": each.until and each.until.isoformat(),
        "end": each.until.isoformat() if each.until else _NO_END,
        "due": is_due,
    }


def _offices(asked: Asked, held: list[Mandate], due: list[Mandate]) -> Table:
    rows = []
    numbers, ending = (Counter(each.office for each in found) for found in (held, due))
    for what, counted, of in (("held", numbers, held), ("due", ending, due)):
        parts = (asked.sheet.figure((what, office), counted[office]) for office in numbers)
        asked.sheet.adds_up(asked.sheet.figure(("offices", what), len(of)), *parts)
    for office in sorted(numbers):
        found = (asked.sheet.figures[what, office] for what in ("held", "due"))
        rows.append((Word(office), *found))
    return Table.of(
        "In office",
        ("Office", "In office", "Ends within twelve months"),
        rows,
        asked.as_of_the_last_day("mandate", "list", *asked.scope),
    )


def _left(asked: Asked, left: list[Mandate]) -> Table:
    numbers = Counter((each.office, each.ended_because or "") for each in left)
    figures = {
        each: asked.sheet.figure(("ended", *each), number)
        for each, number in sorted(numbers.items())
    }
    asked.sheet.adds_up(asked.sheet.figure(("offices", "left"), len(left)), *figures.values())
    rows = [(Word(office), Word(why), figure) for (office, why), figure in figures.items()]
    return Table.of(
        "Who left, and why",
        ("Office", "Why", "Mandates"),
        rows,
        asked.as_of_the_last_day("mandate", "list", "--status", "over", *asked.scope),
    )


def _terms(asked: Asked, held: list[Mandate]) -> Table:
    columns: tuple[str, ...] = ("Unit", "Office", "Since", "Until")
    rows: list[tuple[Any, ...]] = [
        (asked.name(each.at_unit), Word(each.office), each.starts_on, each.until) for each in held
    ]
    if asked.with_ids:
        columns = (*columns, "Member")
        rows = [(*row, Id(each.member)) for row, each in zip(rows, held, strict=True)]
    command = asked.as_of_the_last_day("mandate", "list", *asked.scope)
    return Table.of("Terms, those that end first", columns, rows, command)
