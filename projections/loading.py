"""From stretches of the log to the tables in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import attrs
import duckdb

from ..events import TYPES, Stretch
from ..events.errors import UnreadableEntry
from . import lines, relations
from .arrow import table_of
from .rows import Office

_LAID_OUT: Final = {"members_at_hand": "told_of_members", "told_of_others": "told_of_others"}
"""Each table, and the file of `staging/` that lays out its rows."""

_TYPE: Final = "create type entry_type as enum ({0})"
_LINES: Final = "create temp view lines as {0}"
_TABLE: Final = "create table {0} as select * replace (type::entry_type as type) from ({1}) limit 0"
_INSERT: Final = "insert into {0} {1}"
_GATHERED: Final = "create or replace table {0} as {1}"
_HISTORY_ORDER: Final = "create macro history_order(effective_on, entry) as {0}"
ALL_AT_HAND: Final = "create or replace view told_of_members as from members_at_hand"
"""The entries about members, where none of them lie elsewhere."""

_VIEW: Final = "create view {0} as {1}"
_OFFICES: Final = """
    create table offices (office varchar, scope varchar, seats bigint, needs_verdict boolean)
"""
_WITHOUT: Final = "select min(entry) from told where type = $type and {0} is null"
_VOID: Final = """
    update {0} set voided_by = taken_back.voided_by
    from taken_back
    where {0}.entry = taken_back.entry and {0}.voided_by is null
"""
_UNVOID: Final = "update {0} set voided_by = null where voided_by > $head"
_TAKE_BACK: Final = "delete from {0} where entry > $head"

Tally = dict[str, Any]
"""How many entries of a type and version there are (`told`), and how many hold each field."""


def make_tables(connection: duckdb.DuckDBPyConnection, offices: Iterable[Office]) -> None:
    """Make the tables: empty, but for the offices of the agreement."""
    queries = relations.texts("staging")
    connection.execute(_TYPE.format(", ".join(f"'{name}'" for name in TYPES)))
    connection.register("stretches", table_of([]))
    connection.execute(_LINES.format(queries["lines"]))
    for table, layout in _LAID_OUT.items():
        connection.execute(_TABLE.format(table, queries[layout]))
    connection.execute(_VIEW.format("told", queries["told"]))
    connection.execute(_GATHERED.format("taken_back", queries["taken_back"]))
    connection.execute(_HISTORY_ORDER.format(relations.HISTORY_ORDER))
    connection.execute(ALL_AT_HAND)
    for family, query in relations.texts("families").items():
        connection.execute(_VIEW.format(family, query))
    connection.execute(_OFFICES)
    for office in offices:
        connection.execute("insert into offices values (?, ?, ?, ?)", attrs.astuple(office))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Gather the facts of the elected in a table of their own."""
    query = relations.texts("staging")[relations.PREPARED]
    connection.execute(_GATHERED.format(relations.PREPARED, query))


def mark_voided(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark the entries at hand that voids take back."""
    connection.execute(_GATHERED.format("taken_back", relations.texts("staging")["taken_back"]))
    for table in _LAID_OUT:
        connection.execute(_VOID.format(table))


class Load:
    """One run of taking entries in.

    Each batch is committed: within one transaction the database would keep the texts of all of them.

    Attributes:
        head: The last entry in the tables.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, head: int) -> None:
        """Start behind the entry `head`."""
        self.head = head
        self._before = head
        self._connection = connection
        self._queries = relations.texts("staging")

    def take(self, stretches: Sequence[Stretch]) -> None:
        """Take in a batch of stretches.

        Raises:
            UnknownEntryType, UnreadableEntry: an entry cannot be read; see `lines.reread`.
        """
        try:
            self._lay_out(stretches)
            if not all(_is_sound(tally) for tally in self._tallies()):
                self._lay_out_again(stretches)
        except duckdb.Error:
            _reread(stretches)  # says which entry it was
            raise
        self.head = stretches[-1].upto

    def finish(self) -> None:
        """Mark what voids take back, and let go of the texts."""
        mark_voided(self._connection)
        self._connection.register("stretches", table_of([]))

    def take_back(self) -> None:
        """Forget what this run took in."""
        self._forget_after(self._before)
        for table in _LAID_OUT:
            self._connection.execute(_UNVOID.format(table), {"head": self._before})

    def _lay_out(self, stretches: Sequence[Stretch]) -> None:
        self._connection.register("stretches", table_of(stretches))
        for table, layout in _LAID_OUT.items():
            self._connection.execute(_INSERT.format(table, self._queries[layout]))

    def _tallies(self) -> list[Tally]:
        """Tell what the entries laid out since the last batch hold."""
        found = self._connection.execute(self._queries["tally"], {"after": self.head})
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _lay_out_again(self, stretches: Sequence[Stretch]) -> None:
        """Lay the entries out with each in the present version of its type."""
        self._forget_after(self.head)
        self._lay_out(_reread(stretches))
        for tally in self._tallies():
            self._refuse_what_does_not_fit(tally)

    def _refuse_what_does_not_fit(self, tally: Tally) -> None:
        for name in _missing(tally):
            query = _WITHOUT.format(name)
            [(entry,)] = self._connection.execute(query, {"type": tally["type"]}).fetchall()
            raise UnreadableEntry(entry, tally["type"], f"the value of {name} is out of range")

    def _forget_after(self, head: int) -> None:
        for table in _LAID_OUT:
            self._connection.execute(_TAKE_BACK.format(table), {"head": head})


def _reread(stretches: Sequence[Stretch]) -> list[Stretch]:
    return [lines.reread(stretch) for stretch in stretches]


def _is_sound(tally: Tally) -> bool:
    return TYPES[tally["type"]].version == tally["version"] and not any(_missing(tally))


def _missing(tally: Tally) -> Iterator[str]:
    """Yield the fields that some entries of the type lack although they cannot do without."""
    for field in attrs.fields(TYPES[tally["type"]].cls):
        if field.default is attrs.NOTHING and tally.get(field.name, 0) < tally["told"]:
            yield field.name
