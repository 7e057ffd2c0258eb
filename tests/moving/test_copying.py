"""Copying a log: every entry as it is stored, resumed where it was, verified at the end."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from stewards.cli.demo.command import sample
from stewards.events import copying
from stewards.events.copying import CopyDiffers, CopyToItself, FurtherOn, OtherEntry, RecordedThere
from stewards.events.digest import digest_of
from stewards.events.stores import InMemoryStore, SQLiteDCBRecorder, Store
from stewards.events.stores.errors import NoSuchFolder, NoSuchStore
from stewards.registry import Copied, Registry

from ..searching import USUAL, examples

ENTRIES = 12


@pytest.fixture(params=["memory", "sqlite"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Return a function that makes an empty store of each kind."""
    with ExitStack() as opened:
        names = iter("abc")

        def make() -> Store:
            if request.param == "memory":
                return opened.enter_context(InMemoryStore())
            return opened.enter_context(SQLiteDCBRecorder(tmp_path / f"{next(names)}.db"))

        yield make


def told(number: int) -> DCBEvent:
    """Return an event that tells its number."""
    return DCBEvent("Told", b'{"said":%d}' % number, [f"number:{number}", "mærke:ø"])


@pytest.fixture
def source(make_store: Callable[[], Store]) -> Store:
    """Return a store with some entries."""
    store = make_store()
    store.append([told(number) for number in range(1, ENTRIES + 1)])
    return store


@pytest.fixture
def target(make_store: Callable[[], Store]) -> Store:
    """Return an empty store of the same kind."""
    return make_store()


def copy(source: Store, target: Store) -> Copied:
    """Copy one store to another, called `there` in messages."""
    return copying.copy(source, target, "there")


def first(store: Store, number: int) -> list[DCBEvent]:
    """Return the first events of a store."""
    return [entry.event for entry in store.read(limit=number)]


def test_every_entry_is_copied_as_it_is(source: Store, target: Store) -> None:
    """Number, type, data and tags are the same, and so is the digest."""
    copied = copy(source, target)

    assert list(target.read()) == list(source.read())
    assert copied == Copied(ENTRIES, digest_of(target, ENTRIES).digest, copied=ENTRIES, behind=0)


def test_an_empty_log_is_copied(target: Store) -> None:
    """Nothing is a log too."""
    copied = copy(InMemoryStore(), target)

    assert (copied.entries, copied.copied) == (0, 0)


def test_a_complete_copy_stays_as_it_is(source: Store, target: Store) -> None:
    """Copying again copies nothing, and verifies all."""
    once = copy(source, target)
    again = copy(source, target)

    assert (again.copied, again.digest) == (0, once.digest)


@pytest.mark.parametrize("done", [1, 5, ENTRIES - 1])
def test_a_copy_goes_on_where_it_was(source: Store, target: Store, done: int) -> None:
    """What is there already is compared and kept; the rest follows."""
    target.append(first(source, done))

    copied = copy(source, target)

    assert (copied.entries, copied.copied) == (ENTRIES, ENTRIES - done)
    assert list(target.read()) == list(source.read())


@pytest.mark.parametrize(
    ("change", "there", "here"),
    [
        ({"type": "Said"}, "Said", "Told"),
        ({"data": b"{}"}, "{}", '{"said":5}'),
        ({"tags": ["number:5"]}, "tags number:5", "tags number:5, mærke:ø"),
    ],
)
def test_another_history_is_refused(
    source: Store, target: Store, change: dict[str, object], there: str, here: str
) -> None:
    """The first entry that differs is named, in whatever it differs, and nothing is copied."""
    events = first(source, 7)
    events[4] = DCBEvent(**{**vars(events[4]), **change})  # type: ignore[arg-type]
    target.append(events)

    with pytest.raises(OtherEntry) as refused:
        copy(source, target)

    assert str(refused.value) == (
        "Cannot copy the log to there because entry 5 there"
        f" ({there}) differs from entry 5 here ({here})."
        " Name an empty store, or one that holds an unfinished copy of this log."
    )
    assert target.size() == 7


