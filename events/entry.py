"""An entry of the log, and how a history is read."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Final

import attrs
from attrs import frozen

from .codec import stated
from .corrections import EntryVoided
from .event import Event
from .members import CategoryChanged, MemberJoined, WorkplaceChanged

_COMMON: Final = ("effective_on", "recorded_at", "recorded_by")

UPCOMING: Final = 2**62
"""Stands for the number of an entry not yet recorded: it comes after every other of its day."""


@frozen
class Entry:
    """One event in the log.

    Attributes:
        number: Its position in the log, from 1.
        event: What it says.
        voided_by: The number of the entry that took it back; none while it stands.

    """

    number: int
    event: Event
    voided_by: int | None = None

    @property
    def order(self) -> tuple[date, int]:
        """The place of the entry in a history: by the day it takes effect, then as recorded."""
        return (self.event.effective_on, self.number)


def known(entries: Iterable[Entry], upto: int | None = None) -> list[Entry]:
    """Return the entries up to a number, each marked with the first void known by then."""
    seen = [entry for entry in entries if upto is None or entry.number <= upto]
    voids: dict[int, int] = {}
    for entry in sorted(seen, key=attrgetter("number")):
        if isinstance(entry.event, EntryVoided):
            voids.setdefault(entry.event.voids, entry.number)
    return [_voided_by(entry, voids.get(entry.number)) for entry in seen]


def _voided_by(entry: Entry, void: int | None) -> Entry:
    return entry if entry.voided_by == void else attrs.evolve(entry, voided_by=void)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that stand, without voided ones and voids, as a history is read; see `parts`."""
    standing = (e for e in entries if not (e.voided_by or isinstance(e.event, EntryVoided)))
    return sorted(chain.from_iterable(map(parts, standing)), key=attrgetter("order"))


def parts(entry: Entry) -> Sequence[Entry]:
    """Return an entry in the parts that hold from different days: few have more than one.

    A joiner whose workplace and category are known only from a later day had neither on record before:
    what is known then is as good as a change of either, on a day from the joining on.
    """
    joined = entry.event
    if not isinstance(joined, MemberJoined) or not joined.is_placed_later:
        return (entry,)
    own = {"workplace", "category", "placed_on"}
    common = {name: value for name, value in stated(joined).items() if name not in own} | {
        "effective_on": joined.placed_on,
        "not_before": joined.not_before or joined.effective_on,
    }
    placed = WorkplaceChanged(workplace=joined.workplace, **common)
    categorised = CategoryChanged(category=joined.category, **common)
    number, void = entry.number, entry.voided_by
    return (entry, Entry(number, placed, void), Entry(number, categorised, void))


def described(entry: Entry) -> str:
    """Return what an entry says in words, as `MemberLeft, member M00001, from 2019-09-01, by jc`."""
    event = entry.event
    own = [f"{name} {value}" for name, value in stated(event).items() if name not in _COMMON]
    day, by = f"from {event.effective_on}", f"by {event.recorded_by}"
    return ", ".join([type(event).__name__, *own, day, by])
