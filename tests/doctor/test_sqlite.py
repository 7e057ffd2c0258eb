"""What `doctor` says of the file itself, of SQLite, and of the clock."""

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stewards.events.stores.sqlite import journal
from stewards.registry import Registry
from stewards.registry.doctor import Observation, sqlite

from ..cli.running import run
from .seeing import NOW, change, seen, unsound

OLD, NEW = (3, 40, 1), (3, 51, 3)


@pytest.fixture
def version(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite say that it has another version."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", request.param)
    monkeypatch.setattr(sqlite3, "sqlite_version", ".".join(map(str, request.param)))


@pytest.mark.parametrize(
    ("version", "mode", "verdict", "found"),
    [
        (
            OLD,
            "delete",
            "note",
            "SQLite 3.40.1, rollback journal, synchronous = extra; this version",
        ),
        (OLD, "wal", "bad", "SQLite 3.40.1, write-ahead log, synchronous = full; this version"),
        (NEW, "delete", "ok", "SQLite 3.51.3, rollback journal, synchronous = extra"),
        (NEW, "wal", "ok", "SQLite 3.51.3, write-ahead log, synchronous = full"),
    ],
    indirect=["version"],
)
@pytest.mark.usefixtures("version")
def test_the_journal(store: Path, mode: str, verdict: str, found: str) -> None:
    """A version that can lose commits of a write-ahead log must not have one."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"pragma journal_mode = {mode}")

    journal = seen(store)["journal"]

    assert (journal.verdict, journal.found.startswith(found)) == (verdict, True)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_what_is_said_of_synchronous_is_what_connections_do(store: Path, mode: str) -> None:
    """Every connection that records waits for the disk as much as is said."""
    said = {"wal": 2, "delete": 3}
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"pragma journal_mode = {mode}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(journal, "journal_mode_for", lambda _version: mode)
            journal.keep_commits(connection)

        assert connection.execute("pragma synchronous").fetchone() == (said[mode],)


def test_a_store_from_before_seals_and_segments(store: Path) -> None:
    """What a later version will add is not missed."""
    with closing(sqlite3.connect(store)) as connection:
        connection.executescript("drop table seals; drop table segments")

    assert seen(store)["schema"].verdict == "ok"


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("drop index entries_by_type", "entries_by_type"),
        ("drop view log", "log"),
        ("create table notes (note text)", "notes"),
    ],
)
def test_another_schema(store: Path, statement: str, name: str) -> None:
    """What was taken away or added is named."""
    change(store, statement)

    assert unsound(store) == {"schema": f"{name} has been changed"}


def test_without_its_triggers(store: Path) -> None:
    """A log whose entries can be changed is not sound."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop trigger entries_refuse_update")

    assert unsound(store) == {"schema": "entries_refuse_update has been changed"}


def test_an_index_that_does_not_agree(store: Path) -> None:
    """SQLite's own check is done, and what it says is shown."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("pragma writable_schema = on")
        change = (
            "update sqlite_schema set sql = replace(sql, 'type, pos', 'tags, pos') where name = ?"
        )
        connection.execute(change, ["entries_by_type"])
        connection.commit()

    assert unsound(store)["file"] == (
        "row 1 missing from index entries_by_type; row 2 missing from index entries_by_type;"
        " row 3 missing from index entries_by_type; and 97 more"
    )


def test_no_store(tmp_path: Path) -> None:
    """Where nothing is, what surrounds it is still looked at."""
    found = seen(tmp_path / "registry.db")

    assert found["store"] == Observation(
        "store",
        "bad",
        f"cannot open the store {tmp_path / 'registry.db'} because there is no such file, or it is empty",
        f"Create it with `stewards --store {tmp_path / 'registry.db'} init`.",
        unsound=True,
    )
    assert "file system" in found
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"name;workplace\n" * 99, b"SQLite format 3\0" + bytes(84)]
)
def test_a_file_that_is_no_store(tmp_path: Path, content: bytes) -> None:
    """It is named as such, and left as it is."""
    path = tmp_path / "registry.db"
    path.write_bytes(content)

    assert list(unsound(path)) == ["store"]
    assert path.read_bytes() == content


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """A folder is not a registry."""
    assert "not a registry made by stewards" in unsound(tmp_path)["store"]


def test_another_database(tmp_path: Path) -> None:
    """A file of another program is not read any further."""
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection:
        connection.execute("create table members (name text)")

    assert "not a registry made by stewards" in unsound(tmp_path / "registry.db")["store"]


def test_a_store_from_a_newer_version(store: Path) -> None:
    """It is said which version it has."""
    change(store, "pragma user_version = 9")

    assert "its schema has version 9, and this stewards knows version 1" in unsound(store)["store"]


def test_a_store_that_somebody_keeps_locked(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting has an end, and it is said that the store is in use."""
    monkeypatch.setattr(sqlite, "_TIMEOUT", 0.01)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("begin exclusive")

        assert "another process kept it locked" in unsound(store)["store"]


