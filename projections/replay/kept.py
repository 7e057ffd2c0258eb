"""What many questions rest on: laid out once for a knowledge and, but for what no day changes, a day.

Each has a number for its name. Only `Tables` knows which table has the answer to which question, asked with
what, and it says so after laying it out: so none can be read for a day that is not there.
"""

from collections.abc import Container, Mapping
from itertools import count
from typing import Any, Final

from . import engine, sql
from .composing import Shared, Text, used, written

MOST_ROWS: Final = 2_000_000
"""Of all that is kept so many rows are, some 100 bytes each, and what the last question reads."""

MOST_TABLES: Final = 100
"""So many tables are kept, and what the last question reads."""

LONG: Final = 4_000_000
"""Of a log of more entries nothing is kept that is to be kept when asked again: a row for each person."""

_EMPTY: Final = "drop schema if exists kept cascade"
_PLACE: Final = "create schema if not exists kept"
_LAY: Final = "create table {0} as {1}"
_DROP: Final = "drop table {0}"

Key = tuple[object, ...]
"""The name of a question, and what it is asked with."""


def empty(connection: engine.Connection) -> None:
    """Drop the tables, and the place for them."""
    connection.execute(_EMPTY)


class Tables:
    """The tables that are kept of one replay. Whoever uses them, or lays one out, holds its lock."""

    def __init__(self, connection: engine.Connection) -> None:
        """Start with none."""
        self._connection = connection
        self._numbers = count(1)
        self._rows: dict[Key, tuple[str, int]] = {}
        self._seen: dict[Key, None] = {}
        self._too_long: set[object] = set()

    def written(self, text: Text, given: Mapping[str, object], head: int) -> str:
        """Return a question as SQL, after laying out the tables that it reads.

        Args:
            text: What it says.
            given: A value for each of its parameters.
            head: The last entry of the replay: no more is known with any later one.
        """
        tables: dict[Key, str | None] = {}

        def table_of(shared: Shared) -> str | None:
            values: dict[str, Any] = {name: given[each] for name, each in shared.given.items()}
            values[sql.KNOWN] = min(values[sql.KNOWN], head)
            key = (shared.answer.name, *values.values())
            if key not in tables:
                if key not in self._rows and self._is_to_be_kept(key, shared.answer.kept, head):
                    self._lay_out(key, written(shared.text, table_of), given)
                tables[key] = self._name_of(key)
            return tables[key]

        query = written(text, table_of)
        self._make_room(tables)
        return query

    def forget(self) -> None:
        """Keep none of what was laid out: another log is replayed."""
        self._rows.clear()
        self._seen.clear()
        self._too_long.clear()
        empty(self._connection)

    def _is_to_be_kept(self, key: Key, kept: sql.Kept | None, head: int) -> bool:
        """Return whether to lay out now what was not: if it pays.

        Nothing is of which one table took all the room there is: it would give way to any question that
        does not read it, and be laid out again for the next one that does.
        """
        if key[0] in self._too_long:
            return False
        if kept is sql.Kept.AT_ONCE:
            return True
        was_asked = key in self._seen
        self._seen[key] = self._seen.pop(key, None)
        for oldest in list(self._seen)[:-MOST_TABLES]:
            del self._seen[oldest]
        return was_asked and head <= LONG

    def _lay_out(self, key: Key, query: str, given: Mapping[str, object]) -> None:
        if not self._rows:
            self._connection.execute(_PLACE)
        name = f"kept.table_{next(self._numbers)}"
        laid_out = self._connection.execute(_LAY.format(name, query), used(query, given))
        [(rows,)] = laid_out.fetchall()
        self._rows[key] = name, rows
        if rows > MOST_ROWS:
            self._too_long.add(key[0])

    def _name_of(self, key: Key) -> str | None:
        """Return the name of the table that was asked last of all; none where it is not laid out."""
        if key not in self._rows:
            return None
        self._rows[key] = self._rows.pop(key)
        return self._rows[key][0]

    def _make_room(self, wanted: Container[Key]) -> None:
        """Drop what was not asked for longest, where too much is kept."""
        rows = sum(number for _, number in self._rows.values())
        for key, (name, number) in list(self._rows.items()):
            if rows <= MOST_ROWS and len(self._rows) <= MOST_TABLES:
                return
            if key not in wanted:
                del self._rows[key]
                self._connection.execute(_DROP.format(name))
                rows -= number
