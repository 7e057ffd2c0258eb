"""A list as an XLSX workbook: its first visible sheet that holds anything."""

import os
import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from typing import IO, Any, BinaryIO, Final

from ...events.civil_registration import is_civil_registration_number
from .archive import Place, looked_through
from .errors import (
    DamagedWorkbook,
    EmptyList,
    HugeCell,
    NoWorkbookReader,
    OldWorkbook,
    ProtectedWorkbook,
)
from .source import LONGEST_CELL, Cell, Padded, Source, Table, trimmed

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_FAILED: Final = "#ERROR"  # what stands for #N/A and the like, which the reader takes for blank
_ATTRIBUTE: Final = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*["']([^"']*)["']""")

_PART: Final = 1 << 20  # bytes; the parts that name the others are far smaller
_MOST_DIGITS: Final = 15  # a workbook keeps no more of a number


def is_workbook(beginning: bytes) -> bool:
    """Return whether a file begins as a workbook does, of today or of old."""
    return beginning.startswith((_ZIP, _OLE))


def read_workbook(file: BinaryIO, path: str, name: str, _wanted: Collection[str]) -> Table:
    """Return the table of a workbook.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    size = os.fstat(file.fileno()).st_size
    _refuse_old(file, path)
    failed = looked_through(file, path)
    number, cells = _first_sheet(file, path)
    rows = _rows(cells, failed.get(_part(file, number), set()) if failed else set(), path)
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


def _first_sheet(file: BinaryIO, path: str) -> tuple[int, Iterator[list[Any]]]:
    """Return which is the first visible sheet that holds anything, and its rows from row 1 on."""
    try:
        from python_calamine import (  # noqa: PLC0415 -- an extra
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError as problem:
        raise NoWorkbookReader(path) from problem
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        for number, sheet in enumerate(book.sheets_metadata):
            if (sheet.typ, sheet.visible) == (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible):
                found = book.get_sheet_by_index(number)
                if found.start is not None:
                    return number, found.iter_rows()
    except BaseException as problem:
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise DamagedWorkbook(path, str(problem)) from problem
        raise
    raise EmptyList(path)


def _part(file: BinaryIO, number: int) -> str:
    """Return the name of the part that holds a sheet, the first one being number 0."""
    with zipfile.ZipFile(file) as archive:
        sheets = _tags("sheet", archive.open("xl/workbook.xml"))
        targets = _tags("Relationship", archive.open("xl/_rels/workbook.xml.rels"))
    wanted = sheets[number].get("id")
    target = next((each["Target"] for each in targets if each.get("Id") == wanted), "")
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(name: str, part: IO[bytes]) -> list[dict[str, str]]:
    """Return the attributes of every tag of that name."""
    text = part.read(_PART).decode(errors="replace")
    tags = re.findall(rf"<(?:\w+:)?{name}\s([^<>]*)>", text)
    return [dict(_ATTRIBUTE.findall(tag)) for tag in tags]


def _rows(
    sheet: Iterator[list[Any]], failed: set[Place], path: str
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield each row that is not blank, with its number."""
    failed_rows = {row for row, _ in failed}
    for number, values in enumerate(sheet, start=1):
        cells = [value if isinstance(value, str) else _cell(value) for value in values]
        if number in failed_rows:
            cells = [_FAILED if (number, n) in failed else c for n, c in enumerate(cells, start=1)]
        if any(cells):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
                raise HugeCell(path, f"row {number}")
            yield number, cells


def _cell(value: Any) -> Cell:
    """Return what a workbook calls a number, a truth value or a time as a list would write it."""
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return f"{value}()".upper()  # no id, as `TRUE` would be
    return _digits(value) if isinstance(value, int | float) else str(value)


def _digits(value: float) -> str:
    """Return a number as an id; a person's has lost the zero it began with."""
    if value != int(value):
        return str(value).replace(".", ",")  # no id, as `1.5` would be
    digits = str(int(value))
    if len(digits) > _MOST_DIGITS:
        return f"{value:e}"
    padded = Padded(digits.zfill(10))
    return padded if len(digits) == 9 and is_civil_registration_number(padded) else digits
