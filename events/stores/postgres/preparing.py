"""How a registry in a PostgreSQL database is recognised, and made where there is none."""

from typing import Any, Final

from eventsourcing.dcb.postgres_tt import (
    DB_FUNCTION_NAME_DCB_UNCONDITIONAL_APPEND_TT,
    PostgresDCBRecorderTT,
)
from psycopg import Cursor
from psycopg.rows import DictRow

from ..errors import NewerStore, StoreDamaged, StoreExists
from ..server_errors import EmptyDatabase, OtherDatabase, SharedDatabase
from ..sql import sql

SCHEMA_VERSION: Final = 1


def prepare(
    recorder: PostgresDCBRecorderTT, store: str, *, create: bool, new: bool = False
) -> None:
    """See to it that the database is a registry that we can use; make one of it if asked to.

    A database that holds something else is left as it is. Where the registry must be `new`, of several
    who make it at once all but one are refused.

    Raises:
        EmptyDatabase: it holds nothing, and is to be left so.
        StoreExists: there is a registry, and it must be new.
        OtherDatabase, NewerStore: it is none of ours, or one from a newer version.
        StoreDamaged: a part of it is missing.
        SharedDatabase: somebody else's recorder has replaced the function that ours inserts with.
    """
    with recorder.datastore.cursor() as cursor:
        made = _recognise(cursor, recorder, store)
    if not (made or create or new):
        raise EmptyDatabase(store)
    if (made or not _make(recorder, store)) and new:
        raise StoreExists(store)
    recorder.datastore.register_type_adapters()


def _make(recorder: PostgresDCBRecorderTT, store: str) -> bool:
    """Make a registry; return whether nobody else was faster."""
    # All in one transaction, where the library's own method takes several: what breaks off halfway
    # leaves nothing, and who comes second finds what the first one made.
    with recorder.datastore.transaction(commit=True) as cursor:
        cursor.execute(sql("take_turns", "postgres"))
        if _recognise(cursor, recorder, store):
            return False
        for statement in recorder.sql_create_statements:
            cursor.execute(statement, prepare=False)
        cursor.execute(sql("schema", "postgres"), prepare=False)
        return True


def _recognise(cursor: Cursor[DictRow], recorder: PostgresDCBRecorderTT, store: str) -> bool:
    given = {"function": DB_FUNCTION_NAME_DCB_UNCONDITIONAL_APPEND_TT}
    found = _row(cursor, "found", given)
    if not found["is_registry"]:
        if found["is_in_use"]:
            raise OtherDatabase(store)
        return False
    version = _row(cursor, "version").get("schema_version")
    if version is None:
        raise StoreDamaged(store, "its table stewards is empty")
    if version > SCHEMA_VERSION:
        raise NewerStore(store, version, SCHEMA_VERSION)
    if found["function"] is None or not found["has_tables"]:
        raise StoreDamaged(store, "a table or a function of it is missing")
    # The function has one name for all recorders of a schema, and serves the one made last.
    if f'"{recorder.events_table_name}"' not in found["function"]:
        raise SharedDatabase(store, given["function"])
    return True


def _row(cursor: Cursor[DictRow], question: str, given: dict[str, Any] | None = None) -> DictRow:
    row = cursor.execute(sql(question, "postgres"), given).fetchone()
    return row or {}
