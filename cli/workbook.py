"""A list as an XLSX workbook: what it is and of when, days as days, ids as text, and never a formula."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from ..events.errors import BadInput, MissingExtra
from .heading import Heading
from .language import Language

_FIRST_DAY: Final = date(1900, 3, 1)  # before it, spreadsheets disagree
_MOST_ROWS: Final = 1_048_576
_LONGEST: Final = 32_767  # characters
_HEAD: Final = 2  # the row of the headings, below the title and a blank one
_WIDEST: Final = 60
_OPTIONS: Final = {
    "in_memory": True,  # nothing that it holds lies in a temporary file
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


class NotForAWorkbook(BadInput):
    """A workbook has no room for a list."""

    problem: str

    cannot = "write the list as a workbook"
    because = "{0.problem}"
    instead = "Ask for less of it, or take -o csv."


def check_writer() -> None:
    """Raise MissingExtra where there is none, before anything is asked."""
    try:
        import xlsxwriter  # type: ignore[import-untyped] # noqa: F401, PLC0415 -- an extra
    except ImportError as problem:
        raise MissingExtra("write a workbook", "xlsx") from problem


def workbook(
    rows: Sequence[Sequence[Any]], heads: Sequence[str], title: Heading, language: Language
) -> bytes:
    """Return a workbook: a sheet with the title above the rows, and one that says what the list is.

    Args:
        rows: The cells; texts, numbers, days and instants.
        heads: What stands above each column.
        title: What the list is, and of when.
        language: The language of whatever is no data.

    Raises:
        NotForAWorkbook: there are more rows, or longer texts, than a workbook takes.
    """
    import xlsxwriter  # noqa: PLC0415 -- only a workbook pays for the import

    if len(rows) > _MOST_ROWS - _HEAD - 1:
        raise NotForAWorkbook(f"it has {len(rows)} rows, and a sheet takes {_MOST_ROWS} at most")
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        sheet = _Sheet(book, book.add_worksheet(language.say("List")))
        sheet.put(0, 0, title.in_words(language), bold=True)
        for column, head in enumerate(heads):
            sheet.put(_HEAD, column, head, bold=True)
        for number, row in enumerate(rows, _HEAD + 1):
            for column, value in enumerate(row):
                sheet.put(number, column, value)
        sheet.finish(_HEAD, len(rows), heads, title.in_words(language))
        about = _Sheet(book, book.add_worksheet(language.say("About")))
        for number, (key, value) in enumerate(title.about().items()):
            about.put(number, 0, language.say(key), bold=True)
            about.put(number, 1, language.say(value) if key == "title" else value)
        about.finish(None, 0, ("", ""), "")
    return held.getvalue()


class _Sheet:
    """One sheet that is being written."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._sheet = sheet
        self._bold = book.add_format({"bold": True})
        self._text = book.add_format({"num_format": "@"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._widths: dict[int, int] = {}

    def put(self, row: int, column: int, value: Any, *, bold: bool = False) -> None:
        """Write one cell, as what it is."""
        match value:
            case None | "":
                return
            case bool():
                self._sheet.write_boolean(row, column, value)
            case int() | float() | Decimal():
                self._sheet.write_number(row, column, value)
            case datetime() if value.date() >= _FIRST_DAY:
                naive = value.astimezone(UTC).replace(tzinfo=None)
                self._sheet.write_datetime(row, column, naive, self._instant)
            case date() if not isinstance(value, datetime) and value >= _FIRST_DAY:
                self._sheet.write_datetime(row, column, value, self._day)
            case _:
                text = str(value)
                if len(text) > _LONGEST:
                    raise NotForAWorkbook(
                        f"a text of {len(text)} characters is longer than a cell, which takes {_LONGEST}"
                    )
                self._sheet.write_string(row, column, text, self._bold if bold else self._text)
        if not (bold and row == 0 and column == 0):  # the title runs over the columns beside it
            width = min(_WIDEST, len(str(value)[: len("2019-09-01 18:52:00")]) + 2)
            width = max(width, min(_WIDEST, len(str(value)) + 2) if isinstance(value, str) else 0)
            self._widths[column] = max(self._widths.get(column, 0), width)

    def finish(self, head: int | None, rows: int, heads: Sequence[str], printed: str) -> None:
        """Set what makes it good to read and to print: widths, a head that stays, a line on each page."""
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, width)
        if head is not None and heads:
            self._sheet.freeze_panes(head + 1, 0)
            self._sheet.autofilter(head, 0, head + max(rows, 1), len(heads) - 1)
            self._sheet.repeat_rows(head)
            self._sheet.set_landscape()
            self._sheet.fit_to_pages(1, 0)
            self._sheet.set_paper(_A4)
            self._sheet.set_header(f"&L{printed.replace('&', '&&')[:200]}&R&P/&N")


_A4: Final = 9


def as_cell(value: Any, text: str) -> Any:
    """Return what a cell holds: a number, a day or an instant as such, and anything else as its text."""
    return value if isinstance(value, int | float | Decimal | date) else text


def title_of(title: Heading | str, otherwise: str) -> Heading:
    """Return what a list is; without a title, by the words of the command that printed it."""
    return title if isinstance(title, Heading) else Heading(title=title or otherwise)
