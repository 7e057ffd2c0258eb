"""The people in a schema of a PostgreSQL database, for a login of their own; the log is in another schema.

The server does not overwrite what is deleted. After each erasure the tables are written anew, so that their
files hold nothing of it; its write-ahead log and its backups do, for as long as it keeps them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from attrs import frozen
from psycopg import errors
from psycopg.rows import dict_row, tuple_row

from ...events.errors import StewardsError, UnsoundStore
from ...events.stores.errors import StoreDamaged
from ...events.stores.postgres.address import Address
from ...events.stores.postgres.sessions import Sessions
from ...events.stores.postgres.store import LOCK_TIMEOUT, PostgresStore
from .errors import (
    AddedMeanwhile,
    NoFileToBackUp,
    PeopleClosed,
    PeopleFileDamaged,
    PeopleUnwritable,
)
from .kept import Cursor, KeptPeople
from .minting import mint_people

_SCHEMA, _FOUND, _RIGHTS = (
    (Path(__file__).parent / f"{name}.sql").read_text("utf-8")
    for name in ("schema", "found", "rights")
)
_NAME: Final = "people"
_VERSION: Final = 1
_TAKE_TURNS: Final = "select pg_advisory_xact_lock(1937012581)"  # the one after that of the log
_ADD: Final = """
    insert into person (id, number, added_on)
    select told.id, told.number, ? from unnest(?::text [], ?::text []) as told (id, number)
    on conflict (id) do nothing
"""
_ERASED: Final = """
    select case when pg_has_role(current_user, relowner, 'usage') then cleared else erased end
    from about, pg_class where pg_class.oid = 'people.person'::regclass
"""
_WRITE_ANEW: Final = "vacuum (full, skip_locked) person, text"
_REFUSED: Final = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)


def shown(address: str) -> str:
    """Return what messages call the people at an address; no password is in it."""
    return f"the schema {_NAME} of {Address.of(address).shown}"


@frozen
class Rights:
    """What a role may do with the people, and who may read them.

    Attributes:
        may_write: Whether it may add people and erase them.
        is_owner: Whether it owns the tables, and so can write them anew.
        role: The role.
        readers: The roles that may read them; superusers, who may read everything, are left out.
        size: How many bytes they take.
    """

    may_write: bool
    is_owner: bool
    role: str
    readers: list[str]
    size: int


@frozen
class Seen:
    """How the people look to the login of a log.

    Attributes:
        role: Its role.
        is_open: Whether it may read them.
    """

    role: str
    is_open: bool


class _Statements(psycopg.Cursor[Any]):
    """A cursor for which a question mark stands for a value, as it does for SQLite."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
        return super().execute(query.replace("?", "%s"), params or None, **how)

    def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
        super().executemany(query.replace("?", "%s"), params_seq, **how)


