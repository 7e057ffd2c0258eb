"""From lines of the log to the tables: one family of facts a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs
import duckdb

from ..events import TYPES
from ..events.errors import UnreadableEntry
from . import lines, relations
from .rows import Office

FAMILIES: Final = (
    "entries",
    "member_facts",
    "unit_facts",
    "elections",
    "endings",
    "headcounts",
    "published_counts",
    "voids",
)
_VOIDABLE: Final = tuple(family for family in FAMILIES if family != "voids")  # a void is final
_NO_LINES: Final = "create or replace temp table lines (line varchar)"
_SPLIT: Final = """
    insert into lines
    select unnest(string_split(chunk, chr(10))) from (select unnest($chunks) as chunk)
"""
_TELL: Final = "create or replace temp table told as "
_CREATE: Final = "create table {0} as {1} limit 0"
_OFFICES: Final = """
    create table offices (office varchar, scope varchar, seats bigint, needs_verdict boolean)
"""
_INSERT: Final = "insert into {0} {1}"
_WITHOUT: Final = "select min(entry) from told where type = $type and {0} is null"
_TAKE_BACK: Final = "delete from {0} where entry > $head"
_UNVOID: Final = "update {0} set voided_by = null where voided_by > $head"
_VOID: Final = """
    update {0} set voided_by = v.entry
    from (select voids, min(entry) as entry from voids group by voids) v
    where {0}.entry = v.voids and {0}.voided_by is null
"""

Tally = dict[str, Any]
"""How many entries of a type and version there are (`told`), and how many hold each field."""


def make_tables(connection: duckdb.DuckDBPyConnection, offices: Iterable[Office]) -> None:
    """Make the tables: empty, but for the offices of the agreement."""
    queries = relations.texts("staging")
    connection.execute(_NO_LINES)
    connection.execute(_TELL + queries["told"])
    for family in FAMILIES:
        connection.execute(_CREATE.format(family, queries[family]))
    connection.execute(_OFFICES)
    for office in offices:
        connection.execute("insert into offices values (?, ?, ?, ?)", attrs.astuple(office))


class Load:
    """One run of taking entries in.

    Each batch is committed: within one transaction the database would keep the lines of all of them.

    Attributes:
        head: The last entry in the tables.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, head: int) -> None:
        """Start behind the entry `head`."""
        self.head = head
        self._before = head
        self._connection = connection
        self._queries = relations.texts("staging")

    def take(self, chunks: Sequence[str]) -> None:
        """Take in a batch of chunks.

        Raises:
            UnknownEntryType, UnreadableEntry: an entry cannot be read; see `lines.reread`.
        """
        try:
            tallies = self._tell(chunks)
            if not all(_is_sound(tally) for tally in tallies):
                tallies = self._tell_again(chunks)
            for family in FAMILIES:
                self._connection.execute(_INSERT.format(family, self._queries[family]))
        except duckdb.Error:
            _reread(chunks)  # says which entry it was
            raise
        self.head = max(tally["last"] for tally in tallies)

    def finish(self) -> None:
        """Mark what voids take back, and keep nothing twice."""
        for family in _VOIDABLE:
            self._connection.execute(_VOID.format(family))
        self._connection.execute(_NO_LINES)
        self._connection.execute("truncate told")

    def take_back(self) -> None:
        """Forget what this run took in."""
        for family in FAMILIES:
            self._connection.execute(_TAKE_BACK.format(family), {"head": self._before})
        for family in _VOIDABLE:
            self._connection.execute(_UNVOID.format(family), {"head": self._before})

    def _tell(self, chunks: Sequence[str]) -> list[Tally]:
        """Lay the lines out in columns, and tell what they hold."""
        self._connection.execute(_NO_LINES)
        self._connection.execute(_SPLIT, {"chunks": list(chunks)})
        self._connection.execute(_TELL + self._queries["told"])
        tallies = self._connection.execute(self._queries["tally"])
        names = [column[0] for column in tallies.description]
        return [dict(zip(names, row, strict=True)) for row in tallies.fetchall()]

    def _tell_again(self, chunks: Sequence[str]) -> list[Tally]:
        """Lay out the lines with every entry in the present version of its type."""
        tallies = self._tell(_reread(chunks))
        for tally in tallies:
            self._refuse_what_does_not_fit(tally)
        return tallies

    def _refuse_what_does_not_fit(self, tally: Tally) -> None:
        for name in _missing(tally):
            query = _WITHOUT.format(name)
            [(entry,)] = self._connection.execute(query, {"type": tally["type"]}).fetchall()
            raise UnreadableEntry(entry, tally["type"], f"the value of {name} is out of range")


def _reread(chunks: Sequence[str]) -> list[str]:
    return [lines.reread(chunk) for chunk in chunks]


def _is_sound(tally: Tally) -> bool:
    kind = TYPES.get(tally["type"])
    return kind is not None and kind.version == tally["version"] and not any(_missing(tally))


def _missing(tally: Tally) -> Iterator[str]:
    """Yield the fields that some entries of the type lack although they cannot do without."""
    for field in attrs.fields(TYPES[tally["type"]].cls):
        if field.default is attrs.NOTHING and tally.get(field.name, 0) < tally["told"]:
            yield field.name
