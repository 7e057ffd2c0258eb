"""Recording an event: once, and only while what was read to decide on it still holds."""

from collections.abc import Sequence

import attrs
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBSequencedEvent

from ..events import EntryVoided, Event, StewardElected, recordable, tags
from ..events.entry import Entry
from ..events.log import Log, held
from ..projections.boundary import Boundary
from ..projections.organisation.standing import naming_units
from ..projections.rules import Agreement
from .commands import Command, appending, record_once, tagged
from .decisions import as_decided, decide
from .evidence import restoring
from .people.errors import PeopleFileMissing
from .repeats import repeat_between


def record(
    log: Log,
    event: Event,
    rules: Agreement,
    command: Command | None = None,
    *,
    lacking: str | None = None,
) -> Entry:
    """Record an event that no rule forbids, once, on the condition that what was read still holds.

    Where there is no people file at hand, `lacking` is where it would lie: nothing that names a member is
    recorded then in a log that people are kept apart from.

    Raises:
        PeopleFileMissing: people are kept apart from the log, and the people file is not there.
        Refusal, BadInput: a rule forbids it; see `decisions`.
        ClockBehind: the last entry lies ahead of the clock.
        CommandUsed: something else was recorded under that id.
        TooManyConflicts: others changed what it depends on, time and again.
        UnknownOutcome: the store was lost meanwhile.

    """
    return record_once(
        command or Command.of(None), lambda once: _attempt(log, event, rules, once, lacking)
    )


def _attempt(
    log: Log, event: Event, rules: Agreement, command: Command, lacking: str | None
) -> Entry:
    seen = Boundary(log.store)
    if lacking is not None:
        seen.watch_people()
    if command.may_be_there and (earlier := seen.everything_about(command.tag)):
        repeat_between(command, earlier, log).began_with(_as_then(event, earlier[0]))
        return earlier[0]
    with naming_units(log.store):
        decide(event, seen, rules)
    if (entry := seen.kept_apart()) is not None:
        raise PeopleFileMissing(str(lacking), entry)
    decided = as_decided(event, seen, rules)
    proposed = [decided, *restoring(decided, seen)]
    seen.expect_none(command.tag)
    return _append(log, proposed, seen.condition, command)


def _as_then(event: Event, earlier: Entry) -> Event:
    """Return an event as it was decided then, as far as the decision adds to it."""
    then = earlier.event
    if isinstance(event, StewardElected) and isinstance(then, StewardElected):
        return attrs.evolve(event, agreement=event.agreement or then.agreement)
    return event


def _append(
    log: Log, proposed: Sequence[Event], condition: DCBAppendCondition | None, command: Command
) -> Entry:
    """Record a fact, and what goes with it; return its entry."""
    stamped = list(proposed)
    is_void = isinstance(proposed[0], EntryVoided)

    def build(last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
        stamped[:] = [held(event, last) for event in proposed]
        return tagged([_stored(log, event) for event in stamped], command)

    with appending(command):
        last = log.append_next(build, condition, past_unreadable=is_void)
    return Entry(last - len(stamped) + 1, stamped[0])


def _stored(log: Log, event: Event) -> DCBEvent:
    target = log.tags_of(event.voids) if isinstance(event, EntryVoided) else []
    found_by = list(dict.fromkeys([*tags(event), *target]))
    return DCBEvent(type(event).__name__, recordable(event), found_by)
