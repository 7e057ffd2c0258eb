"""Reconciling: why two numbers differ, in lines that add up."""

from datetime import date, datetime

from attrs import frozen

from ..events.validators import check_id
from ..projections import Count, Line, Side
from .asks import Asks
from .ledger import Ledger

Knowledge = date | datetime | None


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


class Reconciles(Asks):
    """The side of a registry that says why numbers differ.

    Beside what every question raises, each of these may raise DoesNotAddUp.
    """

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

    def _ledger(
        self, unit: str | None, category: str | None = None, *, with_members: bool = False
    ) -> Ledger:
        """Return the ledger of a scope, over all that is recorded by now."""
        self._refuse_unknown("account for the members", unit)
        if category is not None:
            check_id("category", category)
        self.replay()
        return Ledger(self._projection, unit, category, with_members)

    def _side(self, on: date, known_at: Knowledge) -> Side:
        """Return a side of an account, within what was replayed for its ledger."""
        return Side(on, self._projection.known(self._instant(known_at)))
