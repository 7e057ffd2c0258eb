"""What is recorded by hand changes no answer on the day of a list: what restores it goes with it."""

from collections.abc import Mapping
from typing import Any

from ...events import EntryVoided, Event, RosterTaken
from ...events.entry import UPCOMING, Entry
from ...events.errors import UnreadableEntry
from ...events.members import MemberFact
from ...projections.boundary import Boundary
from .changing import changes
from .testimony import Lists, Places, Taken, said_by


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
    change = changes(fact.member, said, proposed, lists, common)
    return [*_voids(change.voids, event, common), *change.events]


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
