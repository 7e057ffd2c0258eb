"""Many writers at once: the log itself proves that every condition held."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent
from eventsourcing.persistence import IntegrityError
from stewards.registry.stores import SQLiteDCBRecorder, Store

from . import writer
from .helpers import item, none_of, told


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Do the work in several threads at once, and wait for all of them."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_conditions_hold_among_threads(store: Store):
    """Every append of every thread is recorded once, and no entry breaks its own condition."""
    acknowledged: list[int] = []

    in_threads(4, lambda seed: acknowledged.extend(writer.write(store, seed, 30)))

    assert sorted(acknowledged) == list(range(1, 121))
    assert [entry.position for entry in store.read()] == list(range(1, 121))
    assert writer.broken_words(store) == []


def test_conditions_hold_among_processes(path: Path):
    """Eight processes append to one file: each is recorded once, and no entry breaks its word."""
    SQLiteDCBRecorder(path).close()
    processes = [
        subprocess.Popen([sys.executable, writer.__file__, path, str(seed), "25"], stdout=-1)
        for seed in range(8)
    ]
    acknowledged = [
        position for process in processes for position in json.loads(process.communicate()[0])
    ]

    with SQLiteDCBRecorder(path) as store:
        assert sorted(acknowledged) == list(range(1, 201))
        assert [entry.position for entry in store.read()] == list(range(1, 201))
        assert writer.broken_words(store) == []


def test_a_broken_word_would_be_found(store: Store):
    """The check itself tells an entry that follows one its condition forbade."""
    word = json.dumps({"types": [], "tags": ["a"], "after": 0}).encode()
    store.append([told("T", "a", data=word), told("T", "b", data=word), told("T", "a", data=word)])

    assert writer.broken_words(store) == [(2, 1), (3, 1)]


def test_one_of_many_wins(store: Store):
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


def test_what_follows_is_made_of_the_very_last_entry(store: Store):
    """Among threads, the entry that a builder is given is the one just before what it makes."""

    def count_on(_number: int) -> None:
        for _ in range(25):
            store.append_next(next_number)

    def next_number(last: DCBSequencedEvent | None) -> list[DCBEvent]:
        return [told(data=b"%d" % (int(last.event.data) + 1 if last else 1))]

    in_threads(4, count_on)

    assert [int(entry.event.data) for entry in store.read()] == list(range(1, 101))
