"""Numbers that were told of a day, and that the log does not give, or not any more."""

from collections.abc import Iterator
from typing import Final

from .. import questions
from ..accounts.lists_taken import ListTaken
from ..accounts.movements import learnt_of
from ..accounts.published import PublishedCount
from ..view import View
from .rows import Finding

_LOOK: Final = (
    "Look at what was recorded since: stewards log show ENTRY; void what is wrong: stewards void ENTRY"
    " --reason TEXT; or"
)


def lists_disagreeing(view: View) -> Iterator[Finding]:
    """Yield each standing member list whose day, in its scope, does not count as many as it named.

    Members in rows that could not be read may be counted or not: the list is no evidence of them.
    """
    for each in questions.lists_taken(view.projection, view.on, view.upto):
        now = view.on_day(each.effective_on).number(each.unit)
        if now == each.members or _may_agree(view, each, now):
            continue
        recorded = each.entry
        if each.batch is not None:  # what it is found to change is recorded with it
            recorded = questions.last_of_batch(view.projection, view.upto, each.batch)
        then, entries = _course(view, each, now, recorded)
        detail = (
            f"the list of {each.effective_on} names {_members(each.members)}, the log counts {now},"
            f" and {then} when the list was taken in"
        )
        advice = f"{_LOOK} take in a corrected list of that day: stewards roster import FILE"
        yield Finding("list no longer agrees", each.unit or "the union", detail, entries, advice)


def figures_not_reproduced(view: View) -> Iterator[Finding]:
    """Yield each figure in print of which the log does not say the same any more, or never did."""
    for each in questions.published(view.projection, view.upto):
        if each.effective_on > view.on:
            continue
        now = view.on_day(each.effective_on).number(each.unit)
        if now != each.members:
            then, entries = _course(view, each, now, each.entry)
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
    view: View, figure: ListTaken | PublishedCount, now: int, since: int
) -> tuple[int, list[int]]:
    """Return the number known with an entry, and the figure's entry with those that changed it since."""
    between = (since, view.upto)
    grown, entries = learnt_of(view.projection, figure.effective_on, figure.unit, between)
    return now - grown, [figure.entry, *entries]


def _may_agree(view: View, listed: ListTaken, now: int) -> bool:
    """Return whether those in unreadable rows account for the difference."""
    if not listed.without or abs(now - listed.members) > len(listed.without):
        return False
    day = listed.effective_on
    unread = questions.counted_among(
        view.projection, day, view.upto, listed.without, unit=listed.unit
    )
    known = now - len(unread)
    return known <= listed.members <= known + len(listed.without)


def _members(number: int) -> str:
    return "1 member" if number == 1 else f"{number} members"
