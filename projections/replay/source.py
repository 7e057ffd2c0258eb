"""The log as a replay needs it, and how one log is distinguished from another that took its place."""

from collections.abc import Iterator
from typing import Protocol

from attrs import frozen

from ...events import Chunk


class Source(Protocol):
    """The log, as a replay needs it."""

    def size(self) -> int:
        """Return the number of the last entry."""

    def chunks(self, after: int = 0, upto: int | None = None) -> Iterator[Chunk]:
        """Return the entries after one and up to another, chunk by chunk."""

    def seal(self, entry: int) -> str | None:
        """Return what no other log bears that has come to an entry of that number; none if nothing does."""

    def vouch(self, digest: str, entry: int, seal: str) -> bool:
        """Remember a segment by its digest if the log bears that seal at that entry; say whether it does."""

    def vouched(self) -> set[str]:
        """Return the digests of the segments that are remembered."""


@frozen
class Mark:
    """How far a log was read, and what distinguishes it there from any other.

    Attributes:
        entry: The last entry.
        seal: The seal that the log bears there; none if it bears none.
    """

    entry: int
    seal: str | None

    @classmethod
    def at_the_end_of(cls, source: Source) -> "Mark":
        """Return the mark of a log as it is now."""
        size = source.size()
        return cls(size, source.seal(size))

    def is_of(self, source: Source) -> bool:
        """Return whether this is still the log that was read, as far as one can see."""
        if self.seal is None:
            return source.size() >= self.entry
        return source.seal(self.entry) == self.seal
