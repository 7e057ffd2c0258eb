"""A list as an XLSX workbook: its first visible sheet that holds anything."""

from collections.abc import Collection
from datetime import date
from typing import Any, BinaryIO, Final

from .errors import (
    NoWorkbookReader,
)
from .source import Cell, Source, Table, trimmed

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")


def is_workbook(beginning: bytes) -> bool:
    """Tell whether a file begins as a workbook does, of today or of old."""
    return beginning.startswith((_ZIP, _OLE))


def read_workbook(file: BinaryIO, path: str, name: str, _wanted: Collection[str]) -> Table:
    """Return the table of a workbook.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    try:
        from python_calamine import CalamineWorkbook  # noqa: PLC0415 -- an extra
    except ImportError as problem:
        raise NoWorkbookReader(path) from problem
    book = CalamineWorkbook.from_filelike(file)
    sheet = book.get_sheet_by_index(0)
    rows = ((n, [_cell(c) for c in cells]) for n, cells in enumerate(sheet.iter_rows(), 1))
    _, headings = next(rows)
    return Table(Source(name, "XLSX"), [trimmed(str(h)) for h in headings], rows, lambda: 0)


def _cell(value: Any) -> Cell:
    return value if isinstance(value, date) else str(value)
