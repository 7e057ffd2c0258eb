"""What is recorded by hand changes no answer on the day of a list: what restores it goes with it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ...events import EntryVoided, Event, RosterTaken
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal, UnreadableEntry
from ...events.members import MemberFact
from ...projections.boundary import Boundary
from .changing import Change, changes
from .testimony import Lists, Places, Said, Taken, said_by


class WindowAcrossList(Refusal):
    """A fact may have become true before or after a list that says which of the two."""

    member: str
    not_before: date
    on: date
    listed_on: date
    day_after: date

    cannot = "record what happened to {0.member} between {0.not_before} and {0.on}"
    because = "the member list of {0.listed_on} says who was where that day, and lies in between"
    instead = "Give a window on one side of it: up to {0.listed_on}, or from {0.day_after} on."


class ListSaysOtherwise(Refusal):
    """A fact is said to be true from the very day of a list that says otherwise."""

    member: str
    on: date

    cannot = "record this of {0.member} from {0.on}"
    because = "the member list of that very day says otherwise"
    instead = "Give another day, or take the list back ('stewards batch revert') and import a corrected one."


def restoring(event: Event, seen: Boundary) -> list[Event]:
    """Return what has to be recorded with an event so that the lists that stand still agree with the log.

    That is nothing where no list stands, where it is not about a member, and where a derived fact is
    voided: whoever does that says that the lists are wrong.

    Args:
        event: What is proposed, and may be recorded.
        seen: Asked for the lists, and what is known of the member; it must not change meanwhile.
    """
    fact = _fact_at_stake(event, seen)
    if fact is None or fact.derived:
        return []
    taken = [each.event for each in seen.rosters() if isinstance(each.event, RosterTaken)]
    if not taken:
        return []
    before = seen.evidence(fact.member)
    if isinstance(event, EntryVoided):
        proposed = [entry for entry in before if entry.number != event.voids]
    else:
        proposed = [*before, Entry(UPCOMING, event)]
    lists = Lists(list(map(Taken.of, taken)), _places(taken[0].unit, proposed, seen))
    said = said_by(lists, fact.member, before)
    common = {
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
        "batch": event.batch,
    }
    if not isinstance(event, EntryVoided):
        _refuse_across(fact, taken, said)
    change = changes(fact.member, said, proposed, lists, common)
    if not isinstance(event, EntryVoided):
        _refuse_contradicted(fact, taken, change)
    return [*_voids(change.voids, event, common), *change.events]


def _refuse_across(
    fact: MemberFact, taken: Sequence[RosterTaken], said: Sequence[Said | None]
) -> None:
    """Raise WindowAcrossList if a list that speaks of the member lies within the window of a fact."""
    if fact.not_before is None:
        return
    for each, says in zip(taken, said, strict=True):
        on = each.effective_on
        if says and fact.not_before <= on < fact.effective_on:
            day_after = on + timedelta(days=1)
            raise WindowAcrossList(fact.member, fact.not_before, fact.effective_on, on, day_after)


def _refuse_contradicted(fact: MemberFact, taken: Sequence[RosterTaken], change: Change) -> None:
    """Raise ListSaysOtherwise if a fact would be made undone on its own day, as a list of it demands."""
    day = fact.effective_on
    is_listed = any(each.effective_on == day for each in taken)
    if is_listed and any(
        isinstance(event, MemberFact) and event.effective_on == day for event in change.events
    ):
        raise ListSaysOtherwise(fact.member, day)


def _fact_at_stake(event: Event, seen: Boundary) -> MemberFact | None:
    """Return the fact about a member that is recorded or voided; none if it is none, or cannot be read."""
    if isinstance(event, EntryVoided):
        try:
            target = seen.entry(event.voids)
        except UnreadableEntry as problem:
            if problem.entry != event.voids:
                raise
            return None
        return target.event if target and isinstance(target.event, MemberFact) else None
    return event if isinstance(event, MemberFact) else None


def _places(unit: str | None, entries: list[Entry], seen: Boundary) -> Places:
    named = {getattr(entry.event, "workplace", None) for entry in entries} | {unit}
    units = sorted(each for each in named if each is not None)
    return Places(seen.organisation(*units, above=unit is not None), unit)


def _voids(numbers: tuple[int, ...], event: Event, common: Mapping[str, Any]) -> list[Event]:
    reason = "worked out again with what was recorded of the member"
    return [
        EntryVoided(voids=number, reason=reason, effective_on=event.effective_on, **common)
        for number in numbers
    ]
