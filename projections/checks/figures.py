"""Numbers that were told of a day, and that the log does not give, or not any more."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from .. import questions
from ..accounts.lists_taken import ListTaken
from ..accounts.published import PublishedCount
from ..replay.projection import Projection
from .rows import Finding

_LOOK: Final = (
    "Look at what was recorded since: stewards log show ENTRY; void what is wrong: stewards void ENTRY"
    " --reason TEXT; or"
)


def lists_disagreeing(projection: Projection, on: date, upto: int) -> Iterator[Finding]:
    """Yield each standing member list whose day, in its scope, does not count as many as it named.

    Members in rows that could not be read may be counted or not: the list is no evidence of them.
    """
    for each in questions.lists_taken(projection, on, upto):
        now = questions.count(projection, each.effective_on, upto, unit=each.unit)
        if now == each.members or _may_agree(projection, upto, each, now):
            continue
        recorded = each.entry
        if each.batch is not None:  # what it is found to change is recorded with it
            recorded = questions.last_of_batch(projection, upto, each.batch)
        then, entries = _course(projection, each, now, (recorded, upto))
        detail = (
            f"the list of {each.effective_on} names {_members(each.members)}, the log counts {now},"
            f" and {then} when the list was taken in"
        )
        advice = f"{_LOOK} take in a corrected list of that day: stewards roster import FILE"
        yield Finding("list no longer agrees", each.unit or "the union", detail, entries, advice)


def figures_not_reproduced(projection: Projection, on: date, upto: int) -> Iterator[Finding]:
    """Yield each figure in print of which the log does not say the same any more, or never did."""
    for each in questions.published(projection, upto):
        if each.effective_on > on:
            continue
        now = questions.count(projection, each.effective_on, upto, unit=each.unit)
        if now != each.members:
            then, entries = _course(projection, each, now, (each.entry, upto))
            detail = (
                f"{_members(each.members)} in print for {each.effective_on}, the log counts {now},"
                f" and {then} when that was recorded"
            )
            advice = f"{_LOOK} correct what is in print; stewards reconcile published compares them"
            yield Finding(
                "published figure no longer reproduced",
                each.unit or "the union",
                detail,
                entries,
                advice,
            )


def _course(
    projection: Projection,
    figure: ListTaken | PublishedCount,
    now: int,
    between: tuple[int, int],
) -> tuple[int, list[int]]:
    """Return the number known at first, and the figure's entry with those that changed it since."""
    grown, why = questions.learnt_of(projection, figure.effective_on, figure.unit, between)
    return now - grown, [figure.entry, *why]


def _may_agree(projection: Projection, upto: int, listed: ListTaken, now: int) -> bool:
    """Return whether those in unreadable rows account for the difference."""
    if not listed.without or abs(now - listed.members) > len(listed.without):
        return False
    day, unit = listed.effective_on, listed.unit
    unread = questions.counted_among(projection, day, upto, listed.without, unit=unit)
    read = now - len(unread)
    return read <= listed.members <= read + len(listed.without)


def _members(number: int) -> str:
    return "1 member" if number == 1 else f"{number} members"
