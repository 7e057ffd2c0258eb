"""The boundary of a decision: what it has read, and the condition that this still stands."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBQuery,
    DCBQueryItem,
    DCBRecorder,
    DCBSequencedEvent,
)

from ..events import (
    TYPES,
    ElectorateChanged,
    EmploymentStated,
    Event,
    Family,
    JoiningDayStated,
    PeopleKeptApart,
    PersonErased,
    RosterTaken,
    RuleAgreed,
    UnitMerged,
    types_of,
    types_setting,
)
from ..events.entry import Entry, in_order, known
from ..events.reading import entry, readable
from .membership.knowledge import ListTaken, lists_in
from .organisation.fold import Organisation
from .rules import Agreement, Rules

_ORGANISATION: Final = (*types_of(Family.ORGANISATION), *types_of(Family.ELECTORATES))
# A confirmation leaves everything as it is, so no decision depends on one.
_MEMBERSHIP: Final = tuple(
    name for name in types_of(Family.MEMBERSHIP) if name not in types_setting("confirmation")
)
_PLACING: Final = types_setting("workplace")
_EMPLOYMENT: Final = types_of(Family.EMPLOYMENT)
_MANDATES: Final = types_of(Family.MANDATES)
_COMMITTEES: Final = types_of(Family.COMMITTEES)
_HEADCOUNTS: Final = types_setting("headcount")
_ELECTORS: Final = (*_MEMBERSHIP, EmploymentStated.__name__)
_RULES: Final = (RuleAgreed.__name__,)
_CORRECTIONS: Final = types_of(Family.CORRECTIONS)
_LISTS: Final = (RosterTaken.__name__,)
_NAMING_MEMBERS: Final = (
    PeopleKeptApart.__name__,
    *(name for name, kind in TYPES.items() if kind.member_fields),
)
_EVIDENCE: Final = (*types_of(Family.MEMBERSHIP), JoiningDayStated.__name__)

Follow = Callable[[Iterable[Entry]], set[str]]


class Boundary:
    """Reads what a decision asks for, and remembers it for the condition of the append.

    Each question widens the boundary, and all of them see the log as it stood at the first one.
    What is appended on `condition` is refused if anything that would have been read has been
    recorded since, so the state that was decided on and the state that is protected are the same.
    For a question about the past, `head` is the last entry to be seen.
    """

    def __init__(self, store: DCBRecorder, head: int | None = None) -> None:
        self._store = store
        self._items: dict[tuple[tuple[str, ...], str], DCBQueryItem] = {}
        self._entries: dict[int, Entry] = {}
        self._history: list[Entry] | None = None
        self._organisation: Organisation | None = None
        self._head = head
        self._along: list[DCBQueryItem] = []
        self._kept_apart: int | None = None

    @property
    def condition(self) -> DCBAppendCondition | None:
        """The condition that nothing within the boundary has changed; none if nothing was read."""
        if not self._items:
            return None
        return DCBAppendCondition(DCBQuery(list(self._items.values())), after=self._head or 0)

    def history(self) -> list[Entry]:
        """Return all standing entries read so far, in order."""
        if self._history is None:
            self._history = in_order(known(self._entries.values()))
        return self._history

    def entries(self) -> list[Entry]:
        """Return all entries read so far, voided ones and voids included, as they were recorded."""
        return sorted(known(self._entries.values()), key=lambda entry: entry.number)

    def entry(self, number: int) -> Entry | None:
        """Read an entry by its number, and what voids it; none if the log has no such entry.

        Raises:
            UnreadableEntry: it cannot be read, voided or not.
        """
        self._read((), [f"entry:{number}"])
        if 0 < number <= (self._head or 0):
            found = list(self._store.read(after=number - 1, limit=1))
            self._take(found)
            if number not in self._entries:
                entry(found[0])
        return next((entry for entry in self.entries() if entry.number == number), None)

    def everything_about(self, *tags: str) -> list[Entry]:
        """Read every entry with one of the tags, whatever its type."""
        self._read((), tags)
        return self.entries()

    def first_about_members(self) -> Entry | None:
        """Read the first entry that names a member, or keeps people apart; none if there is none at all."""
        wanted = DCBQueryItem(types=[*_NAMING_MEMBERS])
        self._items[_NAMING_MEMBERS, ""] = wanted
        found = self._store.read(DCBQuery([wanted]), limit=1)
        return next(readable(self._store, found), None)

    def watch_people(self) -> None:
        """Read with the next question whether people are kept apart; it costs no question of its own."""
        self._along = [DCBQueryItem(types=[PeopleKeptApart.__name__])]

    def kept_apart(self) -> int | None:
        """Return the entry since which people are kept apart, if that was read; none where they are not."""
        return self._kept_apart

    def erasure(self, member: str) -> Entry | None:
        """Read whether somebody is erased; return the entry that says so."""
        self._read((PersonErased.__name__,), [f"member:{member}"])
        erased = (e for e in self.entries() if isinstance(e.event, PersonErased))
        return next((e for e in erased if _is_about(e, member)), None)

    def expect_none(self, tag: str) -> None:
        """Make it a condition that nothing with a tag is recorded, where nothing was by now."""
        self._items.setdefault(((), tag), DCBQueryItem(tags=[tag]))

    def member(self, *members: str) -> list[Entry]:
        """Read the membership facts of members; return the history."""
        self._read(_MEMBERSHIP, [f"member:{member}" for member in members])
        return self.history()

    def employment(self, *members: str) -> list[Entry]:
        """Read what is known of the work of members, and when they are away; return the history."""
        self._read(_EMPLOYMENT, [f"member:{member}" for member in members])
        return self.history()

    def organisation(self, *units: str, above: bool = False) -> Organisation:
        """Read units, those they are merged or elect with, and, if `above`, those they ever lay under."""
        self._read_units(units, _units_merged_or_above if above else _units_merged)
        if self._organisation is None:
            self._organisation = Organisation(self.history())
        return self._organisation

    def electorate(self, workplace: str) -> list[Entry]:
        """Read whoever was ever at a workplace or one it is merged or elects with, and their headcounts.

        Return the history.
        """
        tags = [f"unit:{unit}" for unit in sorted(self._read_units([workplace], _units_merged))]
        self._read((*_PLACING, *_HEADCOUNTS), tags)
        electors = sorted(_members(self._entries.values(), _PLACING))
        self._read(_ELECTORS, [f"member:{member}" for member in electors])
        return self.history()

    def rosters(self) -> list[Entry]:
        """Read the complete member lists that were taken in; return those that stand, by their days."""
        self._read(_LISTS, [None])
        numbers = [e.number for e in self._entries.values() if isinstance(e.event, RosterTaken)]
        self._read((), [f"entry:{number}" for number in sorted(numbers)])
        return [e for e in self.history() if isinstance(e.event, RosterTaken)]

    def evidence(self, member: str) -> list[Entry]:
        """Read everything that speaks for or against a member being somewhere; return what stands."""
        self._read(_EVIDENCE, [f"member:{member}"])
        entries = (entry for entry in self.entries() if entry.voided_by is None)
        return [e for e in entries if type(e.event).__name__ in _EVIDENCE and _is_about(e, member)]

    def lists(self, unit: str) -> list[ListTaken]:
        """Read the complete member lists that were taken in, and what a unit and theirs lie under."""
        found = lists_in(self.rosters())
        if of_units := sorted({each.unit for each in found if each.unit is not None}):
            self.organisation(unit, *of_units, above=True)
        return found

    def rules(self, book: Agreement, *units: str, is_lenient: bool = False) -> Rules:
        """Read what was agreed about the rules; return them for units, and those they lie under.

        Args:
            book: The rule book that holds where no other one was agreed.
            units: The units that are to be asked for.
            is_lenient: Whether to go on without a rule book that cannot be read; see `Rules`.
        """
        self._read(_RULES, [None])
        agreed = [e.number for e in self._entries.values() if isinstance(e.event, RuleAgreed)]
        self._read((), [f"entry:{number}" for number in sorted(agreed)])
        if any(getattr(entry.event, "unit", None) for entry in self.agreed()):
            self.organisation(*units, above=True)
        return Rules(book, self.agreed(), self.organisation(), is_lenient=is_lenient)

    def agreed(self) -> list[Entry]:
        """Return what was agreed about the rules, as far as it was read."""
        return [entry for entry in self.history() if isinstance(entry.event, RuleAgreed)]

    def elections(self, unit: str) -> list[Entry]:
        """Read the elections and endings at a unit or one merged with it; return the history."""
        units = self._read_units([unit], _units_merged)
        self._read(_MANDATES, [f"unit:{each}" for each in sorted(units)])
        return self.history()

    def committee(self, unit: str) -> list[Entry]:
        """Read the seats and meetings of a committee; return the history."""
        self._read(_COMMITTEES, [f"unit:{unit}"])
        return self.history()

    def mandates_of(self, *members: str) -> list[Entry]:
        """Read the elections and endings of members, wherever that was; return the history."""
        self._read(_MANDATES, [f"member:{member}" for member in members])
        return self.history()

    def elections_below(self, unit: str) -> list[Entry]:
        """Read the elections and endings at units that were ever at or below one; return the history."""
        read: set[str] = set()
        ahead = {unit}
        while ahead:
            self._read(_ORGANISATION, [f"unit:{each}" for each in sorted(ahead)])
            read |= ahead
            led = (e.event for e in self._entries.values() if _above(e.event) & read)
            ahead = {str(getattr(event, "unit", "")) for event in led} - read
        self._read(_MANDATES, [f"unit:{each}" for each in sorted(read)])
        return self.history()

    def _read_units(self, units: Iterable[str], follow: Follow) -> set[str]:
        read: set[str] = set()
        ahead = set(units)
        while ahead:
            self._read(_ORGANISATION, [f"unit:{unit}" for unit in sorted(ahead)])
            read |= ahead
            ahead = self._reached_from(read, follow) - read
        return read

    def _reached_from(self, read: set[str], follow: Follow) -> set[str]:
        return follow(e for e in self._entries.values() if _names(e.event) & read)

    def _read(self, types: Collection[str], tags: Iterable[str | None]) -> None:
        """Read what is of some types and bears one of the tags; none for whatever tags it bears."""
        asked: dict[tuple[tuple[str, ...], str], DCBQueryItem] = {}
        for tag in tags:
            names = (*types, *_CORRECTIONS) if types and tag else (*types,)
            asked[names, tag or ""] = DCBQueryItem(types=list(names), tags=[tag] if tag else [])
        new = {key: item for key, item in asked.items() if key not in self._items}
        if not new:
            return
        self._items.update(new)
        response = self._store.read(DCBQuery([*new.values(), *self._along]))
        found = list(response)
        if self._along:
            apart = [each for each in found if each.event.type == PeopleKeptApart.__name__]
            self._kept_apart = apart[0].position if apart else None
            found = [each for each in found if each not in apart]
            self._items[(PeopleKeptApart.__name__,), ""] = self._along.pop()
        if self._head is None:
            self._head = response.head or 0
        self._take(each for each in found if each.position <= self._head)

    def _take(self, found: Iterable[DCBSequencedEvent]) -> None:
        new = (each for each in found if each.position not in self._entries)
        for each in readable(self._store, new):
            self._entries[each.number] = each
            self._history = self._organisation = None


def _is_about(entry: Entry, member: str) -> bool:
    return getattr(entry.event, "member", None) == member


def _names(event: Event) -> set[str]:
    return {getattr(event, "unit", ""), *_joined(event)}


def _joined(event: Event) -> set[str]:
    """Return the two units that a fact merges, or lets elect together."""
    match event:
        case UnitMerged(unit=unit, into=other) | ElectorateChanged(unit=unit, electorate=other):
            return {unit, other} if other else set()
    return set()


def _above(event: Event) -> set[str]:
    """Return the units that a fact about a unit puts it under or into."""
    named = {getattr(event, "parent", None), getattr(event, "into", None)}
    return {unit for unit in named if unit is not None}


def _units_merged(entries: Iterable[Entry]) -> set[str]:
    return {unit for entry in entries for unit in _joined(entry.event)}


def _units_merged_or_above(entries: Iterable[Entry]) -> set[str]:
    about = list(entries)
    parents = {getattr(e.event, "parent", None) for e in about}
    return _units_merged(about) | {parent for parent in parents if parent is not None}


def _members(entries: Iterable[Entry], types: Collection[str]) -> set[str]:
    about = (e.event for e in entries if type(e.event).__name__ in types)
    return {str(getattr(event, "member")) for event in about}  # noqa: B009
