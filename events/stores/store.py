"""What the registry needs of a log, beside the interface of the library."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBRecorder, DCBSequencedEvent

from .. import Chunk
from ..errors import UnknownEntryType

ENTRIES_IN_A_CHUNK: Final = 2_048

CLOCK_LEEWAY: Final = timedelta(minutes=5)
"""How far the clocks of those who record may be apart: more than that, and one of them is wrong."""

Build = Callable[[DCBSequencedEvent | None], Sequence[DCBEvent]]
"""Given the last entry of the log, none while it is empty, returns the events that follow it."""


class Store(DCBRecorder):
    """An append-only log of tagged events, numbered from 1 without a gap.

    Beside `read`, `append` and `subscribe`, as the library defines them. A store may be used by any
    number of threads, and is closed at the end of a `with` block.
    """

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """Record the events, all or none, and return the position of the last one.

        Raises:
            eventsourcing.persistence.IntegrityError: an entry matches the condition.
            eventsourcing.persistence.ProgrammingError: there is no event to record.
            MalformedTag, LongTag, LargeEvent: an event is not one that every store can keep.
        """
        return self.append_next(lambda _last: events, condition)

    @abstractmethod
    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what `build` makes of the last entry, and return the position of the last one.

        Nobody else records anything between the entry that `build` is given and the events that it
        returns. It is called after the condition was found to hold, and must not itself append; a
        store that cannot keep other writers waiting calls it again if one was faster, and records
        what the last call returned. What it raises is raised here, and nothing is recorded.

        Raises:
            IntegrityError, ProgrammingError, MalformedTag: see `append`.
            LostCommit: the connection to a server broke; the events may be recorded or not.
        """

    @property
    def place(self) -> object:
        """What is equal for two stores that are one and the same, and different for all others."""
        return id(self)

    @abstractmethod
    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""

    def chunks(self, after: int = 0, upto: int | None = None) -> Iterator[Chunk]:
        """Return the log as text, for a replay, chunk by chunk.

        Args:
            after: The entry after which to begin.
            upto: The last entry to return; none for the last one of the log.

        Raises:
            UnknownEntryType: a type has a comma in its name.
        """
        last = self.size() if upto is None else min(upto, self.size())
        start = max(after, 0)
        while start < last:
            # All but the first begin at a multiple, so that they add up to whole segments.
            end = min((start // ENTRIES_IN_A_CHUNK + 1) * ENTRIES_IN_A_CHUNK, last)
            yield self._chunk(start, end)
            start = end

    def seal(self, entry: int) -> str | None:  # noqa: ARG002 - for stores that have one
        """Return what no other log has that has come to an entry of that number, not even a copy.

        None if nothing does; then no column segments are kept of the log.
        """
        return None

    def vouch(self, digest: str, entry: int, seal: str) -> bool:  # noqa: ARG002 - as above
        """Remember a column segment by its digest, if the log bears that seal at that entry.

        Returns:
            Whether it is remembered.
        """
        return False

    def vouched(self) -> set[str]:
        """Return the digests of the column segments that are remembered."""
        return set()

    @property
    def segments(self) -> Path | None:
        """The folder for column segments beside the store; none if it has no place of its own."""
        return None

    @property
    def people(self) -> Path | str | None:
        """Where people lie who are kept apart from the log; none if there is no place beside it.

        It is the path of a file, or the address of a database, which may hold a password.
        """
        return None

    @abstractmethod
    def _chunk(self, after: int, upto: int) -> Chunk:
        """Return the entries after one and up to another, both of which exist."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what the store holds open; it cannot be used any more."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def chunk_of(entries: Iterable[DCBSequencedEvent]) -> Chunk:
    """Return entries, at least one, that follow each other.

    Raises:
        UnknownEntryType: a type has a comma in its name.
    """
    every = list(entries)
    # Outside a string, where a line break may stand in JSON, so may a tab; within one, neither may.
    stored = [(_checked(entry), entry.event.data.replace(b"\n", b"\t")) for entry in every]
    return Chunk.of(every[0].position - 1, stored)


def _checked(entry: DCBSequencedEvent) -> str:
    kind = entry.event.type
    if "," in kind:
        raise UnknownEntryType(entry.position, kind)
    return kind
