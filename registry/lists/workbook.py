"""A list as an XLSX workbook: its first visible sheet that holds anything."""

import os
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, BinaryIO, Final

from .archive import refuse_unsound
from .errors import (
    DamagedWorkbook,
    EmptyList,
    HugeCell,
    NoWorkbookReader,
    OldWorkbook,
    ProtectedWorkbook,
)
from .source import LONGEST_CELL, Cell, Source, Table, trimmed

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_MOST_DIGITS: Final = 15  # a workbook keeps no more of a number


def is_workbook(beginning: bytes) -> bool:
    """Tell whether a file begins as a workbook does, of today or of old."""
    return beginning.startswith((_ZIP, _OLE))


def read_workbook(file: BinaryIO, path: str, name: str, _wanted: Collection[str]) -> Table:
    """Return the table of a workbook.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    size = os.fstat(file.fileno()).st_size
    _refuse_old(file, path)
    refuse_unsound(file, path)
    file.seek(0)
    cells = _first_sheet(file, path)
    rows = _rows(cells, path)
    _, headings = next(rows, (0, []))
    if not headings:
        raise EmptyList(path)
    texts = [trimmed(str(heading)) for heading in headings]
    return Table(Source(name, "XLSX"), texts, rows, lambda: size)


def _refuse_old(file: BinaryIO, path: str) -> None:
    """Refuse the container of .xls files, which holds workbooks with a password too."""
    if not file.read(len(_OLE)).startswith(_OLE):
        return
    before = b""
    while piece := file.read(1 << 18):
        if _ENCRYPTED in before[-len(_ENCRYPTED) :] + piece:
            raise ProtectedWorkbook(path)
        before = piece
    raise OldWorkbook(path)


def _first_sheet(file: BinaryIO, path: str) -> Iterator[list[Any]]:
    """Return the rows of the first visible sheet that holds anything, from row 1 on."""
    try:
        from python_calamine import (  # noqa: PLC0415 -- an extra
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError as problem:
        raise NoWorkbookReader(path) from problem
    try:
        book = CalamineWorkbook.from_filelike(file)
        for number, sheet in enumerate(book.sheets_metadata):
            if (sheet.typ, sheet.visible) == (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible):
                found = book.get_sheet_by_index(number)
                if found.start is not None:
                    return found.iter_rows()
    except BaseException as problem:
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise DamagedWorkbook(path, str(problem)) from problem
        raise
    raise EmptyList(path)


def _rows(sheet: Iterator[list[Any]], path: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row that is not blank, with its number."""
    for number, values in enumerate(sheet, start=1):
        cells = [value if isinstance(value, str) else _cell(value) for value in values]
        if any(cells):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
                raise HugeCell(path, f"row {number}")
            yield number, cells


def _cell(value: Any) -> Cell:
    """Return what a workbook calls a number, a truth value or a time as a list would write it."""
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    return _digits(value) if isinstance(value, int | float) else str(value)


def _digits(value: float) -> str:
    """Return a number as an id; one of nine digits may have lost the nought it began with."""
    if value != int(value):
        return str(value)
    digits = str(int(value))
    if len(digits) > _MOST_DIGITS:
        return f"{value:e}"
    return digits.zfill(10) if len(digits) == 9 else digits
