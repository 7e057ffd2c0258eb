"""Few entries at once: laid out here, which is sooner done than telling the database how to.

The rows are those that the files of `staging/` make of the same entries.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

import duckdb
import msgspec
from arro3.core import Array, DataType, Table

from ...events import TYPES, Family

_DECODER: Final = msgspec.json.Decoder(dict[str, Any])
_KINDS: Final = {str: DataType.utf8(), int: DataType.int64(), bool: DataType.bool()}
_INSERT: Final = "insert into {0} by name from few"

_COLUMNS: Final = "from {0} limit 0"

Read = tuple[int, str, bytes]
"""An entry as the codec has read it: its number, its type, and its data as the library writes them."""


def lay_out(connection: duckdb.DuckDBPyConnection, entries: Iterable[Read]) -> list[Read]:
    """Insert entries into the table of each; return those with a list in a column, which are left out."""
    of: dict[str, list[Read]] = defaultdict(list)
    for each in entries:
        kind = TYPES.get(each[1])
        is_of_member = kind and kind.family is Family.MEMBERSHIP
        of["members_at_hand" if is_of_member else "told_of_others"].append(each)
    left: list[Read] = []
    for table, read in of.items():
        columns = {each[0] for each in connection.execute(_COLUMNS.format(table)).description}
        rows = [_row(*each, columns) for each in read]
        left += [each for each, row in zip(read, rows, strict=True) if row is None]
        if told := [row for row in rows if row is not None]:
            connection.register("few", _table_of(told))
            connection.execute(_INSERT.format(table))
            connection.unregister("few")
    return left


def _row(entry: int, name: str, data: bytes, columns: Container[str]) -> dict[str, Any] | None:
    """Return the columns that an entry fills; none where one of them holds a list."""
    said = _DECODER.decode(data)
    row = {field: value for field, value in said.items() if field in columns}
    if not isinstance(
        row.get("categories"), bool
    ):  # of a list, a flag; of a figure, which they are
        row.pop("categories", None)
    if not _KINDS.keys() >= {type(value) for value in row.values()}:
        return None
    row |= {"entry": entry, "type": name}
    kind = TYPES.get(name)
    return row | {"text": data.decode()} if kind and kind.few else row


def _table_of(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return rows as a table of the columns that any of them has; days and instants stay texts."""
    names = [*dict.fromkeys(name for row in rows for name in row)]
    columns = ([row.get(name) for row in rows] for name in names)
    return Table.from_arrays([_array(values) for values in columns], names=names)


def _array(values: Sequence[Any]) -> Array:
    kind = next(type(value) for value in values if value is not None)
    return Array(values, _KINDS[kind])
