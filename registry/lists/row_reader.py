"""Reading the rows of a list one by one, and collecting everything that is wrong with them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, TypeVar

import attrs
from attrs import define, field, frozen

from ...events.errors import BadInput
from .cells import Meanings, Nothing
from .errors import EmptyList
from .problems import RaggedRow, RowProblem, SameTwice
from .source import Cell, Table, trimmed

Progress = Callable[[int], None]
Row = TypeVar("Row", bound=tuple[Any, ...])  # its number, its id, and what else it says

_PROGRESS_EVERY: Final = 4096  # rows
_MOST_KEPT: Final = 1 << 16


@frozen
class Column:
    """A column that the profile names.

    Attributes:
        field: What it holds.
        heading: Its heading in the file.
        index: Its place in a row, from 0.
        meanings: What its cells mean.
    """

    field: str
    heading: str
    index: int
    meanings: Meanings[Any]


@define
class RowReader:
    """What the rows of a table say, and what is wrong with them.

    Attributes:
        table: The table; its rows are read once.
        columns: The columns that are read; the first one distinguishes the rows.
        problems: What is wrong with the rows read so far.
        unsound: The ids of rows with problems.
        has_nameless: Whether a row with a problem has no readable id.
        refused: The ids of those rows, and where they stand.
    """

    table: Table
    columns: Sequence[Column]
    problems: list[RowProblem] = field(factory=list)
    unsound: set[str] = field(factory=set)
    has_nameless: bool = False
    refused: list[tuple[str, int]] = field(factory=list)
    _found: dict[tuple[int, Cell], RowProblem] = field(factory=dict)

    def rows(self, on_progress: Progress | None) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows whose cells can be separated.

        Raises BadInput where the file turns out to be no list, or one without rows.
        """
        longest = len(self.table.headings)
        shortest = len(_without_blanks(self.table.headings))
        read = 0
        for read, (number, cells) in enumerate(self.table.rows, start=1):
            if on_progress and read % _PROGRESS_EVERY == 0:
                on_progress(self.table.done())
            if not isinstance(cells, list):
                self._refuse_row(number, "", cells)
            elif shortest <= len(cells) <= longest or self._fits(number, cells):
                yield number, cells
        if not read:
            raise EmptyList(self.table.source.file)

    def column(self, name: str) -> tuple[int, Meanings[Any]]:
        """Return the place and the meanings of a column; of any place and nothing if there is none."""
        found = (column for column in self.columns if column.field == name)
        return next(((column.index, column.meanings) for column in found), (0, Nothing()))

    def refuse(self, number: int, cells: list[Cell]) -> None:
        """Gather everything that is wrong with a row, unless all of it is blank."""
        if not _without_blanks(cells):
            return
        for column in self.columns:
            if wrong := self._wrong(column, cells[column.index]):
                self.problems.append(attrs.evolve(wrong, row=number))
        self._set_apart(number, cells[self.columns[0].index])

    def sound(self, rows: list[Row]) -> list[Row]:
        """Return the rows without those whose id stands in several rows, which are listed as problems."""
        names = {row[1] for row in rows}
        names.update(name for name, _ in self.refused)
        if len(names) < len(rows) + len(self.refused):
            met = [*((row[1], row[0]) for row in rows), *self.refused]
            repeated, problems = met_twice(self.columns[0].heading, met)
            self.problems += problems
            self.unsound |= repeated
            rows = [row for row in rows if row[1] not in repeated]
        self.problems.sort(key=attrgetter("row"))
        return rows

    def _wrong(self, column: Column, cell: Cell) -> RowProblem | None:
        """Return what is wrong with a cell, none if nothing is; each distinct one is judged once.

        Where a whole column is in another form than the profile's, a million rows share a few problems.
        """
        if found := self._found.get((column.index, cell)):
            return found
        try:
            column.meanings[cell]
        except BadInput as problem:
            found = RowProblem.of(0, column.heading, cell, problem)
            if len(self._found) < _MOST_KEPT:
                self._found[column.index, cell] = found
        return found

    def _fits(self, number: int, cells: list[Cell]) -> bool:
        """Return whether what a row has beyond the headings is blank; list the row as a problem if not."""
        filled, headings = len(_without_blanks(cells)), len(self.table.headings)
        if filled == 0 or filled <= headings < len(cells):
            return filled > 0
        first = cells[0] if self.columns[0].index == 0 else ""
        self._refuse_row(number, first, RaggedRow(len(cells), headings))
        return False

    def _refuse_row(self, number: int, cell: Cell, problem: BadInput) -> None:
        """List a row whose cells cannot be separated: only its first one stands where it should."""
        self.problems.append(RowProblem.of(number, None, cell, problem))
        self._set_apart(number, cell)

    def _set_apart(self, number: int, cell: Cell) -> None:
        """Remember whom a row with a problem speaks of, or that nobody knows."""
        try:
            name = self.columns[0].meanings[cell]
        except BadInput:
            self.has_nameless = True
        else:
            self.unsound.add(name)
            self.refused.append((name, number))


def met_twice(
    heading: str, met: Sequence[tuple[str, int]]
) -> tuple[frozenset[str], list[RowProblem]]:
    """Return the ids that stand in several rows, and a problem for each of those rows.

    Args:
        heading: What the ids are called.
        met: The ids, each with the number of its row.
    """
    times = Counter(name for name, _ in met)
    standing: dict[str, list[int]] = {name: [] for name, rows in times.items() if rows > 1}
    for name, number in met:
        if name in standing:
            standing[name].append(number)
    problems: list[RowProblem] = []
    for name, numbers in standing.items():
        first, second = sorted(numbers)[:2]
        for number in numbers:
            problem = SameTwice(heading, name, second if number == first else first)
            problems.append(RowProblem.of(number, heading, name, problem))
    return frozenset(standing), problems


def _without_blanks(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells up to the last one that is not blank."""
    last = len(cells)
    while last and _is_blank(cells[last - 1]):
        last -= 1
    return cells[:last]


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not trimmed(cell)
