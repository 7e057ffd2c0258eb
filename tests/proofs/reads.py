"""Reading while eight write: nothing is missed, nothing comes twice, and all of it in order."""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem
from stewards.events.stores import Store
from stewards.registry import Registry

from .kinds import Shared
from .trials import Trials, expect

EIGHT: Final = 8
APPENDS: Final = 8
PATIENCE: Final = 20
"""Seconds that a reader gets to come to the end once everything is written."""

ONE_UNIT: Final = DCBQuery([DCBQueryItem([], ["unit:1"])])


class Reader:
    """A thread that notes the numbers of the entries that it reads."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.numbers: list[int] = []
        self._source = numbers
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for number in self._source:
            self.numbers.append(number)

    def wait_for(self, number: int) -> None:
        """Wait until a number was read, or no longer."""
        deadline = time.monotonic() + PATIENCE
        while number not in self.numbers[-1:] and time.monotonic() < deadline:
            time.sleep(0.005)

    def end(self) -> None:
        """Wait until it has ended."""
        self._thread.join(PATIENCE)


def eight_writers_and_readers(kind: Shared, trials: Trials) -> None:
    """Eight processes append, by conditions and without; five readers follow them from the start.

    One follows the registry, two subscribe, to everything and to one tag, and two read again and
    again what came since.
    """
    with (
        kind.fresh() as place,
        place.registry() as registry,
        kind.workers.at_work(EIGHT, "append", place.address) as writers,
    ):
        store = registry.log.store
        for trial in trials:
            with trial as chance:
                before = store.size()
                with five_readers(registry, before) as readers:
                    for writer in writers:
                        writer.tell(f"{chance.randrange(1 << 30)} {APPENDS}")
                    written = sum(int(writer.line()) for writer in writers)
                    judge(store, range(before + 1, before + written + 1), readers)


@contextmanager
def five_readers(registry: Registry, after: int) -> Iterator[list[Reader]]:
    """Lend the readers of what comes after an entry: of everything, and then of one unit."""
    store, over = registry.log.store, threading.Event()
    with (
        registry.follow(after=after) as followed,
        store.subscribe(after=after) as every,
        store.subscribe(ONE_UNIT, after=after) as some,
    ):
        readers = [
            Reader(entry.number for entry in followed),
            Reader(entry.position for entry in every),
            Reader(read_again_and_again(store, None, after, over)),
            Reader(entry.position for entry in some),
            Reader(read_again_and_again(store, ONE_UNIT, after, over)),
        ]
        try:
            yield readers
        finally:
            over.set()
            for waiting in (followed, every, some):
                waiting.stop()
            for reader in readers:
                reader.end()


def read_again_and_again(
    store: Store, query: DCBQuery | None, after: int, over: threading.Event
) -> Iterator[int]:
    """Yield the positions of what was recorded since the last look, until it is over."""
    while not over.wait(0.005):
        for entry in store.read(query, after=after):
            after = entry.position
            yield after


def judge(store: Store, everything: range, readers: list[Reader]) -> None:
    """Expect every reader to have read exactly what is there in the end."""
    after = everything.start - 1
    there = [entry.position for entry in store.read(after=after)]
    expect(there == list(everything), f"the log: {difference(there, everything)}")
    of_the_unit = [entry.position for entry in store.read(ONE_UNIT, after=after)]
    for reader, expected in zip(readers, [everything] * 3 + [of_the_unit] * 2, strict=True):
        if expected:
            reader.wait_for(expected[-1])
        expect(reader.numbers == list(expected), difference(reader.numbers, expected))


def difference(read: list[int], expected: Sequence[int]) -> str:
    """Return in which way a reader went wrong."""
    missed = sorted(set(expected) - set(read))
    twice = len(read) - len(set(read))
    return f"missed {missed} of {len(expected)}, {twice} twice, in order: {read == sorted(read)}"
