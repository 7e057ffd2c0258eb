"""Recording an event: once, and only while what was read to decide on it still holds."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBSequencedEvent
from eventsourcing.persistence import IntegrityError

from ..events import EntryVoided, Event, StewardElected, recordable, tags
from ..events.entry import Entry
from ..events.errors import BadInput, Refusal, StewardsError
from ..events.log import Log, held
from ..projections.boundary import Boundary
from ..projections.organisation.standing import naming_units
from ..projections.rules import Agreement
from .commands import Command, appending, record_once, tagged
from .decisions import as_decided, decide
from .evidence import restoring
from .people.errors import AddedMeanwhile, NoteAboutErased
from .repeats import repeat_between

if TYPE_CHECKING:  # loaded where people are kept apart
    from .people import People
    from .people.apart import Telling


def record(
    log: Log,
    event: Event,
    rules: Agreement,
    command: Command | None = None,
    *,
    people: "People | None" = None,
    lacking: Callable[[int], StewardsError] | None = None,
) -> Entry:
    """Record an event that no rule forbids, once, on the condition that what was read still holds.

    Where people are kept apart from the log, ids come in place of their numbers, and whoever is new and what
    the note says is kept with them, when nothing forbids the fact any more. Where they are not at hand,
    `lacking` makes the error for a log that they are kept apart from, given the entry that says so: nothing
    that names a member is recorded there.

    Raises:
        Refusal, BadInput: a rule forbids it; see `decisions`.
        ClockBehind: the last entry lies ahead of the clock.
        CommandUsed: something else was recorded under that id.
        TooManyConflicts: others changed what it depends on, time and again.
        UnknownOutcome: the store was lost meanwhile.

    """
    told = people.telling(event, rules) if people else None
    try:
        return record_once(
            command or Command.of(None),
            lambda once: _attempt(log, event, rules, once, told=told, lacking=lacking),
        )
    except (Refusal, BadInput):
        if told is not None:
            told.take_back()
        raise


def _attempt(
    log: Log,
    event: Event,
    rules: Agreement,
    command: Command,
    *,
    told: "Telling | None",
    lacking: Callable[[int], StewardsError] | None,
) -> Entry:
    seen = Boundary(log.store)
    if lacking is not None:
        seen.watch_people()
    earlier = seen.everything_about(command.tag) if command.may_be_there else []
    if told is not None:
        event = told.put(earlier[0].event if earlier else None)
    if earlier:
        repeat_between(command, earlier, log).began_with(_as_then(event, earlier[0]))
        return earlier[0]
    if told is not None and told.noted and (erased := seen.erasure(told.noted)):
        raise NoteAboutErased(erased.number)
    try:
        with naming_units(log.store):
            decide(event, seen, rules)
    finally:  # also where it is refused: nobody is known by a number then
        if lacking is not None and (entry := seen.kept_apart()) is not None:
            raise lacking(entry) from None
    decided = as_decided(event, seen, rules)
    proposed = [decided, *restoring(decided, seen)]
    seen.expect_none(command.tag)
    return _append(log, proposed, seen.condition, command, told)


def _as_then(event: Event, earlier: Entry) -> Event:
    """Return an event as it was decided then, as far as the decision adds to it."""
    then = earlier.event
    if isinstance(event, StewardElected) and isinstance(then, StewardElected):
        return attrs.evolve(event, agreement=event.agreement or then.agreement)
    return event


def _append(
    log: Log,
    proposed: Sequence[Event],
    condition: DCBAppendCondition | None,
    command: Command,
    told: "Telling | None",
) -> Entry:
    """Record a fact, and what goes with it; return its entry. What is kept of it elsewhere is kept before."""
    stamped = list(proposed)
    is_void = isinstance(proposed[0], EntryVoided)

    def build(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
        stamped[:] = [held(event, last) for event in proposed]
        events = tagged([_stored(log, event) for event in stamped], command)
        if told is not None:
            _keep(told, last.position if last else 0)
        return events

    with appending(command):
        last = log.append_next(build, condition, past_unreadable=is_void)
    return Entry(last - len(stamped) + 1, stamped[0])


def _stored(log: Log, event: Event) -> DCBEvent:
    target = log.tags_of(event.voids) if isinstance(event, EntryVoided) else []
    found_by = list(dict.fromkeys([*tags(event), *target]))
    return DCBEvent(type(event).__name__, recordable(event), found_by)


def _keep(told: "Telling", entries: int) -> None:
    """Keep what belongs to a fact; if somebody else got one of the numbers meanwhile, start again."""
    try:
        told.keep(entries)
    except AddedMeanwhile as problem:
        raise IntegrityError(str(problem)) from problem
