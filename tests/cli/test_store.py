"""`stewards init` and `replay`, and what is said of stores that cannot be used."""

import errno
import json
import re
import sqlite3
from pathlib import Path

import pytest
from stewards.cli.app import App
from stewards.cli.errors import StoreInTheWay

from .running import Ran, run

_NOT_OURS = (
    "Error: Cannot open {0} as a store because it is not a registry made by"
    " stewards. Give the path of a registry, or a new path to create one.\n"
)
_NOTHING = (
    "Error: Cannot open the store {0} because there is no such file, or it is empty."
    " Create it with `stewards --store {0} init`.\n"
)
_FACT = '{"type":"UnitFormed","unit":"a","name":"A","kind":"centre","effective_on":"2020-01-01"}'
_COMMANDS = ["count", "init", "log import -", "log export", "member join M7", "member show M7"]


def test_init_makes_an_empty_registry(tmp_path: Path) -> None:
    """A new registry is for its owner's eyes only, and nobody is counted in it."""
    store = tmp_path / "new.db"

    assert run("init", store=store) == Ran(0, f"Made {store}.\n", "")
    assert store.stat().st_mode & 0o777 == 0o600
    assert json.loads(run("count -o json", store=store).out)["members"] == 0


def test_init_leaves_a_registry_as_it_is(store: Path) -> None:
    """Where there is a registry, init says how much is in it."""
    before = store.read_bytes()

    assert run("init", store=store) == Ran(0, f"{store} holds a registry with 12 entries.\n", "")
    assert store.read_bytes() == before


def test_init_fills_an_empty_file(tmp_path: Path) -> None:
    """A file with nothing in it becomes a registry when that is asked for, and not before."""
    store = tmp_path / "empty.db"
    store.touch(mode=0o600)

    assert run("log import -", store=store, given=_FACT) == Ran(4, "", _NOTHING.format(store))
    assert store.read_bytes() == b""
    assert run("init", store=store) == Ran(0, f"Made {store}.\n", "")


def test_replay_says_how_much_and_how_long(store: Path) -> None:
    """Every entry is read; the figures are there for programs too."""
    said = run("replay", store=store).out
    row = json.loads(run("replay -o json", store=store).out)

    assert re.fullmatch(
        r"Replayed 12 entries in \d+\.\d\d s\.\n5 members on \d{4}-\d\d-\d\d, as known now\.\n",
        said,
    )
    assert (row["entries"], row["members"]) == (12, 5)
    assert row.keys() == {"entries", "seconds", "on", "members"}


def _other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("create table members (name text)")
    connection.close()


def _text(path: Path) -> None:
    path.write_text("name;workplace\n" * 99)


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("made", [_other_sqlite, _text, _folder])
@pytest.mark.parametrize("line", _COMMANDS)
def test_something_else_than_a_store(tmp_path: Path, made: object, line: str) -> None:
    """Another kind of file is named as such, and left as it is to the byte."""
    assert callable(made)
    store = tmp_path / "registry.db"
    made(store)
    before = store.read_bytes() if store.is_file() else b""

    assert run(line, store=store, given=_FACT) == Ran(4, "", _NOT_OURS.format(store))
    assert (store.read_bytes() if store.is_file() else b"") == before
    assert list(tmp_path.iterdir()) == [store]


@pytest.mark.parametrize("line", _COMMANDS)
def test_a_store_from_a_newer_version(store: Path, line: str) -> None:
    """A store of a later schema is neither read nor written."""
    with sqlite3.connect(store) as connection:
        connection.execute("pragma user_version = 9")
    connection.close()
    before = store.read_bytes()

    assert run(line, store=store, given=_FACT) == Ran(
        4,
        "",
        f"Error: Cannot open the store {store} because its schema has version 9, and this stewards"
        " knows version 1. Use a newer version of stewards.\n",
    )
    assert store.read_bytes() == before


