"""The organisation: units, what they lie under, what they were merged into, and closings."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Final

from ...events import (
    ElectorateChanged,
    Event,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
)
from ...events.entry import Entry

_ORDER = attrgetter("order")

WORKPLACE: Final = "workplace"
"""The kind of a unit where members work and elect."""
EMPLOYER: Final = "employer"
"""The kind of a unit that employs whoever works below it."""


class Organisation:
    """The units that some standing entries speak of, on any day.

    A walk along mergers or parents that would come back to a unit it has visited ends where it
    stands: a circle can only appear through a later void, and `check` lists it.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), formed: Mapping[str, Entry] | None = None
    ) -> None:
        """Start with some standing entries, and the entries that formed units, where known by unit."""
        self._formings: dict[str, list[Entry]] = defaultdict(list)
        self._formed: dict[str, Entry] = {}
        self._all_formed = formed or self._formed
        self._moved: dict[str, list[Entry]] = defaultdict(list)
        self._merged: dict[str, list[Entry]] = defaultdict(list)
        self._closed: dict[str, list[Entry]] = defaultdict(list)
        self._elects: dict[str, list[Entry]] = defaultdict(list)
        self._turns: dict[str, frozenset[date]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take in a standing entry; those that are not about units are passed over."""
        self._turns.clear()
        self.__dict__.pop("_leading_to", None)
        if isinstance(entry.event, UnitFormed):
            formings = self._formings[entry.event.unit]
            insort(formings, entry, key=forming_order)
            self._formed[entry.event.unit] = formings[0]
        elif (facts := self._facts(entry)) is not None:
            insort(facts, entry, key=_ORDER)

    def discard(self, entry: Entry) -> None:
        """Forget an entry that was voided."""
        self._turns.clear()
        self.__dict__.pop("_leading_to", None)
        if isinstance(entry.event, UnitFormed):
            unit = entry.event.unit
            formings = self._formings[unit]
            formings[:] = [other for other in formings if other.number != entry.number]
            if formings:
                self._formed[unit] = formings[0]
            else:
                self._formed.pop(unit, None)
        elif (facts := self._facts(entry)) is not None:
            facts[:] = [other for other in facts if other.number != entry.number]

    def _facts(self, entry: Entry) -> list[Entry] | None:
        match entry.event:
            case UnitMoved(unit=unit):
                return self._moved[unit]
            case UnitMerged(unit=unit):
                return self._merged[unit]
            case UnitClosed(unit=unit):
                return self._closed[unit]
            case ElectorateChanged(unit=unit):
                return self._elects[unit]
        return None

    def __contains__(self, unit: str) -> bool:
        """Return whether a unit was ever formed."""
        return unit in self._all_formed

    def formed(self, unit: str) -> Entry | None:
        """Return the entry that formed a unit, the earliest of several; none if there is no such unit."""
        return self._all_formed.get(unit)

    def formings(self, unit: str) -> list[Entry]:
        """Return every entry that formed a unit: more than one where its first day was corrected."""
        return self._formings.get(unit, [])

    def kind(self, unit: str) -> str | None:
        """Return the kind of a unit, such as `workplace`; none if there is no such unit."""
        entry = self._all_formed.get(unit)
        return entry.event.kind if entry and isinstance(entry.event, UnitFormed) else None

    def merged(self, unit: str, day: date) -> Entry | None:
        """Return the merger in force on a day that took the unit away, none if it stands alone."""
        return _last(self._merged.get(unit, ()), day)

    def closed(self, unit: str, day: date) -> Entry | None:
        """Return the entry that closed a unit on or before a day, none if it was not closed."""
        first = next(iter(self._closed.get(unit, ())), None)
        return first if first and first.event.effective_on <= day else None

    def is_open(self, unit: str, day: date) -> bool:
        """Return whether a unit is formed, and neither merged nor closed, on a day."""
        formed = self._all_formed.get(unit)
        if formed is None or formed.event.effective_on > day:
            return False
        return not (self.merged(unit, day) or self.closed(unit, day))

    def resolved(self, unit: str, day: date) -> str:
        """Return where somebody recorded at a unit is on a day, mergers followed."""
        if unit not in self._merged:
            return unit
        visited = {unit}
        while (into := self.into(unit, day)) and into not in visited:
            visited.add(into)
            unit = into
        return unit

    def mergers_from(self, unit: str, day: date) -> list[Entry]:
        """Return the mergers that take whoever is recorded at a unit to where they are on a day."""
        steps: list[Entry] = []
        end = self.resolved(unit, day)
        while unit != end and (step := self.merged(unit, day)):
            steps.append(step)
            unit = str(self.into(unit, day))
        return steps

    def absorbed(self, day: date) -> dict[str, list[str]]:
        """Return the units that have become part of another one by a day, by what they have become."""
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self._merged:
            at = self.resolved(unit, day)
            if at != unit:
                found[at].append(unit)
        return dict(found)

    def electorate(self, unit: str, day: date) -> str:
        """Return where somebody recorded at a unit elects on a day.

        Mergers are followed, and who elects with whom. A walk that comes back to where it was ends there.
        """
        at, visited = self.resolved(unit, day), set[str]()
        while at not in visited and (other := self.elects_with(at, day)):
            visited.add(at)
            at = other
        return at

    def elects_with(self, unit: str, day: date) -> str | None:
        """Return the open workplace that an open one elects with on a day, one step only; none for alone."""
        changed = self.elects_by(unit, day)
        other: str | None = getattr(changed.event, "electorate", None) if changed else None
        if other is None or not self._may_elect(unit, day):
            return None
        at = self.resolved(other, day)
        return at if at != unit and self._may_elect(at, day) else None

    def elects_by(self, unit: str, day: date) -> Entry | None:
        """Return the entry that says with whom a unit elects on a day; none if none does."""
        return _last(self._elects.get(unit, ()), day)

    def electing_with(self, unit: str, day: date) -> list[str]:
        """Return the workplaces that elect at another one on a day, one step only."""
        return sorted(each for each in self._elects if self.elects_with(each, day) == unit)

    def electing_together(self, day: date) -> dict[str, list[str]]:
        """Return the workplaces that elect together on a day, by where they do; none that elects alone."""
        found: dict[str, list[str]] = {}
        for unit in sorted(self._elects):
            at = self.electorate(unit, day)
            if at != unit and self._may_elect(unit, day):
                found.setdefault(at, [at]).append(unit)
        return {at: sorted(units) for at, units in found.items()}

    def _may_elect(self, unit: str, day: date) -> bool:
        return self.kind(unit) == WORKPLACE and self.is_open(unit, day)

    def line(self, unit: str, day: date) -> Iterator[str]:
        """Yield a unit and those it lies under on a day, from below."""
        visited: set[str] = set()
        above: str | None = unit
        while above is not None and above not in visited:
            visited.add(above)
            yield above
            above = self.parent(above, day)

    def employer(self, unit: str, day: date) -> str:
        """Return who employs those at a unit on a day, mergers followed.

        It is the nearest unit of that kind that the unit lies under, or is; without one, what is above all.
        """
        for above in self.line(self.resolved(unit, day), day):
            unit = above
            if self.kind(above) == EMPLOYER:
                break
        return unit

    def within(self, unit: str, day: date) -> list[str]:
        """Return the units at or below a unit on a day, and those merged into one of them."""
        led: set[str] = set()
        ahead = [unit]
        while ahead:  # whatever was ever put under it, or merged into it
            led.add(ahead[-1])
            ahead += self._leading_to.get(ahead.pop(), set()) - led
        return sorted(each for each in led if unit in self.line(self.resolved(each, day), day))

    @cached_property
    def _leading_to(self) -> dict[str, set[str]]:
        """The units that were ever under or merged into a unit: for what is asked of all of them."""
        leading: dict[str, set[str]] = defaultdict(set)
        facts = (*self._moved.items(), *self._merged.items())
        told = [(unit, entry) for unit, entries in facts for entry in entries]
        told += [(unit, self._all_formed[unit]) for unit in self._all_formed]
        for unit, entry in told:
            if above := _led_to(entry.event):
                leading[above].add(unit)
        return leading

    def parent(self, unit: str, day: date) -> str | None:
        """Return what a unit lies under on a day; before its first day, its first parent."""
        entry = self.placing(unit, day)
        return getattr(entry.event, "parent", None) if entry else None

    def placing(self, unit: str, day: date) -> Entry | None:
        """Return the entry that says what a unit lies under on a day: a move, or its forming."""
        return _last(self._moved.get(unit, ()), day) or self._all_formed.get(unit)

    def days(self) -> set[date]:
        """Return the days on which anything about the units changes."""
        kinds = (self._moved, self._merged, self._closed, self._elects)
        facts = [entries for kind in kinds for entries in kind.values()]
        return {entry.event.effective_on for entries in facts for entry in entries}

    def turns(self, unit: str) -> frozenset[date]:
        """Return the days on which anything may change of what a unit is, has become, or lies under."""
        if unit not in self._turns:
            self._turns[unit] = frozenset(self._walk_turns(unit))
        return self._turns[unit]

    def _walk_turns(self, start: str) -> Iterator[date]:
        """Yield the days of all that is known of a unit and of those it was ever led to."""
        seen, ahead = set[str](), [start]
        while ahead:
            unit = ahead.pop()
            if unit in seen:
                continue
            seen.add(unit)
            facts = (self._moved, self._merged, self._closed, self._elects)
            for entry in (each for kind in facts for each in kind.get(unit, ())):
                yield entry.event.effective_on
                ahead += filter(None, (_led_to(entry.event),))
            if formed := self._all_formed.get(unit):
                ahead += filter(None, (_led_to(formed.event),))

    def into(self, unit: str, day: date) -> str | None:
        """Return the unit that a unit was merged into on or before a day, one step only."""
        entry = self.merged(unit, day)
        return entry.event.into if entry and isinstance(entry.event, UnitMerged) else None

    def mergers(self, unit: str) -> list[Entry]:
        """Return every standing entry that merges a unit into another, in order."""
        return self._merged.get(unit, [])

    def every_merger(self) -> list[Entry]:
        """Return every standing entry that merges a unit into another, in order."""
        found = (entry for entries in self._merged.values() for entry in entries)
        return sorted(found, key=_ORDER)

    def joined_ever(self) -> dict[str, set[str]]:
        """Return for each unit that was ever merged with others, or elected with them, all of them."""
        found: dict[str, set[str]] = {}
        facts = (*self._merged.values(), *self._elects.values())
        for event in (entry.event for entries in facts for entry in entries):
            units = {getattr(event, "unit"), _led_to(event)} - {None}  # noqa: B009
            every = set[str]().union(*(found.get(unit, {unit}) for unit in units))
            found |= dict.fromkeys(every, every)
        return found

    def told_of(self, units: Iterable[str]) -> list[Entry]:
        """Return what is known of some units and of those they were ever led to, in order."""
        found, seen, ahead = list[Entry](), set[str](), [*units]
        while ahead:
            unit = ahead.pop()
            if unit in seen:
                continue
            seen.add(unit)
            kinds = (self._moved, self._merged, self._closed, self._elects)
            here = [entry for kind in kinds for entry in kind.get(unit, ())]
            here += [formed] if (formed := self._all_formed.get(unit)) else []
            found += here
            ahead += filter(None, (_led_to(entry.event) for entry in here))
        return sorted(found, key=_ORDER)

    def moves(self, unit: str) -> list[Entry]:
        """Return every standing entry that moves a unit, in order."""
        return self._moved.get(unit, [])


def first_day(forming: Entry) -> date:
    """Return the first day on which a unit can have been there, by the entry that formed it."""
    return getattr(forming.event, "not_before", None) or forming.event.effective_on


def forming_order(forming: Entry) -> tuple[date, date, int]:
    """Return the place of an entry among those that formed one unit: the first of them counts."""
    return (forming.event.effective_on, first_day(forming), forming.number)


def corrects(forming: Entry, formed: Entry) -> bool:
    """Return whether forming a unit again does no more than to give it an earlier first day."""
    again, before = forming.event, formed.event
    assert isinstance(again, UnitFormed)  # noqa: S101 -- by construction
    assert isinstance(before, UnitFormed)  # noqa: S101 -- by construction
    is_earlier = forming_order(forming)[:2] < forming_order(formed)[:2]
    return is_earlier and _as_formed(again) == _as_formed(before)


def _as_formed(event: UnitFormed) -> tuple[str, str, str, str | None]:
    return (event.unit, event.name, event.kind, event.parent)


def name_on(organisation: Organisation, history: Iterable[Entry], unit: str, day: date) -> str:
    """Return what a unit is called on a day; before its first day, what it was formed as."""
    formed = organisation.formed(unit)
    name = str(getattr(formed.event, "name")) if formed else ""  # noqa: B009
    for event in (entry.event for entry in history if entry.event.effective_on <= day):
        if isinstance(event, UnitRenamed) and event.unit == unit:
            name = event.name
    return name


def _led_to(event: Event) -> str | None:
    """Return the unit that a fact puts another one under or into, or lets it elect with; none for none."""
    fields = ("into", "parent", "electorate")
    return next((unit for each in fields if (unit := getattr(event, each, None))), None)


def _last(entries: Iterable[Entry], day: date) -> Entry | None:
    last = None
    for entry in entries:
        if entry.event.effective_on > day:
            break
        last = entry
    return last
