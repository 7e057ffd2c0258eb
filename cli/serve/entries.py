"""Entries of the log as tables with links."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ...registry import Entry, OpenWindow
from ..report.parts import Table
from ..rows import day_of, says, type_of
from .asked import Asked
from .parts import Links, table


def table_of(asked: Asked, entries: Iterable[Entry], title: str, command: str) -> Table:
    """Return a table of entries, each of which leads to its fact."""
    rows = [
        (
            asked.to_entry(each.number),
            _day(each),
            each.event.recorded_at,
            f"{type_of(each)}: {says(each)}",
            None if each.voided_by is None else asked.to_entry(each.voided_by),
        )
        for each in entries
    ]
    return table(title, ("Entry", "Day", "Recorded at", "What it says", "Voided by"), rows, command)


def _day(each: Entry) -> date | str:
    """Return the day a fact holds from, or the window it lies in."""
    return day_of(each) if getattr(each.event, "not_before", None) else each.event.effective_on


def as_known(
    asked: Asked, earlier: Sequence[Any], columns: Sequence[tuple[str, Any]]
) -> Table | None:
    """Return how an answer changed as more was known; none where it did not.

    Args:
        asked: What the page is asked with.
        earlier: Each answer, with the instant since which it was known and the entries it rests on.
        columns: The headings, each with what makes the cell of an answer.
    """
    if len(earlier) < 2:
        return None
    rows = [
        (
            each.known_at,
            *(cell(each) for _, cell in columns),
            asked.to_entries(each.entries),
        )
        for each in earlier
    ]
    names = (name for name, _ in columns)
    return table("As it was known", ("Known at", *names, "Entries"), rows, asked.said)


def windows(asked: Asked, found: Iterable[OpenWindow]) -> Links | None:
    """Return the windows that somebody is not sure by; none where there are none."""
    links = tuple(asked.to("/entry", each.window, entry=each.entry) for each in found)
    return Links(links) if links else None
