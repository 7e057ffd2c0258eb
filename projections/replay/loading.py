"""From chunks of the log to the tables in memory."""

from collections.abc import Mapping, Sequence
from typing import Final

from ...events import TYPES, Chunk, EntryVoided, Family, types_of
from ...events.errors import UnreadableEntry
from . import engine, few, lifting, plain, sql

_LAID_OUT: Final = {"members_at_hand": "told_of_members", "told_of_others": "told_of_others"}
"""Each table, and the file of `staging/` that lays out its rows."""

FEW: Final = 2_048
"""So many entries at once are read faster by the codec than the database is told how to judge them."""

_MEASURES: Final = {"members_at_hand": "length_of_members", "told_of_others": "length_of_others"}
"""Each table, and the macro that says how long a line is that is plainly as the library writes it."""

_TYPE: Final = "create type entry_type as enum ({0})"
_LINES: Final = "create or replace temp view lines as {0}"
_TAKE: Final = "insert into {0} select * exclude (line, said) from ({1})"
_JUDGE: Final = """
    insert into {0}
    select * exclude (line, said)
        replace (if(strlen(line) = {2}(type, line, said), entry, -entry) as entry)
    from ({1})
"""
"""The number of an entry is negative where the codec must judge it."""

_GATHERED: Final = "create or replace table {0} as {1}"
_EMPTY: Final = "truncate {0}"
_LET_GO: Final = "drop table if exists other_lines"
_HISTORY_ORDER: Final = "create macro history_order(effective_on, entry) as {0}"
ALL_AT_HAND: Final = "create or replace view told_of_members as from members_at_hand"
"""The entries about members, where none of them lie elsewhere."""

_VOID: Final = """
    update {0} set voided_by = taken_back.voided_by
    from taken_back
    where {0}.entry = taken_back.entry and {0}.voided_by is null
"""
_UNVOID: Final = "update {0} set voided_by = null where voided_by > $head"
_NOT_TAKEN_BACK: Final = "delete from taken_back where voided_by > $head"
_TAKE_BACK: Final = "delete from {0} where entry > $head"
_VOIDS: Final = EntryVoided.__name__.encode()
_UNREADABLE: Final = lifting.UNREADABLE.encode()
_TAKEN_BACK: Final = "insert into taken_back select unnest($entries), unnest($voids)"
_ANY_TAKEN_BACK: Final = "from taken_back limit 1"
_NOT_PLAIN: Final = "select -entry from ({0}) where entry < 0"
_LEAVE: Final = "delete from {0} where entry < 0"
_FIRST_UNREADABLE: Final = """
    select entry, name, reason from told_of_others
    where type = $type and voided_by is null
    order by entry limit 1
"""


def make_tables(connection: engine.Connection) -> None:
    """Make the tables, all of them empty."""
    connection.execute(
        _TYPE.format(", ".join(f"'{name}'" for name in (*TYPES, lifting.UNREADABLE)))
    )
    connection.execute(sql.texts("staging")["tables"])
    connection.execute(_HISTORY_ORDER.format(sql.HISTORY_ORDER))
    connection.execute(ALL_AT_HAND)


def empty_tables(connection: engine.Connection) -> None:
    """Take every entry out of the tables."""
    for table in (*_LAID_OUT, "taken_back"):
        connection.execute(_EMPTY.format(table))
    connection.execute(_LET_GO)


def _make_measures(connection: engine.Connection) -> None:
    """Make the macros that say how long a line should be, unless they are there."""
    connection.execute(sql.texts("staging")["lengths"])
    of_members = types_of(Family.MEMBERSHIP)
    connection.execute(plain.length("length_of_members", of_members))
    connection.execute(plain.length("length_of_others", TYPES.keys() - {*of_members}))


def mark_voided(connection: engine.Connection) -> None:
    """Mark the entries at hand that voids take back."""
    connection.execute(_GATHERED.format("taken_back", sql.texts("staging")["taken_back"]))
    for table in _LAID_OUT:
        connection.execute(_VOID.format(table))


