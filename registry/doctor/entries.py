"""The entries of a log, in any store: all there, readable, in order, with their tags."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Final

from attrs import define, field
from eventsourcing.dcb.api import DCBSequencedEvent

from ...events import EntryVoided, GenerationBegun, Said, as_event, decode, tags
from ...events.command_tags import told_tags
from ...events.digest import Digest, Tree
from ...events.errors import StewardsError, UnsoundStore
from ...events.wire import Wire, stored_reader
from .observation import Observation, bad, damaged, note, ok, several

_SHOWN: Final = 3
_KEEP: Final = (
    "Write it down where nobody can change it, such as in the minutes of a meeting;"
    " to compare later, use --entries {0.entries} --digest."
)

_NEVER_SAID: Final = "Nothing needs to be done: it counts as never recorded."

_SEALS_OF_ITS_OWN: Final = "The seals of that log prove that one: seal this one anew."
_CUT_SHORT: Final = "Delete it, and make it again: stewards log copy --to STORE --forget ID."

_reader: Final = cache(stored_reader)

Found = DCBSequencedEvent | UnsoundStore
"""An entry as it is stored, or why it cannot be read."""


@define
class _Problems:
    """The problems of one kind: the first few in words, and how many there are."""

    number: int = 0
    shown: list[str] = field(factory=list)
    first: int | None = None

    def add(self, entry: int, problem: str) -> None:
        self.number += 1
        self.first = entry if self.first is None else self.first
        if len(self.shown) < _SHOWN:
            self.shown.append(problem)

    def observation(self, check: str, well: str) -> Observation:
        if not self.number:
            return ok(check, well)
        return damaged(check, several(self.shown, self.number))


@define
class Reading:
    """What is seen while a log is read from its first entry to its last.

    Attributes:
        now: What the clock says when the reading begins.
        wanted: What the first entries were known by; none if nobody wrote it down.
        tags_of: Returns the tags of an entry that was voided.
        sizes: After how many entries their digest is kept.
        digests: Those, by how many entries were read by then.
        latest: The latest instant at which an entry was recorded; none before the first entry.
        last: The number of the last entry so far.
    """

    now: datetime
    wanted: Digest | None = None
    tags_of: Callable[[int], Iterable[str]] = lambda _number: ()
    sizes: Collection[int] = ()
    digests: dict[int, Digest] = field(factory=dict)
    latest: datetime | None = None
    last: int = 0
    _ahead: dict[datetime, int] = field(factory=dict)
    _tree: Tree = field(factory=Tree)
    _gaps: _Problems = field(factory=_Problems)
    _not_given: int | None = None
    _unreadable: dict[int, str] = field(factory=dict)
    _voids: dict[int, int] = field(factory=dict)
    _begun: list[GenerationBegun] = field(factory=list)
    _mistagged: _Problems = field(factory=_Problems)
    _backwards: _Problems = field(factory=_Problems)
    _read: Callable[[str, bytes], Wire | None] = field(factory=_reader)

    def __attrs_post_init__(self) -> None:
        if self.wanted is not None:
            self.sizes = {*self.sizes, self.wanted.entries}

    def read(self, found: Iterable[Found]) -> None:
        """Look at every entry."""
        self._keep_digest()
        for entry in found:
            if isinstance(entry, StewardsError):
                self.last += 1
                self._unreadable[self.last] = str(entry)
                self._not_given = self._not_given or self.last
            else:
                self._look_at(entry)

    def ahead_of(self, now: datetime) -> range:
        """Return the numbers of the entries that were recorded later than now."""
        firsts = [number for instant, number in self._ahead.items() if instant > now]
        return range(min(firsts), self.last + 1) if firsts else range(0)

    def first_bad(self) -> dict[str, int | None]:
        """Return the first entry that each observation of what is wrong is about; none where all is well."""
        return {
            "numbers": self._gaps.first,
            "entries": self._not_readable().first,
            "tags": self._mistagged.first,
            "order": self._backwards.first,
        }

    def first_without_digest(self) -> int | None:
        """Return the first entry that is missing or that no digest can be taken of; none for none."""
        return min(filter(None, (self._gaps.first, self._not_given)), default=None)

    def observations(self) -> Iterator[Observation]:
        """Yield what is to be said of the entries."""
        number = self._tree.entries
        yield self._gaps.observation("numbers", f"entries 1 to {self.last}, none missing")
        yield self._readable(number)
        yield self._mistagged.observation("tags", "each entry has the tags by which it is found")
        yield self._backwards.observation("order", "no entry was recorded before an earlier one")
        yield self._digest()
        if (generation := self.generation()) is not None:
            yield generation

    def generation(self) -> Observation | None:
        """Return which log this one was made from, and whether all of it is there; none for none."""
        if not self._begun:
            return None
        before = self._begun[0]
        made = f"made from a log of {before.entries} entries with the digest {before.digest}"
        if self.last <= before.entries:
            found = f"{made}, and of those entries only {self.last - 1} are here: it was cut short"
            return bad("generation", found, _CUT_SHORT)
        earlier = len(self._begun) - 1
        found = f"{made}, and that one from another, {earlier} in all" if earlier else made
        return ok("generation", found, _SEALS_OF_ITS_OWN)

    def _look_at(self, entry: DCBSequencedEvent) -> None:
        if entry.position != self.last + 1:
            self._gaps.add(self.last + 1, f"entry {self.last + 1} is missing")
        self.last = entry.position
        self._tree.add(entry)
        self._keep_digest()
        kind, data = entry.event.type, entry.event.data
        try:
            event = self._read(kind, data) or decode(kind, data, entry.position)
        except UnsoundStore as problem:
            self._unreadable[entry.position] = str(problem)
            return
        if (voids := _voided(event)) is not None:
            self._voids.setdefault(voids, entry.position)
        if kind == GenerationBegun.__name__ and len(self._begun) == entry.position - 1:
            begun = as_event(event)
            assert isinstance(begun, GenerationBegun)  # noqa: S101 -- by its type
            self._begun.append(begun)
        self._look_at_instant(entry.position, event)
        self._look_at_tags(entry, event)

    def _look_at_instant(self, number: int, event: Said) -> None:
        instant = event.recorded_at
        if self.latest is None or instant > self.latest:
            self.latest = instant
        elif instant < self.latest:
            self._backwards.add(number, f"entry {number} was recorded before the one it follows")
        if instant > self.now:
            self._ahead.setdefault(instant, number)

    def _look_at_tags(self, entry: DCBSequencedEvent, event: Said) -> None:
        expected, borne = tags(event), entry.event.tags
        if borne == expected:
            return
        if (voids := _voided(event)) is not None:
            expected += told_tags(self.tags_of(voids))
        if set(told_tags(borne)) != set(expected):
            self._mistagged.add(
                entry.position, f"entry {entry.position} has tags that do not match its data"
            )

    def _not_readable(self) -> _Problems:
        problems = _Problems()
        for entry, problem in self._unreadable.items():
            if entry not in self._voids:
                problems.add(entry, problem)
        return problems

    def _readable(self, number: int) -> Observation:
        problems = self._not_readable()
        if problems.number or not self._unreadable:
            return problems.observation(
                "entries", f"{number} read, each complete and valid for its type"
            )
        voided = [f"entry {each}, voided by entry {self._voids[each]}" for each in self._unreadable]
        found = several(voided[:_SHOWN], len(voided))
        return note("entries", f"{number} read; what cannot be read: {found}", _NEVER_SAID)

    def _keep_digest(self) -> None:
        if self._tree.entries in self.sizes:
            self.digests[self._tree.entries] = self._tree.digest

    def _digest(self) -> Observation:
        now = self._tree.digest
        if self.wanted is None:
            keep = _KEEP.format(now) if now.entries else None
            return ok("digest", f"of {now.entries} entries: {now.digest}", keep)
        then = self.digests.get(self.wanted.entries)
        if then is None:
            return damaged(
                "digest", f"the log ends with entry {self.last}, before {self.wanted.entries}"
            )
        if then != self.wanted:
            return damaged(
                "digest",
                f"the first {self.wanted.entries} entries have another: {then.digest}",
            )
        return ok("digest", f"the first {self.wanted.entries} entries are as they were")


def _voided(said: Said) -> int | None:
    """Return the entry that a void voids; none for what is no void."""
    return getattr(said, "voids", None) if type(said).__name__ == EntryVoided.__name__ else None
