"""What `doctor` says of stores that servers keep."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from stewards.events.stores.server_errors import PlainText
from stewards.registry import Registry
from stewards.registry.doctor import Observation, examine, index, loopback
from stewards.registry.doctor import postgres as checks

from ..cli.running import run
from .seeing import seen, unsound

OPERATOR = "Ask the server's administrator to "


@pytest.fixture
def database(made: Path, postgres: str) -> str:
    """Return the address of a registry in PostgreSQL."""
    with Registry.open(made) as registry:
        registry.copy_to(postgres)
    return postgres


def harm(address: str, *statements: str) -> None:
    """Change a database as nobody should."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        for statement in statements:
            connection.execute(statement)


def test_a_sound_database(database: str) -> None:
    """The server, its settings and the log: nothing is bad."""
    found = seen(database)

    assert [each for each in found.values() if each.verdict == "bad"] == []
    assert {
        check: found[check].found for check in found if found[check].verdict == "ok"
    }.items() >= {
        "durability": "fsync = on, full_page_writes = on",
        "sessions": "read committed, and commits wait for the disk",
        "encryption": "none is needed: the server is on this machine",
        "schema": "entries cannot be changed",
        "server clock": "the same as this machine's clock",
        "tag index": "396 tags, the same as those of the entries",
        "numbers": "entries 1 to 200, none missing",
        "entries": "200 read, each complete and valid for its type",
    }.items() - ({("server clock", "the same as this machine's clock")})
    assert found["server"].found.startswith("PostgreSQL 1")
    assert found["rights"] == Observation(
        "rights",
        "note",
        "steward is a superuser, and so could remove what protects the log from changes",
        "For daily work, use a role that is and does neither.",
    )


def test_the_digest_is_that_of_the_file(made: Path, database: str) -> None:
    """What was written down of a file is compared with the database it was moved to."""
    with Registry.open(made) as registry:
        digest = registry.digest(150)

    assert seen(database, digest)["digest"].found == "the first 150 entries are as they were"
    harm(database, "update stewards_tt_main set data = data || ' ' where id = 9")
    assert list(unsound(database, digest)) == ["digest"]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "delete from stewards_tt_tag where main_id = 7",
            {"tag index": "entry 7 is not found by all of its tags"},
        ),
        (
            "insert into stewards_tt_tag values ('unit:x', 7)",
            {"tag index": "tags that lead to an entry without them: 1"},
        ),
        (
            "drop trigger stewards_refuse on stewards_tt_main",
            {"schema": "a trigger that protects the log from changes is missing"},
        ),
        (
            (
                "create or replace function stewards_refuse() returns trigger language plpgsql"
                " as 'begin return new; end'"
            ),
            {"schema": "the function stewards_refuse has been changed"},
        ),
        (
            (
                "create or replace function dcb_unconditional_append_tt(new_events dcb_event_tt[])"
                ' returns setof bigint language plpgsql as $$begin -- "stewards_tt_main"\n end$$'
            ),
            {"schema": "the function dcb_unconditional_append_tt has been changed"},
        ),
        (
            "update stewards_tt_main set type = 'Evil' where id = 7",
            {
                "entries": "Cannot read entry 7 of the log because its type 'Evil' is not one that this"
                " version knows. Use the version of stewards that wrote it, or a newer one."
            },
        ),
    ],
)
def test_a_harmed_database(database: str, statement: str, found: dict[str, str]) -> None:
    """Each check says what it finds of one change."""
    harm(database, statement)

    assert unsound(database) == found


def test_a_missing_entry(database: str) -> None:
    """An entry that is gone is found, and named or at least said to be missing."""
    harm(
        database,
        "delete from stewards_tt_main where id = 7",
        "delete from stewards_tt_tag where main_id = 7",
    )

    assert "missing" in unsound(database)["entries"]


ROW: dict[str, Any] = {
    "version": "17.2",
    "major": 17,
    "size": 2**20,
    "fsync": "on",
    "full_page_writes": "on",
    "data_checksums": "on",
    "isolation": "read committed",
    "synchronous_commit": "on",
    "role": "clerk",
    "is_superuser": False,
    "is_owner": False,
    "standbys": 0,
    "lag": None,
}


