"""Taking back a member list: what the others come to without it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ....events import (
    EntryVoided,
    Event,
    JoiningDayStated,
    RosterTaken,
    UnitFormed,
    units_named,
)
from ....events.entry import Entry, in_order
from ....events.log import Log
from ....events.reading import readable
from ....projections.boundary import Boundary
from ....projections.evidence.reading import (
    entries_about,
    lists_taken,
    members_derived_on,
    taken,
    unsettled_members,
)
from ....projections.view import View
from ...evidence import Lists, Places, Taken, changes, said_by


def without_list(
    log: Log, view: View, withdrawn: Entry, common: Mapping[str, Any], reason: str
) -> Iterator[Event]:
    """Yield what takes a list back, and makes the log say what the other lists come to by themselves.

    Facts that were recorded with it and that the others come to as well stay as they are. Units that it
    was the first to name go with it, unless something else names them.

    Args:
        log: The log.
        view: The point of view of the last entry known.
        withdrawn: The entry of the list.
        common: Who takes it back, when, and in which batch.
        reason: Why it was wrong.
    """
    day = withdrawn.event.effective_on
    standing = lists_taken(view.projection, view.upto)
    index = next(n for n, each in enumerate(standing) if each.number == withdrawn.number)
    places = Places(view.organisation, taken(withdrawn).unit)
    every = Lists([Taken.of(taken(each)) for each in standing], places)
    others = Lists([each for n, each in enumerate(every.taken) if n != index], places)
    yield EntryVoided(voids=withdrawn.number, reason=reason, effective_on=day, **common)
    among = members_derived_on(view.projection, day, view.upto)
    among |= unsettled_members(view.projection, day, view.upto)
    voided: set[int] = set()
    recorded: list[Event] = []
    for member, entries in entries_about(view.projection, among, view.upto):
        said = said_by(every, member, entries)
        del said[index]
        change = changes(member, said, entries, others, common)
        for number in change.voids:
            voided.add(number)
            yield EntryVoided(
                voids=number,
                reason=f"worked out again without the list of {day}",
                effective_on=day,
                **common,
            )
        recorded.extend(change.events)
    yield from recorded
    named = {unit for event in recorded for unit in units_named(event)}
    standing = [each for each in standing if each.number != withdrawn.number]
    for each in _formed_for_nothing(log, standing, voided, named, view.upto):
        yield EntryVoided(voids=each.number, reason=reason, effective_on=day, **common)


def _formed_for_nothing(
    log: Log, standing: Sequence[Entry], voided: set[int], named: set[str], upto: int
) -> Iterator[Entry]:
    """Yield the entries of units formed with a list that is taken back, now or before, and named by nothing.

    A unit that another list names outlives the list that it was formed with, and goes with that one.
    """
    lists = DCBQuery([DCBQueryItem(types=[RosterTaken.__name__])])
    every = [each for each in readable(log.store, log.store.read(lists)) if each.number <= upto]
    gone = {each.event.batch for each in every} - {each.event.batch for each in standing}
    forming = [DCBQueryItem(types=[UnitFormed.__name__], tags=[f"batch:{batch}"]) for batch in gone]
    for each in readable(log.store, log.store.read(DCBQuery(forming))):
        unit = each.event.unit if isinstance(each.event, UnitFormed) else ""
        about = in_order(log.history(f"unit:{unit}", upto))
        naming = {entry.number for entry in about} - voided
        if naming == {each.number} and unit not in named:
            yield each


_WITH_A_LIST: Final = {kind.__name__ for kind in (JoiningDayStated, UnitFormed, EntryVoided)}
"""What is recorded with a list, beside the facts that are derived."""


def list_of(log: Log, batch: str, upto: int) -> Entry | None:
    """Return the member list whose own batch this is, as known with an entry.

    None if it took in none, or several, or holds facts that somebody recorded, as the import of another
    log does: such a batch is no list's own.
    """
    item = DCBQueryItem(types=[RosterTaken.__name__], tags=[f"batch:{batch}"])
    found = [*log.store.read(DCBQuery([item]), limit=2)]
    if len(found) != 1:
        return None
    for each in log.store.read(DCBQuery([DCBQueryItem(tags=[f"batch:{batch}"])])):
        is_own = each.position == found[0].position or each.event.type in _WITH_A_LIST
        if not is_own and b'"derived":true' not in each.event.data:
            return None
    return Boundary(log.store, upto).entry(found[0].position)
