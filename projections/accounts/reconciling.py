"""Why two counts differ: the account that leads from one view to another."""

from datetime import date, datetime

from attrs import frozen

from ..membership.rows import Categories, Count
from ..view import View
from .ledger import lines_adding_up
from .movements import Line, RangeMoved, range_between
from .published import PublishedCount


@frozen
class Reconciliation:
    """The account that leads from one count to another, in two steps.

    The opening count and what was learned make the count between; that and what happened make the
    closing count.

    Attributes:
        opening: The count the account begins with.
        learnt: What was learned of its day from its knowledge to that of the closing count.
        between: The count of the first day with the knowledge of the closing count.
        happened: What happened from the first day to the second, with that knowledge.
        learnt_range: What leads from the range of the opening count to that of the count between.
        happened_range: What leads from there to the range of the closing count.
        closing: The count the account ends with.
    """

    opening: Count
    learnt: tuple[Line, ...]
    between: Count
    happened: tuple[Line, ...]
    closing: Count
    learnt_range: RangeMoved
    happened_range: RangeMoved


@frozen
class Reproduction:
    """A figure in print beside what the log says of its day.

    Attributes:
        entry: The entry that recorded the figure.
        on: The day it speaks of.
        unit: The unit it speaks of; none for the whole union.
        categories: The categories of members it counts; none for all of them.
        source: Where it stands.
        recorded_at: The instant at which it was recorded.
        published: The figure.
        known_then: The count of the day as known when the figure was recorded.
        known_now: The count of the day as known now.
        learnt: What was learned of the day in between.
    """

    entry: int
    on: date
    unit: str | None
    categories: tuple[str, ...] | None
    source: str | None
    recorded_at: datetime
    published: int
    known_then: int
    known_now: int
    learnt: tuple[Line, ...]

    @property
    def is_reproduced(self) -> bool:
        """Whether the log said the same when the figure was recorded."""
        return self.published == self.known_then


def reconcile(
    first: View,
    second: View,
    *,
    unit: str | None = None,
    category: Categories = None,
    with_members: bool = False,
) -> Reconciliation:
    """Account for the difference between two counts: what was learned first, then what happened.

    Args:
        first: The view of the first count.
        second: The view of the second; its day may be the earlier one, and so may its knowledge.
        unit: Only members whose workplace, after mergers, lies at or below it.
        category: Only members of this category, or of any of several.
        with_members: Whether each line names its members, with the entries responsible.

    Raises:
        UnknownUnit: no entry ever formed the unit.
        DoesNotAddUp: the lines do not lead from one count to the other.
    """
    second.refuse_scope("account for the members", unit, category)
    between = second.on_day(first.on)
    views = (first, between, second)
    opening, middle, closing = (view.count(unit=unit, category=category) for view in views)
    learnt = lines_adding_up(first, between, unit, category, with_members=with_members)
    happened = lines_adding_up(between, second, unit, category, with_members=with_members)
    ranges = (
        range_between(one, other, lines, unit=unit, category=category)
        for one, other, lines in ((first, between, learnt), (between, second, happened))
    )
    return Reconciliation(opening, learnt, middle, happened, closing, *ranges)


def reproduced(
    figure: PublishedCount, then: View, now: View, recorded_at: datetime
) -> Reproduction:
    """Compare a figure in print with the log, as known when it was recorded and as known now."""
    return Reproduction(
        entry=figure.entry,
        on=figure.effective_on,
        unit=figure.unit,
        categories=figure.categories,
        source=figure.source,
        recorded_at=recorded_at,
        published=figure.members,
        known_then=then.number(figure.unit, figure.categories),
        known_now=now.number(figure.unit, figure.categories),
        learnt=lines_adding_up(then, now, figure.unit, figure.categories),
    )
