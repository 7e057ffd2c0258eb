"""A batch of facts, checked one by one against the units and entries there are by then."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import attrs
import msgspec
from attrs import define, field
from eventsourcing.dcb.api import (
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)

from ...events import (
    EntryVoided,
    Event,
    Fact,
    Family,
    GenerationBegun,
    PeopleKeptApart,
    PersonErased,
    Said,
    StewardElected,
    UnitFormed,
    as_event,
    encode,
    tags,
    types_of,
    units_named,
)
from ...events.command_tags import told_tags
from ...events.entry import Entry, in_order, known
from ...events.errors import BadInput, StewardsError
from ...events.log import Log
from ...events.reading import entry, readable
from ...events.stores import CLOCK_LEEWAY
from ...events.window import Window
from ...events.wire import Wire
from ...projections.boundary import Boundary
from ...projections.organisation.circles import closes_circle
from ...projections.organisation.fold import Organisation, corrects, first_day
from ..commands import Command, append
from .problems import (
    BeforeFirstDay,
    BeginningVoided,
    CircleOfUnits,
    ErasureVoided,
    FormedTwice,
    KeptApartTooLate,
    LineProblem,
    LogFurtherOn,
    NamedUnitVoided,
    RecordedEarlier,
    RecordedInFuture,
    SameEntryTwice,
    UnknownElectionNamed,
    UnknownEntryVoided,
    UnknownUnitNamed,
    VoidVoided,
)

_NOTICED = {*types_of(Family.ORGANISATION), *types_of(Family.CORRECTIONS)}
"""The types that change what may follow in the batch: there are other units then, or an entry less."""


@define
class Batch:
    """The entries that an import adds to a log, and what it knows of the units by then."""

    log: Log
    head: int
    learnt: datetime | None
    now: datetime
    organisation: Organisation
    events: list[DCBEvent] = field(factory=list)
    problems: list[LineProblem] = field(factory=list)
    _batch: str | None = None
    _said: list[Said] = field(factory=list)
    _voided: set[int] = field(factory=set)
    _numbers: dict[int, int] = field(factory=dict)
    _renumbered: bool = False
    _last_read: DCBSequencedEvent | None = None
    latest: datetime | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.latest = self.learnt

    @classmethod
    def after(cls, log: Log, now: datetime, *, is_named: bool = False) -> "Batch":
        """Return an empty batch that is to follow what the log holds now.

        If it is named, facts that bear no batch get one of their own.
        """
        head = log.store.size()
        last = next(log.entries(after=head - 1, limit=1), None) if head else None
        entries = _units_and_voids(log)
        return cls(
            log=log,
            head=head,
            learnt=last.event.recorded_at if last else None,
            now=now,
            batch=batch_of(head + 1) if is_named else None,
            organisation=Organisation(in_order(known(entries))),
            voided={e.event.voids for e in entries if isinstance(e.event, EntryVoided)},
        )

    def take(self, line: int, fact: Fact | StewardsError) -> None:
        """Add a fact, or what is wrong with it."""
        if isinstance(fact, StewardsError):
            self.problems.append(LineProblem(line, fact))
            return
        try:
            said = self._in_batch(self._checked(fact))
        except BadInput as problem:
            self.problems.append(LineProblem(line, problem))
        else:
            self._add(said, fact.entry)

    def append(
        self,
        command: Command,
        mark: str | None = None,
        keep: Callable[[int], None] | None = None,
    ) -> range:
        """Append the entries right behind what the log held; return their numbers.

        Args:
            command: The command.
            mark: A further tag of the first of them, by which a file is known again.
            keep: Called with the number of entries there are, when nothing forbids these any more.

        Raises:
            IntegrityError: others appended meanwhile; nothing was.
        """
        if not self.events:
            return range(0)
        if mark:
            self.events[0].tags = [*self.events[0].tags, mark]
        return append(self.log, self.events, self.head, command, keep)

    def _in_batch(self, said: Said) -> Said:
        """Return what was said as a part of this batch, unless it is one of another."""
        if self._batch is None or said.batch is not None:
            return said
        if isinstance(said, Wire):
            said.batch = self._batch
            return said
        return attrs.evolve(said, batch=self._batch)

    def _checked(self, fact: Fact) -> Said:
        said = fact.said
        if fact.entry in self._numbers:
            raise SameEntryTwice(fact.entry or 0)
        if self.latest is not None and said.recorded_at < self.latest:
            said = self._held(fact)
        elif fact.says_when and said.recorded_at > self.now + CLOCK_LEEWAY:
            raise RecordedInFuture(_written(said.recorded_at), _written(self.now))
        for unit in units_named(said):
            if unit not in self.organisation and not _forms(said, unit):
                raise UnknownUnitNamed(type(said).__name__, unit)
        if type(said).__name__ in _NOTICED:
            return self._checked_event(as_event(said))
        if getattr(said, "election", None) is not None:
            return self._of_election(said)
        if type(said).__name__ == PeopleKeptApart.__name__:
            self._refuse_kept_apart()
        return said

    def _refuse_kept_apart(self) -> None:
        earlier = Boundary(self.log.store).first_about_members()
        if earlier is not None:
            raise KeptApartTooLate(earlier.number)

    def _checked_event(self, event: Event) -> Event:
        if isinstance(event, EntryVoided):
            return attrs.evolve(event, voids=self._target(event.voids))
        self._check_unit(event)
        return event

    def _of_election(self, said: Any) -> Said:
        """Return what names the entry of an election with the number that this entry has here."""
        number = self._number_of(said.election)
        if number is None or self._type_of(number) != StewardElected.__name__:
            raise UnknownElectionNamed(type(said).__name__, said.election)
        event: Any = as_event(said)
        return attrs.evolve(event, election=number)  # type: ignore[no-any-return]

    def _held(self, fact: Fact) -> Event:
        """Return what was said now, at the last instant if the clock went back since."""
        told_at, latest = fact.said.recorded_at, self.latest or self.now
        if not fact.says_when:
            return attrs.evolve(as_event(fact.said), recorded_at=latest)
        if self.learnt is not None and told_at < self.learnt:
            raise LogFurtherOn(_written(told_at), self.head, _written(self.learnt))
        raise RecordedEarlier(_written(told_at), _written(latest))

    def _check_unit(self, event: Event) -> None:
        unit, kind = str(getattr(event, "unit")), type(event).__name__  # noqa: B009
        formed = self.organisation.formed(unit)
        if formed and isinstance(event, UnitFormed):
            if not corrects(Entry(self._next, event), formed):
                raise FormedTwice(unit, formed.number)
        elif formed and event.effective_on < first_day(formed):
            window = Window(first_day(formed), formed.event.effective_on)
            raise BeforeFirstDay(kind, unit, event.effective_on, window)
        if closes_circle(self.organisation, Entry(self._next, event)):
            raise CircleOfUnits(kind, unit)

    def _target(self, voids: int) -> int:
        number = self._number_of(voids)
        if number is None:
            raise UnknownEntryVoided(voids)
        target = self._entry(number)
        if isinstance(target.event, EntryVoided):
            raise VoidVoided(voids)
        if isinstance(target.event, PeopleKeptApart | PersonErased):
            raise ErasureVoided(voids)
        if isinstance(target.event, GenerationBegun):
            raise BeginningVoided(voids)
        if isinstance(target.event, UnitFormed) and number not in self._voided:
            unit = target.event.unit
            if len(self.organisation.formings(unit)) == 1:
                self._refuse_if_named(voids, number, unit)
        return number

    def _number_of(self, told_as: int) -> int | None:
        """Return the number of the entry that the file means; none if it can mean none.

        That is one of its own lines, or an entry of the log, unless the file numbers its lines otherwise.
        Where a file numbers none of its lines, theirs are those that the entries will have.
        """
        if told_as in self._numbers:
            return self._numbers[told_as]
        last = self.head if self._numbers else self._next - 1
        return told_as if 0 < told_as <= last and not self._renumbered else None

    def _type_of(self, number: int) -> str:
        if number > self.head:
            return type(self._said[number - self.head - 1]).__name__
        return self._stored(number).event.type

    def _refuse_if_named(self, voids: int, number: int, unit: str) -> None:
        for other in self._standing():
            if other.number != number and unit in units_named(other.event):
                raise NamedUnitVoided(voids, unit, other.number)

    def _standing(self) -> Iterator[Entry]:
        own = (Entry(n, as_event(said)) for n, said in enumerate(self._said, self.head + 1))
        every = known([*self.log.entries(), *own])
        return (e for e in in_order(every) if e.number not in self._voided)

    def _entry(self, number: int) -> Entry:
        if number > self.head:
            return Entry(number, as_event(self._said[number - self.head - 1]))
        return entry(self._stored(number))

    def _stored(self, number: int) -> DCBSequencedEvent:
        """Return an entry of the log as it is stored; a void asks for its target several times."""
        if self._last_read is None or self._last_read.position != number:
            self._last_read = next(iter(self.log.store.read(after=number - 1, limit=1)))
        return self._last_read

    def _add(self, said: Said, told_as: int | None) -> None:
        found_by = tags(said)
        if type(said).__name__ in _NOTICED:
            found_by = list(dict.fromkeys([*found_by, *self._take_notice(as_event(said))]))
        self.events.append(DCBEvent(type(said).__name__, encode(said), found_by))
        self._said.append(said)
        self.latest = said.recorded_at
        if told_as is not None:
            number = self._numbers[told_as] = self.head + len(self._said)
            self._renumbered = self._renumbered or number != told_as

    def _take_notice(self, event: Event) -> list[str]:
        """Keep up with units and voids; return the tags of the entry that the event voids."""
        if not isinstance(event, EntryVoided):
            self.organisation.add(Entry(self._next, event))
            return []
        self._voided.add(event.voids)
        self.organisation.discard(self._entry(event.voids))
        return self._tags_of(event.voids)

    def _tags_of(self, number: int) -> list[str]:
        if number > self.head:
            return self.events[number - self.head - 1].tags
        return told_tags(self._stored(number).event.tags)

    @property
    def _next(self) -> int:
        return self.head + len(self._said) + 1


def batch_of(first: int) -> str:
    """Return the id of the batch that an import makes whose first entry has that number."""
    return f"import-{first}"


def _written(instant: datetime) -> str:
    return str(msgspec.to_builtins(instant))


def _forms(said: Said, unit: str) -> bool:
    return type(said).__name__ == UnitFormed.__name__ and getattr(said, "unit", None) == unit


def _units_and_voids(log: Log) -> list[Entry]:
    found: list[DCBSequencedEvent] = []
    for name in sorted(_NOTICED):
        found.extend(log.store.read(DCBQuery([DCBQueryItem(types=[name])])))
    return list(readable(log.store, found))
