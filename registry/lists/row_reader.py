"""Reading the rows of a list one by one, and collecting everything that is wrong with them."""

import re
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
from .source import Cell, Source, Table, compared, trimmed
from .workplace_names import NO_NAMES, UnknownWorkplaceName, WorkplaceNames

Progress = Callable[[int], None]
Row = TypeVar("Row", bound=tuple[Any, ...])  # its number, its id, and what else it says

_PROGRESS_EVERY: Final = 4096  # rows
_MOST_KEPT: Final = 1 << 16
_MOST_LOOKED_UP: Final = 50  # unknown names; it takes long among thousands of known ones
_MOST_SHOWN: Final = 3  # of the rows below a list

_TOTAL: Final = re.compile(
    r"(?:i\s?alt|(?:sub|grand\s)?total\w*|sum(?:me|ma)?|gesamt\w*|antal|count)(?=$|[\s:=.,])"
)
_SENTENCE: Final = re.compile(r"\W*[^\W\d_]{4,}\W*\s")
_FAILED: Final = re.compile(
    r"#[^\s]*[!?]|#[A-Z]{1,2}/[A-Z]|#NV"
)  # as a spreadsheet saves it in CSV


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


@frozen
class _Refused:
    """A row with a problem.

    Attributes:
        number: Its number.
        name: Whom or what it speaks of; none where nobody knows.
        problems: What is wrong with it, but for names of workplaces, which are listed once each.
        closing: What it says, if it may stand below the list and be no row of it.
    """

    number: int
    name: str | None
    problems: tuple[RowProblem, ...]
    closing: str | None


