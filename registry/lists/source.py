"""A list as it lies in a file, before anybody asks what its columns mean."""

from collections.abc import Callable, Iterator
from datetime import date
from unicodedata import normalize

from attrs import field, frozen

from ...events.civil_registration import masked
from ...events.errors import BadInput

Cell = str | date
"""What a cell holds: a text as it stands there, or a day that a workbook itself calls one."""


class Padded(str):
    """A number of nine digits in a workbook, with the zero that it may have lost: then it is a person's."""

    __slots__ = ()


LONGEST_CELL = 32_767
"""Characters; Excel's own limit."""


@frozen
class Source:
    """Where a list was read from.

    Attributes:
        file: The name of the file, masked where it looks like a civil registration number.
        encoding: `UTF-8`, `UTF-8 with a byte order mark`, `Windows-1252`, or `XLSX`.
        delimiter: What stands between two cells; none in a workbook.
    """

    file: str = field(converter=masked)
    encoding: str
    delimiter: str | None = None


@frozen
class Table:
    """The heading row and the rows below it.

    Attributes:
        source: Where it was read from.
        headings: The cells of the first row, trimmed.
        rows: The rows below: the number of each as a person sees it, and its cells, or what keeps it
            from being read. They are read as they are asked for, once.
        done: How many bytes of the file have been read by now.
    """

    source: Source
    headings: list[str]
    rows: Iterator[tuple[int, "list[Cell] | BadInput"]]
    done: Callable[[], int]


def trimmed(cell: str) -> str:
    """Return a cell without blanks around it, and without the `'` that makes a formula plain text.

    Letters with accents are composed: a file from macOS may have `a` and a ring where others have `å`.
    """
    text = composed(cell.strip(" \t\r\n\u00a0"))
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def composed(text: str) -> str:
    """Return a text in the form in which texts are compared (NFC)."""
    return normalize("NFC", text)


_FORMULA = frozenset("=+-@")
