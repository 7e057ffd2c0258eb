"""A look through a workbook's parts, in pieces, before anything takes them into memory.

An XLSX file is a ZIP archive of XML parts. A few kilobytes of it can unfold to gigabytes, and a few cells can
span a sheet of 17,179,869,184. What the reader of workbooks does not tell is found here too: cells whose
formula failed or was never calculated, and hidden rows. A sheet that may have any of it, or may be too
large, is read cell by cell; the others are only looked through.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pyexpat import ExpatError, ParserCreate
from typing import IO, BinaryIO, Final

from attrs import define, field

from .errors import DamagedWorkbook, HugeCell, HugeWorkbook
from .problems import FailedFormula, NeverCalculated
from .source import Faulty

WORKBOOK: Final = "xl/workbook.xml"
_STRINGS: Final = "xl/sharedStrings.xml"

_PIECE: Final = 1 << 18
_MOST_PARTS: Final = 10_000
_MOST_BYTES: Final = 1 << 29
_MOST_CELLS: Final = 20_000_000
_MOST_ROWS: Final = 1 << 20
_MOST_COLUMNS: Final = 1 << 14
_LONGEST_RUN: Final = 1 << 20  # bytes of one cell, with the marks of rich text

# What makes a sheet be read cell by cell: a failed cell, a formula, a hidden row, a cell without a place.
_DOUBTFUL: Final = tuple(
    re.compile(each)
    for each in (
        rb"""=\s*["']e["']""",
        rb"<(?:\w+:)?f[\s/>]",
        rb"""hidden\s*=\s*["'](?:1|t|on)""",
        rb"<(?:\w+:)?c(?!\s+r\s*=)[\s/>]",
    )
)
# Only cells that lie far out are looked at: beyond column Z, or beyond row 99999.
_FAR_OUT: Final = re.compile(
    rb"""\sr\s*=\s*["'](?:([A-Za-z]{2,})([0-9]+)|([A-Za-z]?)([0-9]{6,}))["']"""
)
_CALCULATES_LATER: Final = re.compile(rb"""fullCalcOnLoad\s*=\s*["'](?:1|t|on)""")
_REFERENCE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")
_YES: Final = frozenset({"1", "true", "on"})

Place = tuple[int, int]
"""The row and the column of a cell, both from 1."""


@define
class Sheet:
    """What the reader of workbooks does not tell of a sheet.

    Attributes:
        faulty: What stands for cells without a value of their own.
        hidden: The rows that are out of sight.
    """

    faulty: dict[Place, Faulty] = field(factory=dict)
    hidden: set[int] = field(factory=set)


