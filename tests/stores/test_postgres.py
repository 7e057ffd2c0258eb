"""What is particular to a PostgreSQL store: each trap of the way there, closed."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.persistence import IntegrityError
from eventsourcing.postgres import PostgresDatastore
from psycopg.conninfo import conninfo_to_dict
from stewards.events import Chunk
from stewards.events.stores.errors import NewerStore, StoreBusy, StoreDamaged
from stewards.events.stores.postgres import PostgresStore
from stewards.events.stores.postgres import store as postgres_store
from stewards.events.stores.server_errors import (
    ClocksApart,
    OtherDatabase,
    ServerRefuses,
    SharedDatabase,
    WrongSetting,
)

from ..servers import Postgres
from .helpers import item, none_of, positions, query, told

Raw = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def raw(postgres: str) -> Iterator[Raw]:
    """Return a connection of the owner to the database, beside the store's."""
    with closing(psycopg.connect(postgres, autocommit=True)) as connection:
        yield connection


@pytest.fixture
def store(postgres: str) -> Iterator[PostgresStore]:
    """Return a fresh store in the database."""
    with PostgresStore(postgres) as store:
        yield store


def shown(url: str) -> str:
    """Return what messages show of an address."""
    given = conninfo_to_dict(url)
    return "postgresql://{user}@{host}:{port}/{dbname}".format(**given)


def prefer(raw: Raw, setting: str, value: str) -> None:
    """Have the database prefer a setting from the next connection on."""
    raw.execute(f"alter database {raw.info.dbname} set {setting} = '{value}'")


def relations(raw: Raw) -> list[tuple[object, ...]]:
    """Return what the database holds."""
    return raw.execute(
        "select oid, relname from pg_class where relnamespace >= 16384 or relnamespace = 2200 order by 1"
    ).fetchall()


def other_recorder(url: str) -> None:
    """Make the tables of the library's own recorder, under its own name, in the same database."""
    given = conninfo_to_dict(url)
    with PostgresDatastore(
        *(given[name] for name in ("dbname", "host", "port", "user", "password"))
    ) as datastore:
        PostgresDCBRecorderTT(datastore).create_table()


