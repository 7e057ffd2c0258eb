"""One short text that stands for every byte of a log, whatever store it lies in.

The digest of a log is the root of the Merkle tree of RFC 6962, section 2.1, with SHA-256, over its
entries in order. The leaf of an entry is what is stored of it, written one after the other: its number
in 8 bytes, its type, how many tags it has in 4 bytes, each tag, its data; texts in UTF-8. Type, tags and
data are each preceded by their length in 4 bytes. Numbers and lengths have their highest byte first.

So two logs with the same digest hold the same entries, and the digest of the first entries of a log
never changes again.
"""

from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from struct import Struct
from typing import Final

from attrs import define, field, frozen
from eventsourcing.dcb.api import DCBSequencedEvent

from .stores import Store, errors

ENTRIES_IN_A_PAGE: Final = 5_000

Progress = Callable[[int], None]

_number: Final = Struct(">Q").pack
_length: Final = Struct(">I").pack


@frozen
class Digest:
    """What stands for the first entries of a log.

    Attributes:
        entries: How many there are.
        digest: The root of their tree, 64 hexadecimal digits.
    """

    entries: int
    digest: str


@define
class Tree:
    """The tree over the entries that it was given so far; only its right edge is kept.

    Attributes:
        entries: How many there were.
    """

    entries: int = 0
    _peaks: list[bytes] = field(factory=list)

    def add(self, entry: DCBSequencedEvent) -> None:
        """Add the next entry."""
        node = sha256(b"\0" + leaf(entry)).digest()
        complete = self.entries
        while complete & 1:  # two trees of one size become one
            node = _parent(self._peaks.pop(), node)
            complete >>= 1
        self._peaks.append(node)
        self.entries += 1

    @property
    def digest(self) -> Digest:
        """The digest of the entries so far."""
        if not self._peaks:
            return Digest(0, sha256().hexdigest())
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = _parent(peak, node)
        return Digest(self.entries, node.hex())


def leaf(entry: DCBSequencedEvent) -> bytes:
    """Return the bytes of an entry that its digest is taken of."""
    event = entry.event
    kind, data, tags = event.type.encode(), event.data, event.tags
    parts = [_number(entry.position), _length(len(kind)), kind, _length(len(tags))]
    for text in map(str.encode, tags):
        parts += (_length(len(text)), text)
    return b"".join((*parts, _length(len(data)), data))


def digest_of(store: Store, upto: int, on_progress: Progress | None = None) -> Digest:
    """Return the digest of the entries up to one, read again from the store.

    Raises:
        MissingEntries: the store does not give them all.
    """
    return digests_of(store, [upto], on_progress)[upto]


def digests_of(
    store: Store, sizes: Collection[int], on_progress: Progress | None = None
) -> dict[int, Digest]:
    """Return the digests of the first entries, so many at each size, read from the store in one go.

    Raises:
        MissingEntries: the store does not give them all.
    """
    tree = Tree()
    found = {0: tree.digest}
    for entry in stored(store, 0, max(sizes), on_progress):
        tree.add(entry)
        if tree.entries in sizes:
            found[tree.entries] = tree.digest
    return found


def stored(
    store: Store, after: int, upto: int, on_progress: Progress | None = None
) -> Iterator[DCBSequencedEvent]:
    """Yield the entries after one and up to another as they are stored, page by page.

    Raises:
        MissingEntries: the store does not give them all.
    """
    for start in range(after, upto, ENTRIES_IN_A_PAGE):
        end = min(start + ENTRIES_IN_A_PAGE, upto)
        page = list(store.read(after=start, limit=end - start))
        for number, entry in enumerate(page, start=start + 1):
            if entry.position != number:
                raise errors.MissingEntries(number)
            yield entry
        if len(page) < end - start:
            raise errors.MissingEntries(start + len(page) + 1)
        if on_progress:
            on_progress(end - after)


def _parent(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
