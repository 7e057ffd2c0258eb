"""What the registry needs of a log, beside the interface of the library."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Final, Self

import msgspec
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBRecorder, DCBSequencedEvent

from ...events.errors import UnreadableEntry

LINES_IN_A_CHUNK: Final = 2_000

Build = Callable[[DCBSequencedEvent | None], Sequence[DCBEvent]]
"""Given the last entry of the log, none while it is empty, returns the events that follow it."""

_encoder = msgspec.json.Encoder()


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

    def lines(self, after: int = 0, upto: int | None = None) -> Iterator[str]:
        r"""Return the log as text, for a replay: flat JSON objects, one entry a line.

        A line begins with the number and the type of the entry, `{"entry":12,"type":"MemberLeft",`,
        and goes on with what is stored, which must be a JSON object of at least one field. Lines
        come in chunks, joined by `\n`.

        Args:
            after: The entry after which to begin.
            upto: The last entry to return; none for the last one of the log.

        Raises:
            UnreadableEntry: what an entry stores is no such object, or not on one line.
        """
        last = self.size() if upto is None else min(upto, self.size())
        for start in range(max(after, 0), last, LINES_IN_A_CHUNK):
            yield self._chunk(start, min(start + LINES_IN_A_CHUNK, last))

    @abstractmethod
    def _chunk(self, after: int, upto: int) -> str:
        """Return the lines of the entries after one and up to another, both of which exist."""

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


def line(entry: DCBSequencedEvent) -> str:
    """Return an entry as one line of `Store.lines`.

    Raises:
        UnreadableEntry: what it stores is no JSON object with a field on one line.
    """
    stored, kind = entry.event.data, entry.event.type
    problem = _problem_with(stored)
    if problem is not None:
        raise UnreadableEntry(entry.position, kind, problem)
    return (
        f'{{"entry":{entry.position},"type":{_encoder.encode(kind).decode()},{stored[1:].decode()}'
    )


def whole(lines: bytes, sound: int, wanted: int) -> str | None:
    """Return lines that a database put together; none if an entry among them must be named.

    Args:
        lines: The lines, in UTF-8 unless what is stored is not.
        sound: How many of them are written as `line` writes them.
        wanted: How many there must be.
    """
    if not sound == wanted == lines.count(b"\n") + 1:
        return None
    try:
        return str(lines, "utf-8")
    except UnicodeDecodeError:
        return None


def _problem_with(stored: bytes) -> str | None:
    if not stored.startswith(b'{"'):
        return "they are no JSON object with a field"
    if b"\n" in stored:
        return "they have a line break"
    try:
        stored.decode()
    except UnicodeDecodeError as problem:
        return str(problem)
    return None
