"""A file of a SQLite store that is deleted, moved or replaced while the store is open."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import LostFile, StoreReplaced
from stewards.events.stores.sqlite import journal
from stewards.registry import Registry
from stewards.registry.errors import UnknownOutcome

from .helpers import positions, told

DAY = date(2020, 1, 1)
BOTH = pytest.mark.parametrize("mode", ["delete", "wal"], indirect=True)
WITH_LOG = pytest.mark.parametrize("mode", ["wal"], indirect=True)


@pytest.fixture
def mode(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """Choose the kind of journal."""
    monkeypatch.setattr(journal, "journal_mode_for", lambda _version: request.param)
    return str(request.param)


@pytest.fixture
def store(path: Path, mode: str) -> Iterator[SQLiteDCBRecorder]:
    """Return a store with one entry, and a copy of its file beside it."""
    with Registry.create(path) as made:
        made.join("M1", on=DAY)
    shutil.copy(path, path.with_name("copy.db"))
    with SQLiteDCBRecorder(path) as opened, opened._connections.use() as connection:
        assert connection.execute("pragma journal_mode").fetchone() == (mode,)
        yield opened


def delete(path: Path) -> None:
    """Delete a file."""
    path.unlink()


def move(path: Path) -> None:
    """Give a file another name."""
    path.rename(path.with_name("moved.db"))


def replace(path: Path) -> None:
    """Put the copy in the place of a file."""
    path.with_name("copy.db").replace(path)


def replaced(path: Path, name: str) -> str:
    """Return what is said of a store one of whose files is another."""
    return (
        f"Cannot use the store {path} because {name} was deleted, moved or replaced since it was "
        "opened. Nothing was recorded. Put the right file back, then open the store "
        "again."
    )


@BOTH
@pytest.mark.parametrize("away", [delete, move, replace])
def test_nothing_is_recorded_in_a_file_that_is_gone(
    store: SQLiteDCBRecorder, path: Path, away: Callable[[Path], None]
):
    """An append to a store whose file is no longer the one that was opened is refused."""
    away(path)
    with pytest.raises(StoreReplaced) as refused:
        store.append([told("B")])

    assert str(refused.value) == replaced(path, "registry.db")
    there = path.with_name("copy.db" if away is not replace else "registry.db")
    with SQLiteDCBRecorder(there) as opened:
        assert opened.size() == 1


@BOTH
def test_a_file_that_is_gone_is_not_read(store: SQLiteDCBRecorder, path: Path):
    """Nobody is given answers from a file that others do not see any more."""
    replace(path)
    with pytest.raises(StoreReplaced):
        store.size()
    with pytest.raises(StoreReplaced):
        positions(store.read())


@BOTH
def test_another_thread_does_not_open_the_other_file(store: SQLiteDCBRecorder, path: Path):
    """A thread that has no connection yet is refused as the others are."""
    replace(path)
    said: list[BaseException] = []

    def record() -> None:
        try:
            store.append([told("B")])
        except StoreReplaced as problem:
            said.append(problem)

    thread = threading.Thread(target=record)
    thread.start()
    thread.join()

    assert [str(problem) for problem in said] == [replaced(path, "registry.db")]


@WITH_LOG
@pytest.mark.parametrize("away", [delete, replace])
def test_nothing_is_recorded_in_a_log_that_is_gone(
    store: SQLiteDCBRecorder, path: Path, away: Callable[[Path], None]
):
    """The write-ahead log beside the file is looked at as the file is."""
    away(path.with_name("registry.db-wal"))
    with pytest.raises(StoreReplaced) as refused:
        store.append([told("B")])

    assert str(refused.value) == replaced(path, "registry.db-wal")


@WITH_LOG
@pytest.mark.usefixtures("store")
def test_the_log_lies_beside_the_file_that_a_link_leads_to(path: Path):
    """A store that is opened by way of a symbolic link is one that facts can be recorded in."""
    link = path.parent / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with SQLiteDCBRecorder(link) as opened:
        assert opened.append([told("B")]) == 2
        path.with_name("registry.db-wal").unlink()
        with pytest.raises(StoreReplaced) as refused:
            opened.append([told("C")])

    assert str(refused.value) == replaced(link, "registry.db-wal")


def when_committing(store: SQLiteDCBRecorder, path: Path, away: Callable[[Path], None]) -> None:
    """Let a file go away once all is written and about to be committed."""
    with store._connections.use() as connection:
        connection.set_trace_callback(
            lambda statement: away(path) if statement == "commit" and path.exists() else None
        )


@BOTH
@pytest.mark.parametrize("away", [delete, move])
def test_what_was_recorded_in_a_file_that_went_is_not_acknowledged(
    store: SQLiteDCBRecorder, path: Path, away: Callable[[Path], None]
):
    """A file that goes away while it is being written to leaves the outcome unknown."""
    when_committing(store, path, away)
    with pytest.raises(LostFile) as lost:
        store.append([told("B")])

    assert str(lost.value) == (
        f"Cannot say whether the facts were recorded in {path} because registry.db was deleted, moved "
        "or replaced since it was opened. Put the right file back, then check again."
    )


@BOTH
def test_a_command_whose_file_went_is_not_told_to_be_recorded(store: SQLiteDCBRecorder, path: Path):
    """The lost file is not asked whether it holds the command: nobody will find it again."""
    when_committing(store, path, delete)
    registry = Registry(store)
    with pytest.raises(UnknownOutcome) as unknown:
        registry.join("M2", on=DAY, command="c-1")

    assert str(unknown.value) == (
        f"Cannot say whether this was recorded in {path} because the connection to the store was lost and "
        "could not be restored: registry.db was deleted, moved or replaced since it was opened. Run it "
        "again with --command c-1 once the store can be reached: it is recorded once, however often "
        "it is run."
    )
