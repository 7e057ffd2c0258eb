"""Waiting for what is yet to be recorded."""

import threading
from itertools import islice

from stewards.events.stores import Store

from ..helpers import item, positions, query, told


class Subscribing:
    """Waiting, on every kind of store."""

    def test_a_subscription_begins_with_what_is_recorded(self, store: Store):
        """The entries after the position that match come first, in order."""
        store.append([told("A", "x"), told("B", "y"), told("C", "x"), told("D", "x")])

        with store.subscribe(query(item("x")), after=1) as waiting:
            assert [next(waiting).position for _ in range(2)] == [3, 4]

    def test_a_subscription_goes_on_with_what_is_recorded_later(self, store: Store):
        """Entries recorded after the subscription began are given as well, only those that match."""
        with store.subscribe(query(item("x"))) as waiting:
            store.append([told("A", "x"), told("B", "y"), told("C", "x")])

            assert [next(waiting).position for _ in range(2)] == [1, 3]

    def test_a_subscription_of_items_that_overlap_leaves_nothing_out(self, store: Store):
        """Of thousands of entries that both items match, each is given once, with nothing recorded since."""
        store.append([told("Joined", "unit:a", "member:1") for _ in range(5_000)])

        with store.subscribe(query(item("unit:a"), item("member:1"))) as waiting:
            enough = threading.Timer(60, waiting.stop)  # or it would wait for ever for the rest
            enough.start()
            found = positions(islice(waiting, 5_000))
            enough.cancel()

        assert found == list(range(1, 5_001))

    def test_stopping_ends_the_wait(self, store: Store):
        """Whoever waits for the next entry is told that there is none to come."""
        waiting = store.subscribe()
        ended: list[list[object]] = []
        with waiting:
            thread = threading.Thread(target=lambda: ended.append(list(waiting)))
            thread.start()
            waiting.stop()
            thread.join(timeout=10)

        assert ended == [[]]
