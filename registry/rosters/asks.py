"""The side of a registry that is shown a roster."""

from collections.abc import Iterator
from datetime import date

from ... import projections
from ...events import untold
from ...events.validators import check_unit_id
from ..asks import Asks, Knowledge
from ..boundary import Boundary
from ..commands import Command
from ..decisions.decision import standing_unit
from ..lists import BadRows, Roster
from ..recording import record_after, told_of
from ..replays import one_at_a_time
from .comparison import Progress, RosterComparison, compared
from .doubts import doubt_about
from .plan import Plan


class Rosters(Asks):
    """Compares rosters with the registry, plans what they amount to, and records that."""

    _recorded_by: str

    @one_at_a_time
    def compare_roster(
        self,
        roster: Roster,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        on_progress: Progress | None = None,
    ) -> RosterComparison:
        """Return where a roster and the registry differ on a day; nothing is changed.

        Bad rows are listed, and nothing is concluded about the members they name. `on_progress` is told
        how many rows were taken in so far.
        """
        day, upto = self._asked(on, known_at)
        return compared(
            self._projection,
            roster,
            day,
            upto,
            forms_workplaces=False,
            on_progress=on_progress,
        )

    @one_at_a_time
    def plan_roster(
        self,
        roster: Roster,
        *,
        on: date | None = None,
        form_under: str | None = None,
        skip_bad_rows: bool = False,
        by: str | None = None,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> Plan:
        """Return what it takes to make the registry say on a day what a roster says; record nothing.

        Args:
            roster: The roster.
            on: Its day.
            form_under: The unit under which workplaces that no entry formed are to be formed; without
                it, a row that names one is bad.
            skip_bad_rows: Whether to leave bad rows out, and to conclude nothing about whom they name.
            by: The opaque id of who tells the facts.
            command: The id by which the plan is recorded, once. Where it was already, this is the plan
                as it was then, and recording it gives the numbers of the first time.
            on_progress: Told how many rows were compared so far.

        Raises:
            BadRows: the roster has bad rows, and they are not to be skipped.
            UnknownUnit, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: `form_under` is no unit that
                is open that day.
        """
        day, upto = self._asked_before(on, command)
        if form_under is not None:
            self._refuse_closed(form_under, day, upto)
        found = compared(
            self._projection,
            roster,
            day,
            upto,
            forms_workplaces=form_under is not None,
            on_progress=on_progress,
        )
        if found.problems and not skip_bad_rows:
            raise BadRows(found.source.file, found.problems)
        doubt = doubt_about(found, projections.batches(self._projection, upto))
        return Plan(found, form_under, self._clock(), by or self._recorded_by, command, doubt)

    def record_plan(
        self, plan: Plan, *, yes: bool = False, on_progress: Progress | None = None
    ) -> range:
        """Record what a plan says as one batch; return the numbers of the entries.

        Args:
            plan: The plan.
            yes: Whether to record it although there is a doubt about it.
            on_progress: Told how many facts were made ready so far.

        Raises:
            OlderList: a list of a later day was taken in and still stands.
            ManyWouldLeave: more than a fifth of the members would leave.
            LogMovedOn: something was recorded since the plan was made; nothing is.
            CommandUsed: something else was recorded as its command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `Registry.open`.
        """
        if plan.doubt and not yes and not self.log.repeat(Command.of(plan.command)):
            raise plan.doubt
        events = told_of(plan.events(), on_progress)
        return record_after(
            self.log, plan.comparison.upto, events, now=plan.recorded_at, command=plan.command
        )

    def plan_lines(self, plan: Plan) -> Iterator[bytes]:
        """Yield what a plan says in the interchange format, to be recorded when it is imported."""
        return map(untold, plan.events())

    def _refuse_closed(self, parent: str, on: date, upto: int) -> None:
        check_unit_id("unit", parent)
        organisation = Boundary(self.log.store, head=upto).organisation(parent)
        standing_unit(f"form workplaces under {parent}", organisation, parent, on)