def looked_through(file: BinaryIO, path: str) -> dict[str, Sheet]:
    """Return what is to be known of the parts that are read cell by cell, by their names.

    Raises DamagedWorkbook, HugeWorkbook or HugeCell where a workbook is not to be read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {plain_name(part.filename) for part in parts}
            if len(parts) > _MOST_PARTS:
                raise HugeWorkbook(path, f"it has {len(parts)} parts")
            if WORKBOOK not in names:
                raise DamagedWorkbook(path, f"it has no part {WORKBOOK}")
            if len(names) < len(parts):
                raise DamagedWorkbook(path, "it has two parts of one name")
            look = _Look(path)
            for part in parts:
                with archive.open(part) as content:
                    look.through(part.filename, content)
            sheets = {}
            for name in look.doubtful:
                with archive.open(name) as content:
                    sheets[plain_name(name)] = _Cells(path, look.calculates_later).read(content)
            return sheets
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise DamagedWorkbook(path, str(problem) or "it stops too early") from problem


def plain_name(part: str) -> str:
    """Return the name of a part in the form in which the parts of a workbook name each other."""
    name = part.replace("\\", "/").lstrip("/")
    return WORKBOOK if name.lower() == WORKBOOK else name.lower()


@define
class _Look:
    """What has been seen of the parts of a workbook."""

    path: str
    unfolded: int = 0
    doubtful: list[str] = field(factory=list)
    calculates_later: bool = False

    def through(self, part: str, content: IO[bytes]) -> None:
        """Look through one part: whichever it is, it may turn out to be a sheet."""
        sheet = _Extent()
        mark = re.compile(b"si>" if plain_name(part) == plain_name(_STRINGS) else b"<")
        run, rest = 0, b""
        for piece in _pieces(content):
            self.unfolded += len(piece)
            if self.unfolded > _MOST_BYTES:
                raise HugeWorkbook(self.path, f"it unfolds to more than {_MOST_BYTES >> 20} MB")
            if part.endswith(".xml"):
                run = _run(mark, piece, run)
                if run > _LONGEST_RUN:
                    raise HugeCell(self.path, part)
            whole, end, rest = (rest[-_LONGEST_RUN:] + piece).rpartition(b">")
            sheet.see(whole + end)
            if plain_name(part) == WORKBOOK and _CALCULATES_LATER.search(whole):
                self.calculates_later = True
        if sheet.is_doubtful:
            self.doubtful.append(part)


@define
class _Extent:
    """How far a sheet may reach, and whether it is to be read cell by cell."""

    rows: int = 99_999
    columns: int = 26
    has_doubtful: bool = False

    def see(self, text: bytes) -> None:
        """Look at some cells."""
        if not self.has_doubtful:
            self.has_doubtful = any(each.search(text) for each in _DOUBTFUL)
        for wide, row, narrow, far_row in _FAR_OUT.findall(text):
            self.columns = max(self.columns, _number((wide or narrow).decode()))
            self.rows = max(self.rows, int((row or far_row)[:9]))

    @property
    def is_doubtful(self) -> bool:
        """Whether a closer look is needed."""
        is_large = self.rows * self.columns > _MOST_CELLS
        return self.has_doubtful or is_large or self.columns > _MOST_COLUMNS


@define
class _Cells:
    """A part that is read cell by cell.

    Attributes:
        path: The workbook.
        calculates_later: Whether whatever opens the workbook is asked to calculate it first: then a
            formula that is nought was never calculated.
    """

    path: str
    calculates_later: bool
    sheet: Sheet = field(factory=Sheet)
    _row: int = 1
    _column: int = 1
    _last: Place = (0, 0)
    _first_column: int = _MOST_COLUMNS
    _place: Place = (0, 0)
    _type: str = ""
    _value: list[str] = field(factory=list)
    _has_formula: bool = False
    _has_text: bool = False

    def read(self, content: IO[bytes]) -> Sheet:
        """Return what is to be known; a part that is no XML is left to the reader of workbooks."""
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._value.append
        try:
            for piece in _pieces(content):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except ExpatError:
            pass
        return self.sheet

    def _start(self, tag: str, given: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._row = int(given.get("r", "")[:9] or self._row)
                if given.get("hidden") in _YES:
                    self.sheet.hidden.add(self._row)
            case "c":
                found = _REFERENCE.fullmatch(given.get("r", ""))
                column = _number(found[1]) if found else self._column
                self._place = (int(found[2][:9]) if found else self._row), column
                self._column = column + 1
                self._type, self._has_formula, self._has_text = given.get("t", "n"), False, False
                self._value.clear()
            case "f":
                self._has_formula = True
            case "v":
                self._value.clear()
            case "is":
                self._has_text = True

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._row, self._column = self._row + 1, 1
            case "f":
                self._value.clear()
            case "c":
                self._judge("".join(self._value).strip())

    def _judge(self, value: str) -> None:
        if self._type == "e":
            self.sheet.faulty[self._place] = Faulty(value or "#ERROR", FailedFormula)
        elif self._has_formula and self._is_uncalculated(value):
            self.sheet.faulty[self._place] = _UNCALCULATED
        if value or self._has_text or self._type in {"str", "inlineStr"}:
            self._reach(*self._place)

    def _is_uncalculated(self, value: str) -> bool:
        if self._type in {"str", "inlineStr"}:  # the text may be an empty one
            return False
        return not value or (self.calculates_later and value == "0")

    def _reach(self, row: int, column: int) -> None:
        """Refuse a sheet that its cells make too large; a cell that holds nothing is no size."""
        if row > _MOST_ROWS or column > _MOST_COLUMNS:
            raise DamagedWorkbook(self.path, "a cell lies beyond the end of a sheet")
        self._last = max(self._last[0], row), max(self._last[1], column)
        self._first_column = min(self._first_column, column)
        if self._last[0] * (self._last[1] - self._first_column + 1) > _MOST_CELLS:
            raise HugeWorkbook(self.path, "a sheet reaches over more than 20000000 cells")


_UNCALCULATED: Final = Faulty("a formula without a value", NeverCalculated)


def _run(mark: re.Pattern[bytes], piece: bytes, run: int) -> int:
    """Return how many bytes there have been since the last mark, or up to the first one if more."""
    first = mark.search(piece)
    if first is None:
        return run + len(piece)
    before = run + first.start()
    return before if before > _LONGEST_RUN else len(piece) - piece.rfind(mark.pattern)


def _number(letters: str) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece
