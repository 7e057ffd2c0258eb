"""A list as it lies in a file, before anybody asks what its columns mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Self
from unicodedata import normalize

from attrs import field, frozen

from ...events.civil_registration import masked
from ...events.errors import BadInput

Cell = str | date
"""What a cell holds: a text as it stands there, or a day that a workbook itself calls one."""


Rows = Iterator[tuple[int, "list[Cell] | BadInput"]]
"""Rows with their numbers, as cells or as what keeps them from being read."""


NamesOfUnits = Callable[[], Mapping[str, str]]
"""What returns the names that workplaces bear in the registry, by their ids."""


class _NoText(str):
    """A text that is equal to no other, so that what it means is never taken for what they mean."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return whether the other one is of this kind too, and reads the same."""
        return type(other) is type(self) and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        """Return the opposite of `==`."""
        return not self == other

    def __hash__(self) -> int:
        """Return another number than that of the plain text."""
        return hash((type(self), str(self)))


class Padded(_NoText):
    """A number of nine digits in a workbook, with the zero that it may have lost: then it is a person's."""

    __slots__ = ()


class Faulty(_NoText):
    """What stands for a cell of a workbook that does not hold what it shows, such as a failed formula.

    Attributes:
        fault: The error to raise where the cell is read, made of the heading and this text.
    """

    fault: Callable[[str, str], BadInput]

    def __new__(cls, text: str, fault: Callable[[str, str], BadInput]) -> Self:
        """Return the text, and remember what is wrong with it."""
        cell = super().__new__(cls, text)
        cell.fault = fault
        return cell


LONGEST_CELL = 32_767
"""Characters; Excel's own limit."""


@frozen
class Source:
    """Where a list was read from.

    Attributes:
        file: The name of the file, masked where it looks like a civil registration number.
        encoding: `UTF-8`, `UTF-8 with a byte order mark`, `Windows-1252`, or `XLSX`.
        delimiter: What stands between two cells; none in a workbook.
        sheet: The sheet of a workbook that has others beside it; none where there is no other.
        remarks: What was passed over, or read although it is out of sight, for people.
    """

    file: str = field(converter=masked)
    encoding: str
    delimiter: str | None = None
    sheet: str | None = None
    remarks: tuple[str, ...] = ()


@frozen
class Table:
    """The heading row and the rows below it.

    Attributes:
        source: Where it was read from.
        headings: The cells of the heading row, trimmed.
        rows: The rows below: the number of each as a person sees it, and its cells, or what keeps it
            from being read. They are read as they are asked for, once.
        done: How many bytes of the file have been read by now.
        remarks: What else there is to say of the rows, once they have been read.
    """

    source: Source
    headings: list[str]
    rows: Rows
    done: Callable[[], int]
    remarks: Callable[[], list[str]] = list

    def place_of(self, heading: str) -> int | None:
        """Return the place of a heading in a row, from 0; none if the list has no such column."""
        wanted = compared(heading)
        places = (place for place, each in enumerate(self.headings) if compared(each) == wanted)
        return next(places, None)


def trimmed(cell: str) -> str:
    """Return a cell without blanks around it, and without the `'` that makes a formula plain text.

    Letters with accents are composed: a file from macOS may have `a` and a ring where others have `å`.
    """
    text = composed(cell.strip(" \t\r\n\u00a0"))
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def composed(text: str) -> str:
    """Return a text in the form in which texts are compared (NFC)."""
    return normalize("NFC", text)


def one_line(text: str) -> str:
    """Return a text with a blank for each line break and what is blank around it."""
    return _BREAKS.sub(" ", text)


def compared(text: str) -> str:
    """Return a heading or a name as such are compared: case, doubled blanks and trailing dots aside."""
    return " ".join(composed(text).split()).rstrip(". :").casefold()


_BREAKS = re.compile(r"\s*[\r\n]\s*")
_FORMULA = frozenset("=+-@")
