"""What a section of a report is made of."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from .figures import Figure

FEW: Final = 200
"""A list of so many rows is shown whole."""
FIRST: Final = 30
"""Of a longer one, so many rows are shown; the command below lists them all."""


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
        cls,
        title: str,
        columns: tuple[str, ...],
        rows: Sequence[tuple[Any, ...]],
        command: str,
        *,
        with_sums: bool = False,
    ) -> "Table":
        """Return the table of a list, or of its first rows, without the columns that none of them fills.

        Args:
            title: What stands above it.
            columns: Its headings.
            rows: The list.
            command: The command that prints the same.
            with_sums: Whether the numbers of the rows that are left out are shown as their sums.
        """
        filled = [place for place, _ in enumerate(columns) if _is_filled(rows, place)]
        every = [tuple(row[place] for place in filled) for row in rows]
        shown = len(every) if len(every) <= FEW else FIRST
        rest = every[shown:]
        sums = [_sums(rest)] if rest and with_sums else []
        headings = tuple(columns[place] for place in filled)
        return cls(title, headings, (*every[:shown], *sums), command, len(rest))


def _sums(rows: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Return what stands in place of rows: how many they are, and what their numbers come to."""

    def together(cells: tuple[Any, ...]) -> int | None:
        numbers = [each.number if isinstance(each, Figure) else each for each in cells]
        are_known = all(isinstance(each, int) for each in numbers)
        return sum(numbers) if are_known else None

    _, *columns = zip(*rows, strict=True)
    return (Word(f"{len(rows)} others"), *map(together, columns))


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
