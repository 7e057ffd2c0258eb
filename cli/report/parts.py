"""What a section of a report is made of."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

FEW: Final = 200
"""So many rows of a list are shown; the command below lists them all."""


@frozen
class Word:
    """A text of ours in a table, which is said in the language of the report."""

    text: str


@frozen
class Id:
    """The id of a member, with which a name may be shown."""

    id: str


@frozen
class Picture:
    """A picture, before it is drawn.

    Attributes:
        name: One of `pictures.NAMES`.
        rows: What to draw; a `Figure` stands for its number.
        says: What it shows, in a sentence, for who cannot see it.
        parts: What varies in the sentence.
        given: Values for its parameters.
    """

    name: str
    rows: Sequence[Mapping[str, Any]]
    says: str
    parts: Mapping[str, Any] = field(factory=dict)
    given: Mapping[str, Any] = field(factory=dict)


@frozen
class Table:
    """A table: the first cell of a row says what the row is about.

    Attributes:
        title: What stands above it.
        columns: Its headings.
        rows: Its cells: a `Figure`, a number, a day, a text, a `Word`, or none.
        command: The command that prints the same.
        more: How many rows are left out.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    command: str
    more: int = 0

    @property
    def length(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    @classmethod
    def of(
        cls, title: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]], command: str
    ) -> "Table":
        """Return the table of the first rows of a list, without the columns that none of them fills."""
        filled = [place for place, _ in enumerate(columns) if _is_filled(rows, place)]
        shown = tuple(tuple(row[place] for place in filled) for row in rows[:FEW])
        headings = tuple(columns[place] for place in filled)
        return cls(title, headings, shown, command, max(len(rows) - FEW, 0))


def _is_filled(rows: Sequence[tuple[Any, ...]], place: int) -> bool:
    return not rows or any(row[place] is not None for row in rows)


@frozen
class Section:
    """A section of a report.

    Attributes:
        name: Which; the template of its sentences has the same name.
        title: Its heading.
        answers: What the sentences are about.
        picture: Its picture; none without one.
        tables: Its numbers.
    """

    name: str
    title: str
    answers: Mapping[str, Any] = field(factory=dict)
    picture: Picture | None = None
    tables: tuple[Table, ...] = ()
