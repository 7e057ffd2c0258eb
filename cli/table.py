"""Tables for people: a column is as wide as what it holds, and a cell too wide for it is folded.

Nothing is ever cut, and no day or word is broken. Where a table is wider than the terminal, the widest
columns give way at their blanks; where that is not enough, each row becomes a block of lines, one a cell.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from rich.cells import cell_len

_GAP: Final = "  "

Cells = Sequence[str]


def table(
    heads: Cells, rows: Sequence[Cells], *, right: Sequence[bool], width: int | None
) -> tuple[list[str], list[str]]:
    """Return the lines of the heads, and the lines below: a rule and the rows.

    There are no heads above blocks: each line has its own.

    Args:
        heads: What stands above each column.
        rows: The cells of each row, as many as there are heads.
        right: Whether a column is set to the right, as numbers are.
        width: How wide the table may become; none where no line is to be folded.
    """
    widths = _widths([heads, *rows], width)
    if width is not None and _total(widths) > width:
        return [], [*_blocks(heads, rows, width)]
    rule = "─" * _total(widths)
    body = (line for row in rows for line in _lines(row, widths, right))
    return [*_lines(heads, widths, right)], [rule, *body]


def _blocks(heads: Cells, rows: Sequence[Cells], width: int) -> Iterator[str]:
    """Yield each row as lines of a head and a cell, after a rule; a cell that is empty has none."""
    widest = max(map(cell_len, heads))
    room = max(width - widest - len(_GAP), 1)
    for row in rows:
        yield "─" * min(width, widest + len(_GAP) + max(map(cell_len, row)))
        for head, cell in zip(heads, row, strict=True):
            for part, text in zip_longest([head], _folded(cell, room), fillvalue=""):
                if cell:
                    yield f"{_padded(part, widest, right=False)}{_GAP}{text}".rstrip()


def _widths(rows: Sequence[Cells], most: int | None) -> list[int]:
    columns = list(zip(*rows, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    if most is not None:
        words = [max(_longest_word(cell) for cell in column) for column in columns]
        _narrow(widths, words, most)
    return widths


def _narrow(widths: list[int], least: Sequence[int], most: int) -> None:
    """Take from the widest column, again and again, until the table fits or nothing is left to take."""
    while _total(widths) > most:
        wider = [column for column, width in enumerate(widths) if width > least[column]]
        if not wider:
            return
        widths[max(wider, key=widths.__getitem__)] -= 1


def _longest_word(cell: str) -> int:
    return max(map(cell_len, cell.split()), default=0)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _lines(row: Cells, widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    folded = [_folded(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=""):
        cells = map(_padded, parts, widths, right)
        yield _GAP.join(cells).rstrip()


def _folded(cell: str, width: int) -> list[str]:
    if cell_len(cell) <= width:
        return [cell]
    return wrap(cell, width, break_on_hyphens=False, break_long_words=False)


def _padded(text: str, width: int, right: bool) -> str:
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
