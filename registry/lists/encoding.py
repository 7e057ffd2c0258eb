"""A first look through a whole text file, in pieces: its encoding, and what no list holds."""

import codecs
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Final

from attrs import frozen

from .errors import CutInCharacter, EmptyList, HugeCell, NulByte, UnknownEncoding, Utf16Text

UTF_8: Final = "UTF-8"
UTF_8_MARKED: Final = "UTF-8 with a byte order mark"
WINDOWS_1252: Final = "Windows-1252"

CODECS: Final = {UTF_8: "utf-8", UTF_8_MARKED: "utf-8-sig", WINDOWS_1252: "cp1252"}

_PIECE: Final = 1 << 18
_LONGEST_LINE: Final = 1 << 20  # bytes; a row of thirty-two of the largest cells
_BREAK: Final = re.compile(rb"\r\n|\r|\n")


def encoding_of(file: BinaryIO, path: str) -> str:
    """Return the encoding of a text file, tried strictly from its first byte to its last.

    Raises:
        EmptyList, Utf16Text, NulByte, HugeCell, CutInCharacter, UnknownEncoding: it is no list as text.
    """
    beginning = file.read(4096)
    if not beginning.strip(codecs.BOM_UTF8 + b" \t\r\n"):
        _refuse_blank(file, path)
    _refuse_utf_16(beginning, path)
    _refuse_unlike_text(file, path)
    marked = beginning.startswith(codecs.BOM_UTF8)
    utf_8 = _decoded(file, "utf-8")
    if utf_8 is None:
        return UTF_8_MARKED if marked else UTF_8
    if utf_8.cut and (marked or utf_8.beyond_ascii):
        raise CutInCharacter(path)
    windows = None if marked else _decoded(file, "cp1252")
    if marked or windows:
        raise UnknownEncoding(path, row_at(file, (windows or utf_8).position))
    return WINDOWS_1252


def row_at(file: BinaryIO, position: int) -> int:
    """Return the number of the line that a byte lies in, from 1."""
    rows, ended_in_cr = 1, False
    for piece in _pieces(file, position):
        rows += len(_BREAK.findall(piece)) - (ended_in_cr and piece.startswith(b"\n"))
        ended_in_cr = piece.endswith(b"\r")
    return rows


@frozen
class _Failure:
    """Where a file stops being text of an encoding."""

    position: int
    cut: bool
    beyond_ascii: bool


def _decoded(file: BinaryIO, codec: str) -> _Failure | None:
    """Decode the whole file; return where that fails, none if it does not."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    done, beyond_ascii = 0, False
    for piece in chain(_pieces(file), [b""]):
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as problem:
            return _Failure(done - pending + problem.start, not piece, beyond_ascii)
        beyond_ascii = beyond_ascii or not text.isascii()
        done += len(piece)
    return None


def _pieces(file: BinaryIO, until: int | None = None) -> Iterator[bytes]:
    """Yield the file from its beginning, in pieces."""
    file.seek(0)
    left = until
    while piece := file.read(_PIECE if left is None else min(_PIECE, left)):
        yield piece
        left = None if left is None else left - len(piece)


def _refuse_blank(file: BinaryIO, path: str) -> None:
    blank = codecs.BOM_UTF8 + b" \t\r\n"
    if not any(piece.strip(blank) for piece in _pieces(file)):
        raise EmptyList(path)


def _refuse_utf_16(beginning: bytes, path: str) -> None:
    """Refuse UTF-16 by its mark, or by every other byte being NUL."""
    marked = beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    high, low = beginning[::2], beginning[1::2]
    nul_of = (high.count(0) * 2 > len(high), low.count(0) * 2 > len(low))
    if marked or nul_of in {(True, False), (False, True)}:
        raise Utf16Text(path)


def _refuse_unlike_text(file: BinaryIO, path: str) -> None:
    """Refuse a NUL byte, and a line that no row of a list is as long as."""
    done = since_break = 0
    for piece in _pieces(file):
        if (nul := piece.find(0)) >= 0:
            raise NulByte(path, row_at(file, done + nul))
        first = min((at for at in (piece.find(b"\n"), piece.find(b"\r")) if at >= 0), default=-1)
        since_break += len(piece) if first < 0 else first
        if since_break > _LONGEST_LINE:
            raise HugeCell(path, f"row {row_at(file, done)}")
        if first >= 0:
            since_break = len(piece) - 1 - max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        done += len(piece)
