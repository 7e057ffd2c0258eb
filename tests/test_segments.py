"""A registry that keeps column segments beside its store: when, where, and what it is asked."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from stewards.events.stores import store as store_module
from stewards.projections.replay.segments import range_digest
from stewards.registry import Registry

from .cli.running import run
from .segments import let_nobody_join

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

SAMPLE = Path(__file__).parents[1] / "cli" / "demo" / "sample.jsonl"
ON = date(2019, 9, 1)


@pytest.fixture(autouse=True)
def _of_five_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(range_digest, "ENTRIES", 512)
    monkeypatch.setattr(store_module, "ENTRIES_IN_A_CHUNK", 128)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the sample, which nobody has asked anything, and no test changes."""
    path = tmp_path_factory.mktemp("made") / "registry.db"
    with Registry.create(path) as registry, SAMPLE.open("rb") as file:
        registry.import_lines(file)
    assert not folder_of(path).exists()
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a store of its own."""
    return Path(shutil.copy(made, tmp_path / "registry.db"))


def folder_of(store: Path) -> Path:
    """Return where the segments of a store are kept."""
    return store.with_name("registry.db-segments")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the first entries of what is read from the log for a replay."""
    firsts: list[int] = []
    chunks: Callable[..., object] = store_module.Store.chunks

    def told(self: object, after: int = 0, upto: int | None = None) -> object:
        firsts.append(after + 1)
        return chunks(self, after, upto)

    monkeypatch.setattr(store_module.Store, "chunks", told)
    return firsts


def count(store: Path, **how: bool | Path) -> int:
    """Open a registry, count, and close it."""
    with Registry.open(store, **how) as registry:
        return registry.count(on=ON).members


def test_a_registry_that_was_asked_leaves_segments(store: Path, read: list[int]) -> None:
    """The next one begins where they end, and answers the same."""
    first = count(store)

    assert len(list(folder_of(store).glob("*.json"))) == 3
    assert count(store) == first
    assert read == [1, 1537]


def test_a_registry_that_was_asked_nothing_leaves_none(store: Path) -> None:
    """Recording reads no columns and writes none."""
    with Registry.open(store) as registry:
        registry.join("M90000", on=ON)

    assert not folder_of(store).exists()


def test_an_error_leaves_no_segments(store: Path) -> None:
    """Whoever leaves in a hurry is not kept waiting."""

    def count_and_fail() -> None:
        with Registry.open(store) as registry:
            registry.count(on=ON)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        count_and_fail()
    assert not folder_of(store).exists()


def test_segments_can_be_kept_elsewhere_or_nowhere(store: Path, tmp_path: Path) -> None:
    """A folder of one's own is used instead, also for a store that has no place beside it."""
    count(store, segments=False)
    assert not folder_of(store).exists()
    count(store, segments=tmp_path / "columns")

    assert not folder_of(store).exists()
    assert len(list((tmp_path / "columns").glob("*.json"))) == 3


def test_a_rebuild_makes_them_anew(store: Path) -> None:
    """What was there is deleted, whatever it is; the log is not changed."""
    count(store)
    before, log = contents(folder_of(store)), exported(store)
    (folder_of(store) / "000000000512.json").write_text("{}")
    with Registry.open(store) as registry:
        assert registry.replay(rebuild=True) == registry.size()

    assert contents(folder_of(store)) == before
    assert exported(store) == log


def exported(store: Path) -> list[bytes]:
    """Return every entry of a store."""
    with Registry.open(store) as registry:
        return list(registry.export_lines())


def contents(folder: Path) -> dict[str, bytes]:
    """Return the descriptions of the segments in a folder."""
    return {path.name: path.read_bytes() for path in folder.glob("*.json")}


def test_a_store_restored_from_a_backup_is_answered_from_its_own_log(
    store: Path, tmp_path: Path
) -> None:
    """Segments of what happened after the backup are not believed."""
    backup = tmp_path / "backup.db"
    backup.write_bytes(store.read_bytes())
    with Registry.open(store) as registry:
        registry.leave("M00001", on=date(2019, 8, 1))
        after = registry.count(on=ON).members
    store.write_bytes(backup.read_bytes())
    with Registry.open(store) as registry:
        registry.join("M90000", on=date(2019, 8, 1))

        assert registry.count(on=ON).members == after + 2


@pytest.mark.parametrize("asked", ["before", "after", "never"])
def test_a_connection_lent_out_changes_no_answer(store: Path, read: list[int], asked: str) -> None:
    """Whatever is changed through it: neither this registry answers otherwise nor a later one."""
    right = count(store, segments=False)
    read.clear()
    with Registry.open(store) as registry:
        if asked == "before":
            assert registry.count(on=ON).members == right
        lent = registry.relations()
        lent.execute("update members_at_hand set effective_on = date '2099-01-01'")
        lent.execute("delete from told_of_others")
        assert lent.table("member_facts").filter("effective_on < '2099-01-01'").fetchall() == []
        if asked == "after":
            assert registry.count(on=ON).members == right
        once_more = registry.relations().execute("from count_on(date '2019-09-01', 1813)")
        assert once_more.fetchall() == [(right,)]

    assert count(store) == right
    assert read[-1] == 1537


def test_segments_rewritten_by_hand_are_not_believed(store: Path, read: list[int]) -> None:
    """Though files and descriptions agree: the store remembers what was written of it."""
    right = count(store)
    let_nobody_join(folder_of(store))
    read.clear()

    assert count(store) == right
    assert count(store) == right
    assert read == [1, 1537]


def test_a_store_from_before_it_remembered_segments_gets_them_again(
    store: Path, read: list[int]
) -> None:
    """Segments that it does not remember are written once more, and then used."""
    right = count(store)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("drop table segments")
    read.clear()

    assert [count(store), count(store)] == [right, right]
    assert read == [1, 1537]


def test_the_command_line_keeps_them_too(store: Path, tmp_path: Path, read: list[int]) -> None:
    """Beside the store, or where `--segments` says."""
    assert run("count --on 2019-09-01", store=store).code == 0
    assert folder_of(store).is_dir()
    assert json.loads(run("count --on 2019-09-01 -o json", store=store).out)["members"] == 806
    assert run(f"--segments {tmp_path / 'c'} vacancies --on 2019-09-01", store=store).code == 0
    assert (tmp_path / "c" / "members").is_dir()
    assert run("--segments none count", store=store).code == 0
    assert read == [1, 1537, 1, 1]


def test_replay_on_the_command_line_uses_none(store: Path, read: list[int]) -> None:
    """It proves that every entry can be read; `--rebuild` also makes the segments again."""
    run("count --on 2019-09-01", store=store)
    (folder_of(store) / "000000001024.json").unlink()

    assert run("replay", store=store).code == 0
    assert len(list(folder_of(store).glob("*.json"))) == 2
    assert run("replay --rebuild", store=store).code == 0
    assert len(list(folder_of(store).glob("*.json"))) == 3
    assert read == [1, 1, 1]


def test_segments_lie_beside_the_store_wherever_the_program_goes(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative path is that of when the store was opened."""
    monkeypatch.chdir(store.parent)
    with Registry.open(store.name) as registry:
        monkeypatch.chdir("/")
        registry.count(on=ON)

    assert len(list(folder_of(store).glob("*.json"))) == 3