@pytest.mark.parametrize(
    ("check", "row", "verdict"),
    [
        (checks._server, {}, "ok"),
        (checks._server, {"major": 12}, "note"),
        (checks._durability, {}, "ok"),
        (checks._durability, {"fsync": "off"}, "bad"),
        (checks._durability, {"full_page_writes": "off"}, "bad"),
        (checks._checksums, {}, "ok"),
        (checks._checksums, {"data_checksums": "off"}, "note"),
        (checks._sessions, {}, "ok"),
        (checks._sessions, {"isolation": "repeatable read"}, "note"),
        (checks._sessions, {"synchronous_commit": "off"}, "note"),
        (checks._rights, {}, "ok"),
        (checks._rights, {"is_owner": True}, "note"),
    ],
)
def test_what_a_server_says_of_itself(check: Any, row: dict[str, Any], verdict: str) -> None:
    """Each setting has its verdict."""
    assert check(ROW | row).verdict == verdict


@pytest.mark.parametrize(
    ("row", "verdicts"),
    [
        ({}, []),
        ({"standbys": 2, "lag": None}, ["ok"]),
        ({"standbys": 1, "lag": 0.2}, ["ok"]),
        ({"standbys": 1, "lag": 61.0}, ["note"]),
    ],
)
def test_standbys(row: dict[str, Any], verdicts: list[str]) -> None:
    """A standby that is far behind is noted; where there is none, nothing is said."""
    assert [each.verdict for each in checks._standbys(ROW | row)] == verdicts


def test_the_tag_index_of_a_log() -> None:
    """Tags that are missing are worse than tags too many; both are damage."""
    assert [index.tag_index(*each).unsound for each in ((None, 3, 3), (7, 3, 2), (None, 3, 4))] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("host", "encrypted", "verdict"),
    [
        ("127.0.0.1", False, "ok"),
        ("::1", False, "ok"),
        ("localhost", False, "ok"),
        (None, False, "ok"),
        ("10.0.0.7", False, "bad"),
        ("db.union.example", False, "bad"),
        ("10.0.0.7", True, "ok"),
    ],
)
def test_what_is_said_to_a_server_far_away(host: str | None, encrypted: bool, verdict: str) -> None:
    """Members' facts do not go over a network in the clear."""
    found = loopback.encryption(encrypted=encrypted, host=host, advice="Encrypt.")

    assert found.verdict == verdict


def test_a_sound_umadb(made: Path, umadb: str) -> None:
    """The server answers, and every entry is read."""
    with Registry.open(made) as registry:
        registry.copy_to(umadb)
    found = seen(umadb)

    assert [each for each in found.values() if each.verdict == "bad"] == []
    assert found["server"].found == f"{umadb} answers, with 200 entries"
    assert found["encryption"].verdict == "ok"
    assert found["entries"].found == "200 read, each complete and valid for its type"


@pytest.mark.parametrize(
    ("server", "advice"),
    [
        ("postgres", "Add ?sslmode=verify-full&sslrootcert=FILE to the address."),
        ("umadb", "Give the server a certificate, and its authority as UMADB_CA."),
    ],
)
def test_plain_text_that_the_address_allows_is_found(
    server: str, advice: str, request: pytest.FixtureRequest
) -> None:
    """Permission opens the store, and `doctor` goes on saying what it means."""
    address = request.getfixturevalue(server)
    Registry.create(address).close()
    elsewhere = address.replace("127.0.0.1", "0.0.0.0")  # noqa: S104 - the same machine, unseen

    with pytest.raises(PlainText):
        seen(elsewhere)
    assert seen(f"{elsewhere}?plaintext=yes")["encryption"] == Observation(
        "encryption",
        "bad",
        "others can read what is sent to 0.0.0.0",
        advice,
    )


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_a_server_without_a_registry(server: str, request: pytest.FixtureRequest) -> None:
    """What is empty stays empty."""
    address = request.getfixturevalue(server)

    for _ in range(2):
        assert unsound(address)["store"].endswith(" because there is nothing in it yet")


def test_a_server_that_is_down() -> None:
    """The clock is looked at all the same."""
    found = list(examine("postgresql://clerk:secret@127.0.0.1:1/union"))

    assert [each.check for each in found] == ["store", "clock", "time zone"]
    assert found[0].unsound
    assert "secret" not in str(found)


def test_the_command(database: str) -> None:
    """The command prints the same rows; no password is among them."""
    ended = run("doctor -o csv", store=database)

    assert ended.code == 0
    assert "\ntag index,ok," in ended.out
    assert database.split(":")[2].partition("@")[0] not in ended.out
