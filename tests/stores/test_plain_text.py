"""The way to a server elsewhere: encrypted, or allowed in so many words, before anything is sent."""

import os
from pathlib import Path

import pytest
from stewards.events.stores import open_store
from stewards.events.stores.addresses import shown
from stewards.events.stores.postgres.address import Address
from stewards.events.stores.postgres.sessions import Sessions
from stewards.events.stores.server_errors import MalformedAddress, PlainText
from stewards.events.stores.umadb.address import Address as UmaDBAddress
from stewards.events.stores.umadb.connection import Connection


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Return an environment that says nothing of servers but where a file of services is."""
    for name in [name for name in os.environ if name.startswith(("PG", "UMADB_"))]:
        monkeypatch.delenv(name)
    services = tmp_path / "services"
    services.write_text("[open]\nhost=db\n[closed]\nhost=db\nsslmode=verify-full\n")
    monkeypatch.setenv("PGSERVICEFILE", str(services))
    return monkeypatch


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever would connect to a server fail."""

    def connected(_self: object) -> None:
        raise AssertionError("a connection is made")

    monkeypatch.setattr(Sessions, "_connected", connected)
    monkeypatch.setattr(Connection, "_connected", connected)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("address", "said", "host"),
    [
        ("postgresql://me@db/union", {}, "db"),
        ("postgresql://me@db/union?sslmode=prefer", {}, "db"),
        ("postgresql://me@db/union?sslmode=allow", {}, "db"),
        ("postgresql://me@db/union?sslmode=disable", {"PGSSLMODE": "require"}, "db"),
        ("postgresql://me@db/union?sslmode=", {}, "db"),
        ("postgresql://me@10.0.0.7/union", {"PGSSLMODE": "prefer"}, "10.0.0.7"),
        ("postgresql://me@[fd00::7]/union", {}, "fd00::7"),
        ("postgresql:///union?host=db", {}, "db"),
        ("postgresql://localhost,db/union", {}, "db"),
        ("postgresql://localhost/union?hostaddr=10.0.0.7", {}, "10.0.0.7"),
        ("postgresql:///union", {"PGHOST": "db"}, "db"),
        ("postgresql://localhost/union", {"PGHOSTADDR": "10.0.0.7"}, "10.0.0.7"),
        ("postgresql:///union", {"PGSERVICE": "open"}, "db"),
        ("postgresql://localhost/union?service=closed", {}, "the service closed"),
        ("postgresql://me:a?plaintext=yes&b@db/union", {}, "db"),
    ],
)
def test_a_database_elsewhere_is_not_reached_in_plain_text(
    address: str, said: dict[str, str], host: str, environment: pytest.MonkeyPatch
):
    """What counts is where libpq would go in the end, and whether it insists on encryption."""
    for name, value in said.items():
        environment.setenv(name, value)
    with pytest.raises(PlainText) as refused:
        open_store(address)

    assert str(refused.value) == (
        f"Cannot open the store {shown(address)} because others could read what is sent to {host}. "
        "Add sslmode=verify-full&sslrootcert=FILE, or add plaintext=yes to the "
        "parameters of the address to allow it."
    )


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("host", ["db", "10.0.0.7", "[fd00::7]"])
def test_a_umadb_elsewhere_is_not_reached_in_plain_text(host: str):
    """Without UMADB_CA nothing would be encrypted."""
    with pytest.raises(PlainText) as refused:
        open_store(f"umadb://{host}:50051")

    assert str(refused.value) == (
        f"Cannot open the store umadb://{host}:50051 because others could read what is sent to "
        f"{host.strip('[]')}. Give the server a certificate, and its authority as UMADB_CA, "
        "or add plaintext=yes to the parameters of the address to allow it."
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://me@db/union?sslmode=require", {}),
        ("postgresql://me@db/union?sslmode=verify-ca", {}),
        ("postgresql://me@db/union?sslmode=verify-full", {"PGSSLMODE": "disable"}),
        ("postgresql://me@db/union?ssl=true", {}),
        ("postgresql://me@db/union", {"PGSSLMODE": "require"}),
        ("postgresql:///union", {"PGSERVICE": "closed"}),
        ("postgresql:///union?service=open&sslmode=require", {}),
        ("postgresql://me@db/union?plaintext=yes", {}),
        ("postgresql://me@db/union?sslmode=prefer&plaintext=yes&connect_timeout=3", {}),
        ("postgresql:///union?service=open&plaintext=yes", {}),
        ("postgresql:///union", {}),
        ("postgresql:///union?host=/run/postgresql", {}),
        ("postgresql://%2Frun%2Fpostgresql/union", {}),
        ("postgresql://127.0.0.1,[::1],LOCALHOST/union", {}),
        ("postgresql://db/union?hostaddr=127.0.0.1", {}),
        ("postgresql://localhost/union", {"PGHOST": "db"}),
    ],
)
def test_a_database_is_reached_encrypted_or_near_or_as_allowed(
    address: str, said: dict[str, str], environment: pytest.MonkeyPatch
):
    """Such an address is taken, and the word that allows plain text is kept from libpq."""
    for name, value in said.items():
        environment.setenv(name, value)

    given = Address.of(address).given
    assert "plaintext" not in given
    assert given["client_encoding"] == "UTF8"


def test_a_umadb_is_reached_encrypted_or_near_or_as_allowed(environment: pytest.MonkeyPatch):
    """Such an address is taken; what the client is given has no parameter."""
    assert UmaDBAddress.of("umadb://localhost:50051").url == "http://localhost:50051"
    assert UmaDBAddress.of("umadb://[::1]:50051").url == "http://[::1]:50051"
    assert UmaDBAddress.of("umadb://db:50051?plaintext=yes").url == "http://db:50051"
    environment.setenv("UMADB_CA", "ca.pem")
    assert UmaDBAddress.of("umadb://db:50051").url == "https://db:50051"


def test_later_connections_go_the_way_that_was_found_sound(environment: pytest.MonkeyPatch):
    """What the environment said at first holds for as long as the store is open."""
    environment.setenv("PGHOST", "db")
    environment.setenv("PGSSLMODE", "require")

    given = Address.of("postgresql:///union").given

    assert (given["host"], given["sslmode"]) == ("db", "require")


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_the_word_is_no_matter_where_it_is_not_needed(server: str, request: pytest.FixtureRequest):
    """A store near by opens with it as well."""
    with open_store(f"{request.getfixturevalue(server)}?plaintext=yes") as store:
        assert store.size() == 0


@pytest.mark.parametrize("word", ["plaintext=no", "plaintext=YES", "plaintext"])
@pytest.mark.parametrize("address", ["postgresql://me@127.0.0.1:1/union", "umadb://127.0.0.1:1"])
def test_any_other_word_is_none(address: str, word: str):
    """A word that is nearly right is not taken for permission, nor passed over."""
    with pytest.raises(MalformedAddress):
        open_store(f"{address}?{word}")
