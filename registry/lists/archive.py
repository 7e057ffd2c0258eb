"""A look through a workbook's parts, in pieces, before anything takes them into memory.

An XLSX file is a ZIP archive of XML parts. A few kilobytes of it can unfold to gigabytes, and a few cells can
span a sheet of 17,179,869,184.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, Final

from attrs import define, field

from .errors import DamagedWorkbook, HugeCell, HugeWorkbook

_WORKBOOK: Final = "xl/workbook.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_SHEETS: Final = "xl/worksheets/"

_PIECE: Final = 1 << 18
_OVERLAP: Final = 64  # bytes; longer than any reference
_MOST_PARTS: Final = 10_000
_MOST_BYTES: Final = 1 << 29
_MOST_CELLS: Final = 20_000_000
_MOST_ROWS: Final = 1 << 20
_MOST_COLUMNS: Final = 1 << 14
_LONGEST_RUN: Final = 1 << 20  # bytes of one cell, with the marks of rich text

# Only cells that lie far out are looked at: beyond column Z, or beyond row 99999.
_FAR_OUT: Final = re.compile(
    rb"""\sr\s{0,9}=\s{0,9}["'](?:([A-Za-z]{2,})([0-9]+)|([A-Za-z]?)([0-9]{6,}))["']"""
)


_FAILED: Final = re.compile(rb"""<(?:\w+:)?c\s[^<>]{0,200}\bt\s?=\s?["']e["'][^<>]{0,200}>""")
_PLACE: Final = re.compile(rb"""\sr\s?=\s?["']([A-Za-z]+)([0-9]+)["']""")

Place = tuple[int, int]
"""The row and the column of a cell, both from 1."""


def looked_through(file: BinaryIO, path: str) -> dict[str, set[Place]]:
    """Return the cells of each part that hold the error of a formula, such as #N/A.

    Raises DamagedWorkbook, HugeWorkbook or HugeCell where a workbook is not to be read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise HugeWorkbook(path, f"it has {len(parts)} parts")
            if _WORKBOOK not in archive.namelist():
                raise DamagedWorkbook(path, f"it has no part {_WORKBOOK}")
            look = _Look(path)
            for part in parts:
                with archive.open(part) as content:
                    look.through(part.filename, content)
            return look.failed
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as problem:
        raise DamagedWorkbook(path, str(problem) or "it stops too early") from problem


@define
class _Look:
    """What has been seen of the parts of a workbook."""

    path: str
    unfolded: int = 0
    failed: dict[str, set[Place]] = field(factory=dict)

    def through(self, part: str, content: IO[bytes]) -> None:
        """Look through one part."""
        sheet = _Extent(self.path) if part.startswith(_SHEETS) else None
        mark = re.compile(b"si>" if part == _STRINGS else b"<")
        run, before = 0, b""
        for piece in _pieces(content):
            self.unfolded += len(piece)
            if self.unfolded > _MOST_BYTES:
                raise HugeWorkbook(self.path, "it unfolds to more than 512 MB")
            if part.endswith(".xml"):
                run = _run(mark, piece, run)
                if run > _LONGEST_RUN:
                    raise HugeCell(self.path, part)
            if sheet:
                sheet.see(before[-_OVERLAP:] + piece)
            before = piece
        if sheet and sheet.failed:
            self.failed[part] = sheet.failed


@define
class _Extent:
    """How far a sheet reaches, as far as its cells have been seen."""

    path: str
    rows: int = 99_999
    columns: int = 26
    cells: int = 0
    failed: set[Place] = field(factory=set)

    def see(self, text: bytes) -> None:
        """Look at some cells."""
        self.cells += text.count(b"</c>")
        for cell in _FAILED.findall(text):
            if place := _PLACE.search(cell):
                self.failed.add((int(place[2]), _number(place[1])))
        for wide, row, narrow, far_row in _FAR_OUT.findall(text):
            self.columns = max(self.columns, _number(wide or narrow))
            self.rows = max(self.rows, int((row or far_row)[:9]))
        if self.rows > _MOST_ROWS or self.columns > _MOST_COLUMNS:
            raise DamagedWorkbook(self.path, "a cell lies beyond the end of a sheet")
        if max(self.cells, self.rows * self.columns) > _MOST_CELLS:
            raise HugeWorkbook(self.path, "a sheet reaches over more than 20000000 cells")


def _run(mark: re.Pattern[bytes], piece: bytes, run: int) -> int:
    """Return how many bytes there have been since the last mark, or up to the first one if more."""
    first = mark.search(piece)
    if first is None:
        return run + len(piece)
    before = run + first.start()
    return before if before > _LONGEST_RUN else len(piece) - piece.rfind(mark.pattern)


def _number(letters: bytes) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece
