"""A list as CSV: the encoding tried strictly, the delimiter taken from the headings."""

import csv
import os
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any, BinaryIO, Final

from ...events.errors import BadInput
from .encoding import CODECS, encoding_of
from .errors import EmptyList, HugeCell, UnterminatedQuote
from .problems import BrokenQuoting
from .source import LONGEST_CELL, Cell, Source, Table, trimmed

_DELIMITERS: Final = (";", ",", "\t", "|")

_Rows = Iterator[tuple[int, list[Cell] | BadInput]]


def read_text(file: BinaryIO, path: str, name: str, wanted: Collection[str]) -> Table:
    """Return the table of a CSV file; `wanted` are the headings that show the delimiter.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    encoding = encoding_of(file, path)
    delimiter = _delimiter(file, CODECS[encoding], wanted)
    rows = _rows(file, CODECS[encoding], delimiter, path)
    _, headings = next(rows, (0, None))
    if not isinstance(headings, list):
        raise headings or EmptyList(path)
    texts = [trimmed(str(cell)) for cell in headings]
    return Table(Source(name, encoding, delimiter), texts, rows, partial(_done, file.fileno()))


def _delimiter(file: BinaryIO, codec: str, wanted: Collection[str]) -> str:
    """Return the delimiter with which most of the headings are found; else the one of most cells."""

    def found(delimiter: str) -> tuple[int, int]:
        try:
            cells: list[str] = next(filter(any, _reader(file, codec, delimiter)), [])
        except csv.Error:
            return (0, 0)
        return len(set(wanted) & {trimmed(cell) for cell in cells}), len(cells)

    return max(_DELIMITERS, key=found)


def _rows(file: BinaryIO, codec: str, delimiter: str, path: str) -> _Rows:
    """Yield each row that is not blank, with the number of the line it begins in."""
    reader = _reader(file, codec, delimiter)
    while True:
        line = reader.line_num
        try:
            for cells in reader:
                held = len("".join(cells))
                if held > LONGEST_CELL and max(map(len, cells)) > LONGEST_CELL:
                    raise HugeCell(path, f"row {line + 1}")
                if held:
                    yield line + 1, cells
                line = reader.line_num
        except csv.Error as problem:
            yield line + 1, _quoting(problem, path, line + 1)
        else:
            return


def _quoting(problem: csv.Error, path: str, row: int) -> BrokenQuoting:
    """Return what is wrong with one row; raise what is wrong with the file."""
    if "field larger" in str(problem):
        raise HugeCell(path, f"row {row}") from problem
    if "unexpected end" in str(problem):
        raise UnterminatedQuote(path, row) from problem
    return BrokenQuoting()


def _reader(file: BinaryIO, codec: str, delimiter: str) -> Any:
    file.seek(0)
    return csv.reader(_lines(file, codec), delimiter=delimiter, strict=True)


def _lines(file: BinaryIO, codec: str) -> Iterator[str]:
    """Yield the lines from the first one on, as often as asked; the file is not ours to close."""
    with open(file.fileno(), encoding=codec, newline="", closefd=False) as text:
        text.seek(0)
        yield from text


def _done(descriptor: int) -> int:
    return os.lseek(descriptor, 0, os.SEEK_CUR)
