"""Movement: the months that lead to the day, line by line."""

from typing import Any, Final

from ....registry import Month
from ...report.parts import Table, Word
from ...report.sections.movement import ADDED, OF_A_UNIT
from ..asked import Asked
from ..parts import Page

_MONTHS: Final = 12
_LAST_OF_ALL_MONTHS: Final = 28


def page(asked: Asked) -> Page:
    """Return the twelve months up to the day; up to the 28th, where it is a later one of its month."""
    until = asked.view.on
    until = until.replace(day=min(until.day, _LAST_OF_ALL_MONTHS))
    start = until.replace(year=max(until.year - 1, 1))
    found = asked.registry.statement(
        start=start, months=_MONTHS, known_at=asked.view.upto or None, unit=asked.unit
    )
    names = [name for name in ADDED if asked.unit or name not in OF_A_UNIT]
    rows = [
        (
            asked.to("/compare", each.start, on=each.until, **{"from": each.start}),
            *_numbers(asked, each, names),
        )
        for each in found.months
    ]
    year = asked.to("/compare", Word("In all"), on=until, **{"from": start})
    rows.append((year, *_numbers(asked, found.total, names)))
    columns = ("From", "Opening", *(ADDED[name] for name in names), "Closing")
    known = ("--known-at", f"entry:{asked.view.upto}") if asked.view.upto else ()
    command = asked.plain("statement", "--from", start, *asked.scope, *known)
    return Page(
        title="Movement",
        facts=(("Unit", asked.place),),
        tables=(Table.of("Month by month", columns, rows, command),),
    )


def _numbers(asked: Asked, month: Month, names: list[str]) -> tuple[Any, ...]:
    return (
        asked.to("/count", month.opening, on=month.start),
        *(getattr(month, name) for name in names),
        asked.to("/count", month.closing, on=month.until),
    )
