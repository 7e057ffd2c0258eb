"""A list of office-holders, and what it comes to beside the registry."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import frozen

from ...events import StewardElected
from ...events.errors import BadInput
from ...events.window import Window
from ...projections.mandates.rows import Mandate
from .cells import Meanings, days, ids, required, unit_ids, words
from .errors import NotInProfile
from .files import opened
from .headings import Wanted
from .plans import Change
from .problems import RowProblem
from .profile import Profile, named
from .row_reader import Column, RowReader
from .source import Source

_FIELDS: Final = ("member", "unit", "office", "since", "until")


class OfficerRow(NamedTuple):
    """What one row says of a mandate.

    Attributes:
        row: Its number as a person sees it.
        member: The member's opaque id.
        unit: The unit of the election.
        office: Our word for the office; none where the list gives none.
        since: The day of the election, or the window in which it lies.
        until: The first day it is no longer held; none for until further notice.
    """

    row: int
    member: str
    unit: str
    office: str | None
    since: Window
    until: Window | None


@frozen
class OfficerList:
    """A list of office-holders, with everything that is wrong with it.

    Attributes:
        source: Where it was read from.
        headings: The headings it has, by what they hold.
        rows: The sound rows, in the order of the file.
        problems: What is wrong with the other rows.
    """

    source: Source
    headings: Mapping[str, str]
    rows: list[OfficerRow]
    problems: list[RowProblem]

    def by_ids(self, id_of: Callable[[str], str]) -> "OfficerList":
        """Return the list with the ids by which the log knows its members."""
        rows = [row._replace(member=id_of(row.member)) for row in self.rows]
        return attrs.evolve(self, rows=rows)


def read_officers(path: str | Path, profile: Profile, *, sheet: str | None = None) -> OfficerList:
    """Read a list of office-holders: CSV, or XLSX with the extra `xlsx`.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the list.
    """
    if profile.mandates is None:
        raise NotInProfile(str(path), profile.name, "mandates")
    headings = named(profile.mandates)
    needed = [[headings[name]] for name in ("member", "unit", "since")]
    reads: dict[str, Callable[[str], Callable[[Any], Any]]] = {
        "member": lambda h: required(h, ids(h), "the member's number in the union"),
        "unit": lambda h: required(h, unit_ids(h), "the id of the unit"),
        "office": lambda h: words(h, profile.offices) if profile.offices else ids(h),
        "since": lambda h: required(h, days(h, profile), "the day of the election"),
        "until": lambda h: days(h, profile),
    }
    with opened(path, Wanted(profile.name, tuple(headings.values()), needed), sheet) as table:
        there = {key: each for key, each in headings.items() if table.place_of(each) is not None}
        columns = [
            Column(key, each, table.place_of(each) or 0, Meanings(reads[key](each)))
            for key, each in there.items()
        ]
        reader = RowReader(table, columns)
        rows = reader.sound(list(_rows(reader)), may_repeat=True)
        return OfficerList(reader.source(), there, rows, reader.problems)


def _rows(reader: RowReader) -> Iterator[OfficerRow]:
    read = [reader.column(name) for name in _FIELDS]
    for number, cells in reader.rows(None):
        try:
            row = OfficerRow(number, *(meanings[cells[place]] for place, meanings in read))
        except BadInput:
            reader.refuse(number, cells)
        else:
            yield row


class UnknownUnitListed(BadInput):
    """A row names a unit that no entry formed."""

    unit: str

    cannot = "record an election at {0.unit}"
    because = "no entry formed a unit of that id"
    instead = "Correct the id, or form the unit first."


class MemberNeverSeen(BadInput):
    """A row names somebody of whom the registry knows nothing."""

    member: str

    cannot = "record an election of {0.member}"
    because = "nothing was ever recorded of that member"
    instead = "Correct the number, or import the member list first."


class UnknownOfficeListed(BadInput):
    """A row names an office that the agreement does not have."""

    office: str
    known: str

    cannot = "record an election as {0.office}"
    because = "the agreement has only {0.known}"
    instead = "Correct the word, or add it to [offices] of a profile."


class TermOverBefore(BadInput):
    """A term ends on or before the day it begins."""

    since: str
    until: str

    cannot = "record a term from {0.since} until {0.until}"
    because = "it would end before it begins"
    instead = "Correct one of the days."


@frozen
class Against:
    """What the rows of a list are held against.

    Attributes:
        units: Every unit ever formed.
        members: Of whom anything was ever recorded.
        offices: The offices of the agreement.
        mandates: Every mandate on record.
    """

    units: Collection[str]
    members: Collection[str]
    offices: Collection[str]
    mandates: Collection[Mandate]

    def problem(self, row: OfficerRow) -> tuple[str, str, BadInput] | None:
        """Return what is wrong with a row: the field, its value and the sentence; none if nothing is."""
        office = row.office or "steward"
        if row.unit not in self.units:
            return "unit", row.unit, UnknownUnitListed(row.unit)
        if row.member not in self.members:
            return "member", row.member, MemberNeverSeen(row.member)
        if office not in self.offices:
            return "office", office, UnknownOfficeListed(office, ", ".join(self.offices))
        if row.until and row.until.last <= row.since.last:
            problem = TermOverBefore(str(row.since), str(row.until))
            return "until", str(row.until), problem
        return None


def planned(
    listed: OfficerList, against: Against, common: Mapping[str, Any]
) -> tuple[list[Change], list[StewardElected], list[RowProblem]]:
    """Return what a list of office-holders comes to: the changes, the facts, and what is wrong."""
    known = {(m.member, m.unit, m.office, m.since): m for m in against.mandates}
    changes: list[Change] = []
    facts: dict[tuple[object, ...], StewardElected] = {}
    problems: list[RowProblem] = []
    for row in listed.rows:
        if found := against.problem(row):
            name, value, problem = found
            heading = listed.headings.get(name)
            problems.append(RowProblem.of(row.row, heading, value, problem))
            continue
        office, until = row.office or "steward", row.until.last if row.until else None
        key = (row.member, row.unit, office, row.since.last)
        on_record = known.get(key)
        what = f"{office} at {row.unit} since {row.since}" + (f" until {until}" if until else "")
        if on_record is None and key not in facts:
            changes.append(Change("elected", row.member, None, what))
            facts[key] = StewardElected(
                member=row.member,
                unit=row.unit,
                office=office,
                until=until,
                **{**common, "effective_on": row.since.last, "not_before": row.since.not_before},
            )
        elif on_record is not None and until != on_record.until:
            term = f"until {on_record.until}" if on_record.until else "until further notice"
            changes.append(Change("differs", row.member, term, what))
    return changes, list(facts.values()), problems
