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
    Family,
    GenerationBegun,
    PeopleKeptApart,
    PersonErased,
    StewardElected,
    UnitFormed,
    types_of,
    units_named,
)
from ...events.command_tags import told_tags
from ...events.entry import Entry, in_order, known
from ...events.errors import BadInput, StewardsError
from ...events.log import Log
from ...events.prepared import Prepared
from ...events.reading import entry, readable
from ...events.stores import CLOCK_LEEWAY
from ...events.window import Window
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
    _voided: set[int] = field(factory=set)
    _numbers: dict[int, int] = field(factory=dict)
    _renumbered: bool = False
    _last_read: DCBSequencedEvent | None = None
    latest: datetime | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.latest = self.learnt

    @classmethod
    def after(cls, log: Log, now: datetime) -> "Batch":
        """Return an empty batch that is to follow what the log holds now."""
        head = log.store.size()
        last = next(log.entries(after=head - 1, limit=1), None) if head else None
        entries = _units_and_voids(log)
        return cls(
            log=log,
            head=head,
            learnt=last.event.recorded_at if last else None,
            now=now,
            organisation=Organisation(in_order(known(entries))),
            voided={e.event.voids for e in entries if isinstance(e.event, EntryVoided)},
        )

    @property
    def id(self) -> str:
        """The id of the batch, for the facts that are to bear it."""
        return batch_of(self.head + 1)

    def take(self, line: int, told: Prepared | StewardsError) -> None:
        """Add what a line says, or what is wrong with it."""
        if isinstance(told, StewardsError):
            self.problems.append(LineProblem(line, told))
            return
        try:
            checked = self._checked(told)
        except BadInput as problem:
            self.problems.append(LineProblem(line, problem))
        else:
            self._add(checked)

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

    def _checked(self, told: Prepared) -> Prepared:
        if told.entry in self._numbers:
            raise SameEntryTwice(told.entry or 0)
        if self.latest is not None and told.recorded_at < self.latest:
            told = self._held(told)
        elif told.says_when and told.recorded_at > self.now + CLOCK_LEEWAY:
            raise RecordedInFuture(_written(told.recorded_at), _written(self.now))
        for unit in told.units:
            if unit not in self.organisation and not _forms(told, unit):
                raise UnknownUnitNamed(told.type, unit)
        if told.type in _NOTICED:
            return self._checked_event(told)
        if told.election is not None:
            return self._of_election(told)
        if told.type == PeopleKeptApart.__name__:
            self._refuse_kept_apart()
        return told

    def _refuse_kept_apart(self) -> None:
        earlier = Boundary(self.log.store).first_about_members()
        if earlier is not None:
            raise KeptApartTooLate(earlier.number)

    def _checked_event(self, told: Prepared) -> Prepared:
        event = told.event
        if isinstance(event, EntryVoided):
            return told.saying(attrs.evolve(event, voids=self._target(event.voids)))
        self._check_unit(event)
        return told

    def _of_election(self, told: Prepared) -> Prepared:
        """Return what names the entry of an election with the number that this entry has here."""
        number = self._number_of(told.election or 0)
        if number is None or self._type_of(number) != StewardElected.__name__:
            raise UnknownElectionNamed(told.type, told.election or 0)
        event: Any = told.event
        return told.saying(attrs.evolve(event, election=number))

    def _held(self, told: Prepared) -> Prepared:
        """Return what was said now, at the last instant if the clock went back since."""
        latest = self.latest or self.now
        if not told.says_when:
            return told.saying(attrs.evolve(told.event, recorded_at=latest))
        if self.learnt is not None and told.recorded_at < self.learnt:
            raise LogFurtherOn(_written(told.recorded_at), self.head, _written(self.learnt))
        raise RecordedEarlier(_written(told.recorded_at), _written(latest))

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
            return self.events[number - self.head - 1].type
        return self._stored(number).event.type

    def _refuse_if_named(self, voids: int, number: int, unit: str) -> None:
        for other in self._standing():
            if other.number != number and unit in units_named(other.event):
                raise NamedUnitVoided(voids, unit, other.number)

    def _standing(self) -> Iterator[Entry]:
        own = map(self._entry, range(self.head + 1, self._next))
        every = known([*self.log.entries(), *own])
        return (e for e in in_order(every) if e.number not in self._voided)

    def _entry(self, number: int) -> Entry:
        if number > self.head:
            return entry(DCBSequencedEvent(self.events[number - self.head - 1], number))
        return entry(self._stored(number))

    def _stored(self, number: int) -> DCBSequencedEvent:
        """Return an entry of the log as it is stored; a void asks for its target several times."""
        if self._last_read is None or self._last_read.position != number:
            self._last_read = next(iter(self.log.store.read(after=number - 1, limit=1)))
        return self._last_read

    def _add(self, told: Prepared) -> None:
        found_by = told.tags
        if told.type in _NOTICED:
            found_by = list(dict.fromkeys([*found_by, *self._take_notice(told.event)]))
        self.events.append(DCBEvent(told.type, told.data, found_by))
        self.latest = told.recorded_at
        if told.entry is not None:
            number = self._numbers[told.entry] = self.head + len(self.events)
            self._renumbered = self._renumbered or number != told.entry

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
        return self.head + len(self.events) + 1


def batch_of(first: int) -> str:
    """Return the id of the batch that an import makes whose first entry has that number."""
    return f"import-{first}"


def _written(instant: datetime) -> str:
    return str(msgspec.to_builtins(instant))


def _forms(told: Prepared, unit: str) -> bool:
    return isinstance(told.event, UnitFormed) and told.event.unit == unit


def _units_and_voids(log: Log) -> list[Entry]:
    found: list[DCBSequencedEvent] = []
    for name in sorted(_NOTICED):
        found.extend(log.store.read(DCBQuery([DCBQueryItem(types=[name])])))
    return list(readable(log.store, found))
