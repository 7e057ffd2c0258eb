"""The entries that are not laid out as they are.

Most of the log goes to the database unseen. What is not plainly as the library writes it goes through
the codec, which lifts an older version, writes down what it reads, or says what is wrong.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator
from functools import cache
from itertools import groupby
from typing import Final, cast

import msgspec

from ...events import TYPES, Chunk, decode, encode
from ...events.errors import UnreadableEntry
from ...events.wire import Wire, stored_reader

_OFTEN: Final = 50
"""Of so many entries of a type at once, one that is stored as this version would is recognised so much faster
than the codec reads it and writes it down that what recognises them is worth making."""

UNREADABLE: Final = "Unreadable"
"""The type under which an entry is laid out that cannot be read; a void may take it back later."""

_encoder = msgspec.json.Encoder()


def reread(chunk: Chunk, wanted: set[int] | None) -> Iterator[Chunk]:
    """Yield the entries of a chunk that are wanted as `read` returns them, run by run."""
    found = list(read(chunk, wanted))
    for _, run in groupby(enumerate(found), lambda each: each[1][0] - each[0]):
        entries = [entry for _, entry in run]
        yield Chunk.of(entries[0][0] - 1, [(name, data) for _, name, data in entries])


def read(chunk: Chunk, wanted: set[int] | None) -> Iterator[tuple[int, str, bytes]]:
    """Yield the entries of a chunk that are wanted: number, type, and data as the codec writes them.

    An entry that cannot be read comes as one of the type `UNREADABLE`: its `name` is the type it
    has, its `reason` what is wrong.

    Args:
        chunk: The entries as they are stored.
        wanted: Their numbers; none for all of them.

    Raises:
        UnknownEntryType: this version does not know an entry's type, or that version of it.
    """
    entries: Collection[int] = range(chunk.after + 1, chunk.upto + 1)
    if wanted is not None:
        entries = sorted(wanted.intersection(entries))
    if not entries:
        return
    names, stored = chunk.types.decode().split(","), chunk.data.split(b"\n")
    places = [entry - chunk.after - 1 for entry in entries]
    times = Counter(names[place] for place in places)
    plain = {
        name: _recogniser(name, cast("Hashable", TYPES[name].cls))
        for name, number in times.items()
        if number >= _OFTEN and name in TYPES
    }
    for entry, place in zip(entries, places, strict=True):
        name, data = names[place], stored[place]
        if name in plain and plain[name](name, data):
            yield entry, name, data
        else:
            yield entry, *_read(name, data, entry)


@cache
def _recogniser(name: str, _kind: Hashable) -> Callable[[str, bytes], Wire | None]:
    """Return what recognises an entry of a type that is stored as this version would store it."""
    return stored_reader([name])


def _read(name: str, data: bytes, entry: int) -> tuple[str, bytes]:
    try:
        return name, encode(decode(name, data, entry))
    except UnreadableEntry as problem:
        return UNREADABLE, _encoder.encode({"name": name, "reason": problem.problem})