@define
class RowReader:
    """What the rows of a table say, and what is wrong with them.

    Attributes:
        table: The table; its rows are read once.
        columns: The columns that are read; the first one distinguishes the rows.
        names: The names of workplaces that are known.
        problems: What is wrong with the rows, once `sound` has been asked for.
        unsound: The ids of rows with problems; likewise.
        has_nameless: Whether a row with a problem has no readable id; likewise.
    """

    table: Table
    columns: Sequence[Column]
    names: WorkplaceNames = NO_NAMES
    problems: list[RowProblem] = field(factory=list)
    unsound: set[str] = field(factory=set)
    has_nameless: bool = False
    _refused: list[_Refused] = field(factory=list)
    _found: dict[tuple[int, Cell], RowProblem] = field(factory=dict)
    _unknown: dict[str, tuple[UnknownWorkplaceName, list[int]]] = field(factory=dict)
    _remarks: list[str] = field(factory=list)

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

    def refuse(self, number: int, cells: list[Cell], other: RowProblem | None = None) -> None:
        """Gather everything that is wrong with a row, unless all of it is blank, or it is a comment.

        Args:
            number: Its number.
            cells: Its cells.
            other: What is wrong with it beyond its single cells.
        """
        if not _without_blanks(cells) or _is_comment(cells) or self._is_headings(cells):
            return
        wrong = [other] if other else []
        found = (self._wrong(number, column, cells[column.index]) for column in self.columns)
        wrong += [attrs.evolve(each, row=number) for each in found if each]
        self._set_apart(number, cells[self.columns[0].index], wrong, cells)

    def sound(self, rows: list[Row], *, may_repeat: bool = False) -> list[Row]:
        """Return the rows that belong to the list and are sound; fill in what is wrong with the others.

        Args:
            rows: The rows in which nothing was wrong.
            may_repeat: Whether several rows may have one id; else they are listed as problems.
        """
        rows = self._without_closing(rows)
        for each in self._refused:
            self.problems += each.problems
            if each.name is None:
                self.has_nameless = True
            else:
                self.unsound.add(each.name)
        self._list_unknown()
        names = {row[1] for row in rows}
        if not may_repeat:
            rows = self._without_repeated(rows, names)
        elif names & self.unsound:
            rows = [row for row in rows if row[1] not in self.unsound]
        self.problems.sort(key=attrgetter("row"))
        return rows

    def source(self) -> Source:
        """Return where the list was read from, with what there is to say of its rows."""
        source = self.table.source
        more = (*source.remarks, *self._remarks, *self.table.remarks())
        return attrs.evolve(source, remarks=more)

    def _without_closing(self, rows: list[Row]) -> list[Row]:
        """Leave out what stands below the list: a total, a day of printing."""
        closing: list[tuple[int, str]] = []
        while rows and _TOTAL.match(str(rows[-1][1]).casefold()):
            closing.append((rows[-1][0], str(rows[-1][1])))
            rows = rows[:-1]
        last = rows[-1][0] if rows else 0
        kept: list[_Refused] = []
        for each in self._refused:
            if each.closing is not None and each.number > last:
                closing.append((each.number, each.closing))
            else:
                kept.append(each)
        self._refused = kept
        for number, said in sorted(closing)[:_MOST_SHOWN]:
            text = RowProblem.of(number, None, said, ValueError()).value
            self._remarks.append(f"passed over row {number} below the list ({text!r})")
        if len(closing) > _MOST_SHOWN:
            self._remarks.append(f"and {len(closing) - _MOST_SHOWN} more")
        return rows

    def _without_repeated(self, rows: list[Row], names: set[str]) -> list[Row]:
        heading = trimmed(self.table.headings[self.columns[0].index])
        if heading in names:  # the headings once more, where each could be a cell
            rows = [row for row in rows if row[1] != heading]
            names.discard(heading)
        refused = [(each.name, each.number) for each in self._refused if each.name is not None]
        names = names.union(name for name, _ in refused)
        if len(names) < len(rows) + len(refused):
            met = [*((row[1], row[0]) for row in rows), *refused]
            repeated, problems = met_twice(self.columns[0].heading, met)
            self.problems += problems
            self.unsound |= repeated
            rows = [row for row in rows if row[1] not in repeated]
        return rows

    def _is_headings(self, cells: Sequence[Cell]) -> bool:
        """Return whether a row has the headings once more, as at the top of each printed page."""
        return [trimmed(str(cell)) for cell in cells] == self.table.headings

    def _list_unknown(self) -> None:
        """List the names of workplaces that nobody knows once each, however many rows have them."""
        standing = {each.number for each in self._refused}
        for known, (problem, numbers) in enumerate(self._unknown.values()):
            if rows := [number for number in numbers if number in standing]:
                nearest = self.names.nearest(problem.value) if known < _MOST_LOOKED_UP else ""
                whole = UnknownWorkplaceName(problem.field, problem.value, len(rows), nearest)
                found = RowProblem.of(rows[0], problem.field, problem.value, whole)
                self.problems.append(attrs.evolve(found, also=tuple(rows[1:])))

    def _wrong(self, number: int, column: Column, cell: Cell) -> RowProblem | None:
        """Return what is wrong with a cell, none if nothing is; each distinct one is judged once.

        Where a whole column is in another form than the profile's, a million rows share a few problems.
        """
        if found := self._found.get((column.index, cell)):
            return found
        try:
            column.meanings[cell]
        except UnknownWorkplaceName as problem:
            name = compared(problem.value)
            self._unknown.setdefault(name, (problem, []))[1].append(number)
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
        self._refuse_row(number, first, RaggedRow(len(cells), headings), cells)
        return False

    def _refuse_row(
        self, number: int, cell: Cell, problem: BadInput, cells: Sequence[Cell] = ()
    ) -> None:
        """List a row whose cells cannot be separated: only its first one stands where it should."""
        if not _is_comment(cells):
            self._set_apart(number, cell, [RowProblem.of(number, None, cell, problem)], cells)

    def _set_apart(
        self, number: int, cell: Cell, wrong: list[RowProblem], cells: Sequence[Cell]
    ) -> None:
        """Remember whom a row with a problem speaks of, or that nobody knows."""
        try:
            name = self.columns[0].meanings[cell]
        except BadInput:
            name = None
        closing = _closing(cells, len(self.table.headings))
        self._refused.append(_Refused(number, name, tuple(wrong), closing))


def _closing(cells: Sequence[Cell], columns: int) -> str | None:
    """Return what a row says if it may stand below a list: a total, or one cell that is a sentence."""
    filled = [trimmed(cell) for cell in cells if isinstance(cell, str) and trimmed(cell)]
    if not filled:
        return None
    is_sentence = len(filled) == 1 < columns and _SENTENCE.match(filled[0])
    return filled[0] if is_sentence or _TOTAL.match(filled[0].casefold()) else None


def _is_comment(cells: Sequence[Cell]) -> bool:
    """Return whether a row begins with the mark of a comment, and is no formula that failed."""
    first = cells[0] if cells else ""
    if not isinstance(first, str) or not first.startswith("#") or _FAILED.match(first):
        return False
    return first.startswith("# ") or len(_without_blanks(cells)) == 1


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
