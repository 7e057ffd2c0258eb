"""The side of a registry that is shown an employer's list: employees beside members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

import attrs
from attrs import frozen

from .. import projections
from ..events import HeadcountObserved
from ..projections import Eligibility
from .asks import Asks, Knowledge
from .lists import BadRows, EmployerList, RowProblem, Source
from .recording import record_after
from .replays import one_at_a_time

Side = Literal["both", "list", "registry"]


@attrs.define(slots=False)
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


class Employers(Asks):
    """Compares employers' lists with the registry, and records what they counted."""

    _recorded_by: str

    @one_at_a_time
    def compare_employer_list(
        self,
        listed: EmployerList,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        command: str | None = None,
    ) -> EmployerComparison:
        """Return employees beside members on a day; nothing is changed.

        A workplace of the list that was merged counts at what it has become; rows that come to one
        workplace add up. With the id of a command, by which the headcounts are to be recorded once,
        this is the comparison as it was just before they were, if they were already.
        """
        day, upto = self._asked(on, known_at)
        if command is not None:
            day, upto = self._asked_before(on, command)
        became = self._became(day, upto)
        employees = _added_up(listed, became)
        every = projections.eligibility(self._projection, day, upto, *self._rules)
        here = {each.workplace: each for each in every}
        names = {row.workplace: row.name for row in listed.rows}
        unsound = {became.get(each, each) for each in listed.unsound}
        rows = [
            _staffing(each, employees.get(each), here.get(each), names, self.agreement.threshold)
            for each in sorted((employees.keys() | here.keys()) - unsound)
        ]
        new = self._new(rows, day, upto)
        return EmployerComparison(
            day, listed.source, tuple(rows), listed.problems, upto, new, command
        )

    def record_headcounts(
        self, found: EmployerComparison, *, by: str | None = None, skip_bad_rows: bool = False
    ) -> range:
        """Record what an employer counted, as one batch; return the numbers of the entries.

        Only headcounts of open workplaces that the registry does not have yet for that day. With
        `skip_bad_rows`, nothing is recorded of the workplaces that bad rows name.

        Raises:
            BadEmployerRows: the list has bad rows, and they are not to be skipped.
            LogMovedOn: something was recorded since the comparison was made; nothing is.
            CommandUsed: something else was recorded as its command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `Registry.open`.
        """
        if found.problems and not skip_bad_rows:
            raise BadEmployerRows(found.source.file, found.problems)
        now = self._clock()
        events = _observed(found, now, by or self._recorded_by)
        return record_after(self.log, found.upto, events, now=now, command=found.command)

    def _became(self, on: date, upto: int) -> dict[str, str]:
        given = {"on_day": on, "upto": upto}
        return dict(self._projection.ask("resolved_on", ["unit", "at_unit"], given))

    def _new(self, rows: Iterable[Staffing], on: date, upto: int) -> dict[str, int]:
        """Return the headcounts of open workplaces that nobody has told for that day."""
        every = projections.headcounts(self._projection, on, upto)
        told = {(each.workplace, each.employees) for each in every if each.effective_on == on}
        return {
            row.workplace: row.employees
            for row in rows
            if row.side == "both"
            and row.employees is not None
            and (row.workplace, row.employees) not in told
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
    threshold: int,
) -> Staffing:
    """Return one workplace that is on the list, in the registry, or both."""
    if found is None:
        verdict = _verdict(employees or 0, threshold)
        name = names.get(workplace)
        return Staffing(workplace, name, employees, None, None, "list", None, verdict)
    if employees is None:
        verdict = found.verdict
        side: Side = "registry"
    else:
        verdict = _verdict(max(found.members, employees), threshold)
        side = "both"
    density = round(100 * found.members / employees, 1) if employees else None
    told = (found.members, density, side, found.verdict, verdict)
    return Staffing(workplace, found.name, employees, *told)


def _verdict(people: int, threshold: int) -> str:
    return "yes" if people >= threshold else "no"


def _observed(found: EmployerComparison, now: datetime, by: str) -> Iterator[HeadcountObserved]:
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
