"""Void an entry: it was wrong, and counts as never said from this moment."""

from datetime import date

from ...events import (
    EntryVoided,
    GenerationBegun,
    PeopleKeptApart,
    PersonErased,
    RosterTaken,
    UnitFormed,
    units_named,
)
from ...events.entry import Entry
from ...events.errors import NoSuchEntry, Refusal, UnreadableEntry
from ...projections.boundary import Boundary
from ...projections.organisation.fold import Organisation
from ...projections.rules import Agreement
from ..people.errors import ErasureIsFinal


class VoidOfAVoid(Refusal):
    """A void is final."""

    entry: int
    voids: int

    cannot = "void entry {0.entry}"
    because = "it is itself a void, of entry {0.voids}, and a void is final"
    instead = "Record the fact of entry {0.voids} again."


class AlreadyVoided(Refusal):
    """The entry was taken back before."""

    entry: int
    voided_by: int

    cannot = "void entry {0.entry}"
    because = "entry {0.voided_by} already voided it"
    instead = "There is nothing left to do."


class BeginningIsFinal(Refusal):
    """The entry says which log this one was made from."""

    entry: int

    cannot = "void entry {0.entry}"
    because = "it says which log this one was made from, so that both can be verified"
    instead = "It changes no answer: leave it."


class UnitStillNamed(Refusal):
    """The entry formed a unit that other entries name."""

    entry: int
    unit: str
    named_by: str

    cannot = "void entry {0.entry}"
    because = "it formed unit {0.unit}, which other entries name: {0.named_by}"
    instead = "Void those first, or close the unit with 'stewards unit close {0.unit}'."


class ListStillStands(Refusal):
    """The entry says that a member list was taken in, and facts were derived from it."""

    entry: int
    on: date
    batch: str | None

    cannot = "void entry {0.entry}"
    because = "it is the member list of {0.on}, from which facts were derived"
    instead = "{0.way_out}"

    @property
    def way_out(self) -> str:
        """What to do: a list is taken back with its batch, if it has one."""
        if self.batch is None:
            return "It belongs to no batch: export the log, leave the list out, and import the rest anew."
        return f"Take the list back with them: 'stewards batch revert {self.batch}'."


def decide(event: EntryVoided, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NoSuchEntry, UnitStillNamed, or what is final: VoidOfAVoid, ErasureIsFinal, ..."""
    try:
        target = seen.entry(event.voids)
    except UnreadableEntry as problem:
        if problem.entry != event.voids:
            raise
        _refuse_voided(event, seen.entries())
        return  # whatever it was to say, a void included
    if target is None:
        raise NoSuchEntry("void", event.voids)
    _refuse_final(event, target)
    if isinstance(target.event, UnitFormed):
        seen.everything_about(f"unit:{target.event.unit}")
        if len(Organisation(seen.history()).formings(target.event.unit)) == 1:
            _refuse_named(event, target.event.unit, seen.history())


def _refuse_final(event: EntryVoided, target: Entry) -> None:
    match target.event:
        case EntryVoided(voids=voids):
            raise VoidOfAVoid(event.voids, voids)
        case PeopleKeptApart() | PersonErased():
            raise ErasureIsFinal(event.voids)
        case GenerationBegun():
            raise BeginningIsFinal(event.voids)
        case _ if target.voided_by is not None:
            raise AlreadyVoided(event.voids, target.voided_by)
        case RosterTaken(effective_on=day, batch=batch):
            raise ListStillStands(event.voids, day, batch)


def _refuse_voided(event: EntryVoided, entries: list[Entry]) -> None:
    for entry in entries:
        if isinstance(entry.event, EntryVoided) and entry.event.voids == event.voids:
            raise AlreadyVoided(event.voids, entry.number)


def _refuse_named(event: EntryVoided, unit: str, history: list[Entry]) -> None:
    naming = {e.number for e in history if unit in units_named(e.event)}
    others = sorted(naming - {event.voids})
    if others:
        more = f" and {len(others) - 5} more" if len(others) > 5 else ""
        named_by = ", ".join(map(str, others[:5])) + more
        raise UnitStillNamed(event.voids, unit, named_by)
