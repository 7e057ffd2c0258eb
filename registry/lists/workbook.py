"""A list as an XLSX workbook: the visible sheet that has the headings."""

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat
from typing import IO, Any, BinaryIO, Final

from attrs import frozen

from ...events.civil_registration import is_civil_registration_number
from ...events.errors import BadInput, MissingExtra
from .archive import WORKBOOK, Place, Sheet, looked_through, plain_name
from .errors import (
    DamagedWorkbook,
    EmptyList,
    HugeCell,
    NoSuchSheet,
    OldWorkbook,
    ProtectedWorkbook,
    SeveralSheets,
)
from .headings import HeadingRow, Wanted, heading_row, rank
from .problems import MergedAcross
from .source import LONGEST_CELL, Cell, Faulty, Padded, Source, Table, compared

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ATTRIBUTE: Final = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*["']([^"']*)["']""")

_PART: Final = 1 << 20  # bytes; the parts that name the others are far smaller
_MOST_DIGITS: Final = 15  # a workbook keeps no more of a number


def is_workbook(beginning: bytes) -> bool:
    """Return whether a file begins as a workbook does, of today or of old."""
    return beginning.startswith((_ZIP, _OLE))


def read_workbook(
    file: BinaryIO, path: str, name: str, wanted: Wanted, sheet: str | None = None
) -> Table:
    """Return the table of a workbook: the sheet that is asked for, or the one that has the headings.

    Raises BadInput where the file as a whole is no list; so may the rows as they are read.
    """
    size = os.fstat(file.fileno()).st_size
    _refuse_old(file, path)
    looked = looked_through(file, path)
    found, others = _sheet(file, path, wanted, sheet)
    seen = looked.get(_part(file, path, found.number), Sheet())
    hidden: list[int] = []
    rows = _rows(found.sheet, seen, hidden, path)
    for row, _ in rows:
        if row == found.headings.row:
            break
    hidden.clear()
    source = Source(name, "XLSX", None, found.name if others else None, found.headings.remarks)
    return Table(source, found.headings.texts, rows, lambda: size, lambda: _of_hidden(hidden))


def _of_hidden(rows: Sequence[int]) -> list[str]:
    if not rows:
        return []
    return [f"read {len(rows)} hidden row{'s' if len(rows) > 1 else ''} too"]


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


@frozen
class _Found:
    """A sheet, and the row that is taken for its headings."""

    number: int
    name: str
    sheet: Any
    headings: HeadingRow


def _sheet(file: BinaryIO, path: str, wanted: Wanted, asked: str | None) -> tuple[_Found, bool]:
    """Return the sheet to read, and whether there are others in sight."""
    try:
        from python_calamine import (  # noqa: PLC0415 -- an extra
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )
    except ImportError as problem:
        raise MissingExtra(f"read the workbook {path}", "xlsx") from problem
    file.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(file)
        sheets = {
            each.name: number
            for number, each in enumerate(book.sheets_metadata)
            if each.typ == SheetTypeEnum.WorkSheet
            and (asked is not None or each.visible == SheetVisibleEnum.Visible)
        }
        if asked is not None:
            sheets = _asked_for(sheets, asked, path)
        found = _with_headings(book, sheets, wanted, path)
    except BadInput:
        raise
    except BaseException as problem:
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise DamagedWorkbook(path, str(problem)) from problem
        raise
    return found, len(sheets) > 1


def _asked_for(sheets: Mapping[str, int], asked: str, path: str) -> dict[str, int]:
    for alike in (str, compared):
        found = {name: number for name, number in sheets.items() if alike(name) == alike(asked)}
        if found:
            return found
    known = "no sheets" if not sheets else f"the sheets {', '.join(map(repr, sheets))}"
    raise NoSuchSheet(path, asked, known)


def _with_headings(book: Any, sheets: Mapping[str, int], wanted: Wanted, path: str) -> _Found:
    """Return the sheet that has most of the headings; where none has them, the first that holds anything."""
    candidates: list[_Found] = []
    for name, number in sheets.items():
        sheet = book.get_sheet_by_index(number)
        headings = heading_row(_rows(sheet, Sheet(), [], path), wanted) if sheet.start else None
        if headings:
            candidates.append(_Found(number, name, sheet, headings))
    if not candidates:
        raise EmptyList(path)
    best = max(candidates, key=lambda each: rank(each.headings))
    alike = [each.name for each in candidates if each.headings.score == best.headings.score]
    if all(best.headings.score) and len(alike) > 1:
        raise SeveralSheets(path, " and ".join(map(repr, alike)))
    return best


def _part(file: BinaryIO, path: str, number: int) -> str:
    """Return the name of the part that holds a sheet, the first one being number 0."""
    with zipfile.ZipFile(file) as archive:
        parts = {plain_name(each): each for each in archive.namelist()}
        sheets = _tags("sheet", archive.open(parts[WORKBOOK]))
        targets = _tags("Relationship", archive.open(parts[plain_name(_RELATIONS)]))
    wanted = sheets[number].get("id")
    target = next((each["Target"] for each in targets if each.get("Id") == wanted), "")
    part = plain_name(target if target.startswith(("/", "xl/")) else f"xl/{target}")
    if part not in parts:
        raise DamagedWorkbook(path, f"it has no part {part}")
    return part


def _tags(name: str, part: IO[bytes]) -> list[dict[str, str]]:
    """Return the attributes of every tag of that name."""
    text = part.read(_PART).decode(errors="replace")
    tags = re.findall(rf"<(?:\w+:)?{name}\s([^<>]*)>", text)
    return [dict(_ATTRIBUTE.findall(tag)) for tag in tags]


def _rows(
    sheet: Any, seen: Sheet, hidden: list[int], path: str
) -> Iterator[tuple[int, list[Cell] | BadInput]]:
    """Yield each row that is not blank, with its number; hidden ones are noted down as they are met."""
    first = sheet.start[1] + 1  # the columns before it are left out
    faulty: dict[int, dict[int, Faulty]] = {}
    for (row, column), cell in seen.faulty.items():
        faulty.setdefault(row, {})[column - first] = cell
    merged = _Merged(sheet.merged_cell_ranges or [], first)
    width = sheet.end[1] + 2 - first
    without_value = (
        max(faulty, default=0) - sheet.end[0] - 1
    )  # rows that the reader takes for the end
    every = chain(sheet.iter_rows(), repeat([""] * width, max(without_value, 0)))
    for number, values in enumerate(every, start=1):
        cells = [value if isinstance(value, str) else _cell(value) for value in values]
        for column, cell in faulty.get(number, {}).items():
            if column < len(cells):
                cells[column] = cell
        merged.fill(number, cells)
        if any(cells):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
                raise HugeCell(path, f"row {number}")
            if number in seen.hidden:
                hidden.append(number)
            yield number, cells


class _Merged:
    """What stands in merged cells: below the first one its value, beside it nothing that can be read."""

    def __init__(self, ranges: Iterable[tuple[Place, Place]], first_column: int) -> None:
        self._from: dict[int, list[tuple[int, int, int]]] = {}
        for (top, left), (bottom, right) in ranges:
            of_row = self._from.setdefault(top + 1, [])
            of_row.append((left + 1 - first_column, right + 1 - first_column, bottom + 1))
        self._open: dict[int, tuple[int, Cell]] = {}

    def fill(self, row: int, cells: list[Cell]) -> None:
        """Give a row's merged cells what stands for them."""
        for left, right, last in self._from.get(row, ()):
            for column in range(max(left, 0), min(right + 1, len(cells))):
                self._open[column] = last, cells[column] if column == left else _ACROSS
        for column, (last, cell) in list(self._open.items()):
            if row > last:
                del self._open[column]
            elif column < len(cells):
                cells[column] = cell


_ACROSS: Final = Faulty("a merged cell", MergedAcross)


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
