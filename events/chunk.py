"""A chunk of the log as text: what a store hands over for a replay."""

from collections.abc import Sequence

from attrs import field, frozen


@frozen
class Chunk:
    """Entries that follow each other, as two texts in which each has a piece.

    So they cross from one database to another without an object for each of them.

    Attributes:
        after: The number of the entry before the first of them.
        types: The names of their types, joined by commas.
        data: What they store, each a JSON object on a line, joined by line breaks.
    """

    after: int
    types: bytes
    data: bytes
    _size: int = field(init=False, eq=False, repr=False)

    @classmethod
    def of(cls, after: int, entries: Sequence[tuple[str, bytes]]) -> "Chunk":
        """Return the chunk of entries given by their types and what they store."""
        types = ",".join(name for name, _ in entries)
        return cls(after, types.encode(), b"\n".join(data for _, data in entries))

    def __len__(self) -> int:
        """Return the number of entries; there is always one at least."""
        return self._size

    @_size.default
    def _count(self) -> int:
        return self.types.count(b",") + 1

    @property
    def upto(self) -> int:
        """The number of the last entry."""
        return self.after + len(self)

    @property
    def is_even(self) -> bool:
        """Whether both texts have as many pieces."""
        return self.data.count(b"\n") + 1 == len(self)
