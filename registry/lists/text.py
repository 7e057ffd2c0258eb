"""A list as CSV: the encoding tried strictly, the delimiter taken from the headings."""

import csv
import os
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, Final

import attrs

from .encoding import CODECS, encoding_of
from .errors import EmptyList, HugeCell, NoSuchSheet, UnterminatedQuote
from .headings import HeadingRow, Wanted, heading_row
from .problems import BrokenQuoting
from .source import LONGEST_CELL, Rows, Source, Table

_DELIMITERS: Final = (";", ",", "\t", "|")

_SEPARATOR: Final = re.compile(r"""["']?sep=(.)["']?\s*""", re.IGNORECASE)


def read_text(
    file: BinaryIO, path: str, name: str, wanted: Wanted, sheet: str | None = None
) -> Table:
    """Return the table of a CSV file; the wanted headings show the delimiter and where they stand.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    if sheet is not None:
        raise NoSuchSheet(path, sheet, "no sheets, being a text file")
    encoding = encoding_of(file, path)
    codec = CODECS[encoding]
    delimiter, found = _headed(file, codec, wanted, path)
    rows = _rows(file, codec, delimiter, path)
    for row, cells in rows:
        if found and row == found.row and isinstance(cells, list):
            source = Source(name, encoding, delimiter, remarks=found.remarks)
            return Table(source, found.texts, rows, partial(_done, file.fileno()))
    raise EmptyList(path)


def _headed(file: BinaryIO, codec: str, wanted: Wanted, path: str) -> tuple[str, HeadingRow | None]:
    """Return the delimiter with which most of the headings are found, and the row they are found in.

    Excel and others name the delimiter in a line of its own, `sep=;`.
    """
    named = _SEPARATOR.fullmatch(next(_lines(file, codec), ""))
    found = [
        (delimiter, heading_row(_rows(file, codec, delimiter, path), wanted))
        for delimiter in (named[1] if named else _DELIMITERS)
    ]
    delimiter, best = max(found, key=lambda each: _rank(each[1]))
    if best and named and best.above:  # the line that names it is not worth a word
        best = attrs.evolve(best, above=best.above - 1)
    return delimiter, best


def _rank(found: HeadingRow | None) -> tuple[tuple[bool, int], int]:
    return (found.score, len(found.cells)) if found else ((False, -1), 0)


def _rows(file: BinaryIO, codec: str, delimiter: str, path: str) -> Rows:
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
