"""An employer's list: how many social workers each workplace has, members or not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import MOST_PEOPLE, check_people, check_text, check_unit_id
from .cells import Meanings, required, text_of, texts, unit_ids, unit_names
from .errors import NotInProfile
from .files import opened
from .headings import Wanted
from .problems import NotWhole, RowProblem
from .profile import Profile, named
from .row_reader import Column, Progress, RowReader
from .rows import Check, ReadRows, judged, or_none
from .source import Cell, NamesOfUnits, Source, Table
from .workplace_names import WorkplaceNames


class EmployerRow(NamedTuple):
    """What one row says of a workplace.

    Attributes:
        row: Its number as a person sees it; the headings are row 1.
        workplace: The id of the workplace.
        name: What the employer calls it; none where the list does not say.
        employees: Social workers there.
    """

    row: int
    workplace: str
    name: str | None
    employees: int


@frozen
class EmployerList:
    """An employer's list, with everything that is wrong with it.

    Attributes:
        source: Where it was read from.
        rows: The sound rows, in the order of the file. Those that a program puts together are checked
            when they are compared.
        problems: What is wrong with the other rows.
        unsound: The workplaces of rows with problems: nothing may be concluded about them.
    """

    source: Source
    rows: Sequence[EmployerRow]
    problems: list[RowProblem]
    unsound: frozenset[str]


def read_employer_list(
    path: str | Path,
    profile: Profile,
    on_progress: Progress | None = None,
    *,
    sheet: str | None = None,
    workplaces: NamesOfUnits | None = None,
) -> EmployerList:
    """Read an employer's list: CSV, or XLSX with the extra `xlsx`.

    Args:
        path: The file.
        profile: Its headings. Without one for the employees each row is one of them.
        on_progress: Called now and then with how many bytes of the file have been read.
        sheet: The sheet of a workbook; none for the visible one that has the headings.
        workplaces: What the registry calls its workplaces, asked for where a list tells them by name
            alone. The names in the profile come first.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the list.
    """
    if profile.employer is None:
        raise NotInProfile(str(path), profile.name, "employer")
    headings = named(profile.employer)
    names = WorkplaceNames.of(profile.workplaces or {})
    knows_names = bool(names.ids or workplaces)
    wanted = Wanted(profile.name, tuple(headings.values()), _needed(headings, knows_names))
    with opened(path, wanted, sheet) as table:
        there = {key: each for key, each in headings.items() if table.place_of(each) is not None}
        read_workplace = partial(unit_ids, names=names)
        if "workplace" not in there:
            there["workplace"] = there.pop("name")
            if workplaces:
                names = names.before(WorkplaceNames.of_units(workplaces()))
            read_workplace = partial(unit_names, names=names)
        reader = RowReader(table, _columns(table, there, read_workplace), names)
        rows = _rows(reader, on_progress)
        if "employees" in there:
            rows = reader.sound(rows, may_repeat=True)
        else:
            rows = _counted(reader.sound(rows, may_repeat=True))
        unsound = frozenset(reader.unsound)
        return EmployerList(reader.source(), ReadRows(rows), reader.problems, unsound)


_CHECKS: Final[Mapping[str, Check]] = {
    "workplace": check_unit_id,
    "name": or_none(check_text),
    "employees": check_people,
}


def checked_employer_list(listed: EmployerList) -> EmployerList:
    """Return a list with its rows checked, unless they were when they were read from a file.

    Those in which something is wrong are listed as problems.
    """
    if isinstance(listed.rows, ReadRows):
        return listed
    found = judged(listed.rows, EmployerRow, _CHECKS, may_repeat=True)
    return attrs.evolve(
        listed,
        rows=found.rows,
        problems=[*listed.problems, *found.problems],
        unsound=listed.unsound | found.unsound,
    )


def _needed(headings: Mapping[str, str], knows_names: bool) -> list[list[str]]:
    """Return the headings that such a list cannot be read without: an id or else a name, and a number."""
    which = ("workplace", "name") if knows_names else ("workplace",)
    needed = [[headings[each] for each in which if each in headings]]
    return [*needed, [headings["employees"]]] if "employees" in headings else needed


def _columns(
    table: Table,
    headings: Mapping[str, str],
    read_workplace: Callable[[str], Callable[[Cell], str | None]],
) -> list[Column]:
    reads: dict[str, Callable[[str], Callable[[Cell], Any]]] = {
        "workplace": lambda h: required(h, read_workplace(h), "the id of the workplace"),
        "employees": lambda h: required(h, _wholes(h), "the number of employees"),
        "name": texts,
    }
    places = {name: table.place_of(headings[name]) for name in reads if name in headings}
    return [
        Column(name, headings[name], place, Meanings(reads[name](headings[name])))
        for name, place in places.items()
        if place is not None
    ]


def _rows(reader: RowReader, on_progress: Progress | None) -> list[EmployerRow]:
    """Return the rows in which nothing is wrong; without a number of employees one is meant."""
    rows: list[EmployerRow] = []
    (w, workplace), (n, name), (e, employees) = map(
        reader.column, ("workplace", "name", "employees")
    )
    for number, cells in reader.rows(on_progress):
        try:
            there = employees[cells[e]]
            row = EmployerRow(
                number, workplace[cells[w]], name[cells[n]], 1 if there is None else there
            )
        except BadInput:
            reader.refuse(number, cells)
        else:
            rows.append(row)
    return rows


def _counted(rows: Iterable[EmployerRow]) -> list[EmployerRow]:
    """Return a row a workplace, where the list has one an employee."""
    counted: dict[str, EmployerRow] = {}
    for row in rows:
        before = counted.get(row.workplace)
        if before is None:
            counted[row.workplace] = row
        else:
            employees = before.employees + 1
            counted[row.workplace] = before._replace(employees=employees)
    return list(counted.values())


def _wholes(heading: str) -> Callable[[Cell], int | None]:
    """Return what reads a number of people; blank means none."""

    def read(cell: Cell) -> int | None:
        text = text_of(heading, cell)
        if not text:
            return None
        digits = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PEOPLE)) + 1
        if not digits or int(text) > MOST_PEOPLE:
            raise NotWhole(heading, text)
        return int(text)

    return read
