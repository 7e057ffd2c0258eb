"""From lines of the log to the tables: one family of facts a table, and the steps of the count."""

from collections.abc import Iterable, Iterator
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
# The database shares work out in pieces of 122,880 rows: fewer at once leave cores idle.
_LINES_AT_ONCE: Final = 200_000

_NO_LINES: Final = "create or replace temp table lines (line varchar)"
_SPLIT: Final = "insert into lines select unnest(string_split($chunk, chr(10)))"
_TELL: Final = "create or replace temp table told as "
_CREATE: Final = "create table {0} as {1} limit 0"
_OFFICES: Final = """
    create table offices (office varchar, scope varchar, seats bigint, needs_verdict boolean)
"""
_INSERT: Final = "insert into {0} {1}"
_WITHOUT: Final = "select min(entry) from told where type = $type and {0} is null"
_VOID: Final = """
    update {0} set voided_by = v.entry
    from (select voids, min(entry) as entry from voids group by voids) v
    where {0}.entry = v.voids and {0}.voided_by is null
"""
_FORGET: Final = """
    delete from membership_steps where member in (
        select member from member_facts
        where kind in ('MemberJoined', 'MemberLeft') and (entry > $head or voided_by > $head)
    )
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
    connection.execute(_CREATE.format("membership_steps", queries["membership_steps"]), {"head": 0})
    connection.execute(_OFFICES)
    for office in offices:
        connection.execute("insert into offices values (?, ?, ?, ?)", attrs.astuple(office))


class Load:
    """One run of taking entries in, within a transaction of the caller.

    Attributes:
        head: The last entry in the tables.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, head: int) -> None:
        """Start behind the entry `head`."""
        self.head = head
        self._settled = head
        self._connection = connection
        self._queries = relations.texts("staging")
        self._waiting: list[str] = []
        self._lines = 0
        connection.execute(_NO_LINES)

    def take(self, chunk: str) -> None:
        """Take in a chunk; its entries reach the tables when enough have come, or at the end.

        Raises:
            UnknownEntryType, UnreadableEntry: an entry cannot be read; see `lines.reread`.
        """
        self._connection.execute(_SPLIT, {"chunk": chunk})
        self._waiting.append(chunk)
        self._lines += chunk.count("\n") + 1
        if self._lines >= _LINES_AT_ONCE:
            self._lay_out()

    def finish(self) -> None:
        """Bring the rest to the tables, mark what voids take back, and bring the steps up to date.

        Raises:
            UnknownEntryType, UnreadableEntry: as `take`.
        """
        if self._waiting:
            self._lay_out()
        if self.head > self._settled:
            self._settle()

    def _lay_out(self) -> None:
        try:
            tallies = self._tell()
            if not all(_is_sound(tally) for tally in tallies):
                tallies = self._tell_again()
            for family in FAMILIES:
                self._connection.execute(_INSERT.format(family, self._queries[family]))
        except duckdb.Error:
            self._reread()  # says which entry it was
            raise
        self.head = max(tally["last"] for tally in tallies)
        self._connection.execute(_NO_LINES)
        self._waiting, self._lines = [], 0

    def _tell(self) -> list[Tally]:
        """Lay the lines out in columns, and tell what they hold."""
        self._connection.execute(_TELL + self._queries["told"])
        tallies = self._connection.execute(self._queries["tally"])
        names = [column[0] for column in tallies.description]
        return [dict(zip(names, row, strict=True)) for row in tallies.fetchall()]

    def _tell_again(self) -> list[Tally]:
        """Lay out the lines with every entry in the present version of its type."""
        chunks = self._reread()
        self._connection.execute(_NO_LINES)
        for chunk in chunks:
            self._connection.execute(_SPLIT, {"chunk": chunk})
        tallies = self._tell()
        for tally in tallies:
            self._refuse_what_does_not_fit(tally)
        return tallies

    def _reread(self) -> list[str]:
        return [lines.reread(chunk) for chunk in self._waiting]

    def _refuse_what_does_not_fit(self, tally: Tally) -> None:
        for name in _missing(tally):
            query = _WITHOUT.format(name)
            [(entry,)] = self._connection.execute(query, {"type": tally["type"]}).fetchall()
            raise UnreadableEntry(entry, tally["type"], f"the value of {name} is out of range")

    def _settle(self) -> None:
        for family in FAMILIES:
            if family != "voids":  # a void is final
                self._connection.execute(_VOID.format(family))
        since = {"head": self._settled}
        self._connection.execute(_FORGET, since)
        query = _INSERT.format("membership_steps", self._queries["membership_steps"])
        self._connection.execute(query, since)


def _is_sound(tally: Tally) -> bool:
    kind = TYPES.get(tally["type"])
    return kind is not None and kind.version == tally["version"] and not any(_missing(tally))


def _missing(tally: Tally) -> Iterator[str]:
    """Yield the fields that some entries of the type lack although they cannot do without."""
    for field in attrs.fields(TYPES[tally["type"]].cls):
        if field.default is attrs.NOTHING and tally.get(field.name, 0) < tally["told"]:
            yield field.name
