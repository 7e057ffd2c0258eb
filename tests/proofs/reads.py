"""Reading while eight write: nothing is missed, nothing comes twice, and all of it in order."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Final

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBSequencedEvent
from stewards.registry.stores import Store

from .kinds import Place, Shared
from .trials import Trials, expect

EIGHT: Final = 8
APPENDS: Final = 15
PATIENCE: Final = 20
"""Seconds that a reader gets to come to the end once everything is written."""

ONE_UNIT: Final = DCBQuery([DCBQueryItem([], ["unit:1"])])


class Reader:
    """A thread that notes the positions of what it reads, until it is told that it has read enough."""

    def __init__(self, entries: Callable[[], Iterable[DCBSequencedEvent]]) -> None:
        self.positions: list[int] = []
        self._entries = entries
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        for entry in self._entries():
            self.positions.append(entry.position)

    def has_come_to(self, position: int) -> bool:
        """Wait until a position was read; return whether it was."""
        deadline = time.monotonic() + PATIENCE
        while position not in self.positions[-1:] and time.monotonic() < deadline:
            time.sleep(0.005)
        return self.positions[-1:] == [position]


def eight_writers_and_readers(kind: Shared, trials: Trials) -> None:
    """Eight processes append, by conditions and without; four readers follow them from the start.

    Two subscribe, to everything and to one tag; two read again and again what came since.
    """
    with (
        kind.fresh() as place,
        place.open() as store,
        kind.workers.at_work(EIGHT, "append", place.address) as writers,
    ):
        for trial in trials:
            with trial as chance:
                before = store.size()
                with Following(place, before) as following:
                    for writer in writers:
                        writer.tell(f"{chance.randrange(1 << 30)} {APPENDS}")
                    written = sum(int(writer.line()) for writer in writers)
                    following.judge(store, before, before + written)


class Following:
    """Four readers of a store from a position on."""

    def __init__(self, place: Place, after: int) -> None:
        self._store = place.open()
        self._done = threading.Event()
        self._subscriptions = [
            self._store.subscribe(query, after=after) for query in (DCBQuery(), ONE_UNIT)
        ]
        self._readers = [
            Reader(lambda source=source: source)
            for source in (
                *self._subscriptions,
                self._poll(None, after),
                self._poll(ONE_UNIT, after),
            )
        ]

    def _poll(self, query: DCBQuery | None, after: int) -> Iterable[DCBSequencedEvent]:
        while not self._done.is_set():
            for entry in self._store.read(query, after=after):
                after = entry.position
                yield entry
            time.sleep(0.001)

    def judge(self, store: Store, before: int, last: int) -> None:
        """Expect every reader to have read exactly what is there in the end."""
        everything = list(range(before + 1, last + 1))
        of_the_unit = [e.position for e in store.read(ONE_UNIT, after=before)]
        expect([e.position for e in store.read(after=before)] == everything, "the log has gaps")
        for reader, expected in zip(self._readers, [everything, of_the_unit] * 2, strict=True):
            reader.has_come_to(expected[-1])
            expect(reader.positions == expected, difference(reader.positions, expected))

    def __enter__(self) -> "Following":
        return self

    def __exit__(self, *_problem: object) -> None:
        self._done.set()
        for subscription in self._subscriptions:
            subscription.stop()


def difference(read: list[int], expected: list[int]) -> str:
    """Return in which way a reader went wrong."""
    missed = sorted(set(expected) - set(read))
    twice = len(read) - len(set(read))
    return f"missed {missed} of {len(expected)}, {twice} twice, in order: {read == sorted(read)}"
