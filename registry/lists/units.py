"""A list of units: the organisation as a spreadsheet has it, and what it comes to beside the registry."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import define, field, frozen

from ...events import Event, UnitFormed, UnitMoved, UnitRenamed
from ...events.errors import BadInput
from ...events.window import SINCE_EVER, Window
from ...projections.organisation.rows import Unit
from .cells import Meanings, Names, days, ids, required, texts, unit_ids, words
from .errors import NotInProfile
from .files import opened
from .headings import Wanted
from .plans import Change
from .problems import RowProblem
from .profile import Profile, named
from .row_reader import Column, RowReader
from .source import Source

_KINDS: Final = frozenset({"workplace", "employer", "administration", "centre"})
_FIELDS: Final = ("unit", "name", "kind", "parent", "formed_on")


class UnitRow(NamedTuple):
    """What one row says of a unit; none for what it does not say.

    Attributes:
        row: Its number as a person sees it.
        unit: The id.
        name: What people call it.
        kind: Our word for what it is.
        parent: The unit it lies under.
        formed_on: Its first day, or the window in which that lies.
    """

    row: int
    unit: str
    name: str | None
    kind: str | None
    parent: str | None
    formed_on: Window | None


@frozen
class UnitList:
    """A list of units, with everything that is wrong with it.

    Attributes:
        source: Where it was read from.
        headings: The headings it has, by what they hold.
        rows: The sound rows, in the order of the file.
        problems: What is wrong with the other rows.
    """

    source: Source
    headings: Mapping[str, str]
    rows: list[UnitRow]
    problems: list[RowProblem]


def read_units(path: str | Path, profile: Profile, *, sheet: str | None = None) -> UnitList:
    """Read a list of units: CSV, or XLSX with the extra `xlsx`.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the list.
    """
    if profile.units is None:
        raise NotInProfile(str(path), profile.name, "units")
    headings = named(profile.units)
    wanted = Wanted(profile.name, tuple(headings.values()), [[headings["unit"]]])
    reads: dict[str, Callable[[str], Meanings[Any]]] = {
        "unit": lambda h: Names(required(h, unit_ids(h), "the id of the unit")),
        "name": lambda h: Meanings(texts(h)),
        "kind": lambda h: Meanings(words(h, profile.kinds) if profile.kinds else ids(h)),
        "parent": lambda h: Meanings(unit_ids(h)),
        "formed_on": lambda h: Meanings(days(h, profile)),
    }
    with opened(path, wanted, sheet) as table:
        there = {key: each for key, each in headings.items() if table.place_of(each) is not None}
        columns = [
            Column(key, each, table.place_of(each) or 0, reads[key](each))
            for key, each in there.items()
        ]
        reader = RowReader(table, columns)
        rows = reader.sound(list(_rows(reader)))
        return UnitList(reader.source(), there, rows, reader.problems)


def _rows(reader: RowReader) -> Iterator[UnitRow]:
    read = [reader.column(name) for name in _FIELDS]
    for number, cells in reader.rows(None):
        try:
            row = UnitRow(number, *(meanings[cells[place]] for place, meanings in read))
        except BadInput:
            reader.refuse(number, cells)
        else:
            yield row


class UnknownParent(BadInput):
    """A row lays a unit under one that there is not."""

    unit: str
    parent: str

    cannot = "lay unit {0.unit} under {0.parent}"
    because = "neither the registry nor another row has a unit {0.parent}"
    instead = "Correct the id, or add a row for it."


class CircleOfRows(BadInput):
    """Parents lead back to where they began."""

    unit: str
    parent: str

    cannot = "lay unit {0.unit} under {0.parent}"
    because = "{0.parent} would itself lie below {0.unit}"
    instead = "Correct one of the parents."


class NearKind(BadInput):
    """A kind is almost one that is known."""

    kind: str
    near: str

    cannot = "form a unit of kind {0.kind!r}"
    because = "it is almost {0.near!r}, which is a kind already"
    instead = "Correct it, or give --yes if it is a kind of its own."


@define
class Planning:
    """Works out what a list of units comes to.

    Attributes:
        listed: The list.
        known: The units of the registry on the day, by id.
        on: The day.
        may_change: Whether to rename and move units from that day on.
        any_kind: Whether to take a kind that is almost a known one.
        common: What every fact carries.
        forming: Returns the event that formed a unit of the registry.
    """

    listed: UnitList
    known: Mapping[str, Unit]
    on: date
    may_change: bool
    any_kind: bool
    common: Mapping[str, Any]
    forming: Callable[[str], UnitFormed]
    changes: list[Change] = field(factory=list)
    facts: list[Event] = field(factory=list)
    problems: list[RowProblem] = field(factory=list)

    def plan(self) -> None:
        """Fill in the changes, the facts and the problems: parents come before what lies under them."""
        rows = self._sound({row.unit: row for row in self.listed.rows})
        done = set[str]()
        for row in rows.values():
            above = [row]
            while (parent := rows.get(above[-1].parent or "")) and parent.unit not in done:
                above.append(parent)
            for each in reversed(above):
                if each.unit not in done:
                    done.add(each.unit)
                    self._form(each) if each.unit not in self.known else self._compare(each)

    def _sound(self, rows: dict[str, UnitRow]) -> dict[str, UnitRow]:
        """Return the rows whose kinds and parents can be; leaving out one may leave out others."""
        kinds = _KINDS | {unit.kind for unit in self.known.values()}
        rows = {unit: row for unit, row in rows.items() if self._has_kind(row, kinds)}
        while True:
            sound = {unit: row for unit, row in rows.items() if self._has_parent(row, rows)}
            if len(sound) == len(rows):
                return rows
            rows = sound

    def _has_kind(self, row: UnitRow, kinds: frozenset[str]) -> bool:
        kind = row.kind
        if kind is None or kind in kinds or row.unit in self.known or self.any_kind:
            return True
        near = min((each for each in kinds if _are_near(kind, each)), default=None)
        return near is None or self._list(row, "kind", kind, NearKind(kind, near))

    def _has_parent(self, row: UnitRow, rows: Mapping[str, UnitRow]) -> bool:
        parent = row.parent
        if parent is None:
            return True
        if parent not in rows and parent not in self.known:
            return self._list(row, "parent", parent, UnknownParent(row.unit, parent))
        unit: str | None = parent
        visited = set[str]()
        while unit is not None and unit not in visited:
            if unit == row.unit:
                return self._list(row, "parent", parent, CircleOfRows(row.unit, parent))
            visited.add(unit)
            unit = self._parent(unit, rows)
        return True

    def _parent(self, unit: str, rows: Mapping[str, UnitRow]) -> str | None:
        """Return what a unit would lie under."""
        known = self.known.get(unit)
        if unit in rows and "parent" in self.listed.headings and (self.may_change or not known):
            return rows[unit].parent
        return known.parent if known else None

    def _list(self, row: UnitRow, name: str, value: str, problem: BadInput) -> bool:
        """List a row as a problem; return that it is not sound."""
        heading = self.listed.headings[name]
        self.problems.append(RowProblem.of(row.row, heading, value, problem))
        return False

    def _form(self, row: UnitRow) -> None:
        window = row.formed_on or Window(SINCE_EVER, self.on)
        kind, name = row.kind or "workplace", row.name or row.unit
        under = f" under {row.parent}" if row.parent else ""
        self.changes.append(Change("formed", row.unit, None, f"{kind} {name}{under}, {window}"))
        as_formed: dict[str, Any] = {
            "unit": row.unit,
            "name": name,
            "kind": kind,
            "parent": row.parent,
        }
        self.facts.append(UnitFormed(**as_formed, **self._on(window)))

    def _compare(self, row: UnitRow) -> None:
        known = self.known[row.unit]
        exactly = self._on(Window(self.on, self.on))
        if row.kind and row.kind != known.kind:
            self.changes.append(Change("differs", row.unit, known.kind, row.kind))
        if row.name and row.name != known.name:
            self._change("renamed", row.unit, known.name, row.name)
            if self.may_change:
                self.facts.append(UnitRenamed(unit=row.unit, name=row.name, **exactly))
        if "parent" in self.listed.headings and row.parent != known.parent:
            self._change("moved", row.unit, known.parent or "none", row.parent or "none")
            if self.may_change:
                self.facts.append(UnitMoved(unit=row.unit, parent=row.parent, **exactly))
        if row.formed_on:
            self._correct(row, row.formed_on, known)

    def _correct(self, row: UnitRow, window: Window, known: Unit) -> None:
        on_record = Window(known.formed_not_before or known.formed_on, known.formed_on)
        if (window.last, window.first) >= (on_record.last, on_record.first):
            if window != on_record:
                self.changes.append(Change("differs", row.unit, str(on_record), str(window)))
            return
        self.changes.append(Change("first day", row.unit, str(on_record), str(window)))
        self.facts.append(attrs.evolve(self.forming(row.unit), **self._on(window)))

    def _change(self, change: str, unit: str, known: str, listed: str) -> None:
        self.changes.append(Change(change if self.may_change else "differs", unit, known, listed))

    def _on(self, window: Window) -> dict[str, Any]:
        return {**self.common, "effective_on": window.last, "not_before": window.not_before}


def _are_near(one: str, other: str) -> bool:
    """Return whether two words differ by case, or by one letter."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or len(short) < 4:
        return False
    start = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]
