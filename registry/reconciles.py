"""Reconciling: why two numbers differ, in lines that add up."""

from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from .. import projections
from ..events.validators import check_asked_id
from ..projections import Count, Line, PublishedCount, Side
from .asks import Asks, Knowledge
from .ledger import Ledger
from .replays import one_at_a_time
from .statement import Progress, Statement, first_days, month_of, sound_rate


@frozen
class Reconciliation:
    """The account that leads from one count to another, in two steps.

    The opening count and what was learnt make the count between; that and what happened make the
    closing count.

    Attributes:
        opening: The count the account begins with.
        learnt: What was learnt of its day from its knowledge to that of the closing count.
        between: The count of the first day with the knowledge of the closing count.
        happened: What happened from the first day to the second, with that knowledge.
        closing: The count the account ends with.
    """

    opening: Count
    learnt: tuple[Line, ...]
    between: Count
    happened: tuple[Line, ...]
    closing: Count


@frozen
class Reproduction:
    """A figure in print beside what the log says of its day.

    Attributes:
        entry: The entry that told the figure.
        on: The day it speaks of.
        unit: The unit it speaks of; none for the whole union.
        source: Where it stands.
        recorded_at: The instant at which it was told.
        published: The figure.
        known_then: The count of the day as known when the figure was told.
        known_now: The count of the day as known now.
        learnt: What was learnt of the day in between.
    """

    entry: int
    on: date
    unit: str | None
    source: str | None
    recorded_at: datetime
    published: int
    known_then: int
    known_now: int
    learnt: tuple[Line, ...]

    @property
    def is_reproduced(self) -> bool:
        """Whether the log said the same when the figure was told."""
        return self.published == self.known_then


class Reconciles(Asks):
    """The side of a registry that says why numbers differ.

    Beside what every question raises, each of these may raise DoesNotAddUp.
    """

    @one_at_a_time
    def reconcile(
        self,
        *,
        from_on: date,
        from_known: Knowledge = None,
        to_on: date,
        to_known: Knowledge = None,
        unit: str | None = None,
        category: str | None = None,
        with_members: bool = False,
    ) -> Reconciliation:
        """Say why two counts of one scope differ: what was learnt first, then what happened.

        Args:
            from_on: The day of the first count.
            from_known: The knowledge of the first count.
            to_on: The day of the second count; it may be the earlier one, and so may its knowledge.
            to_known: The knowledge of the second count.
            unit: Only members whose workplace, after mergers, lies at or below it.
            category: Only members of this category.
            with_members: Whether each line names its members, with the entries responsible.
        """
        ledger = self._ledger(unit, category, with_members=with_members)
        knowledge = (from_known, to_known, to_known)
        days = (from_on, from_on, to_on)
        sides = [self._side(on, known) for on, known in zip(days, knowledge, strict=True)]
        now = self._clock()
        opening, between, closing = (
            Count(side.on, self._instant(known) or now, unit, category, ledger.count(side))
            for side, known in zip(sides, knowledge, strict=True)
        )
        learnt, happened = ledger.lines(*sides[:2]), ledger.lines(*sides[1:])
        return Reconciliation(opening, learnt, between, happened, closing)

    def restate(
        self,
        *,
        on: date,
        between: tuple[Knowledge, Knowledge],
        unit: str | None = None,
        category: str | None = None,
        with_members: bool = False,
    ) -> Reconciliation:
        """Say what was learnt of one day between two instants; nothing happens within a day."""
        from_known, to_known = between
        return self.reconcile(
            from_on=on,
            from_known=from_known,
            to_on=on,
            to_known=to_known,
            unit=unit,
            category=category,
            with_members=with_members,
        )

    @one_at_a_time
    def reconcile_published(self, *, known_at: Knowledge = None) -> tuple[Reproduction, ...]:
        """Compare each figure in print with the log, as known when it was told and as known now."""
        self.replay()
        figures = projections.published(self._projection, self._known(known_at))
        return tuple(self._reproduction(figure, known_at) for figure in figures)

    @one_at_a_time
    def statement(
        self,
        *,
        start: date,
        months: int = 12,
        known_at: Knowledge = None,
        unit: str | None = None,
        rate: Decimal | int | None = None,
        on_progress: Progress = lambda _months: None,
    ) -> Statement:
        """Return the movement of members month by month, with what is paid for them.

        Args:
            start: The first day, the 1st to the 28th of a month; each month begins on that day.
            months: How many months.
            known_at: The knowledge.
            unit: Only members whose workplace, after mergers, lies at or below it.
            rate: What is paid for a member a month; an exact number of at most 4 decimals.
            on_progress: Called after each month with how many are done.
        """
        days, paid = [*first_days(start, months)], sound_rate(rate)
        ledger = self._ledger(unit)
        sides = [self._side(day, known_at) for day in days]
        done = []
        for first, second in pairwise(sides):
            done.append(month_of(ledger, first, second))
            on_progress(len(done))
        return Statement(unit, self._instant(known_at) or self._clock(), tuple(done), paid)

    def _reproduction(self, figure: PublishedCount, known_at: Knowledge) -> Reproduction:
        recorded_at = self.entry(figure.entry).event.recorded_at
        ledger = Ledger(self._projection, figure.unit)
        then = self._side(figure.effective_on, recorded_at)
        now = self._side(figure.effective_on, known_at)
        return Reproduction(
            entry=figure.entry,
            on=figure.effective_on,
            unit=figure.unit,
            source=figure.source,
            recorded_at=recorded_at,
            published=figure.members,
            known_then=ledger.count(then),
            known_now=ledger.count(now),
            learnt=ledger.lines(then, now),
        )

    def _ledger(
        self, unit: str | None, category: str | None = None, *, with_members: bool = False
    ) -> Ledger:
        """Return the ledger of a scope, over all that is recorded by now."""
        self._refuse_unknown("account for the members", unit)
        if category is not None:
            check_asked_id("category", category)
        self.replay()
        return Ledger(self._projection, unit, category, with_members)

    def _side(self, on: date, known_at: Knowledge) -> Side:
        """Return a side of an account, within what was replayed for its ledger."""
        return Side(on, self._known(known_at))
