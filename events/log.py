"""The log: the entries of a store, numbered, typed, as known at an instant."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Final

import attrs
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)

from .command_tags import PREFIX, told_tags
from .entry import Entry, known
from .errors import (
    BadInput,
    ClockBehind,
    ClockWithoutZone,
    MalformedField,
    MalformedInstant,
    NoSuchEntry,
    UnreadableEntry,
)
from .event import Event
from .reading import entry, readable
from .stores import CLOCK_LEEWAY, Build, Store
from .validators import check_number, in_utc

KnownAt = date | datetime | int | None
"""How much of the log counts: what was recorded by an instant, or by the end of a day in UTC; the entries
up to a number; all of them for none."""

_KNOWLEDGES: Final = (date, datetime, int)
_KNOWLEDGE: Final = "a day, an instant with a time zone, or the number of an entry"


def end_of(day: date) -> datetime:
    """Return the last microsecond of a day in UTC: what is known at the end of it."""
    return datetime.combine(day, time.max, tzinfo=UTC)


def system_clock() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)


class Log:
    """One registry's append-only sequence of events, in a store.

    Attributes:
        store: Where it is kept.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], datetime] = system_clock,
        despite_clock: bool = False,
    ) -> None:
        self.store = store
        self._clock = clock
        self._despite_clock = despite_clock

    def append_next(
        self,
        build: Build,
        condition: DCBAppendCondition | None = None,
        *,
        past_unreadable: bool = False,
    ) -> int:
        """Record what `build` makes of the last entry; see `Store.append_next`.

        Args:
            build: Makes the events that follow the last entry.
            condition: What must not be in the log.
            past_unreadable: Whether a last entry that cannot be read is passed over, as for its void.

        Raises:
            ClockBehind: the last entry lies ahead of the clock.
            UnreadableEntry: the last entry cannot be read.
        """

        def built(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
            latest = self._latest_readable(last) if past_unreadable else last
            self._refuse_behind(latest)
            return build(latest)

        return self.store.append_next(built, condition)

    def _latest_readable(self, last: DCBSequencedEvent | None) -> DCBSequencedEvent | None:
        number = last.position if last else 0
        while number:
            last = next(iter(self.store.read(after=number - 1, limit=1)))
            with suppress(UnreadableEntry):
                entry(last)
                return last
            number -= 1
        return None

    def _refuse_behind(self, last: DCBSequencedEvent | None) -> None:
        if last is None or self._despite_clock:
            return
        recorded_at, now = entry(last).event.recorded_at, self._clock().astimezone(UTC)
        if recorded_at - now > CLOCK_LEEWAY:
            raise ClockBehind(last.position, recorded_at, now)

    def tags_of(self, number: int) -> list[str]:
        """Return the tags of an entry, so that whoever reads the fact finds its void too."""
        found = next(iter(self.store.read(after=number - 1, limit=1)))
        return told_tags(found.event.tags)

    def recorded_with(self, number: int) -> list[Entry]:
        """Return the entries behind one that were recorded with it, by the same command."""
        found = next(iter(self.store.read(after=number - 1, limit=1)))
        own = [tag for tag in found.event.tags if tag.startswith(PREFIX)]
        if not own:
            return []
        ends = [each.position for each in self.store.read(DCBQuery([DCBQueryItem(tags=own)]))]
        return list(self.entries(after=number, limit=max(ends) - number))

    def history(self, tag: str, upto: int, day: date | None = None) -> list[Entry]:
        """Return the entries with a tag that are known, voided ones and voids included, in order."""
        found = self.store.read(DCBQuery([DCBQueryItem(tags=[tag])]))
        entries = known(readable(self.store, found), upto)
        effective = [e for e in entries if day is None or e.event.effective_on <= day]
        return sorted(effective, key=lambda each: each.order)

    def last_known(self, known_at: KnownAt) -> int:
        """Return the number of the last entry that counts.

        Raises:
            NoSuchEntry: the log has no entry of the number given.
            MalformedInstant: an instant has no time zone.
            MalformedField: it is no knowledge.
        """
        instant = self.instant_of(known_at)
        return known_at if isinstance(known_at, int) else self.known(instant)

    def instant_of(self, known_at: KnownAt) -> datetime | None:
        """Return the instant of a knowledge; none where all that is recorded counts.

        An instant that has not come yet is taken for now, so none.

        Raises:
            NoSuchEntry, MalformedInstant, MalformedField: see `last_known`.
        """
        if known_at is not None and type(known_at) not in _KNOWLEDGES:
            raise MalformedField("known_at", known_at, _KNOWLEDGE)
        if isinstance(known_at, int):
            check_number("known_at", known_at)
            return self._recorded(known_at).event.recorded_at
        if isinstance(known_at, datetime) and known_at.utcoffset() is None:
            raise MalformedInstant("known_at", known_at.isoformat())
        if known_at is None:
            return None
        instant = known_at if isinstance(known_at, datetime) else end_of(known_at)
        return None if instant > self._clock().astimezone(UTC) else instant

    def _recorded(self, number: int) -> Entry:
        """Return an entry, the next one where it cannot be read and was voided; raise NoSuchEntry."""
        found = next(self._next_from(number), None) if number > 0 else None
        if found is None:
            raise NoSuchEntry("ask as known at", number)
        return found

    def _next_from(self, number: int) -> Iterator[Entry]:
        """Yield the entries from a number on; the first one costs no more than one entry."""
        yield from self.entries(after=number - 1, limit=1)
        yield from self.entries(after=number)

    def known(self, at: datetime | None) -> int:
        """Return the number of the last entry recorded at or before an instant; of the last for none."""
        low, high = 0, self.store.size()
        while at is not None and low < high:
            middle = (low + high + 1) // 2
            first = next(self._from(middle))
            is_known = first.event.recorded_at <= at
            low, high = (first.number, high) if is_known else (low, middle - 1)
        return high

    def entries(self, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Yield the entries after a number in the order recorded, without a word of what voids them.

        Those that cannot be read and were voided are left out; they count towards the limit.
        """
        return readable(self.store, self.store.read(after=after, limit=limit))

    def is_unreadable(self, number: int) -> bool:
        """Return whether an entry that is there cannot be read, voided or not."""
        try:
            entry(next(iter(self.store.read(after=number - 1, limit=1))))
        except UnreadableEntry:
            return True
        return False

    def _from(self, number: int) -> Iterator[Entry]:
        """Yield the entries from a number on, reading one at a time."""
        for each in count(number):
            yield from self.entries(after=each - 1, limit=1)


def held(event: Event, last: DCBSequencedEvent | None) -> Event:
    """Return the event recorded no earlier than the last one: a clock that goes back is held."""
    now = held_at(event.recorded_at, last)
    return event if event.recorded_at == now else attrs.evolve(event, recorded_at=now)


def held_at(now: datetime, last: DCBSequencedEvent | None) -> datetime:
    """Return the instant at which something is recorded: now, or that of the last entry if it is later."""
    return now if last is None else max(now, entry(last).event.recorded_at)


def zoned(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return a clock that says the same in UTC.

    It raises ClockWithoutZone where the other says no instant with a time zone.
    """

    def now() -> datetime:
        now = clock()
        try:
            return in_utc(now)
        except BadInput as problem:
            raise ClockWithoutZone(repr(now)) from problem

    return now