def test_a_store_that_goes_further_is_refused(source: Store, target: Store) -> None:
    """A copy that lives on is not to be copied over; the first entry of its own is named."""
    copy(source, target)
    target.append([told(13)])

    with pytest.raises(FurtherOn) as refused:
        copy(source, target)

    assert str(refused.value) == (
        "Cannot copy the log to there because it has entry 13, and the log to copy ends with"
        " entry 12. Facts have been recorded there since: use that store from now on, or copy to an"
        " empty one."
    )


def test_who_records_there_meanwhile_is_noticed(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each batch is appended only right behind the one before it."""
    monkeypatch.setattr(copying, "MOST_ENTRIES", 5)
    append, calls = target.append, iter(range(9))

    def disturbed(events: list[DCBEvent], condition: DCBAppendCondition) -> int:
        if next(calls) == 1:
            append([told(99)])
        return append(events, condition)

    monkeypatch.setattr(target, "append", disturbed)

    with pytest.raises(RecordedThere) as stopped:
        copy(source, target)

    assert str(stopped.value) == (
        "Cannot continue copying the log to there because facts were recorded there after"
        " entry 5. Make sure that nobody uses that store until the copy is done, and start again."
    )
    assert target.size() == 6


def test_who_records_there_at_the_end_is_noticed(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that somebody added to before it was compared is not called the same."""
    append = target.append
    monkeypatch.setattr(
        target, "append", lambda *given: append(*given) and append([told(13)]) and ENTRIES
    )

    with pytest.raises(RecordedThere) as stopped:
        copy(source, target)

    assert stopped.value.entry == ENTRIES


def test_what_is_recorded_meanwhile_is_copied_too(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pass over the log is followed by another until nothing is left."""
    append, more = target.append, iter([told(13), told(14)])

    def slow(events: list[DCBEvent], condition: DCBAppendCondition) -> int:
        for event in more:
            source.append([event])
            break
        return append(events, condition)

    monkeypatch.setattr(target, "append", slow)

    copied = copy(source, target)

    assert (copied.entries, copied.behind) == (14, 0)
    assert list(target.read()) == list(source.read())


def test_what_is_recorded_too_late_is_said_to_be_missing(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes while the two are compared is counted, and left for the next copy."""
    monkeypatch.setattr(
        copying, "digest_of", lambda *given: source.append([told(13)]) and digest_of(*given)
    )

    copied = copy(source, target)

    assert (copied.entries, target.size(), copied.behind) == (ENTRIES, ENTRIES, 2)


def test_a_store_that_gives_back_something_else_is_found(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is read again from its store; the entry that reads otherwise is named."""
    append = target.append

    def careless(events: list[DCBEvent], condition: DCBAppendCondition) -> int:
        return append([*events[:8], told(0), *events[9:]], condition)

    monkeypatch.setattr(target, "append", careless)

    with pytest.raises(CopyDiffers) as found:
        copy(source, target)

    assert str(found.value) == (
        "Cannot trust the copy of the log in there because entry 9 differs from the one it"
        " was copied from: tags number:0, mærke:ø; not tags number:9, mærke:ø. Do not use it;"
        " run 'stewards doctor' on both stores."
    )


def test_a_store_that_loses_the_end_is_found(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that acknowledges what it does not hold is found as well."""
    append = target.append
    monkeypatch.setattr(
        target, "append", lambda events, condition: append(events[:8], condition) and ENTRIES
    )

    with pytest.raises(CopyDiffers) as found:
        copy(source, target)

    assert found.value.entry == 9


@given(sizes=st.lists(st.integers(0, 60), max_size=20), most=st.integers(1, 6))
@examples(USUAL, HealthCheck.function_scoped_fixture)
def test_batches_are_bounded(monkeypatch: pytest.MonkeyPatch, sizes: list[int], most: int) -> None:
    """No batch has too many entries or bytes, but for an entry that alone has too many."""
    monkeypatch.setattr(copying, "MOST_ENTRIES", most)
    monkeypatch.setattr(copying, "MOST_BYTES", 200)
    events = [DCBEvent("T", b"x" * size) for size in sizes]

    batches = list(copying.batches(events))

    assert [event for batch in batches for event in batch] == events
    assert all(1 <= len(batch) <= most for batch in batches)
    assert all(sum(map(copying._size, batch)) <= 200 for batch in batches)


def test_an_entry_that_is_larger_than_a_batch_comes_by_itself(
    source: Store, target: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is for the store to take it or not."""
    monkeypatch.setattr(copying, "MOST_BYTES", 10)

    assert copy(source, target).copied == ENTRIES


def test_progress_goes_up_to_three_times_the_entries(source: Store, target: Store) -> None:
    """Each entry is gone through when it is copied, and once on either side."""
    seen: list[int] = []

    copying.copy(source, target, "there", seen.append)

    assert seen == sorted(seen)
    assert seen[-1] == 3 * ENTRIES


def test_the_same_file_by_another_path_is_refused(tmp_path: Path) -> None:
    """A link leads to the same store; nothing is recorded."""
    path, link = tmp_path / "a.db", tmp_path / "link.db"
    link.symlink_to(path)
    with Registry.create(path) as registry:
        registry.form_unit("a", name="A")

        with pytest.raises(CopyToItself) as refused:
            registry.copy_to(f"sqlite:///{link}")

        assert registry.size() == 1
    assert str(refused.value) == (
        f"Cannot copy the log to sqlite:///{link} because it is the same store. Name another store."
    )


def test_a_change_of_folder_moves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is of the folder where the store was opened; a file taken away is named."""
    monkeypatch.chdir(tmp_path)
    with Registry.create("a.db") as registry:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert registry.copy_to("b.db").entries == 0
        with pytest.raises(CopyToItself):
            registry.copy_to(tmp_path / "a.db")
        (tmp_path / "a.db").unlink()
        with pytest.raises(NoSuchStore):
            registry.copy_to("b.db")


def test_a_store_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The folder of the copy must be there."""
    with Registry.open(":memory:") as registry, pytest.raises(NoSuchFolder):
        registry.copy_to(tmp_path / "nowhere" / "b.db")


def test_a_moved_registry_goes_on(tmp_path: Path) -> None:
    """What is recorded in the copy follows what was copied, and questions have the same answers."""
    with (
        Registry.create(tmp_path / "a.db") as registry,
        Registry.create(tmp_path / "b.db") as moved,
    ):
        registry.import_lines(sample())
        registry.copy_to(tmp_path / "b.db")

        assert moved.count(by="workplace").groups == registry.count(by="workplace").groups
        assert moved.join("M09999", workplace="jc-1").number == registry.size() + 1


_PROGRAM = """
import sys, time
from stewards.events import copying
from stewards.registry import Registry
copying.MOST_ENTRIES = 20
def tell(done):
    print(done, flush=True)
    time.sleep(0.01)  # else it may be done before anybody kills it, on a busy machine
with Registry.open(sys.argv[1]) as registry:
    registry.copy_to(sys.argv[2], on_progress=tell)
"""


def test_a_copy_that_is_killed_goes_on(sample_made: Path, tmp_path: Path) -> None:
    """Killed at any moment, a copy holds whole batches of the log; the next run does the rest."""
    store, to = shutil.copy(sample_made, tmp_path / "a.db"), tmp_path / "b.db"
    program = [sys.executable, "-c", _PROGRAM, str(store), str(to)]
    reached = []
    for lines in (1, 10, 3):
        with subprocess.Popen(program, stdout=subprocess.PIPE) as copy:
            assert copy.stdout is not None
            for _ in range(lines):
                copy.stdout.readline()
            time.sleep(0.003 * lines)
            os.kill(copy.pid, signal.SIGKILL)
        with Registry.open(to) as registry:
            reached.append(registry.size())

    with Registry.open(store) as registry, Registry.open(to) as copied:
        assert reached == sorted(reached)
        assert 0 < reached[0] < reached[-1] < registry.size()
        assert list(copied.log.store.read()) == list(registry.log.store.read(limit=reached[-1]))
        rest = registry.copy_to(to)

        assert rest.copied == registry.size() - reached[-1]
        assert list(copied.log.store.read()) == list(registry.log.store.read())
