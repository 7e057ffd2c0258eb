"""Waiting for what is yet to be recorded, on every kind of store."""

import threading

import pytest
from stewards.registry.stores import SQLiteDCBRecorder, Store, subscription
from stewards.registry.stores.errors import ClosedStore

from .helpers import item, query, told


def test_a_subscription_begins_with_what_is_recorded(store: Store):
    """The entries after the position that match come first, in order."""
    store.append([told("A", "x"), told("B", "y"), told("C", "x"), told("D", "x")])

    with store.subscribe(query(item("x")), after=1) as waiting:
        assert [next(waiting).position for _ in range(2)] == [3, 4]


def test_a_subscription_goes_on_with_what_is_recorded_later(store: Store):
    """Entries recorded after the subscription began are given as well, only those that match."""
    with store.subscribe(query(item("x"))) as waiting:
        store.append([told("A", "x"), told("B", "y"), told("C", "x")])

        assert [next(waiting).position for _ in range(2)] == [1, 3]


def test_a_subscription_sees_what_others_record(sqlite_store: SQLiteDCBRecorder, path):
    """What another connection to the same file records is seen as well."""
    with SQLiteDCBRecorder(path) as other, sqlite_store.subscribe() as waiting:
        other.append([told("A")])

        assert next(waiting).event == told("A")


def test_a_subscription_is_told_at_once(
    sqlite_store: SQLiteDCBRecorder, monkeypatch: pytest.MonkeyPatch
):
    """What the same object records does not wait for the next look at the file."""
    monkeypatch.setattr(subscription, "SECONDS_BETWEEN_LOOKS", 1_000_000)
    sqlite_store.append([told("A")])
    told_of_b = threading.Event()
    with sqlite_store.subscribe() as waiting:
        assert next(waiting).event == told("A")
        thread = threading.Thread(target=lambda: next(waiting) and told_of_b.set())
        thread.start()
        sqlite_store.append([told("B")])

        assert told_of_b.wait(timeout=10)
        thread.join()


def test_stopping_ends_the_wait(store: Store):
    """Whoever waits for the next entry is told that there is none to come."""
    waiting = store.subscribe()
    ended: list[list[object]] = []
    with waiting:
        thread = threading.Thread(target=lambda: ended.append(list(waiting)))
        thread.start()
        waiting.stop()
        thread.join(timeout=10)

    assert ended == [[]]


def test_closing_the_store_ends_the_wait(path):
    """Whoever waits on a store that is closed is told so."""
    store = SQLiteDCBRecorder(path)
    with store.subscribe() as waiting:
        store.close()

        with pytest.raises(ClosedStore):
            next(waiting)