class Load:
    """One run of taking entries in.

    Each batch is committed: within one transaction the database would keep the texts of all of them.

    Attributes:
        head: The last entry in the tables.
        has_unreadable: Whether some of what it took in cannot be read.
    """

    def __init__(self, connection: engine.Connection, head: int) -> None:
        """Start behind the entry `head`."""
        self.head = head
        self.has_unreadable = False
        self._before = head
        self._connection = connection
        self._has_voids = False
        self._is_marked = False
        self._queries = sql.texts("staging")

    def take(self, chunks: Sequence[Chunk]) -> None:
        """Take in a batch of chunks.

        Raises:
            UnknownEntryType: an entry is of a type that this version does not know.
        """
        self._has_voids |= any(_VOIDS in each.types for each in chunks)
        entries = sum(map(len, chunks))
        wanted = None if entries <= FEW else self._not_plain(chunks)
        self._is_marked = self.head == 0 and entries <= FEW
        if (entries if wanted is None else len(wanted)) <= FEW:
            self._take_few(chunks, wanted)
        else:
            runs = [run for each in chunks for run in lifting.reread(each, wanted)]
            self.has_unreadable |= any(_UNREADABLE in run.types for run in runs)
            self._lay_out(runs, _TAKE)
        self.head = chunks[-1].upto

    def finish(self) -> None:
        """Mark what voids take back, unless that was done as all there is was laid out."""
        if self._is_marked:
            return
        if self._has_voids or self._connection.execute(_ANY_TAKEN_BACK).fetchall():
            mark_voided(self._connection)

    def take_back(self) -> None:
        """Forget what this run took in."""
        self._forget_after(self._before)
        self._each(_UNVOID, {"head": self._before})
        self._connection.execute(_NOT_TAKEN_BACK, {"head": self._before})

    def _take_few(self, chunks: Sequence[Chunk], wanted: set[int] | None) -> None:
        entries = [entry for each in chunks for entry in lifting.read(each, wanted)]
        self.has_unreadable |= any(name == lifting.UNREADABLE for _, name, _ in entries)
        taken_back = few.taken_back(entries) if self._is_marked else {}
        few.lay_out(self._connection, entries, taken_back)
        if taken_back:
            given = {"entries": [*taken_back], "voids": [*taken_back.values()]}
            self._connection.execute(_TAKEN_BACK, given)

    def _not_plain(self, chunks: Sequence[Chunk]) -> set[int] | None:
        """Lay out what is plain; return the entries that are not, none where they may be all."""
        _make_measures(self._connection)
        try:
            self._lay_out(chunks, _JUDGE)
        except engine.Error:  # an entry is not a text, no JSON, or of no known type
            self._forget_after(self.head)
            return None
        not_plain = _NOT_PLAIN.format(self._queries["told"])
        others = {entry for (entry,) in self._connection.execute(not_plain).fetchall()}
        if others:
            self._each(_LEAVE)
        return others

    def _lay_out(self, chunks: Sequence[Chunk], insert: str) -> None:
        # a short log needs neither of these
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        from .arrow import table_of  # noqa: PLC0415

        engine.complete()
        self._connection.register("chunks", table_of(chunks))
        try:
            self._connection.execute(_LINES.format(self._queries["lines"]))
            # few among many: gathered first, they are laid out many times faster
            self._connection.execute(_GATHERED.format("other_lines", self._queries["other_lines"]))
            # they keep one core busy at most, and planning it: the other one goes on with members.
            # The connection is left last: it cannot be closed before the thread is done with it.
            with self._connection.cursor() as another, ThreadPoolExecutor(1) as beside:
                others = beside.submit(self._fill, another, "told_of_others", insert)
                self._fill(self._connection, "members_at_hand", insert)
                others.result()
        finally:
            self._connection.unregister("chunks")  # let go of the texts

    def _fill(self, connection: engine.Connection, table: str, insert: str) -> None:
        query, measure = self._queries[_LAID_OUT[table]], _MEASURES[table]
        connection.execute(insert.format(table, query, measure))

    def _forget_after(self, head: int) -> None:
        self._each(_TAKE_BACK, {"head": head})
        self._each(_LEAVE)

    def _each(self, statement: str, given: Mapping[str, object] | None = None) -> None:
        for table in _LAID_OUT:
            self._connection.execute(statement.format(table), given)


def refuse_unreadable(connection: engine.Connection) -> None:
    """Raise UnreadableEntry if an entry at hand cannot be read and no void takes it back."""
    given = {"type": lifting.UNREADABLE}
    for entry, name, problem in connection.execute(_FIRST_UNREADABLE, given).fetchall():
        raise UnreadableEntry(entry, name, problem)
