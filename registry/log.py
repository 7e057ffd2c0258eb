"""The log: events in, entries out; what is recorded is decided, stamped and tagged here."""

import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final

import attrs
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)
from eventsourcing.persistence import IntegrityError

from ..events import EntryVoided, Event, decode, encode, tags
from .boundary import Boundary
from .decisions import Decision, Told
from .errors import TooManyConflicts
from .folds import Entry, known
from .stores import Store

ATTEMPTS: Final = 100
_LONGEST_PAUSE: Final = 0.05  # seconds, at most, before a decision that lost a race starts again


class Log:
    """One registry's append-only sequence of events, in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def decide(self, decision: Decision, told: Told) -> Entry:
        """Record what a decision decides, on the condition that what it read still stands.

        Raises:
            Refusal: a rule forbids it.
            TooManyConflicts: others changed what it depends on, time and again.

        """
        for attempt in range(ATTEMPTS):
            seen = Boundary(self.store)
            event = decision.decide(seen, told)
            try:
                return self._record(event, seen.condition)
            except IntegrityError:
                time.sleep(random.uniform(0, _LONGEST_PAUSE * attempt / ATTEMPTS))  # noqa: S311
        raise TooManyConflicts(ATTEMPTS)

    def _record(self, event: Event, condition: DCBAppendCondition | None) -> Entry:
        stamped = event

        def build(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
            nonlocal stamped
            stamped = held(event, last)
            return [self._stored(stamped)]

        number = self.store.append_next(build, condition)
        return Entry(number, stamped)

    def _stored(self, event: Event) -> DCBEvent:
        target = self.tags_of(event.voids) if isinstance(event, EntryVoided) else []
        found_by = list(dict.fromkeys([*tags(event), *target]))
        return DCBEvent(type(event).__name__, encode(event), found_by)

    def tags_of(self, number: int) -> list[str]:
        """Return the tags of an entry, so that whoever reads the fact finds its void too."""
        found = next(iter(self.store.read(after=number - 1, limit=1)))
        return found.event.tags

    def history(self, tag: str, upto: int, day: date | None = None) -> list[Entry]:
        """Return the entries with a tag that are known, voided ones and voids included, in order."""
        found = self.store.read(DCBQuery([DCBQueryItem(tags=[tag])]))
        entries = known((entry(each) for each in found), upto)
        effective = [e for e in entries if day is None or e.event.effective_on <= day]
        return sorted(effective, key=lambda each: each.order)

    def known(self, at: datetime | None) -> int:
        """Return the number of the last entry recorded at or before an instant; of the last for none."""
        low, high = 0, self.store.size()
        while at is not None and low < high:
            middle = (low + high + 1) // 2
            recorded = next(self.entries(after=middle - 1, limit=1)).event.recorded_at
            low, high = (middle, high) if recorded <= at else (low, middle - 1)
        return high

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Yield the entries after a number in the order told, without a word of what voids them."""
        return map(entry, self.store.read(after=after, limit=limit))


def entry(found: DCBSequencedEvent) -> Entry:
    """Return a stored event as an entry; raise UnknownEntryType or UnreadableEntry."""
    return Entry(found.position, decode(found.event.type, found.event.data, found.position))


def held(event: Event, last: DCBSequencedEvent | None) -> Event:
    """Return the event recorded no earlier than the last one: a clock that goes back is held."""
    if last is None:
        return event
    latest = entry(last).event.recorded_at
    return event if event.recorded_at >= latest else attrs.evolve(event, recorded_at=latest)


def system_clock() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)
