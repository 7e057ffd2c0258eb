"""What a page is made of, beside what a report has."""

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

from attrs import field, frozen

from ..report.parts import Table


@frozen
class Link:
    """What leads to another page.

    Attributes:
        address: Where it leads.
        shown: What is seen: whatever may stand in a cell.
    """

    address: str
    shown: Any


@frozen
class Links:
    """Several of them in one cell.

    Attributes:
        links: Each of them.
        more: How many more there are.
    """

    links: tuple[Link, ...]
    more: int = 0


@frozen
class Change:
    """How many more there are, or how many fewer."""

    by: int


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], command: str) -> Table:
    """Return a table of rows, without the columns that none of them fills."""
    is_filled = [
        not rows or place == 0 or any(row[place] is not None for row in rows)
        for place in range(len(columns))
    ]
    return Table.of(
        title,
        tuple(compress(columns, is_filled)),
        [tuple(compress(row, is_filled)) for row in rows],
        command,
    )


@frozen(kw_only=True)
class Page:
    """A page, before it is written.

    Attributes:
        title: Its heading.
        parts: What varies in the heading.
        name: The template of its sentences; none without any.
        answers: What these are about.
        facts: What is the case, each with what it is called.
        sentences: What else there is to say.
        tables: Its numbers.
    """

    title: str
    parts: Mapping[str, Any] = field(factory=dict)
    name: str | None = None
    answers: Mapping[str, Any] = field(factory=dict)
    facts: tuple[tuple[str, Any], ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
