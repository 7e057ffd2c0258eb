"""What a segment covers: whole ranges of the log, and the digest of what each holds."""

import hashlib
from collections.abc import Sequence
from typing import Final

from ....events import Chunk

ENTRIES: Final = 65_536
"""How many entries a segment covers; the first one covers entries 1 to 65,536."""


class Covering:
    """The digests of the ranges that chunks make up, as these pass by.

    A digest is the SHA-256 of two: that of the names of the types, each followed by a comma, and that of
    what the entries store, each followed by a line break.
    """

    def __init__(self, head: int) -> None:
        """Start behind the entry `head`; where that is amid a range, with the next one."""
        self._done: dict[int, str] = {}
        self._is_whole = head % ENTRIES == 0
        self._begin()

    def pass_by(self, chunk: Chunk) -> None:
        """Take in the next chunk, of one range alone."""
        self._types.update(chunk.types + b",")
        self._data.update(chunk.data + b"\n")
        if chunk.upto % ENTRIES == 0:
            if self._is_whole:
                both = self._types.digest() + self._data.digest()
                self._done[chunk.upto] = hashlib.sha256(both).hexdigest()
            self._begin()
            self._is_whole = True

    def whole(self) -> dict[int, str]:
        """Return the digests of the ranges that have passed whole, by their last entries."""
        return dict(self._done)

    def _begin(self) -> None:
        self._types, self._data = hashlib.sha256(), hashlib.sha256()


def digest_of(chunks: Sequence[Chunk]) -> str:
    """Return the digest of one whole range, given as all of its chunks."""
    covering = Covering(chunks[0].after)
    for chunk in chunks:
        covering.pass_by(chunk)
    return covering.whole()[chunks[-1].upto]