def test_a_store_without_its_tables(tmp_path: Path) -> None:
    """What bears our mark and holds nothing of ours is damaged."""
    store = tmp_path / "registry.db"
    _other_sqlite(store)
    store.chmod(0o600)
    with sqlite3.connect(store) as connection:
        connection.execute("pragma application_id = 1937012580")
        connection.execute("pragma user_version = 1")
    connection.close()

    assert run("count", store=store) == Ran(
        4,
        "",
        f"Error: Cannot read the store {store} because it is damaged: no such table: entries."
        " Restore the store from a backup, then compare the two.\n",
    )


def test_a_store_that_was_cut_short(store: Path) -> None:
    """Half a file is named as damaged."""
    content = store.read_bytes()
    store.write_bytes(content[: len(content) // 2])

    ended = run("count", store=store)

    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(f"Error: Cannot read the store {store} because it is damaged: ")


@pytest.mark.parametrize("line", ["count", "log export", "member join M7", "check -o csv"])
def test_no_store(tmp_path: Path, line: str) -> None:
    """A question or a fact makes no store; it says how to make one."""
    store = tmp_path / "nowhere.db"

    assert run(line, store=store) == Ran(4, "", _NOTHING.format(store))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["init", "log import -", "demo"])
def test_no_folder_for_a_store(tmp_path: Path, line: str) -> None:
    """The folder of a new store must be there."""
    store = tmp_path / "folder" / "registry.db"

    assert run(line, store=store, given=_FACT) == Ran(
        4,
        "",
        f"Error: Cannot create the store {store} because there is no folder {store.parent}."
        " Create the folder, or give another path.\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["init", "log import -", "demo"])
def test_a_file_for_a_folder(tmp_path: Path, line: str) -> None:
    """A path through a file is refused with what the system says."""
    (tmp_path / "file").touch()
    store = tmp_path / "file" / "registry.db"

    assert run(line, store=store, given=_FACT) == Ran(
        4,
        "",
        f"Error: Cannot write to the store {store} because the system says: Not a directory."
        " Check the permissions of the file and its folder, and the free space on the disk.\n",
    )


def test_an_address_of_another_kind() -> None:
    """An unknown kind of server is no store; its address may hold a password and is not repeated."""
    ended = run("log import -", store="mysql://clerk:secret@db/union", given=_FACT)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot open a store at mysql:// because no kind of store has such an address."
        " Give a path, sqlite:///PATH, :memory:, postgresql://USER@HOST/DATABASE or"
        " umadb://HOST:PORT.\n",
    )


def test_the_address_of_a_file(store: Path) -> None:
    """A path may be given as an address too."""
    for scheme in ("sqlite", "SQLite"):
        assert run("log show 12 -o csv", store=f"{scheme}:///{store}").code == 0
        made = run("init", store=f"{scheme}:///{store.with_name(scheme)}")
        assert made == Ran(0, f"Made {store.with_name(scheme)}.\n", "")


def test_a_store_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Whoever is first to make a store keeps it: the other import is refused, and leaves nothing."""
    store = tmp_path / "registry.db"

    with pytest.raises(StoreInTheWay) as error, App(str(store), "dk-municipal", "x").created():
        run("init", store=store)

    assert str(error.value) == (
        f"Cannot create a registry at {store} because something is already there."
        " Name another path with --store."
    )
    assert list(tmp_path.iterdir()) == [store]


def test_a_store_is_made_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory stick has no links: there the store is renamed into its place."""

    def no_links(_place: Path, _draft: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    store = tmp_path / "registry.db"

    assert run("log import -", store=store, given=f"{_FACT}\n").code == 0
    assert list(tmp_path.iterdir()) == [store]


def test_an_import_adds_to_a_store_made_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several who find no store, one makes it, and the others record their facts in it."""
    store = tmp_path / "registry.db"
    run("init", store=store)
    monkeypatch.setattr(App, "exists", False)

    assert run("log import -", store=store, given=f"{_FACT}\n").code == 0
    assert run("log show -o jsonl", store=store).out.count("\n") == 1
