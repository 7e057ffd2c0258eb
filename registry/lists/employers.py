"""An employer's list beside the members: employees, density, and the headcounts that come of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from attrs import frozen

from ...events import HeadcountObserved
from ...projections import questions
from ...projections.electorate.crossing import of_a_day
from ...projections.electorate.fold import Electorate, There
from ...projections.electorate.headcounts import Headcount
from ...projections.electorate.rows import Eligibility
from ...projections.view import View
from .employer import EmployerList, checked_employer_list
from .problems import BadRows, RowProblem
from .source import Source

Side = Literal["both", "list", "registry"]


class BadEmployerRows(BadRows):
    """Rows of an employer's list are malformed; nothing was recorded."""

    cannot = "record the headcounts of {0.file}"
    instead = "Correct them, or leave them out with --skip-bad-rows; nothing was recorded."


@frozen
class Staffing:
    """A workplace with its employees, as listed, beside the members counted there.

    Attributes:
        workplace: The open workplace, after mergers; on the list only, the id that stands there.
        name: Its name in the registry; on the list only, the name that stands there.
        employees: Social workers there, members or not; none if it is not on the list.
        members: Members of the categories that the agreement counts; none if it is on the list only.
        density: Members in a hundred employees, to one decimal; none without employees or members.
        side: `both`, or the only side that has the workplace: `list` or `registry`.
        verdict: Whether it may elect a steward, as `eligibility` has it; none if on the list only.
        verdict_with_list: The same with the employees of the list as the headcount of that day.
    """

    workplace: str
    name: str | None
    employees: int | None
    members: int | None
    density: float | None
    side: Side
    verdict: str | None
    verdict_with_list: str


@frozen
class EmployerComparison:
    """An employer's list beside the registry.

    Attributes:
        on: The day.
        source: Where the list was read from.
        rows: The workplaces by id.
        problems: The bad rows; nothing is concluded about the workplaces they name.
        upto: The last entry known.
        new: The headcounts that the registry does not have yet for that day, by workplace.
        command: The id by which they are recorded, once; none for a new one.
    """

    on: date
    source: Source
    rows: tuple[Staffing, ...]
    problems: Sequence[RowProblem]
    upto: int
    new: dict[str, int]
    command: str | None = None

    @property
    def is_same(self) -> bool:
        """Whether both sides have the same workplaces and verdicts, and no row is bad."""
        alike = (r.side == "both" and r.verdict == r.verdict_with_list for r in self.rows)
        return not self.problems and all(alike)

    @property
    def batch(self) -> str:
        """The id of the batch: the day, and the number that its first entry gets."""
        return f"headcounts-{self.on}-{self.upto + 1}"


def compared_employees(
    listed: EmployerList, view: View, command: str | None = None
) -> EmployerComparison:
    """Return employees beside members on the day of a view.

    Args:
        listed: The employer's list.
        view: The day, and what is known.
        command: The id by which the headcounts are to be recorded once; none for a new one.
    """
    listed = checked_employer_list(listed)
    became = view.became()
    employees = _added_up(listed, became)
    here = {each.workplace: each for each in view.eligibility()}
    names = {row.workplace: row.name for row in listed.rows}
    unsound = {became.get(each, each) for each in listed.unsound}
    rows = [
        _staffing(each, employees.get(each), here.get(each), names, view)
        for each in sorted((employees.keys() | here.keys()) - unsound)
    ]
    return EmployerComparison(
        view.on,
        listed.source,
        tuple(rows),
        listed.problems,
        view.upto,
        _new_headcounts(rows, view),
        command,
    )


def _new_headcounts(rows: Iterable[Staffing], view: View) -> dict[str, int]:
    """Return the headcounts of open workplaces that nobody has recorded for that day."""
    every = questions.headcounts(view.projection, view.on, view.upto)
    known = {(each.workplace, each.employees) for each in every if each.effective_on == view.on}
    return {
        row.workplace: row.employees
        for row in rows
        if row.side == "both"
        and row.employees is not None
        and (row.workplace, row.employees) not in known
    }


def _added_up(listed: EmployerList, became: Mapping[str, str]) -> dict[str, int]:
    """Return the employees by what the workplaces of the list have become."""
    employees: dict[str, int] = {}
    for row in listed.rows:
        workplace = became.get(row.workplace, row.workplace)
        employees[workplace] = employees.get(workplace, 0) + row.employees
    return employees


def _staffing(
    workplace: str,
    employees: int | None,
    found: Eligibility | None,
    names: Mapping[str, str | None],
    view: View,
) -> Staffing:
    """Return one workplace that is on the list, in the registry, or both."""
    listed = _counted(employees or 0, view.on)
    if found is None:
        alone = Electorate.of(workplace, [There(workplace, 0, 0, 0, listed)])
        rules = view.rules.at(workplace, view.on)
        verdict = str(of_a_day(alone.verdict(rules.threshold), rules))
        name = names.get(workplace)
        return Staffing(workplace, name, employees, None, None, "list", None, verdict)
    if employees is None:
        verdict = found.verdict
        side: Side = "registry"
    else:
        with_list = view.electorates.of(workplace).with_headcount(workplace, listed)
        then = with_list.verdict(found.rule.value)
        is_so = found.verdict == then
        verdict = str(then if is_so else of_a_day(then, view.electorates.rules_at(with_list.at)))
        side = "both"
    members = found.members_here
    density = round(100 * members / employees, 1) if employees else None
    rest = (members, density, side, found.verdict, verdict)
    return Staffing(workplace, found.name, employees, *rest)


def _counted(employees: int, day: date) -> Headcount:
    """Return the employees of a list as a headcount of its day."""
    return Headcount(employees, day, (), employees, employees, employees, is_whole=True)


def headcounts_of(found: EmployerComparison, now: datetime, by: str) -> Iterator[HeadcountObserved]:
    """Yield the headcounts of a comparison as events."""
    for workplace, employees in found.new.items():
        yield HeadcountObserved(
            workplace=workplace,
            employees=employees,
            source=found.source.file,
            effective_on=found.on,
            recorded_at=now,
            recorded_by=by,
            batch=found.batch,
        )
