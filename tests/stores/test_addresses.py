"""The addresses of servers: what is wrong with one is said, and a password never is."""

import socket
import sys
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from stewards.events.errors import MissingExtra, StewardsError
from stewards.events.stores import open_store
from stewards.events.stores.addresses import shown
from stewards.events.stores.errors import NewerStore, NoSuchStore
from stewards.events.stores.server_errors import (
    AccessDenied,
    EmptyDatabase,
    MalformedAddress,
    NobodyAnswers,
    NoSuchDatabase,
    OtherDatabase,
)
from stewards.events.stores.umadb.address import Address
from umadb import Client, Event, TrackingInfo

from ..servers import Postgres, umadb_server

SECRET = "hunter2"  # noqa: S105 - of nobody


def refusal(address: str, *, create: bool = True) -> StewardsError:
    """Return the error that an address is refused with; nothing about it shows the secret."""
    with pytest.raises(StewardsError) as refused:
        open_store(address, create=create)
    error = refused.value
    told = "".join(traceback.format_exception(error))
    assert SECRET not in told + repr(error)
    assert SECRET not in str(error.__cause__) + str(error.__context__)
    return error


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("registry.db", "registry.db"),
        (":memory:", ":memory:"),
        ("sqlite:////srv/a@b.db", "sqlite:////srv/a@b.db"),
        ("postgresql://me:hunter2@db:5432/union?sslmode=require", "postgresql://me@db:5432/union"),
        ("postgres://me@db/union", "postgres://me@db/union"),
        ("postgresql://db/union?password=hunter2", "postgresql://db/union"),
        (" postgresql://me:hunter2@db/union", "postgresql://me@db/union"),
        ("postgresql://me:hunter2/@2#:x@db/union", "postgresql://me@db/union"),
        ("postgresql://me:hunter2/@2?#:x@db/union", "postgresql://..."),
        ("postgresql://me:x@db/union?password=@hunter2", "postgresql://..."),
        ("postgresql://union/me:hunter2@db:1/union", "postgresql://db:1/union"),
        ("postgresql:///union", "postgresql:///union"),
        ("umadb://db:50051", "umadb://db:50051"),
    ],
)
def test_a_password_is_not_shown(address: str, expected: str):
    """Of an address, messages show neither password nor parameters, however oddly it is written."""
    assert shown(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://me:{SECRET}%zz@db/union",
        f"postgresql://me:{SECRET}/x@db/union",
        f"postgresql://db/union?{SECRET}=1",
        f"postgresql://union/me:{SECRET}@127.0.0.1:1/db",
        f"postgresql://me:p@{SECRET}@127.0.0.1:1/db",
        "postgresql://me@db:99999/union",
        "postgres://me@db:port/union",
    ],
)
def test_a_malformed_address_is_refused(address: str):
    """An address that cannot be read is not repeated: any part of it may be a password."""
    error = refusal(address)

    assert isinstance(error, MalformedAddress)
    assert str(error) == (
        f"Cannot open a store at {address.partition(':')[0]}:// because the rest of the "
        "address is malformed. Write postgresql://USER@HOST:PORT/DATABASE, and percent-encode special "
        "characters of a password."
    )


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql:/me:{SECRET}@127.0.0.1/db",
        f"postgres:me:{SECRET}@127.0.0.1/db",
        f"jdbc:postgresql://me:{SECRET}@127.0.0.1/db",
        f"host=127.0.0.1 password={SECRET} dbname=x",
        f"host=127.0.0.1 PASSWORD = {SECRET}",
        f"umadb:/me:{SECRET}@127.0.0.1:1",
        "sqlite:registry.db",
    ],
)
def test_nearly_an_address_is_no_path(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is made of what was meant to be a server, and none of it is shown."""
    monkeypatch.chdir(tmp_path)

    assert isinstance(refusal(address), MalformedAddress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "parameter", ["sslmode", "connect_timeout", "target_session_attrs", "keepalives_idle"]
)
def test_a_wrong_parameter_is_named(parameter: str):
    """What is wrong with the address is not taken for a server that is down; the value is not shown."""
    error = refusal(f"postgresql://me@127.0.0.1:1/db?{parameter}={SECRET}")

    assert str(error) == (
        f"Cannot open the store postgresql://me@127.0.0.1:1/db because the parameter {parameter} has "
        "an invalid value. Correct it in the address, or in the environment."
    )


def test_blanks_around_an_address_do_not_count():
    """They come along when an address is copied."""
    assert isinstance(refusal(f" postgresql://me:{SECRET}@127.0.0.1:1/db\n"), NobodyAnswers)


@pytest.mark.parametrize(
    "address",
    ["umadb://", "umadb://db", "umadb://db:0", "umadb://db:99999", f"umadb://me:{SECRET}@db:1"],
)
def test_a_malformed_address_of_umadb_is_refused(address: str):
    """A UmaDB server is a machine and a port, and nothing else."""
    error = refusal(address)

    assert isinstance(error, MalformedAddress)
    assert "Write umadb://HOST:PORT, and" in str(error)


@pytest.mark.parametrize("scheme", ["postgresql://me:hunter2@", "umadb://"])
def test_a_server_that_is_down_is_said_to_be(scheme: str):
    """Where nobody listens, the message says so, and what to do."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    address = f"{scheme}127.0.0.1:{port}"
    error = refusal(address)

    assert isinstance(error, NobodyAnswers)
    assert str(error) == (
        f"Cannot open the store {shown(address)} because no server answers there. Check the address "
        "and that the server is running, then try again."
    )


@pytest.mark.parametrize(
    "address",
    ["postgresql://me@no.invalid/db?sslmode=require", "umadb://no.invalid:50051?plaintext=yes"],
)
def test_a_machine_that_nobody_knows_is_no_server(address: str):
    """A name without an address is treated alike."""
    assert isinstance(refusal(address), NobodyAnswers)


def test_a_server_that_is_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    """Where somebody listens and says nothing, the waiting ends; libpq's own settings say when."""
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        address = f"postgresql://me@127.0.0.1:{silent.getsockname()[1]}/db"
        monkeypatch.setenv("PGCONNECT_TIMEOUT", "2")
        assert isinstance(refusal(address), NobodyAnswers)


def test_a_wrong_password_is_not_echoed(postgres_running: Postgres):
    """Who is not let in is told so, without what was tried."""
    right = postgres_running.url()
    address = right.replace(postgres_running.password, SECRET)
    error = refusal(address)

    assert isinstance(error, AccessDenied)
    assert str(error) == (
        f"Cannot open the store {shown(right)} because the server refused this user. Check "
        "the user name and the password, or ask the server's administrator."
    )
    assert isinstance(refusal(address.replace("//steward", "//nobody")), AccessDenied)
    assert isinstance(refusal(address.replace(f":{SECRET}", "")), AccessDenied)


def test_an_unknown_database_is_named(postgres_running: Postgres):
    """A database that the server does not have is to be made by whoever keeps it."""
    error = refusal(postgres_running.url("none"))

    assert isinstance(error, NoSuchDatabase)
    assert str(error) == (
        f"Cannot open the store {error.path} because the server has no such database. Have the "
        f"database created, then run `stewards --store {error.path} init`."
    )


def test_an_empty_database_is_no_registry(postgres: str, umadb: str):
    """Without `create`, nothing is made of it."""
    for address in (postgres, umadb):
        error = refusal(address, create=False)

        assert isinstance(error, EmptyDatabase | NoSuchStore)
        assert str(error) == (
            f"Cannot open the store {shown(address)} because there is nothing in it yet. "
            f"Create it with `stewards --store {shown(address)} init`."
        )


def test_the_password_may_come_from_elsewhere(
    postgres_running: Postgres, postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """`PGPASSWORD` and the password file of libpq hold for an address without a password."""
    address = postgres.replace(f":{postgres_running.password}", "")
    with monkeypatch.context() as environment:
        environment.setenv("PGPASSWORD", postgres_running.password)
        open_store(address).close()

    passwords = tmp_path / "pgpass"
    passwords.write_text(f"*:*:*:steward:{postgres_running.password}\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    open_store(address, create=False).close()


def test_a_store_shows_no_password(postgres_running: Postgres, postgres: str):
    """What a store says of itself is its address without the password."""
    with open_store(postgres) as store:
        assert repr(store) == f"PostgresStore({shown(postgres)!r})"
        hidden = [repr(value) for value in vars(store).values()]
        assert not [text for text in hidden if postgres_running.password in text]


@pytest.mark.parametrize(
    ("address", "needed", "extra"),
    [
        ("postgresql://me:hunter2@db/union", "psycopg", "postgres"),
        ("umadb://db:50051", "eventsourcing_umadb.recorders", "umadb"),
    ],
)
def test_a_missing_extra_is_named(
    address: str, needed: str, extra: str, monkeypatch: pytest.MonkeyPatch
):
    """Without the packages of a store, the message says what to install."""
    for module in [name for name in sys.modules if f"stores.{extra}" in name]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, needed, None)
    error = refusal(address)

    assert isinstance(error, MissingExtra)
    assert str(error) == (
        f"Cannot open a store of that kind because the extra {extra} is not installed. "
        f"Install it with: pip install 'stewards[{extra}]'"
    )


def test_events_of_somebody_else_are_left_alone(umadb: str):
    """A UmaDB that holds events and no mark of ours is no registry."""
    with Client(umadb.replace("umadb", "http")) as client:
        client.append([Event("OrderPlaced", b"{}", ["order:1"])])
        error = refusal(umadb)

        assert isinstance(error, OtherDatabase)
        assert client.head() == 1
        assert client.get_tracking_info("stewards") is None


def test_a_umadb_from_a_newer_version_is_refused(umadb: str):
    """A mark that we do not know is not used, and the message says both versions."""
    with Client(umadb.replace("umadb", "http")) as client:
        client.append([], tracking_info=TrackingInfo("stewards", 2))
    error = refusal(umadb)

    assert isinstance(error, NewerStore)
    assert str(error) == (
        f"Cannot open the store {umadb} because its schema has version 2, and this stewards knows "
        "version 1. Use a newer version of stewards."
    )


def test_a_umadb_lets_in_by_what_the_environment_says(monkeypatch: pytest.MonkeyPatch):
    """The API key comes from UMADB_API_KEY and is never sent unless UMADB_CA makes it safe to."""
    monkeypatch.setenv("UMADB_API_KEY", SECRET)
    address = Address.of("umadb://db:50051?plaintext=yes")
    assert (address.api_key, address.url, SECRET in repr(address)) == (
        SECRET,
        "http://db:50051",
        False,
    )
    with umadb_server() as server:
        assert "refusing to send credentials over insecure channel" in str(refusal(server.url))

    monkeypatch.setenv("UMADB_CA", "none.pem")
    assert str(refusal("umadb://db:50051")) == (
        "Cannot open the store umadb://db:50051 because there is no certificate at none.pem. "
        "Correct UMADB_CA."
    )
    assert Address.of("umadb://[::1]:50051").url == "https://[::1]:50051"
