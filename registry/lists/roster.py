"""A roster: the list of members on a day, as another system exports it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import field, frozen

from ...events.errors import BadInput
from ...events.validators import check_day, check_id, check_unit_id
from ...events.window import Window
from ...projections.collector import collector_paused
from .cells import (
    Meanings,
    Names,
    categories,
    days,
    ids,
    required,
    standings,
    texts,
    unit_ids,
    unit_names,
)
from .errors import EmptyList, NotInProfile
from .files import opened
from .headings import Wanted
from .problems import LeftAboutThen, ParentDiffers, RowProblem
from .profile import Profile, RosterHeadings, named
from .row_reader import Column, Progress, RowReader
from .rows import Check, ReadRows, judged, or_none
from .source import Cell, NamesOfUnits, Source, Table, trimmed
from .workplace_names import WorkplaceNames

_FIELDS: Final = ("member", "category", "workplace", "workplace_name", "joined_on", "parent")


class RosterRow(NamedTuple):
    """What one row says of a member.

    Attributes:
        row: Its number as a person sees it; the headings are row 1 where nothing stands above them.
        member: The member's opaque id.
        category: Our word for the category; none where the list gives none.
        workplace: The id of the workplace; none for no workplace, or where the list gives none.
        joined_on: The day of joining, or the last one that may be meant; none where the list gives none.
        joined_not_before: The first day that may be meant, where the list says a year or a month; none
            where the day is exact.
        left_on: A day of leaving after the day of the list, or the last one that may be meant; none where
            the list gives none.
        left_not_before: The first day of leaving that may be meant; none where the day is exact.
    """

    row: int
    member: str
    category: str | None
    workplace: str | None
    joined_on: date | None
    joined_not_before: date | None = None
    left_on: date | None = None
    left_not_before: date | None = None


class RosterLeaver(NamedTuple):
    """A row that names somebody who is no member any more.

    Attributes:
        row: Its number as a person sees it.
        member: The member's opaque id.
        left_on: The first day of not being a member, or the last one that may be meant; none where the
            list does not say.
        left_not_before: The first day that may be meant; none where the day is exact, or not said.
    """

    row: int
    member: str
    left_on: date | None
    left_not_before: date | None = None


@frozen
class Roster:
    """A list of members, with everything that is wrong with it.

    Attributes:
        source: Where it was read from.
        headings: The headings it has, by what they hold: `member`, `category`, `workplace`,
            `workplace_name`, `parent`, `joined_on`, `left_on`, `status`. Where workplaces are told by
            their names alone, `workplace` is the heading of the names.
        rows: The sound rows, in the order of the file. Those that a program puts together are checked
            when they are compared.
        names: What the list calls the workplaces, by their ids; the first name met, or the first one
            in the profile where it looks up the ids by the names.
        problems: What is wrong with the other rows.
        unsound: The members of rows with problems: nothing may be concluded about them.
        has_nameless: Whether a row with a problem has no readable member: then nobody may be taken for
            one who left.
        leavers: Whom the list names as members no longer, and not as members in another row; of several
            rows the one that tells the latest day.
        parents: The units above the workplaces, by the ids of the workplaces, where the list says.
    """

    source: Source
    headings: Mapping[str, str]
    rows: Sequence[RosterRow]
    names: dict[str, str]
    problems: list[RowProblem]
    unsound: frozenset[str]
    has_nameless: bool
    leavers: list[RosterLeaver] = field(factory=list)
    parents: dict[str, str] = field(factory=dict)

    def by_ids(self, id_of: Callable[[str], str]) -> "Roster":
        """Return the list, its rows sound, with the ids by which the log knows its members."""
        checked = checked_roster(self)
        return attrs.evolve(
            checked,
            rows=ReadRows(row._replace(member=id_of(row.member)) for row in checked.rows),
            unsound=frozenset(map(id_of, checked.unsound)),
            leavers=[row._replace(member=id_of(row.member)) for row in checked.leavers],
        )


def read_roster(
    path: str | Path,
    profile: Profile,
    on_progress: Progress | None = None,
    *,
    on: date | None = None,
    sheet: str | None = None,
    workplaces: NamesOfUnits | None = None,
) -> Roster:
    """Read a member list: CSV, or XLSX with the extra `xlsx`.

    Args:
        path: The file; its format is seen from its contents, not its name.
        profile: Its headings, words and forms of days.
        on_progress: Called now and then with how many bytes of the file have been read.
        on: The day of the list: whoever leaves later is a member on it. None takes every day of leaving
            for one that has come.
        sheet: The sheet of a workbook; none for the visible one that has the headings.
        workplaces: What the registry calls its workplaces, asked for where a list tells them by name
            alone. The names in the profile come first.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the roster.
    """
    if profile.roster is None:
        raise NotInProfile(str(path), profile.name, "roster")
    headings = _headings_of(profile.roster, profile)
    wanted = Wanted(profile.name, tuple(dict.fromkeys(headings.values())), [[headings["member"]]])
    with collector_paused(), opened(path, wanted, sheet) as table:
        names_given = profile.workplaces or {}
        names = WorkplaceNames.of(names_given)
        called: dict[str, str] = {}
        there = {key: each for key, each in headings.items() if table.place_of(each) is not None}
        if "workplace" not in there and "workplace_name" in there and (names.ids or workplaces):
            there["workplace"] = there.pop("workplace_name")
            called = {unit: trimmed(name) for name, unit in reversed([*names_given.items()])}
            if workplaces:
                names = names.before(WorkplaceNames.of_units(workplaces()))
            read_workplace = partial(unit_names, names=names)
        else:
            read_workplace = partial(unit_ids, names=names)
        reader = RowReader(table, _columns(table, profile, there, read_workplace, names), names)
        return _Reading(reader, on, called).roster(there, _missing(headings, there), on_progress)


_CHECKS: Final[Mapping[str, Check]] = {
    "member": check_id,
    "category": or_none(check_id),
    "workplace": or_none(check_unit_id),
    "joined_on": or_none(check_day),
    "joined_not_before": or_none(check_day),
    "left_on": or_none(check_day),
    "left_not_before": or_none(check_day),
}


def checked_roster(roster: Roster) -> Roster:
    """Return a roster with its rows checked, unless they were when they were read from a file.

    Those in which something is wrong are listed as problems.
    """
    if isinstance(roster.rows, ReadRows):
        return roster
    found = judged(roster.rows, RosterRow, _CHECKS)
    return attrs.evolve(
        roster,
        rows=found.rows,
        problems=[*roster.problems, *found.problems],
        unsound=roster.unsound | found.unsound,
        has_nameless=roster.has_nameless or found.has_nameless,
    )


def _headings_of(roster: RosterHeadings, profile: Profile) -> dict[str, str]:
    """Return the headings by what they hold; one column may say the category and the status."""
    headings = named(roster)
    if profile.status and "status" not in headings:
        headings["status"] = headings["category"]
    if profile.categories is not None and "category" not in headings and "status" in headings:
        headings["category"] = headings["status"]
    return headings


def _missing(headings: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """Return the headings that the profile names and the list does not have."""
    had = set(there.values())
    return [each for each in dict.fromkeys(headings.values()) if each not in had]


def _columns(
    table: Table,
    profile: Profile,
    headings: Mapping[str, str],
    read_workplace: Callable[[str], Callable[[Cell], str | None]],
    names: WorkplaceNames,
) -> list[Column]:
    is_shared = headings.get("status") == headings.get("category")
    reads: dict[str, Any] = {
        "member": lambda h: Names(required(h, ids(h), "the member's number in the union")),
        "category": lambda h: Meanings(categories(h, profile, says_status=is_shared)),
        "workplace": lambda h: Meanings(read_workplace(h)),
        "workplace_name": lambda h: Meanings(texts(h)),
        "parent": lambda h: Meanings(unit_ids(h, names)),
        "joined_on": lambda h: Meanings(_bounds(days(h, profile))),
        "left_on": lambda h: Meanings(days(h, profile)),
        "status": lambda h: Meanings(standings(h, profile, says_category=is_shared)),
    }
    places = {name: table.place_of(heading) for name, heading in headings.items()}
    return [
        Column(name, headings[name], place, reads[name](headings[name]))
        for name, place in places.items()
        if place is not None
    ]


def _bounds(read: Callable[[Cell], Window | None]) -> Callable[[Cell], tuple[date, date | None]]:
    """Return what reads the last day that may be meant, and the first one where that is another."""

    def read_bounds(cell: Cell) -> Any:
        window = read(cell)
        return (window.last, window.not_before) if window else (None, None)

    return read_bounds


@attrs.define
class _Reading:
    """The rows of a roster, as they are read.

    Attributes:
        reader: What separates them, and collects what is wrong.
        on: The day of the list, if that is known.
    """

    reader: RowReader
    on: date | None
    names: dict[str, str] = field(factory=dict)
    parents: dict[str, str] = field(factory=dict)
    leavers: list[RosterLeaver] = field(factory=list)

    def roster(
        self, headings: Mapping[str, str], missing: list[str], on_progress: Progress | None
    ) -> Roster:
        """Read the rows; raise EmptyList if they name nobody as a member."""
        reader = self.reader
        rows = reader.sound(self._rows(on_progress))
        if not rows and not reader.problems:
            raise EmptyList(reader.table.source.file)
        source = reader.source()
        if missing:
            said = f"it has no column {', '.join(map(repr, missing))}"
            source = attrs.evolve(source, remarks=(*source.remarks, said))
        return Roster(
            source=source,
            headings=headings,
            rows=ReadRows(rows),
            names=self.names,
            problems=reader.problems,
            unsound=frozenset(reader.unsound),
            has_nameless=reader.has_nameless,
            leavers=self._who_left(rows) if self.leavers else [],
            parents=self.parents,
        )

    def _rows(self, on_progress: Progress | None) -> list[RosterRow]:
        """Return the rows in which nothing is wrong; a million of them in a few seconds."""
        rows: list[RosterRow] = []
        reader, names = self.reader, self.names
        (m, member), (c, category), (w, workplace), (n, name), (j, joined), (p, parent) = map(
            reader.column, _FIELDS
        )
        there = {column.field for column in reader.columns}
        may_leave, has_parents = bool(there & {"left_on", "status"}), "parent" in there
        leaves: date | None = None
        leaves_not_before: date | None = None
        make = tuple.__new__  # a third of the time that the class itself takes
        if "joined_on" not in there:
            joined = _NO_DAYS
        for number, cells in reader.rows(on_progress):
            try:
                if may_leave:
                    leaving = self._leaving(number, cells)
                    if leaving is None:
                        continue
                    leaves, leaves_not_before = leaving
                joins, not_before = joined[cells[j]]
                row = make(
                    RosterRow,
                    (
                        number,
                        member[cells[m]],
                        category[cells[c]],
                        workplace[cells[w]],
                        joins,
                        not_before,
                        leaves,
                        leaves_not_before,
                    ),
                )
                called = name[cells[n]]
                if has_parents and self._is_elsewhere(row, parent[cells[p]], cells):
                    continue
            except BadInput as problem:
                reader.refuse(number, cells, self._of_row(number, problem))
                continue
            rows.append(row)
            if called and (at := row[3]) and at not in names:
                names[at] = called
        return rows

    def _leaving(self, number: int, cells: list[Cell]) -> tuple[date | None, date | None] | None:
        """Return the bounds of a leaving still to come; none for a row that names nobody as a member.

        Raises BadInput where nobody can tell.
        """
        (m, member), (s, status), (o, left_on) = map(
            self.reader.column, ("member", "status", "left_on")
        )
        window: Window | None = left_on[cells[o]]
        has_left = status[cells[s]] == "left"
        if window and self.on and not has_left:
            if window.first > self.on:
                return (window.last, window.not_before)
            if window.last > self.on:
                raise LeftAboutThen(self._heading("left_on"), str(window), self.on)
        if not (has_left or window):
            return None, None
        days = (window.last, window.not_before) if window else (None, None)
        self.leavers.append(RosterLeaver(number, member[cells[m]], *days))
        return None

    def _of_row(self, number: int, problem: BadInput) -> RowProblem | None:
        """Return a problem of several cells taken together; those of one are found again by themselves."""
        if not isinstance(problem, LeftAboutThen):
            return None
        return RowProblem.of(number, problem.field, problem.value, problem)

    def _is_elsewhere(self, row: RosterRow, above: str | None, cells: list[Cell]) -> bool:
        """Return whether a row lays its workplace under another unit than a row before; list it if so."""
        workplace = row.workplace
        if above is None or workplace is None:
            return False
        other = self.parents.setdefault(workplace, above)
        if other == above:
            return False
        heading = self._heading("parent")
        problem = ParentDiffers(heading, above, workplace, other)
        found = RowProblem.of(row.row, heading, above, problem)
        self.reader.refuse(row.row, cells, found)
        return True

    def _heading(self, name: str) -> str:
        return next(column.heading for column in self.reader.columns if column.field == name)

    def _who_left(self, rows: list[RosterRow]) -> list[RosterLeaver]:
        """Return the last leaving of each member whom no other row speaks of."""
        spoken_of = {row.member for row in rows} | self.reader.unsound
        latest: dict[str, RosterLeaver] = {}
        for each in self.leavers:
            if each.member not in spoken_of:
                before = latest.setdefault(each.member, each)
                if (each.left_on or date.min) > (before.left_on or date.min):
                    latest[each.member] = each
        return sorted(latest.values())


class _NoDays(dict[Cell, tuple[None, None]]):
    """What the cells mean of a column of days that the list does not have."""

    def __missing__(self, _cell: Cell) -> tuple[None, None]:
        return None, None


_NO_DAYS: Final[Any] = _NoDays()
