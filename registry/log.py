"""The log: events in, entries out; what is recorded is decided, stamped and tagged here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count

import attrs
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)

from ..events import EntryVoided, Event, recordable, tags
from ..events.errors import UnreadableEntry
from ..events.validators import in_utc
from .boundary import Boundary
from .command_tags import told_tags
from .commands import Command, appending, record_once, tagged
from .decisions import Decision, Told
from .errors import BadInput, ClockBehind, ClockWithoutZone
from .folds import Entry, known
from .reading import entry, readable
from .repeats import Repeat
from .stores import CLOCK_LEEWAY, Store


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

    def decide(self, decision: Decision, told: Told, command: Command | None = None) -> Entry:
        """Record what a decision decides, once, on the condition that what it read still stands.

        Raises:
            BadInput: what is said is malformed, whatever the rules are.
            Refusal: a rule forbids it.
            ClockBehind: the last entry lies ahead of the clock.
            CommandUsed: something else was recorded as that command.
            TooManyConflicts: others changed what it depends on, time and again.
            UnknownOutcome: the store was lost meanwhile.

        """
        decision.says(told)  # before a rule compares what is no day, or no number
        return record_once(
            command or Command.of(None), lambda once: self._decide(decision, told, once)
        )

    def _decide(self, decision: Decision, told: Told, command: Command) -> Entry:
        seen = Boundary(self.store)
        if command.may_be_there and (earlier := seen.everything_about(command.tag)):
            self._repeat(command, earlier).of([decision.says(told)])
            return earlier[0]
        event = decision.decide(seen, told)
        seen.expect_none(command.tag)
        return self._record(event, seen.condition, command)

    def _record(
        self, event: Event, condition: DCBAppendCondition | None, command: Command
    ) -> Entry:
        stamped = event

        def build(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
            nonlocal stamped
            latest = self._latest(event, last)
            self._refuse_behind(latest)
            stamped = held(event, latest)
            return tagged([self._stored(stamped)], command)

        with appending(command):
            number = self.store.append_next(build, condition)
        return Entry(number, stamped)

    def _latest(self, event: Event, last: DCBSequencedEvent | None) -> DCBSequencedEvent | None:
        """Return the last entry; for a void, which may be of one that cannot be read, one that can."""
        number = last.position if last else 0
        while isinstance(event, EntryVoided) and number:
            last = next(iter(self.store.read(after=number - 1, limit=1)))
            with suppress(UnreadableEntry):
                entry(last)
                return last
            last, number = None, number - 1
        return last

    def _stored(self, event: Event) -> DCBEvent:
        target = self.tags_of(event.voids) if isinstance(event, EntryVoided) else []
        found_by = list(dict.fromkeys([*tags(event), *target]))
        return DCBEvent(type(event).__name__, recordable(event), found_by)

    def tags_of(self, number: int) -> list[str]:
        """Return the tags of an entry, so that whoever reads the fact finds its void too."""
        found = next(iter(self.store.read(after=number - 1, limit=1)))
        return told_tags(found.event.tags)

    def repeat(self, command: Command) -> Repeat | None:
        """Return what a command recorded before; none if it recorded nothing by now."""
        if not command.may_be_there:
            return None
        ends = [entry(each) for each in self.store.read(command.query)]
        return self._repeat(command, ends) if ends else None

    def _repeat(self, command: Command, ends: Sequence[Entry]) -> Repeat:
        first, last = ends[0].number, ends[-1].number
        return Repeat(command, first, last, self.entries(after=first - 1, limit=last - first + 1))

    def append(self, events: Sequence[DCBEvent], after: int, command: Command) -> range:
        """Record the events of a command right behind an entry; return their numbers.

        Raises:
            IntegrityError: others appended meanwhile; nothing was.
            ClockBehind: the last entry lies ahead of the clock.
        """

        def build(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
            self._refuse_behind(last)
            return events

        events = tagged(events, command)
        with appending(command):
            number = self.store.append_next(build, DCBAppendCondition(after=after))
        return range(number - len(events) + 1, number + 1)

    def _refuse_behind(self, last: DCBSequencedEvent | None) -> None:
        if last is None or self._despite_clock:
            return
        recorded_at, now = entry(last).event.recorded_at, self._clock().astimezone(UTC)
        if recorded_at - now > CLOCK_LEEWAY:
            raise ClockBehind(last.position, recorded_at, now)

    def history(self, tag: str, upto: int, day: date | None = None) -> list[Entry]:
        """Return the entries with a tag that are known, voided ones and voids included, in order."""
        found = self.store.read(DCBQuery([DCBQueryItem(tags=[tag])]))
        entries = known(readable(self.store, found), upto)
        effective = [e for e in entries if day is None or e.event.effective_on <= day]
        return sorted(effective, key=lambda each: each.order)

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
        """Yield the entries after a number in the order told, without a word of what voids them.

        Those that cannot be read and were voided are left out; they count towards the limit.
        """
        return readable(self.store, self.store.read(after=after, limit=limit))

    def is_unreadable(self, number: int) -> bool:
        """Tell whether an entry that is there cannot be read, voided or not."""
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
    if last is None:
        return event
    latest = entry(last).event.recorded_at
    return event if event.recorded_at >= latest else attrs.evolve(event, recorded_at=latest)


def zoned(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return a clock that says the same in UTC.

    It raises ClockWithoutZone where the other says no instant with a time zone.
    """

    def now() -> datetime:
        told = clock()
        try:
            return in_utc(told)
        except BadInput as problem:
            raise ClockWithoutZone(repr(told)) from problem

    return now