class PeopleSchema(KeptPeople):
    """The people of one registry in a schema of a database.

    Attributes:
        is_there: Whether there are any.
    """

    kind = "schema people"

    def __init__(self, address: str, *, create: bool = False) -> None:
        """Look for the people at an address, or make them.

        Raises:
            MalformedAddress, PlainText: it is none; or it leads elsewhere in plain text.
            NobodyAnswers, AccessDenied, NoSuchDatabase, ServerRefuses: there is no way in.
            PeopleClosed: this role may not read them.
            PeopleFileDamaged: the schema holds something else, or not all of it.
            PeopleUnwritable: this role may not make them.
        """
        place = shown(address)
        super().__init__(place, place)
        self._sessions = Sessions(Address.of(address), LOCK_TIMEOUT, schema=_NAME)
        try:
            self.is_there = self._prepare(create=create)
        except BaseException:
            self._sessions.close()
            raise

    def _prepare(self, *, create: bool) -> bool:
        with self._asking() as cursor:
            is_there = self._recognise(cursor)
        if create and not is_there:
            with self._writing() as cursor:
                cursor.execute(_TAKE_TURNS)
                if not self._recognise(cursor):
                    self._fill(cursor)
            is_there = True
        if is_there and int(self._one("select schema_version from about")) > _VERSION:
            raise PeopleFileDamaged(self.place, "it was made by a newer version of stewards")
        return is_there

    def _recognise(self, cursor: Cursor) -> bool:
        cursor.execute(_FOUND)
        [(_, is_made, is_in_use, is_ours, is_open)] = cursor.fetchall()
        if is_made and not is_open:
            raise PeopleClosed(self.place)
        if is_in_use and not is_ours:
            raise PeopleFileDamaged(self.place, "its tables are not those of people")
        return bool(is_ours)

    def _fill(self, cursor: Cursor) -> None:
        cursor.execute("select to_regnamespace('people') is null")
        if cursor.fetchall() == [(True,)]:
            cursor.execute("create schema people")
        cursor.execute(_SCHEMA)
        told = (mint_people(), 0, 0)
        cursor.execute("insert into about (people, known, erased) values (?, ?, ?)", told)

    @property
    def erased_upto(self) -> int:
        """The entry up to which erasures were carried out; for the owner also in the files of the tables."""
        return int(self._one(_ERASED))

    def erase(self, people: Sequence[str], upto: int) -> None:
        """Delete everything about some people, and write the tables anew."""
        super().erase(people, upto)
        if self._write_anew():
            with self._writing() as cursor:
                cursor.execute("update about set cleared = greatest(cleared, ?)", (upto,))

    def drop_texts(self, texts: Sequence[str], known: int) -> None:
        """Delete some texts, and write the tables anew."""
        super().drop_texts(texts, known)
        if texts:
            self._write_anew()

    def _write_anew(self) -> bool:
        """Return whether the tables have files without a trace of what was deleted.

        Only their owner can, and not while somebody else reads them: whoever opens them next tries again.
        """
        if not self.rights().is_owner:
            return False
        skipped: list[object] = []
        with self._in_our_words(PeopleUnwritable), self._sessions.get_connection() as connection:
            connection.add_notice_handler(skipped.append)
            try:
                connection.execute(_WRITE_ANEW, prepare=False)
            finally:
                connection.remove_notice_handler(skipped.append)
        return not skipped

    def rights(self) -> Rights:
        """Return what this role may do, and who may read."""
        with self._in_our_words(PeopleClosed), self._sessions.get_connection() as connection:
            row = connection.cursor(row_factory=dict_row).execute(_RIGHTS).fetchone() or {}
        return Rights(**row)

    def seen_by(self, log: Any) -> Seen:
        """Return how the people look to whoever opened a log; none can be seen from another kind of store."""
        if not isinstance(log, PostgresStore):
            return Seen("whoever reads the log", is_open=False)
        with log.sessions.cursor() as cursor:
            found = cursor.execute(_FOUND).fetchone() or {}
        return Seen(found["role"], is_open=bool(found["is_open"]))

    def refuse_unwritable(self) -> None:
        """Raise PeopleUnwritable where this role may not change anything, or the server is a standby."""
        rights = self.rights()
        if not rights.may_write:
            raise PeopleUnwritable(self.place, f"{rights.role} may only read it")

    def size(self) -> int:
        """Return how many bytes the tables take."""
        return self.rights().size

    def whole(self) -> bytes:
        """Raise NoFileToBackUp: PostgreSQL backs up its schemas itself."""
        raise NoFileToBackUp(self.place)

    def _let_go(self) -> None:
        self._sessions.close()

    def _add(self, cursor: Cursor, ids: Mapping[str, str], day: str) -> None:
        try:
            cursor.execute(_ADD, (day, [*ids.values()], [*ids]))
        except errors.UniqueViolation as problem:
            raise AddedMeanwhile(self.place) from problem

    @contextmanager
    def _asking(self) -> Iterator[Cursor]:
        with self._in_our_words(PeopleClosed), self._sessions.get_connection() as connection:
            yield _Statements(connection, row_factory=tuple_row)

    @contextmanager
    def _writing(self) -> Iterator[Cursor]:
        with (
            self._in_our_words(PeopleUnwritable),
            self._sessions.get_connection() as connection,
            connection.transaction(),
        ):
            yield _Statements(connection, row_factory=tuple_row)

    @contextmanager
    def _in_our_words(self, refused: type[UnsoundStore]) -> Iterator[None]:
        try:
            yield
        except UnsoundStore as problem:
            raise self._in_words(problem, refused) from problem

    def _in_words(self, problem: UnsoundStore, refused: type[UnsoundStore]) -> StewardsError:
        cause = problem.__cause__
        if not isinstance(cause, psycopg.Error):
            return problem
        said = f"its server says: {cause.diag.message_primary or cause}"
        if isinstance(cause, _REFUSED):
            return (
                PeopleClosed(self.place) if refused is PeopleClosed else refused(self.place, said)
            )
        if isinstance(problem, StoreDamaged):
            return PeopleFileDamaged(self.place, said)
        return problem
