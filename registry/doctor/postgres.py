"""A store in a PostgreSQL database: how the server keeps commits, who may do what, how far it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from eventsourcing.dcb.postgres_tt import (
    DB_FUNCTION_NAME_DCB_UNCONDITIONAL_APPEND_TT as UNCONDITIONAL,
)
from eventsourcing.dcb.postgres_tt import DB_FUNCTION_UNCONDITIONAL_APPEND

from ...events.stores import Store
from ...events.stores.postgres import PostgresStore
from ...events.stores.sql import sql as store_sql
from .index import tag_index
from .loopback import encryption
from .observation import Observation, bad, damaged, note, ok
from .queries import sql

_SUPPORTED: Final = 14
_APART: Final = 2.0  # seconds that two clocks may differ
_LATE: Final = 60.0  # seconds that a standby may be behind
_OPERATOR: Final = "Ask the server's administrator to "


def observations(store: Store, now: datetime) -> Iterator[Observation]:
    """Yield what is to be said of the server, its settings, and the tables of the registry."""
    if not isinstance(store, PostgresStore):
        raise TypeError(store)
    row = _row(store, "postgres")
    yield _server(row)
    yield _durability(row)
    yield _checksums(row)
    yield _sessions(row)
    yield encryption(
        encrypted=row["encrypted"],
        host=_host(store),
        advice="Add ?sslmode=verify-full&sslrootcert=FILE to the address.",
    )
    yield _rights(row)
    yield _schema(row, store)
    yield from _standbys(row)
    yield _clocks(row["now"], now)
    yield tag_index(**_row(store, "postgres_tags"))


def _host(store: PostgresStore) -> str | None:
    # as seen from here: behind a tunnel or a container the server sees itself elsewhere
    with store.sessions.get_connection() as connection:
        return connection.info.hostaddr or None


def _row(store: PostgresStore, question: str) -> dict[str, Any]:
    with store.sessions.cursor() as cursor:
        return dict(cursor.execute(sql(question)).fetchone() or {})


def _server(row: dict[str, Any]) -> Observation:
    found = f"PostgreSQL {row['version']}, {row['size'] / 2**20:.1f} MiB in this database"
    if row["major"] < _SUPPORTED:
        return note("server", found, f"{_OPERATOR}upgrade to a supported version.")
    return ok("server", found)


def _durability(row: dict[str, Any]) -> Observation:
    settings = {name: row[name] for name in ("fsync", "full_page_writes")}
    found = ", ".join(f"{name} = {value}" for name, value in settings.items())
    if set(settings.values()) == {"on"}:
        return ok("durability", found)
    return bad(
        "durability", found, f"{_OPERATOR}turn both on: a power failure can destroy the log."
    )


def _checksums(row: dict[str, Any]) -> Observation:
    found = f"data_checksums = {row['data_checksums']}"
    if row["data_checksums"] == "on":
        return ok("checksums", found)
    return note(
        "checksums", found, f"{_OPERATOR}run pg_checksums --enable: damage is then noticed."
    )


def _sessions(row: dict[str, Any]) -> Observation:
    found = "read committed, and commits wait for the disk"
    others = [row["isolation"] != "read committed", row["synchronous_commit"] == "off"]
    if any(others):
        return note(
            "sessions",
            f"{found}; the server's own defaults are {row['isolation']},"
            f" synchronous_commit = {row['synchronous_commit']}",
            "Nothing needs to be done: stewards sets both in every session.",
        )
    return ok("sessions", found)


def _rights(row: dict[str, Any]) -> Observation:
    role = row["role"]
    if row["is_superuser"] or row["is_owner"]:
        what = "is a superuser" if row["is_superuser"] else "owns the tables"
        return note(
            "rights",
            f"{role} {what}, and so could remove what protects the log from changes",
            "For daily work, use a role that is and does neither.",
        )
    return ok("rights", f"{role} cannot remove what protects the log from changes")


def _schema(row: dict[str, Any], store: PostgresStore) -> Observation:
    if row["triggers"] != 2:
        return damaged("schema", "a trigger that protects the log from changes is missing")
    for name, made in _functions(store).items():
        if _body(made) != _words(row[name] or ""):
            return damaged("schema", f"the function {name} has been changed")
    return ok("schema", "entries cannot be changed")


def _functions(store: PostgresStore) -> dict[str, str]:
    """Return what makes the functions that keep the log, by their names."""
    return {
        "stewards_refuse": store_sql("schema", "postgres"),
        UNCONDITIONAL: store.format(DB_FUNCTION_UNCONDITIONAL_APPEND).as_string(None),
    }


def _body(made: str) -> list[str]:
    return _words(made.split("$$")[1])


def _words(text: str) -> list[str]:
    return text.split()  # another version of the library may fold its lines otherwise


def _standbys(row: dict[str, Any]) -> Iterator[Observation]:
    if not row["standbys"]:
        return
    found, lag = f"standbys: {row['standbys']}", row["lag"] or 0.0
    if lag > _LATE:
        advice = f"{_OPERATOR}find out why; until then a backup is older than it should be."
        yield note("standby", f"{found}, {lag:.0f} seconds behind", advice)
    else:
        yield ok("standby", f"{found}, {lag:.1f} seconds behind")


def _clocks(there: datetime, here: datetime) -> Observation:
    apart = abs((there - here).total_seconds())
    if apart > _APART:
        return note(
            "server clock",
            f"{apart:.0f} seconds apart from this machine's clock",
            "Synchronise both: instants come from the clock of the machine that records.",
        )
    return ok("server clock", "the same as this machine's clock")
