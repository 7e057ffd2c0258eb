"""`stewards log`: what goes in comes out, and all of a file is recorded or nothing."""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stewards.cli.demo.command import sample
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.sqlite import journal

from .branch import lines
from .running import Ran, changing_nothing, log_of, run

JOINED = '{"type":"MemberJoined","member":"M7","effective_on":"2020-01-01"}'
STATED = '{"type":"MemberJoined","member":"M8","effective_on":"2020-01-01","recorded_by":"x"}'


def test_import_makes_a_registry(tmp_path: Path) -> None:
    """Where there is no store, an import makes one, for its owner's eyes only."""
    store = tmp_path / "new.db"

    ended = run("log import -", store=store, given="\n".join(lines()))

    assert ended == Ran(0, "Recorded 12 facts as entries 1 to 12.\n", "")
    assert store.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["new.db"]


def test_import_where_the_new_name_may_get_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registry whose name the disk does not confirm is there, and that is said to be unknown."""
    store = tmp_path / "new.db"

    def failing(_descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        ended = run("log import -", store=store, given=JOINED)

    assert ended == Ran(
        6,
        "",
        f"Error: Cannot say whether the facts were recorded in {store} because the disk did not confirm"
        " that it has them: Input/output error. Check again once the disk works again.\n",
    )
    assert len(log_of(store).splitlines()) == 1


def test_import_keeps_what_is_only_in_the_write_ahead_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where closing the new registry left facts beside the file, nothing is said to be recorded."""
    store = tmp_path / "new.db"
    monkeypatch.setattr(journal, "journal_mode_for", lambda _version: "wal")
    monkeypatch.setattr(SQLiteDCBRecorder, "close", lambda _store: None)

    ended = run("log import -", store=store, given=JOINED)

    assert ended == Ran(
        4,
        "",
        f"Error: Cannot write to the store {store} because the system says: the write-ahead log cannot"
        " be moved into the file. Check the permissions of the file and its folder, and the free space on"
        " the disk.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_export_and_import_give_the_same_log(store: Path, tmp_path: Path) -> None:
    """A log read in again is the same log, down to its instants, as one batch."""
    path = tmp_path / "history.jsonl"
    path.write_text(log_of(store), "utf-8")

    run("log import", path, store=tmp_path / "copy.db")

    copied = log_of(tmp_path / "copy.db")
    assert copied.count('"batch":"import-1",') == copied.count("\n") == 12
    assert copied.replace('"batch":"import-1",', "") == log_of(store)


def test_a_file_imported_before_is_noticed(store: Path, tmp_path: Path) -> None:
    """It records nothing and says so on standard error; --again records it once more."""
    path = tmp_path / "more.jsonl"
    path.write_text(JOINED, "utf-8")
    first = run("log import", path, store=store)
    second = run("log import", path, store=store)
    third = run("log import --again", path, store=store)

    assert (first.out, first.err) == ("Recorded 1 fact as entry 13.\n", "")
    assert second == Ran(
        0,
        first.out,
        "These facts were imported before; nothing new was recorded."
        " To record them again, give --again.\n",
    )
    assert third.out == "Recorded 1 fact as entry 14.\n"


def test_import_of_one_fact(store: Path) -> None:
    """A line without an instant is recorded now, by whom --recorded-by says; the sentence has its grammar."""
    ended = run("--recorded-by clerk-2 log import -", store=store, given=JOINED)

    assert ended.out == "Recorded 1 fact as entry 13.\n"
    [entry] = json.loads(run("log show 13 -o json", store=store).out)
    assert (entry["recorded_by"], entry["effective_on"]) == ("clerk-2", "2020-01-01")
    assert entry["recorded_at"] > "2019-10-15"


@pytest.mark.parametrize(
    ("given", "row"),
    [
        (f"{JOINED}\n{STATED}\n", {"recorded": 2, "first": 13, "last": 14}),
        ("\n", {"recorded": 0, "first": None, "last": None}),
    ],
)
def test_what_was_imported_in_json(store: Path, given: str, row: dict[str, object]) -> None:
    """A program is told how many facts there were, and where they are."""
    assert json.loads(run("log import - -o json", store=store, given=given).out) == row


@pytest.mark.parametrize("given", ["", "\n \n"])
def test_import_of_nothing(store: Path, given: str) -> None:
    """A file without facts is no error."""
    ended = changing_nothing("log import -", store=store, given=given)

    assert ended == Ran(0, "Nothing to record: the file has no facts.\n", "")


@pytest.mark.parametrize(
    ("name", "reason"), [("nowhere", "No such file or directory"), ("folder", "Is a directory")]
)
def test_import_of_what_is_no_file(store: Path, tmp_path: Path, name: str, reason: str) -> None:
    """A file that cannot be opened is named."""
    (tmp_path / "folder").mkdir()

    ended = changing_nothing("log import", tmp_path / name, store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"Error: Invalid value for 'FILE': '{tmp_path / name}': {reason}\n")


def test_a_failed_import_leaves_no_store_behind(tmp_path: Path) -> None:
    """A store that was not there before a failed import is not there after it."""
    ended = run("log import -", store=tmp_path / "new.db", given="hello")

    assert ended.code == 2
    assert list(tmp_path.iterdir()) == []


@contextmanager
def _interrupting(_text: str, _total: int) -> Iterator[Callable[[int], None]]:
    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    yield interrupt


def test_an_import_that_is_interrupted(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C half-way through records nothing, and leaves no store that was not there."""
    monkeypatch.setattr(sys.modules["stewards.cli.log"], "progress", _interrupting)
    given = b"\n".join(sample())

    ended = changing_nothing("log import -", store=store, given=given)
    made = run("log import -", store=tmp_path / "new.db", given=given)

    assert ended == made == Ran(130, "", "\nInterrupted.\n")
    assert list(tmp_path.iterdir()) == [store]


def test_export_after_an_entry(store: Path) -> None:
    """Only what came after an entry is exported, as it stands in the log."""
    ended = run("log export --after 11", store=store)

    assert ended == Ran(
        0,
        '{"type":"MemberLeft","member":"M5","reason":"retired","effective_on":"2019-08-01",'
        '"recorded_at":"2019-10-15T10:00:00Z","recorded_by":"office","entry":12}\n',
        "",
    )


def test_show_has_the_newest_last(store: Path) -> None:
    """Without a number, the newest entries are shown in the order recorded."""
    ended = run("log show --last 2", store=store)

    assert ended.out == (
        f"The newest entries, as known with entry 12, in the registry {store}\n"
        "entry  effective on  recorded at       says\n"
        f"{'─' * 85}\n"
        "   11  2019-03-01    2019-03-01 12:00  HeadcountObserved: workplace jc-2, employees 6\n"
        "   12  2019-08-01    2019-10-15 10:00  MemberLeft: member M5, reason retired\n"
    )


def test_show_of_a_voided_entry(store: Path) -> None:
    """An entry that was taken back says by which one."""
    run("void 12 --reason 'wrong person' --on 2019-11-01", store=store)

    ended = run("log show 12", store=store)

    assert ended.out == (
        f"Entry 12, as known with entry 13, in the registry {store}\n"
        "entry  effective on  recorded at       says                                   voided by\n"
        f"{'─' * 87}\n"
        "   12  2019-08-01    2019-10-15 10:00  MemberLeft: member M5, reason retired         13\n"
    )


def test_show_of_an_entry_that_is_not_there(store: Path) -> None:
    """A number beyond the log is refused."""
    ended = run("log show 13", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot show entry 13 because the log has no such entry."
        " See 'stewards log show' for the entries there are.\n",
    )
