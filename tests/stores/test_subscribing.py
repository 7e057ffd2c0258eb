"""Waiting for what is yet to be recorded, on a SQLite store."""

import threading

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.sqlite import subscription

from .helpers import told


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
