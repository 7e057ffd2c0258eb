"""Movement: each part over the years, and the months that lead from one count to the next."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from attrs import frozen

from ....projections.months import months_after
from ....registry import Count, Month, Statement
from ..asked import Asked
from ..figures import Figure
from ..parts import Picture, Section, Table, Word
from .count import counted

PARTS: Final = 8
"""So many parts are drawn: those with most members on the last day."""

_YEARS: Final = 5
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOWHERE: Final = "(no workplace)"
ADDED: Final = {
    "joined": "Joined",
    "rejoined": "Rejoined",
    "moved_in": "Moved in",
    "left": "Left",
    "moved_out": "Moved out",
    "reorganised": "Reorganised",
}
OF_A_UNIT: Final = ("moved_in", "moved_out", "reorganised")
_OUT: Final = ("left", "moved_out")


@frozen
class _Point:
    """How many there are in a part on a day."""

    day: date
    part: str | None
    members: Figure
    least: Figure
    most: Figure | None


def section(asked: Asked) -> Section:
    """Return each part on the same day of some years, and the statement of the last months."""
    counts = asked.last.counts(
        since=_since(asked), unit=asked.whole, by="unit", as_organised=asked.last.on
    )
    points = [point for count in counts for point in _points(asked, count)]
    latest = [each for each in points if each.day == counts[-1].on and each.members.number]
    latest.sort(key=lambda each: -each.members.number)
    drawn = [each.part for each in latest[:PARTS]]
    shown = sorted(
        (each for each in points if each.part in drawn),
        key=lambda each: (drawn.index(each.part), each.day),
    )
    picture = Picture(
        "years",
        [_drawn(asked, each) for each in shown if each.members.number >= (asked.sheet.least or 0)],
        "A line for each of {parts} parts over the years up to {last}, with a band where the number is"
        " a range.",
        {"parts": len(drawn), "last": asked.last.on},
    )
    statement = asked.statement
    months = (_months(asked, statement),) if statement else ()
    answers = {
        "day": _day_of_the_year(counts[-1].on),
        "parts": len(drawn),
        "of": len(latest),
        "has_range": any(each.least.number != each.members.number for each in shown),
        "statement": statement,
        "total": statement and _numbers(asked, "total", statement.total),
    }
    tables = (_years(asked, shown), *months)
    return Section("movement", "Movement", answers, picture if shown else None, tables)


def _since(asked: Asked) -> date:
    """Return the first of the years that are shown."""
    last = asked.last.on
    years = min(max(_YEARS, last.year - asked.first.on.year), last.year - 1)
    return months_after(last, -12 * years)


def _day_of_the_year(day: date) -> Word:
    return Word(f"{day.day} {_MONTHS[day.month - 1]}")


def _points(asked: Asked, count: Count) -> Iterator[_Point]:
    figure, day = asked.sheet.figure, count.on
    total = figure(("part", asked.whole, day), count.members)
    points = [
        _Point(
            day,
            each.value,
            figure(("part", each.value, day), each.members),
            figure(("part at least", each.value, day), each.at_least),
            None
            if each.at_most is None
            else figure(("part at most", each.value, day), each.at_most),
        )
        for each in count.groups
    ]
    asked.sheet.adds_up(total, *(each.members for each in points))
    yield from points


def _name(asked: Asked, part: str | None) -> str | Word:
    return asked.name(part) if part else Word(_NOWHERE)


def _drawn(asked: Asked, point: _Point) -> dict[str, Any]:
    return {
        "day": point.day,
        "part": _name(asked, point.part),
        "members": point.members,
        "least": point.least,
        "most": point.most,
    }


def _years(asked: Asked, points: Sequence[_Point]) -> Table:
    rows = [
        (
            _name(asked, each.part),
            each.day,
            each.members,
            each.least,
            each.most,
        )
        for each in points
    ]
    whole = ("--unit", asked.whole) if asked.whole else ()
    return Table.of(
        "Members over the years",
        ("Unit", "Day", "Members", "At least", "At most"),
        rows,
        asked.command(
            *("count", "--from", _since(asked), "--to", asked.last.on, "--by", "unit", *whole),
            *("--as-organised", asked.last.on, *asked.known),
        ),
    )


def _months(asked: Asked, statement: Statement) -> Table:
    names = [name for name in ADDED if asked.unit or name not in OF_A_UNIT]
    months = [_numbers(asked, each.start, each) for each in statement.months]
    total = _numbers(asked, "total", statement.total)
    for name in names:
        asked.sheet.adds_up(total[name], *(each[name] for each in months))
    rows = [
        (
            month.start,
            numbers["opening"],
            *(numbers[name] for name in names),
            numbers["closing"],
        )
        for month, numbers in zip(statement.months, months, strict=True)
    ]
    rows.append((Word("In all"), total["opening"], *(total[n] for n in names), total["closing"]))
    return Table.of(
        "Month by month",
        ("From", "Opening", *(ADDED[name] for name in names), "Closing"),
        rows,
        asked.command(
            *("statement", "--from", statement.months[0].start, *asked.scope, *asked.known)
        ),
    )


def _numbers(asked: Asked, when: date | str, month: Month) -> dict[str, Figure]:
    """Return the numbers of a month, or of all, as they are put down: opening, lines and closing."""
    upto = asked.last.upto
    opening = counted(asked, month.start, upto, month.opening)
    closing = counted(asked, month.until, upto, month.closing)
    lines = {
        name: asked.sheet.figure((name, asked.unit, when), getattr(month, name)) for name in ADDED
    }
    signed = ((-1 if name in _OUT else 1, figure) for name, figure in lines.items())
    asked.sheet.adds_up(closing, opening, *signed)
    return {"opening": opening, **lines, "closing": closing}
