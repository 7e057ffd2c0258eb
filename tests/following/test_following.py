"""`registry.follow`: each entry once, in order, as it is recorded by anybody."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.events import following
from stewards.events.errors import NoSuchEntry, UnknownEntryType
from stewards.events.stores.errors import ClosedStore
from stewards.events.stores.server_errors import ConnectionLost
from stewards.registry import Registry

PATIENCE = 30
"""Seconds after which a test fails instead of waiting on."""


@pytest.fixture(params=["memory", "file", "postgres", "umadb"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    """Lend an empty registry on every kind of store; no thread is left when the test is over."""
    stores = {"memory": ":memory:", "file": str(tmp_path / "registry.db")}
    store = stores.get(request.param) or request.getfixturevalue(request.param)
    threads = threading.active_count()
    with Registry.create(store) as made:
        yield made
    assert threading.active_count() == threads


def figures(registry: Registry, *members: int) -> None:
    """Record a published count for each number."""
    for number in members:
        registry.publish_count(members=number)


def test_what_is_recorded_already_comes_first(registry: Registry) -> None:
    """The entries after the one named, in order."""
    figures(registry, 5, 6, 7)

    with registry.follow(after=1) as entries:
        assert [next(entries), next(entries)] == [registry.entry(2), registry.entry(3)]


def test_what_is_recorded_later_comes_as_it_is_recorded(registry: Registry) -> None:
    """Whoever follows is given each new entry."""
    with registry.follow(after=0) as entries:
        for number in (1, 2, 3):
            figures(registry, number)
            assert next(entries).number == number


def test_a_long_backlog_is_read_in_pages(registry: Registry) -> None:
    """More entries than are read at once come whole and in order."""
    line = b'{"type":"CountPublished","members":5,"effective_on":"2019-01-01"}'
    registry.import_lines([line] * 1_234)

    with registry.follow(after=0) as entries:
        assert [each.number for each in islice(entries, 1_234)] == list(range(1, 1_235))


def test_a_voided_entry_comes_as_it_was_told(registry: Registry) -> None:
    """What takes it back is an entry of its own."""
    figures(registry, 5)
    registry.void(1, reason="misprint")

    with registry.follow(after=0) as entries:
        told = list(islice(entries, 2))
    assert [(each.number, each.voided_by) for each in told] == [(1, None), (2, None)]


def test_one_may_go_on_where_one_ended(registry: Registry) -> None:
    """With the number of the last entry dealt with, none is missed and none comes twice."""
    figures(registry, 5, 6)
    seen = []
    for _ in range(3):
        with registry.follow(after=len(seen)) as entries:
            seen.append(next(entries).number)
        figures(registry, 7)

    assert seen == [1, 2, 3]


def test_what_others_record_comes_too(tmp_path: Path) -> None:
    """Eight registries on one file record at once; whoever follows misses nothing."""
    path = tmp_path / "registry.db"
    Registry.create(path).close()

    def record(_number: int) -> None:
        with Registry.open(path) as other:
            figures(other, *range(25))

    with (
        Registry.open(path) as registry,
        registry.follow(after=0) as entries,
        ThreadPoolExecutor(8) as pool,
    ):
        giving_up = threading.Timer(PATIENCE, entries.stop)
        giving_up.start()
        written = pool.map(record, range(8))
        seen = [each.number for each in islice(entries, 200)]
        giving_up.cancel()
        assert len(list(written)) == 8

    assert seen == list(range(1, 201))


def test_stopping_ends_the_wait_of_another_thread(registry: Registry) -> None:
    """Whoever waits for the next entry is told that there is none to come."""
    seen: list[int] = []
    with registry.follow(after=0) as entries:
        thread = threading.Thread(target=lambda: seen.extend(each.number for each in entries))
        thread.start()
        figures(registry, 5)
        entries.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        assert list(entries) == []

    assert seen in ([], [1])


def test_stopping_before_the_block_begins(registry: Registry) -> None:
    """There is nothing to wait for then."""
    figures(registry, 5)
    entries = registry.follow(after=0)
    entries.stop()

    with entries:
        assert list(entries) == []


def test_leaving_the_block_with_a_backlog_ends_its_thread(registry: Registry) -> None:
    """Even where far more entries wait than anybody asked for."""
    line = b'{"type":"CountPublished","members":5,"effective_on":"2019-01-01"}'
    registry.import_lines([line] * 8_000)

    with registry.follow(after=0) as entries:
        assert next(entries).number == 1


def test_following_takes_a_block(registry: Registry) -> None:
    """Without one, nobody would end the thread."""
    with pytest.raises(RuntimeError, match="follow the log in a `with` block"):
        next(registry.follow(after=0))


def test_a_number_beyond_the_log_is_refused(registry: Registry) -> None:
    """Whoever has seen more than there is has seen another log, or one from before a restore."""
    figures(registry, 5)

    with pytest.raises(NoSuchEntry) as refusal, registry.follow(after=2):
        pass
    assert str(refusal.value) == (
        "Cannot follow the log after entry 2 because the log has no such entry."
        " See 'stewards log show' for the entries there are."
    )


def test_a_number_below_nought_is_refused(registry: Registry) -> None:
    """There are no entries before the first."""
    with pytest.raises(NoSuchEntry), registry.follow(after=-5):
        pass


def test_a_connection_that_breaks_says_how_to_go_on(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was to be recorded, so what matters is where to go on."""

    def lost(*_given: object, **_words: object) -> None:
        raise ConnectionLost("postgresql://db/union")

    monkeypatch.setattr(following, "readable", lost)
    registry.form_unit("jc-1", name="JC 1")
    with registry.follow(after=0) as entries, pytest.raises(ConnectionLost) as broken:
        next(entries)

    assert str(broken.value) == (
        "Cannot follow the log of the store postgresql://db/union because the connection to its server"
        " broke. Follow it again, after the last entry that was handled."
    )


def test_what_the_store_says_reaches_whoever_follows(tmp_path: Path) -> None:
    """A store that is closed meanwhile is no end of the log."""
    registry = Registry.create(tmp_path / "registry.db")
    with registry.follow(after=0) as entries:
        registry.close()

        with pytest.raises(ClosedStore):
            next(entries)


def test_an_entry_that_nobody_can_read_stops_who_follows(registry: Registry) -> None:
    """What a newer version recorded is not passed over; the error names the entry."""
    figures(registry, 5)
    registry.log.store.append([DCBEvent("StewardPromoted", b'{"unit":"jc-1"}')])

    with registry.follow(after=1) as entries, pytest.raises(UnknownEntryType, match="entry 2"):
        next(entries)


def test_nothing_is_held_open_while_waiting(tmp_path: Path) -> None:
    """Others write while somebody follows, and what they write does not pile up beside the file."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as registry, registry.follow(after=0) as entries:
        with Registry.open(path) as other:
            figures(other, 1, 2, 3)
            assert [each.number for each in islice(entries, 3)] == [1, 2, 3]

        journals = [each for each in tmp_path.iterdir() if each != path]
        assert sum(each.stat().st_size for each in journals) < 1_000_000
