"""Finding the heading row of a list, which need not be its first one."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from attrs import frozen

from ...events.errors import BadInput
from .errors import HeadingTwice, MissingHeadings
from .source import Cell, Rows, Table, compared, trimmed

_MOST_ABOVE: Final = 100  # rows that are not blank: a title, the day of the export, a legend


@frozen
class Wanted:
    """The headings that a list may have, and those it cannot be read without.

    Attributes:
        profile: The name of the profile that says so.
        headings: All of them.
        needed: Sets of them: of each set the list has one at least.
    """

    profile: str
    headings: Collection[str]
    needed: Collection[Collection[str]]

    def score(self, cells: Sequence[Cell]) -> tuple[bool, int]:
        """Return whether a row has the headings that are needed, and how many it has of all."""
        found = {compared(trimmed(str(cell))) for cell in cells}
        has_needed = all(any(compared(each) in found for each in some) for some in self.needed)
        return has_needed, len(found.intersection(map(compared, self.headings)))


@frozen
class HeadingRow:
    """The row of a list that is taken for its headings.

    Attributes:
        score: Whether it has the headings that are needed, and how many it has of all.
        row: Its number.
        cells: Its cells.
        above: How many rows that are not blank stand above it.
    """

    score: tuple[bool, int]
    row: int
    cells: list[Cell]
    above: int

    @property
    def texts(self) -> list[str]:
        """Its cells, trimmed."""
        return [trimmed(str(cell)) for cell in self.cells]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What there is to say of the rows above."""
        if not self.above:
            return ()
        rows = "1 row" if self.above == 1 else f"{self.above} rows"
        return (f"passed over {rows} above the headings",)


def heading_row(rows: Rows, wanted: Wanted) -> HeadingRow | None:
    """Return the row near the beginning that has most of the headings; else the one of most cells.

    None is returned where no row near the beginning can be read.
    """
    best: HeadingRow | None = None
    try:
        for above, (row, cells) in enumerate(islice(rows, _MOST_ABOVE)):
            if isinstance(cells, list):
                found = HeadingRow(wanted.score(cells), row, cells, above)
                if best is None or rank(found) > rank(best):
                    best = found
    except BadInput:  # it is raised again when the rows are read for good
        pass
    return best


def rank(found: HeadingRow) -> tuple[tuple[bool, int], int]:
    """Return how much a row looks like headings, which are words without a digit."""
    words = sum(bool(text) and not any(map(str.isdigit, text)) for text in found.texts)
    return found.score, words


def check_headings(table: Table, path: str, wanted: Wanted) -> None:
    """Refuse a table without a heading that is needed, or with a wanted one twice.

    Raises MissingHeadings or HeadingTwice.
    """
    there = [compared(heading) for heading in table.headings]
    missing = [
        min(some, key=list(wanted.headings).index)
        for some in wanted.needed
        if not any(compared(each) in there for each in some)
    ]
    if missing:
        lists = (missing, wanted.headings, [heading for heading in table.headings if heading])
        raise MissingHeadings(path, wanted.profile, *map(_listed, lists))
    for heading in wanted.headings:
        if there.count(compared(heading)) > 1:
            raise HeadingTwice(path, heading)


def _listed(headings: Collection[str]) -> str:
    return ", ".join(map(repr, headings)) or "none"
