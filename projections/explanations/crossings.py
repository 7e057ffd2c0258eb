"""When a workplace was under the threshold and over it, and when that was learned."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import frozen

from ...events.entry import Entry
from ...events.log import end_of
from ..boundary import Boundary
from ..electorate.crossing import Run, runs
from ..electorate.fold import Verdict, electorate_on
from ..organisation.fold import Organisation, first_day
from ..organisation.standing import standing_workplace
from ..rules import Agreement
from .earlier import Span, changes, learned_in
from .eligibility import Verdicts


@frozen
class Interval:
    """Days in a row on which a workplace reached the threshold, or did not, alone or with others.

    Attributes:
        first: The first of them.
        until: The first day after them; none where nothing ends them.
        is_reached: Whether the threshold was surely reached.
        members: How many members counted on the first of them.
        headcount: What was counted by then, carried to that day; none if nobody counted.
        learned: The instant from which it is known of the first of them.
        entry: The entry by which they began; none for the first ones, and where a rule changed by itself.
    """

    first: date
    until: date | None
    is_reached: bool
    members: int
    headcount: int | None
    learned: datetime
    entry: int | None


def crossings(
    seen: Boundary, book: Agreement, workplace: str, day: date, known: datetime
) -> Iterator[Interval]:
    """Yield the intervals of a workplace under the threshold and over it, from its first day.

    Args:
        seen: Reads the log as known at an instant.
        book: The rule book where no other one was agreed.
        workplace: The unit.
        day: The last day looked at; the workplace must be open on it.
        known: The instant.

    Raises:
        UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
            workplace on that day.
    """
    action = f"show when {workplace} reached the threshold"
    standing_workplace(action, seen.organisation(workplace), workplace, day)
    seen.electorate(workplace)
    rules = seen.rules(book, *_units(seen.history()))
    history = seen.history()
    organisation = Organisation(history)
    formed = organisation.formed(workplace)
    assert formed is not None  # noqa: S101 -- it stands
    begin = first_day(formed)
    found = runs(history, workplace, rules, day)
    first = [run for run in found if run.first <= begin][-1]
    turns = [Run(begin, formed, first.holds), *(run for run in found if run.first > begin)]
    for run, following in zip(turns, [*turns[1:], None], strict=True):
        electorate = electorate_on(run.first, workplace, history, organisation, rules)
        yield Interval(
            first=run.first,
            until=following.first if following else None,
            is_reached=run.holds,
            members=electorate.members,
            headcount=electorate.headcount,
            learned=_learned(seen.entries(), book, workplace, run, known),
            entry=run.by.number if run.by and run.by is not formed else None,
        )


def _learned(
    entries: Sequence[Entry], book: Agreement, workplace: str, run: Run, end: datetime
) -> datetime:
    """Return the instant since which the answer for the first day of a run is what it is."""
    by_then = run.by.event.recorded_at if run.by else end_of(run.first)
    span = Span(run.first, min(end_of(run.first), end), end)

    verdicts = Verdicts(entries, book, workplace, run.first)

    def is_reached(instant: datetime) -> bool:
        verdict, _ = verdicts.known_at(instant)
        return verdict is Verdict.YES

    *_, (last, _) = changes(span, learned_in(span, entries), is_reached)
    return min(by_then, end) if last.known_at == span.start else last.known_at


def _units(history: Sequence[Entry]) -> set[str]:
    named = {getattr(entry.event, "workplace", None) for entry in history}
    return {unit for unit in named if unit is not None}
