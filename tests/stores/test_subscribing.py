"""Waiting for what is yet to be recorded, on every kind of store."""

import threading

import pytest
from stewards.registry.stores import SQLiteDCBRecorder, Store
from stewards.registry.stores.errors import ClosedStore

from .helpers import item, query, told


def test_a_subscription_begins_with_what_is_recorded(store: Store):
    """The entries after the position that match come first, in order."""
    store.append([told("A", "x"), told("B", "y"), told("C", "x"), told("D", "x")])

    with store.subscribe(query(item("x")), after=1) as subscription:
        assert [next(subscription).position for _ in range(2)] == [3, 4]


def test_a_subscription_goes_on_with_what_is_recorded_later(store: Store):
    """Entries recorded after the subscription began are given as well, only those that match."""
    with store.subscribe(query(item("x"))) as subscription:
        store.append([told("A", "x"), told("B", "y"), told("C", "x")])

        assert [next(subscription).position for _ in range(2)] == [1, 3]


def test_a_subscription_sees_what_others_record(sqlite_store: SQLiteDCBRecorder, path):
    """What another connection to the same file records is seen as well."""
    with SQLiteDCBRecorder(path) as other, sqlite_store.subscribe() as subscription:
        other.append([told("A")])

        assert next(subscription).event == told("A")


def test_stopping_ends_the_wait(store: Store):
    """Whoever waits for the next entry is told that there is none to come."""
    subscription = store.subscribe()
    ended: list[list[object]] = []
    with subscription:
        waiting = threading.Thread(target=lambda: ended.append(list(subscription)))
        waiting.start()
        subscription.stop()
        waiting.join(timeout=10)

    assert ended == [[]]


def test_closing_the_store_ends_the_wait(path):
    """Whoever waits on a store that is closed is told so."""
    store = SQLiteDCBRecorder(path)
    with store.subscribe() as subscription:
        store.close()

        with pytest.raises(ClosedStore):
            next(subscription)
