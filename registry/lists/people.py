"""Names of people, in a list that somebody keeps beside the registry: the registry itself has ids alone."""

from pathlib import Path
from typing import Final

from ...events.errors import BadInput
from .files import opened
from .headings import Wanted
from .source import Table, compared, one_line, trimmed

_IDS: Final = (
    *("member", "number", "id", "medlem", "medlemsnr", "medlemsnummer", "nummer"),
    *("unit", "enhed", "enheds-id"),
)
_NAMES: Final = ("name", "navn", "full name", "fulde navn")


class NoSuchColumn(BadInput):
    """A list of names has a column too few."""

    path: str
    lacking: str
    known: str

    cannot = "read the names in {0.path}"
    because = "it has no column of {0.lacking}: none of its headings is {0.known}"
    instead = "Give a list with a heading row, an id and a name a row, such as: member;name."


class RowTooShort(BadInput):
    """A row of a list of names ends before the name."""

    path: str
    row: int

    cannot = "read the names in {0.path}"
    because = "row {0.row} has a column too few"
    instead = "Give every row an id and a name."


class NamedTwice(BadInput):
    """A list of names has an id in two rows."""

    path: str
    id: str
    first: int
    row: int

    cannot = "read the names in {0.path}"
    because = "rows {0.first} and {0.row} are both of {0.id}"
    instead = "Leave one of them."


def read_people(path: str | Path) -> dict[str, str | None]:
    """Return the names of a list by their ids: CSV or XLSX, with a heading row above an id and a name a row.

    None where a row has no name; a row without an id is passed over.

    Raises:
        NoSuchColumn: a heading is missing.
        RowTooShort: a row has a column too few.
        NamedTwice: two rows have one id.
        BadInput: the file cannot be read as a list.
    """
    shown = str(path)
    names: dict[str, str | None] = {}
    seen: dict[str, int] = {}
    with opened(path, Wanted("names", (*_IDS, *_NAMES), ())) as table:
        at_id = _place(table, shown, "ids", _IDS)
        at_name = _place(table, shown, "names", _NAMES)
        for row, cells in table.rows:
            if isinstance(cells, BadInput):
                raise cells
            if len(cells) <= max(at_id, at_name):
                raise RowTooShort(shown, row)
            one, name = (one_line(trimmed(str(cells[at]))) for at in (at_id, at_name))
            if one and seen.setdefault(one, row) != row:
                raise NamedTwice(shown, one, seen[one], row)
            if one:
                names[one] = name or None
    return names


def _place(table: Table, path: str, lacking: str, known: tuple[str, ...]) -> int:
    for place, heading in enumerate(table.headings):
        if compared(heading) in known:
            return place
    raise NoSuchColumn(path, lacking, ", ".join(known[:-1]) + f" or {known[-1]}")