@pytest.mark.parametrize("preferred", ["repeatable read", "serializable"])
def test_conditions_hold_whatever_isolation_the_server_prefers(
    postgres: str, raw: Raw, preferred: str
):
    """Of eight threads that append on the same condition one is recorded, time and again."""
    prefer(raw, "default_transaction_isolation", preferred)
    with PostgresStore(postgres) as store:
        for seat in range(10):
            start, won = threading.Barrier(8), []

            def elect(number: int, seat: int = seat, start=start, won=won) -> None:
                start.wait()
                try:
                    store.append([told("Elected", f"seat:{seat}")], none_of(item(f"seat:{seat}")))
                except IntegrityError:
                    return
                won.append(number)

            threads = [threading.Thread(target=elect, args=(number,)) for number in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(won) == 1


@pytest.mark.parametrize(
    ("setting", "preferred", "kept"),
    [
        ("default_transaction_isolation", "serializable", "read committed"),
        ("synchronous_commit", "off", "on"),
        ("synchronous_commit", "local", "on"),
        ("synchronous_commit", "remote_apply", "remote_apply"),
        ("search_path", "elsewhere", "public"),
        ("lock_timeout", "0", "30s"),
    ],
)
def test_a_session_is_set_as_a_registry_needs_it(
    postgres: str, raw: Raw, setting: str, preferred: str, kept: str
):
    """What the database prefers does not hold for us, unless it is safer still."""
    prefer(raw, setting, preferred)
    with PostgresStore(postgres) as store, store.sessions.cursor() as cursor:
        assert list(cursor.execute(f"show {setting}").fetchone().values()) == [kept]


def test_an_append_is_read_committed_even_if_the_session_is_not(store: PostgresStore):
    """The transaction itself says its isolation, should anybody reset the session."""
    with store.sessions.cursor() as cursor:
        cursor.execute("set default_transaction_isolation = 'serializable'")
    with store.sessions.transaction(commit=True) as cursor:
        assert cursor.execute("show transaction_isolation").fetchone() == {
            "transaction_isolation": "read committed"
        }


def test_a_server_of_another_encoding_is_refused(postgres_running: Postgres):
    """What is not UTF-8 may not keep every name, so nothing is made there."""
    url = postgres_running.url("ascii")
    with closing(psycopg.connect(postgres_running.url(), autocommit=True)) as connection:
        connection.execute("create database ascii encoding 'SQL_ASCII' template template0")
        try:
            with pytest.raises(WrongSetting) as refused:
                PostgresStore(url)
        finally:
            connection.execute("drop database ascii")

    assert str(refused.value) == (
        f"Cannot use the store {shown(url)} because the setting server_encoding is 'SQL_ASCII' "
        "there, and a registry needs 'UTF8'. Ask the server's administrator to change it."
    )


def test_what_was_used_up_is_no_gap(store: PostgresStore, raw: Raw):
    """The server's sequence runs ahead after a failure or a crash; positions follow the log."""
    store.append([told("A")])
    raw.execute("select nextval('stewards_tt_main_id_seq') from generate_series(1, 33)")

    assert store.append([told("B"), told("C")]) == 3
    assert positions(store.read()) == [1, 2, 3]


def test_a_lock_is_not_waited_for_without_end(postgres: str, raw: Raw):
    """Where somebody else writes for longer than we wait, the append is refused and says so."""
    with PostgresStore(postgres, lock_timeout=1) as store:
        with raw.transaction():
            raw.execute("lock table stewards_tt_main in exclusive mode")
            with pytest.raises(StoreBusy) as refused:
                store.append([told()])
            assert store.size() == 0

        assert str(refused.value) == (
            f"Cannot use the store {shown(postgres)} because another process kept it locked for 1 "
            "seconds. Wait until it has finished, then try again."
        )
        assert store.append([told()]) == 1


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_clock_that_is_wrong_is_noticed_on_appending(
    store: PostgresStore, postgres: str, monkeypatch: pytest.MonkeyPatch, minutes: int
):
    """A machine whose clock is more than five minutes from that of the server records nothing."""
    store.append([told("A")])
    here = datetime.now(UTC) + timedelta(minutes=minutes)
    monkeypatch.setattr(postgres_store, "_system_clock", lambda: here)
    with pytest.raises(ClocksApart) as refused:
        store.append([told("B")])

    assert str(refused.value) == (
        f"Cannot record anything in {shown(postgres)} because it is"
        f" {refused.value.there:%Y-%m-%d %H:%M:%S} UTC by the clock of its server, and"
        f" {here:%Y-%m-%d %H:%M:%S} UTC by that of this machine. Nothing was recorded. Synchronise both"
        " clocks, then try again."
    )
    assert positions(store.read()) == [1]


@pytest.mark.parametrize("minutes", [-4, 4])
def test_clocks_may_be_minutes_apart(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch, minutes: int
):
    """Within five minutes of the server's clock nothing is said."""
    here = datetime.now(UTC) + timedelta(minutes=minutes)
    monkeypatch.setattr(postgres_store, "_system_clock", lambda: here)

    assert store.append([told("A")]) == 1


def test_a_reader_sees_entries_in_their_order(store: PostgresStore):
    """While one append is not yet done, a later one waits, and appears behind it."""
    in_the_middle, go_on = threading.Event(), threading.Event()

    def slowly(_last: object) -> list[object]:
        in_the_middle.set()
        go_on.wait(10)
        return [told("Slow")]

    slow = threading.Thread(target=store.append_next, args=(slowly,))
    fast = threading.Thread(target=store.append, args=([told("Fast")],))
    slow.start()
    in_the_middle.wait(10)
    fast.start()
    fast.join(0.2)

    assert fast.is_alive()
    assert store.size() == 0
    go_on.set()
    slow.join()
    fast.join()
    assert [entry.event.type for entry in store.read()] == ["Slow", "Fast"]


@pytest.mark.parametrize("table", ["stewards_tt_main", "stewards_tt_tag"])
@pytest.mark.parametrize(
    "statement", ["delete from {}", "update {} set {} = {}", "truncate {} cascade"]
)
def test_the_log_cannot_be_changed(store: PostgresStore, raw: Raw, table: str, statement: str):
    """Whoever enters the database, entries and tags cannot be changed or deleted."""
    store.append([told("A", "x")])
    column = "type" if table.endswith("main") else "tag"
    with pytest.raises(psycopg.errors.RaiseException) as refused:
        raw.execute(statement.format(table, column, column))

    assert refused.value.diag.message_primary == (
        "Cannot change the log because it is append-only. Void the entry instead."
    )
    assert positions(store.read(query(item("x")))) == [1]


def test_a_person_can_read_the_log(store: PostgresStore, raw: Raw):
    """The view `log` shows each entry as text."""
    store.append([told("A", "x", "y", data='{"name":"K\u00f8ge"}'.encode())])

    assert raw.execute("select * from log").fetchall() == [
        (1, "A", '{"name":"K\u00f8ge"}', ["x", "y"])
    ]


@pytest.mark.parametrize(
    "made",
    [
        "create table members (id int)",
        "create view members as select 1",
        "create sequence members",
        "create schema other create table members (id int)",
        "create table stewards (name text)",
        "create table stewards (schema_version text); insert into stewards values ('1')",
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_database_that_holds_something_else_is_left_as_it_is(
    postgres: str, raw: Raw, made: str, create: bool
):
    """With anything in it that is not ours, a database is refused, and nothing is made in it."""
    raw.execute(made)
    before = relations(raw)
    with pytest.raises(OtherDatabase) as refused:
        PostgresStore(postgres, create=create)

    assert str(refused.value) == (
        f"Cannot open {shown(postgres)} as a store because it is not a registry made "
        "by stewards. Give the address of a registry, or of a database with nothing in it."
    )
    assert relations(raw) == before


def test_another_recorder_in_the_database_is_noticed_on_opening(
    store: PostgresStore, postgres: str
):
    """Another application's recorder redirects ours to its own tables, so the store is refused."""
    store.append([told()])
    other_recorder(postgres)
    with pytest.raises(SharedDatabase) as refused:
        PostgresStore(postgres)

    assert str(refused.value) == (
        f"Cannot use the store {shown(postgres)} because another application has replaced the "
        "function dcb_unconditional_append_tt of its database. Give that application a database of "
        "its own, and restore the function from a backup."
    )


def test_another_recorder_in_the_database_is_noticed_on_appending(
    store: PostgresStore, postgres: str, raw: Raw
):
    """A store that is open already records nothing in the tables of somebody else."""
    store.append([told()])
    other_recorder(postgres)
    with pytest.raises(SharedDatabase):
        store.append([told()])

    assert store.size() == 1
    assert raw.execute("select count(*) from dcb_events_tt_main").fetchone() == (0,)


def test_a_schema_of_the_users_own_is_not_used(postgres: str, raw: Raw):
    """Where a schema is named as the user, which a server looks into first, ours is public still."""
    raw.execute("create schema steward")
    with PostgresStore(postgres) as store:
        store.append([told("A", "x")])

    tables = "select schemaname from pg_tables where tablename like 'stewards%' group by 1"
    assert raw.execute(tables).fetchall() == [("public",)]


def test_a_store_from_a_newer_version_is_left_as_it_is(
    store: PostgresStore, postgres: str, raw: Raw
):
    """A schema that we do not know is not used, and the message says both versions."""
    store.close()
    raw.execute("update stewards set schema_version = 2")
    with pytest.raises(NewerStore) as refused:
        PostgresStore(postgres)

    assert str(refused.value) == (
        f"Cannot open the store {shown(postgres)} because its schema has version 2, and this "
        "stewards knows version 1. Use a newer version of stewards."
    )


def test_a_missing_entry_is_reported(store: PostgresStore, raw: Raw):
    """Where the owner got around the triggers and deleted an entry, reading does not skip it."""
    store.append([told(), told(), told()])
    raw.execute("alter table stewards_tt_main disable trigger stewards_refuse")
    raw.execute("delete from stewards_tt_main where id = 2")

    for read in (store.read, store.chunks):
        with pytest.raises(StoreDamaged, match="because it is damaged: entries are missing"):
            list(read())


def test_a_missing_table_is_reported(store: PostgresStore, raw: Raw):
    """A registry without its tables is damaged, and says what is missing."""
    raw.execute("drop table stewards_tt_tag")

    with pytest.raises(StoreDamaged) as reported:
        store.append([told("A", "x")])
    assert 'because it is damaged: relation "public.stewards_tt_tag" does not exist' in str(
        reported.value
    )


@pytest.mark.parametrize(
    ("done", "problem"),
    [
        ("delete from stewards", "its table stewards is empty"),
        ("drop table stewards_tt_tag", "a table or a function of it is missing"),
        ("drop function dcb_unconditional_append_tt", "a table or a function of it is missing"),
    ],
)
def test_a_part_of_a_registry_is_damaged(postgres: str, raw: Raw, done: str, problem: str):
    """Where our mark is without all that belongs to it, the store was ours and is not whole."""
    PostgresStore(postgres).close()
    raw.execute(done)
    with pytest.raises(StoreDamaged) as refused:
        PostgresStore(postgres)

    assert refused.value.problem == problem


def test_a_server_that_only_reads_is_named(postgres: str, raw: Raw):
    """What the server says it cannot do is passed on; reading goes on."""
    PostgresStore(postgres).close()
    prefer(raw, "default_transaction_read_only", "on")
    with PostgresStore(postgres) as store:
        assert store.size() == 0
        with pytest.raises(ServerRefuses) as refused:
            store.append([told()])

    assert str(refused.value) == (
        f"Cannot use the store {shown(postgres)} because its server says: cannot execute setval() "
        "in a read-only transaction. Ask the server's administrator."
    )


def test_half_a_registry_is_never_made(postgres: str, raw: Raw, monkeypatch: pytest.MonkeyPatch):
    """Where the making of a store breaks off, the database holds nothing, and can be made again."""
    from stewards.events.stores.postgres import preparing

    real = preparing.sql
    monkeypatch.setattr(
        preparing, "sql", lambda name, kind: "select 1/0" if name == "schema" else real(name, kind)
    )
    with pytest.raises(ServerRefuses):
        PostgresStore(postgres)
    assert relations(raw) == []

    monkeypatch.undo()
    PostgresStore(postgres).close()


@pytest.fixture
def office(postgres: str, postgres_running: Postgres, store: PostgresStore) -> Iterator[str]:
    """Return the address of the store for the role that the manual tells to make."""
    assert store.size() == 0
    manual = (Path(__file__).parents[2] / "docs" / "stores.md").read_text("utf-8")
    (granting,) = re.findall(r"```sql\n(.*?)```", manual, re.DOTALL)
    with closing(psycopg.connect(postgres, autocommit=True)) as owner:
        owner.execute(granting)
        owner.execute("alter role office password 'sesame'")
        try:
            yield postgres.replace(f"steward:{postgres_running.password}", "office:sesame")
        finally:
            owner.execute("drop owned by office")
            owner.execute("drop role office")


def test_a_role_that_only_adds_is_enough(office: str):
    """With the rights that the manual grants, a role records and reads, and can change nothing."""
    with PostgresStore(office, create=False) as store:
        assert store.append([told("A", "x")], none_of(item("x"))) == 1
        assert positions(store.read(query(item("x")))) == [1]
        assert list(store.chunks()) == [Chunk(0, b"A", b'{"said":"so"}')]

    with closing(psycopg.connect(office, autocommit=True)) as raw:
        for statement, refusal in (
            ("update stewards_tt_main set type = 'B'", psycopg.errors.RaiseException),
            ("delete from stewards_tt_main", psycopg.errors.InsufficientPrivilege),
            ("truncate stewards_tt_tag", psycopg.errors.InsufficientPrivilege),
            ("drop table stewards_tt_tag", psycopg.errors.InsufficientPrivilege),
            (
                "alter table stewards_tt_main disable trigger all",
                psycopg.errors.InsufficientPrivilege,
            ),
            ("update stewards set schema_version = 2", psycopg.errors.InsufficientPrivilege),
        ):
            with pytest.raises(refusal):
                raw.execute(statement)
