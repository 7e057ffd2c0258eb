"""Few entries at once: handed over as JSON, as to plan the queries of `staging/` takes longer.

The rows are those that the files of `staging/` make of the same entries.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

import msgspec

from ...events import TYPES, EntryVoided, Family
from . import engine, sql

# the rows come from a row of their own: a parameter itself is unfolded value by value, in twice the time
_INSERT: Final = """
    insert into {0} by name
    select unnest(row) from (select unnest(from_json(rows, '{1}')) as row from (select $rows as rows))
"""
_COLUMN: Final = re.compile(r'^    "?(\w+)"? ([\w\[\]]+),?$', re.MULTILINE)
_SHAPES: Final[Mapping[str, Any]] = {
    "bigint": "BIGINT",
    "boolean": "BOOLEAN",
    "varchar[]": ["VARCHAR"],
}
"""What a column holds in JSON, by its type; a text, if it is none of these."""

_OF_ALL: Final = ("entry", "type", "voided_by")
_OF_UNREADABLE: Final = ("name", "reason")

_encoder: Final = msgspec.json.Encoder()

Read = tuple[int, str, bytes]
"""An entry as the codec has read it: its number, its type, and its data as the library writes them."""


def taken_back(entries: Iterable[Read]) -> Mapping[int, int]:
    """Return each entry that a void among these takes back, with the first one that does."""
    first: dict[int, int] = {}
    for entry, name, data in entries:
        if name == EntryVoided.__name__:
            first.setdefault(msgspec.json.decode(data)["voids"], entry)
    return first


def lay_out(
    connection: engine.Connection, entries: Iterable[Read], taken_back: Mapping[int, int]
) -> None:
    """Insert entries into the table of each; `taken_back` says of some which entry took them back."""
    of: dict[str, list[Read]] = defaultdict(list)
    for each in entries:
        kind = TYPES.get(each[1])
        is_of_member = kind and kind.family is Family.MEMBERSHIP
        of["members_at_hand" if is_of_member else "told_of_others"].append(each)
    for table, read in of.items():
        shape = _shape(table, {name for _, name, _ in read})
        rows = b",".join(_row(*each, taken_back.get(each[0])) for each in read)
        connection.execute(_INSERT.format(table, shape), {"rows": f"[{rows.decode()}]"})


def _row(entry: int, name: str, data: bytes, voided_by: int | None) -> bytes:
    """Return what an entry says as JSON, with the columns that it does not say itself."""
    own: dict[str, object] = {"entry": entry, "type": name}
    if voided_by is not None:
        own["voided_by"] = voided_by
    if name in TYPES and TYPES[name].few:
        own["text"] = data.decode()
    return _encoder.encode(own)[:-1] + b"," + data[1:]


def _shape(table: str, names: Collection[str]) -> str:
    """Return the shape of rows as JSON: of the columns that some types fill, as fewer are planned faster."""
    filled = {*_OF_ALL}
    for name in names:
        kind = TYPES.get(name)
        filled.update(kind.fields if kind else _OF_UNREADABLE)
        if kind and kind.few:
            filled.add("text")
    columns = _columns(sql.texts("staging")["tables"])[table]
    shape = {name: _SHAPES.get(kind, "VARCHAR") for name, kind in columns if name in filled}
    return _encoder.encode([shape]).decode()


@cache
def _columns(statements: str) -> Mapping[str, list[tuple[str, str]]]:
    """Return the columns of each table that statements make, with their types."""
    made = (each.partition("(") for each in statements.split("create table ")[1:])
    return {table.strip(): _COLUMN.findall(columns) for table, _, columns in made}
