"""Copying a log from one store to another, entry by entry, as it is stored."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBSequencedEvent
from eventsourcing.persistence import IntegrityError

from .digest import Progress, digest_of, stored
from .entry import described
from .errors import Refusal, StewardsError, UnsoundStore
from .reading import entry as read
from .stores import Store

MOST_ENTRIES: Final = 5_000
MOST_BYTES: Final = 2_000_000
"""How much is appended at a time: half of what the message of a server may hold."""

_FRAME: Final = 64  # bytes, at least what a message spends on an event or a tag beside its text


@frozen
class Copied:
    """A log that lies in two stores.

    Attributes:
        entries: How many entries both hold.
        digest: What stands for them, on both sides; see `stewards.events.digest`.
        copied: How many of them were copied this time.
        behind: How many were recorded in the first store since, and are not in the second.
    """

    entries: int
    digest: str
    copied: int
    behind: int


class CopyToItself(Refusal):
    """The two stores are one."""

    to: str

    cannot = "copy the log to {0.to}"
    because = "it is the same store"
    instead = "Name another store."


class OtherEntry(Refusal):
    """The store that is to take the copy holds another history.

    Attributes:
        to: The store.
        entry: The first entry that differs.
        here: What the log to copy says there, as far as it differs, in words.
        there: What that store says there.
    """

    to: str
    entry: int
    here: str
    there: str

    cannot = "copy the log to {0.to}"
    because = "entry {0.entry} there ({0.there}) differs from entry {0.entry} here ({0.here})"
    instead = "Name an empty store, or one that holds an unfinished copy of this log."


class FurtherOn(Refusal):
    """The store that is to take the copy holds all of the log already, and then more."""

    to: str
    entry: int
    last: int

    cannot = "copy the log to {0.to}"
    because = "it has entry {0.entry}, and the log to copy ends with entry {0.last}"
    instead = (
        "Facts have been recorded there since: use that store from now on, or copy to an empty one."
    )


class RecordedThere(StewardsError):
    """Somebody recorded facts in the store that takes the copy."""

    to: str
    entry: int

    cannot = "continue copying the log to {0.to}"
    because = "facts were recorded there after entry {0.entry}"
    instead = "Make sure that nobody uses that store until the copy is done, and start again."


class CopyDiffers(UnsoundStore):
    """A store does not give back what was put into it.

    Attributes:
        to: The store.
        entry: The first entry that differs.
        difference: What it says there, and what was copied, in words.
    """

    to: str
    entry: int
    difference: str

    cannot = "trust the copy of the log in {0.to}"
    because = "entry {0.entry} differs from the one it was copied from: {0.difference}"
    instead = "Do not use it; run 'stewards doctor' on both stores."


def copy(source: Store, target: Store, to: str, on_progress: Progress | None = None) -> Copied:
    """Copy every entry of one store into another, called `to`; see `Registry.copy_to`."""
    if source.place == target.place:
        raise CopyToItself(to)
    pair = _Pair(source, target, to, on_progress or (lambda _done: None))
    begun = pair.common()
    entries = pair.copy_on(begun)
    digest = pair.verified(entries)
    return Copied(entries, digest, entries - begun, behind=source.size() - entries)


@frozen
class _Pair:
    """The two stores of a copy; the first is only read."""

    source: Store
    target: Store
    to: str
    advance: Progress

    def common(self) -> int:
        """Return how many entries the target holds, all of them equal to those of the source."""
        here, there = self.source.size(), self.target.size()
        differing = self._first_difference(min(here, there), self.advance)
        if differing is not None:
            ours, theirs = differing
            raise OtherEntry(self.to, ours.position, *_told_apart(ours, theirs))
        if there > here:
            raise FurtherOn(self.to, here + 1, here)
        return there

    def copy_on(self, done: int) -> int:
        """Copy what follows an entry, until nothing is left to copy; return the last one."""
        while (head := self.source.size()) > done:
            for batch in batches(each.event for each in stored(self.source, done, head)):
                done = self._append(batch, done)
                self.advance(done)
        return done

    def verified(self, entries: int) -> str:
        """Return the digest of so many entries, which both stores give back the same."""
        size = self.target.size()
        if size > entries:
            raise RecordedThere(self.to, entries)
        here = digest_of(self.source, entries, lambda done: self.advance(entries + done))
        there = digest_of(self.target, size, lambda done: self.advance(2 * entries + done))
        if here != there:
            differing = self._first_difference(size)
            if differing is None:
                raise CopyDiffers(self.to, size + 1, "it is not there")
            was, reads = _told_apart(*differing)
            raise CopyDiffers(self.to, differing[0].position, f"{reads}; not {was}")
        return here.digest

    def _append(self, batch: list[DCBEvent], done: int) -> int:
        try:
            return self.target.append(batch, DCBAppendCondition(after=done))
        except IntegrityError as problem:
            raise RecordedThere(self.to, done) from problem

    def _first_difference(
        self, upto: int, advance: Progress | None = None
    ) -> tuple[DCBSequencedEvent, DCBSequencedEvent] | None:
        ours, theirs = stored(self.source, 0, upto, advance), stored(self.target, 0, upto)
        pairs = zip(ours, theirs, strict=True)
        return next((pair for pair in pairs if pair[0] != pair[1]), None)


def _told_apart(*entries: DCBSequencedEvent) -> tuple[str, str]:
    """Return in words what two entries say, or what else they differ in."""
    for words in (_described, _tags, _data):
        here, there = map(words, entries)
        if here != there:
            break
    return here, there


def _described(found: DCBSequencedEvent) -> str:
    try:
        return described(read(found))
    except UnsoundStore:
        return found.event.type


def _tags(found: DCBSequencedEvent) -> str:
    return f"tags {', '.join(found.event.tags)}"


def _data(found: DCBSequencedEvent) -> str:
    return found.event.data.decode("utf-8", "backslashreplace")


def batches(events: Iterable[DCBEvent]) -> Iterator[list[DCBEvent]]:
    """Yield events in batches that any store takes; one that is larger comes by itself."""
    batch: list[DCBEvent] = []
    room = MOST_BYTES
    for each in events:
        size = _size(each)
        if batch and (len(batch) == MOST_ENTRIES or size > room):
            yield batch
            batch, room = [], MOST_BYTES
        batch.append(each)
        room -= size
    if batch:
        yield batch


def _size(event: DCBEvent) -> int:
    texts = (event.type, *event.tags)
    return len(event.data) + sum(map(len, texts)) + _FRAME * len(texts)
