"""An employer's list: how many social workers each workplace has, members or not."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
from attrs import frozen

from ...events.errors import BadInput
from ...events.validators import MOST_PEOPLE, check_people, check_text, check_unit_id
from .cells import Meanings, required, text_of, texts, unit_ids
from .errors import NotInProfile
from .files import opened
from .problems import NotWhole, RowProblem
from .profile import Profile, named
from .row_reader import Column, Progress, RowReader
from .rows import Check, ReadRows, judged, or_none
from .source import Cell, Source, Table


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
    path: str | Path, profile: Profile, on_progress: Progress | None = None
) -> EmployerList:
    """Read an employer's list: CSV, or XLSX with the extra `xlsx`.

    Raises:
        BadInput: the file as a whole cannot be read; see `stewards.registry.lists.errors`. What is
            wrong with single rows is in the list.
    """
    if profile.employer is None:
        raise NotInProfile(str(path), profile.name, "employer")
    headings = named(profile.employer)
    with opened(path, profile, headings.values()) as table:
        reader = RowReader(table, _columns(table, headings))
        rows = ReadRows(reader.sound(_rows(reader, on_progress)))
        unsound = frozenset(reader.unsound)
        return EmployerList(table.source, rows, reader.problems, unsound)


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
    found = judged(listed.rows, EmployerRow, _CHECKS)
    return attrs.evolve(
        listed,
        rows=found.rows,
        problems=[*listed.problems, *found.problems],
        unsound=listed.unsound | found.unsound,
    )


def _columns(table: Table, headings: dict[str, str]) -> list[Column]:
    reads: dict[str, Callable[[str], Callable[[Cell], Any]]] = {
        "workplace": lambda h: required(h, unit_ids(h), "the id of the workplace"),
        "employees": lambda h: required(h, _wholes(h), "the number of employees"),
        "name": texts,
    }
    return [
        Column(name, heading, table.headings.index(heading), Meanings(reads[name](heading)))
        for name, heading in headings.items()
    ]


def _rows(reader: RowReader, on_progress: Progress | None) -> list[EmployerRow]:
    rows: list[EmployerRow] = []
    (w, workplace), (n, name), (e, employees) = map(
        reader.column, ("workplace", "name", "employees")
    )
    for number, cells in reader.rows(on_progress):
        try:
            row = EmployerRow(number, workplace[cells[w]], name[cells[n]], employees[cells[e]])
        except BadInput:
            reader.refuse(number, cells)
        else:
            rows.append(row)
    return rows


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
