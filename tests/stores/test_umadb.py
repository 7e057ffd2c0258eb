"""What is particular to a UmaDB store: what its server cannot take, and that it locks nothing."""

from collections.abc import Iterator

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent
from stewards.events.stores.errors import StoreBusy
from stewards.events.stores.server_errors import LargeBatch, ManyTags
from stewards.events.stores.umadb import UmaDBStore

from .helpers import told


@pytest.fixture
def store(umadb: str) -> Iterator[UmaDBStore]:
    """Return a fresh store."""
    with UmaDBStore(umadb) as store:
        yield store


def test_a_batch_beyond_one_message_is_refused(store: UmaDBStore, umadb: str):
    """What the server would not take in one message is not sent, and nothing is recorded."""
    with pytest.raises(LargeBatch) as refused:
        store.append([told(data=bytes(1_000_000))] * 4)

    assert str(refused.value) == (
        f"Cannot record 4 facts at once in {umadb} because they take about 4000304 bytes, and its "
        "server accepts 4000000 at a time. Record them in smaller parts."
    )
    assert store.append([told(data=bytes(999_000))] * 4) == 4


def test_what_is_let_through_the_server_takes(store: UmaDBStore):
    """The limits are on the safe side for many small facts and for few large tags alike."""
    small = 4_000_000 // (64 + 8 + 1 + 1)
    assert store.append([told("A", data=b"1")] * small) == small

    tags = [f"{number:02}{'x' * 198}" for number in range(16)]
    assert store.append([told("A", *tags)]) == small + 1


def test_more_tags_than_a_page_keeps_are_refused(store: UmaDBStore, umadb: str):
    """An event whose tags the server could not keep is not sent."""
    with pytest.raises(ManyTags) as refused:
        store.append([told("A", *(f"{number:02}{'x' * 198}" for number in range(17)))])

    assert str(refused.value) == (
        f"Cannot record an event of type A in {umadb} because its 17 tags take more than the 3500 "
        "bytes that its server keeps of them. Record it as several facts, or use a store of another "
        "kind."
    )
    assert store.size() == 0


def test_an_append_that_is_overtaken_is_built_anew(store: UmaDBStore, umadb: str):
    """Where somebody else was faster, the builder is given their entry, and its last word is recorded."""
    given: list[int] = []
    with UmaDBStore(umadb) as faster:

        def build(last: DCBSequencedEvent | None) -> list[DCBEvent]:
            if last is None:
                faster.append([told("Faster")])
            given.append(last.position if last else 0)
            return [told("Slower", data=b"%d" % given[-1])]

        assert store.append_next(build) == 2

    assert given == [0, 1]
    assert [entry.event.data for entry in store.read(after=1)] == [b"1"]


def test_being_overtaken_has_an_end(umadb: str):
    """Whoever is never fast enough is told so after a while, and nothing is recorded."""
    with UmaDBStore(umadb, patience=0.05) as store, UmaDBStore(umadb) as faster:

        def build(_last: object) -> list[DCBEvent]:
            faster.append([told("Faster")])
            return [told("Slower")]

        with pytest.raises(StoreBusy):
            store.append_next(build)
        assert "Slower" not in {entry.event.type for entry in store.read()}
