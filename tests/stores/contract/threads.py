"""Many threads at once on one store."""

import threading
from collections.abc import Callable

from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent
from eventsourcing.persistence import IntegrityError
from stewards.events.stores import Store

from .. import writer
from ..helpers import item, none_of, told


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Do the work in several threads at once, and wait for all of them."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Threads:
    """Many threads at once, on every kind of store."""

    def test_conditions_hold_among_threads(self, store: Store, seed: int):
        """Every append of every thread is recorded once, and no entry breaks its own condition."""
        acknowledged: list[int] = []

        in_threads(4, lambda number: acknowledged.extend(writer.write(store, seed + number, 30)))

        assert sorted(acknowledged) == list(range(1, 121))
        assert [entry.position for entry in store.read()] == list(range(1, 121))
        assert writer.broken_words(store) == []

    def test_one_of_many_wins(self, store: Store):
        """Of several threads that append on the same condition, exactly one is recorded."""
        won: list[int] = []
        start = threading.Barrier(8)

        def elect(number: int) -> None:
            start.wait()
            try:
                store.append([told("Elected", "seat", f"member:{number}")], none_of(item("seat")))
            except IntegrityError:
                return
            won.append(number)

        in_threads(8, elect)

        assert len(won) == 1
        assert [entry.event.tags for entry in store.read()] == [["seat", f"member:{won[0]}"]]

    def test_what_follows_is_made_of_the_very_last_entry(self, store: Store):
        """Among threads, the entry that a builder is given is the one just before what it makes."""

        def count_on(_number: int) -> None:
            for _ in range(25):
                store.append_next(next_number)

        def next_number(last: DCBSequencedEvent | None) -> list[DCBEvent]:
            return [told(data=b"%d" % (int(last.event.data) + 1 if last else 1))]

        in_threads(4, count_on)

        assert [int(entry.event.data) for entry in store.read()] == list(range(1, 101))