def test_a_write_that_was_cut_short(store: Path) -> None:
    """Undoing it is for a command that may write; nothing is done to the file, and all is well then."""
    cut = store.with_name("cut.db")
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("pragma cache_size = 5")
        connection.execute("begin immediate")
        rows = [(number, "X", bytes(1000), "[]") for number in range(201, 501)]
        connection.executemany("insert into entries values (?, ?, ?, ?)", rows)
        for end in ("", "-journal"):
            shutil.copy(f"{store}{end}", f"{cut}{end}")
    before = cut.read_bytes()

    assert seen(cut)["store"] == Observation(
        "store",
        "bad",
        f"cannot examine the store {cut} because a write to it was interrupted",
        f"Nothing that was recorded is lost. Run any command, such as `stewards --store {cut} log show"
        " --last 1`, which undoes that write; then run doctor again.",
        unsound=True,
    )
    assert cut.read_bytes() == before
    run("log show --last 1", store=cut)
    assert unsound(cut) == {}


def test_a_clock_that_is_behind(store: Path) -> None:
    """An entry from the future holds the clock for all that follow."""
    now = datetime(2001, 1, 1, tzinfo=UTC)
    with Registry.open(store) as registry:
        size, last = registry.size(), registry.newest(1)[0].event.recorded_at
    clock = seen(store, now=now)["clock"]

    assert (clock.verdict, clock.unsound) == ("bad", False)
    assert clock.found == (
        f"entries 1 to {size} were recorded ahead of the clock, up to {last:%Y-%m-%d %H:%M:%S} UTC, and"
        " it is 2001-01-01 00:00:00 UTC now"
    )
    assert clock.advice == (
        "Correct the clock of this machine; if it is right, a clock was wrong when they were recorded:"
        " record with --despite-clock, and ask by the numbers of entries, as in"
        f" --known-at entry:{size}, until that instant has passed."
    )


def test_the_entries_that_a_wrong_clock_recorded(tmp_path: Path) -> None:
    """The first of them is named, and so are all that were held at its instant."""
    ahead, store = datetime(2099, 1, 1, tzinfo=UTC), tmp_path / "registry.db"
    Registry.create(store).close()
    for clock in (NOW, ahead, NOW):
        with Registry.open(store, clock=lambda now=clock: now, despite_clock=True) as registry:
            registry.join(f"M{registry.size()}", on=NOW.date())

    assert seen(store)["clock"].found == (
        "entries 2 to 3 were recorded ahead of the clock, up to 2099-01-01 00:00:00 UTC, and it is"
        " 2026-11-01 12:00:00 UTC now"
    )


@pytest.mark.parametrize(("zone", "verdict"), [("UTC", "note"), ("Europe/Copenhagen", "ok")])
def test_the_time_zone(
    store: Path, monkeypatch: pytest.MonkeyPatch, zone: str, verdict: str
) -> None:
    """A fact told without a day is true from the day it is here."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        found = seen(store, now=datetime(2026, 7, 31, 22, 30, tzinfo=UTC))["time zone"]
    time.tzset()

    day = {"UTC": "2026-07-31", "Europe/Copenhagen": "2026-08-01"}[zone]
    assert found.verdict == verdict
    assert found.found.endswith(f"a fact recorded without a day takes effect on {day}")
