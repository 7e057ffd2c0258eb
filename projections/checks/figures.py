"""Numbers that were told of a day, and that the log does not give, or not any more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Final

from .. import questions
from ..accounts.published import PublishedCount
from ..accounts.rosters_taken import RosterOnRecord
from ..organisation.fold import Organisation
from ..replay.projection import Projection
from .rows import UNION, Finding

_LOOK: Final = (
    "Look at what was recorded since: stewards log show ENTRY; void what is wrong: stewards void ENTRY"
    " --reason TEXT; or"
)


FEW: Final = 20
"""So many figures are counted one by one, and traced to what changed them: more would take long."""


class FiguresCounted:
    """What the log counts for member lists and figures in print: once for each, whatever day asks."""

    def __init__(self, projection: Projection, upto: int, organisation: Organisation) -> None:
        """Start with a replayed log, the last entry known and the units; nothing is counted yet."""
        self._setting = (projection, upto, organisation)
        self._found: dict[int, int] = {}
        self._lock = Lock()

    def of(self, figures: Iterable[RosterOnRecord | PublishedCount]) -> dict[int, int]:
        """Return what is counted for each of some figures, by its entry."""
        asked = list(figures)
        with self._lock:
            self._found |= _counted(
                [f for f in asked if f.entry not in self._found], *self._setting
            )
            return {each.entry: self._found[each.entry] for each in asked}


def odd_figures(
    projection: Projection,
    upto: int,
    lists: Sequence[RosterOnRecord],
    printed: Sequence[PublishedCount],
    counted: Mapping[int, int],
) -> Iterator[Finding]:
    """Yield each of some member lists, and of some figures in print, that the log does not agree with.

    Members in rows of a list that could not be read may be counted or not: it is no evidence of them.
    """
    odd_lists = [
        each
        for each in lists
        if counted[each.entry] != each.members
        and not _may_agree(projection, upto, each, counted[each.entry])
    ]
    for taken in odd_lists:
        recorded = taken.entry
        if taken.batch is not None:  # what it is found to change is recorded with it
            recorded = questions.last_of_batch(projection, upto, taken.batch)
        span = (recorded, upto) if len(odd_lists) <= FEW else None
        then, entries = _course(projection, taken, counted[taken.entry], span)
        detail = (
            f"the list of {taken.effective_on} names {_members(taken.members)}, the log counts"
            f" {counted[taken.entry]}{then and f', and {then} when the list was taken in'}"
        )
        advice = f"{_LOOK} take in a corrected list of that day: stewards roster import FILE"
        yield Finding("list no longer agrees", taken.unit or UNION, detail, entries, advice)
    odd = [each for each in printed if counted[each.entry] != each.members]
    for each in odd:
        span = (each.entry, upto) if len(odd) <= FEW else None
        then, entries = _course(projection, each, counted[each.entry], span)
        detail = (
            f"{_members(each.members)}{_of(each)} in print for {each.effective_on}, the log counts"
            f" {counted[each.entry]}{then and f', and {then} when that was recorded'}"
        )
        advice = f"{_LOOK} correct what is in print; stewards reconcile published compares them"
        unit = each.unit or UNION
        yield Finding("published figure no longer reproduced", unit, detail, entries, advice)


def _counted(
    figures: Sequence[RosterOnRecord | PublishedCount],
    projection: Projection,
    upto: int,
    organisation: Organisation,
) -> dict[int, int]:
    """Return what the log counts for each figure, by its entry."""
    one_by_one = figures if len(figures) <= FEW else [f for f in figures if _categories(f)]
    found = {
        each.entry: questions.count(
            projection, each.effective_on, upto, unit=each.unit, category=_categories(each)
        )
        for each in one_by_one
    }
    rest = [each for each in figures if each.entry not in found]
    if not rest:
        return found
    scopes: list[tuple[int, str | None]] = []
    for each in rest:
        unit = each.unit
        within = [None] if unit is None else organisation.within(unit, each.effective_on)
        scopes += [(each.entry, place) for place in within]
    days = [(each.entry, each.effective_on) for each in rest]
    return found | questions.figures_counted(projection, upto, days, scopes)


def _categories(figure: RosterOnRecord | PublishedCount) -> tuple[str, ...] | None:
    """Return the categories that a figure counts; none for all of them, as a list does."""
    return figure.categories if isinstance(figure, PublishedCount) else None


def _of(figure: PublishedCount) -> str:
    return f" ({', '.join(figure.categories)})" if figure.categories else ""


def _course(
    projection: Projection,
    figure: RosterOnRecord | PublishedCount,
    now: int,
    between: tuple[int, int] | None,
) -> tuple[str, list[int]]:
    """Return the number known at first, and the figure's entry with those that changed it since.

    Where nobody asks what happened in between, there is no number, and the entry alone.
    """
    if between is None:
        return "", [figure.entry]
    day, categories = figure.effective_on, _categories(figure)
    grown, why = questions.learnt_of(projection, day, figure.unit, between, categories)
    return str(now - grown), [figure.entry, *why]


def _may_agree(projection: Projection, upto: int, listed: RosterOnRecord, now: int) -> bool:
    """Return whether those in unreadable rows account for the difference."""
    if not listed.without or abs(now - listed.members) > len(listed.without):
        return False
    day, unit = listed.effective_on, listed.unit
    unread = questions.counted_among(projection, day, upto, listed.without, unit=unit)
    read = now - len(unread)
    return read <= listed.members <= read + len(listed.without)


def _members(number: int) -> str:
    return "1 member" if number == 1 else f"{number} members"
