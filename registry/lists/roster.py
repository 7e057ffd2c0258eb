"""A roster: the list of members on a day, as another system exports it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import check_day, check_id, check_unit_id
from ..collector import collector_paused
from .cells import Meanings, Names, categories, days, ids, required, texts, unit_ids
from .errors import NotInProfile
from .files import opened
from .problems import RowProblem
from .profile import Profile, named
from .row_reader import Column, Progress, RowReader
from .rows import Check, ReadRows, judged, or_none
from .source import Source, Table

_FIELDS: Final = ("member", "category", "workplace", "workplace_name", "joined_on")


class RosterRow(NamedTuple):
    """What one row says of a member.

    Attributes:
        row: Its number as a person sees it; the headings are row 1.
        member: The member's opaque id.
        category: Our word for the category; none where the list gives none.
        workplace: The id of the workplace; none for no workplace, or where the list gives none.
        joined_on: The day of joining; none where the list gives none.
    """

    row: int
    member: str
    category: str | None
    workplace: str | None
    joined_on: date | None


@frozen
class Roster:
    """A list of members, with everything that is wrong with it.

    Attributes:
        source: Where it was read from.
        headings: The headings it has, by what they hold: `member`, `category`, `workplace`,
            `workplace_name`, `joined_on`.
        rows: The sound rows, in the order of the file. Those that a program puts together are checked
            when they are compared.
        names: What the list calls the workplaces, by their ids; the first name met.
        problems: What is wrong with the other rows.
        unsound: The members of rows with problems: nothing may be concluded about them.
        has_nameless: Whether a row with a problem has no readable member: then nobody may be taken for
            one who left.
    """

    source: Source
    headings: Mapping[str, str]
    rows: Sequence[RosterRow]
    names: dict[str, str]
    problems: list[RowProblem]
    unsound: frozenset[str]
    has_nameless: bool


def read_roster(path: str | Path, profile: Profile, on_progress: Progress | None = None) -> Roster:
    """Read a member list: CSV, or XLSX with the extra `xlsx`.

    Args:
        path: The file; its format is seen from its contents, not its name.
        profile: Its headings, words and forms of days.
        on_progress: Called now and then with how many bytes of the file have been read.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the roster.
    """
    if profile.roster is None:
        raise NotInProfile(str(path), profile.name, "roster")
    headings = named(profile.roster)
    with collector_paused(), opened(path, profile, headings.values()) as table:
        reader = RowReader(table, _columns(table, profile, headings))
        names: dict[str, str] = {}
        rows = _rows(reader, names, on_progress)
        return Roster(
            source=table.source,
            headings=headings,
            rows=ReadRows(reader.sound(rows)),
            names=names,
            problems=reader.problems,
            unsound=frozenset(reader.unsound),
            has_nameless=reader.has_nameless,
        )


_CHECKS: Final[Mapping[str, Check]] = {
    "member": check_id,
    "category": or_none(check_id),
    "workplace": or_none(check_unit_id),
    "joined_on": or_none(check_day),
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


def _columns(table: Table, profile: Profile, headings: dict[str, str]) -> list[Column]:
    reads: dict[str, Any] = {
        "member": lambda h: Names(required(h, ids(h), "the member's number in the union")),
        "category": lambda h: Meanings(categories(h, profile)),
        "workplace": lambda h: Meanings(unit_ids(h)),
        "workplace_name": lambda h: Meanings(texts(h)),
        "joined_on": lambda h: Meanings(days(h, profile)),
    }
    return [
        Column(name, heading, table.headings.index(heading), reads[name](heading))
        for name, heading in headings.items()
    ]


def _rows(
    reader: RowReader, names: dict[str, str], on_progress: Progress | None
) -> list[RosterRow]:
    """Return the rows in which nothing is wrong; a million of them in a few seconds."""
    rows: list[RosterRow] = []
    (m, member), (c, category), (w, workplace), (n, name), (j, joined_on) = map(
        reader.column, _FIELDS
    )
    for number, cells in reader.rows(on_progress):
        try:
            row = RosterRow(
                number,
                member[cells[m]],
                category[cells[c]],
                workplace[cells[w]],
                joined_on[cells[j]],
            )
            called = name[cells[n]]
        except BadInput:
            reader.refuse(number, cells)
            continue
        rows.append(row)
        if called and row.workplace and row.workplace not in names:
            names[row.workplace] = called
    return rows
