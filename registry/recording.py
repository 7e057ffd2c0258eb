"""Recording several facts that were worked out from the log as it stood: as one batch, or not."""

from collections.abc import Callable, Iterable
from datetime import datetime

from ..events import Event, Fact, recordable
from ..events.errors import StewardsError, Unrecordable
from ..events.log import Log
from ..events.prepared import Prepared
from ..projections.collector import collector_paused
from .commands import Command, record_once
from .imports.batch import Batch
from .imports.problems import BadLines
from .repeats import repeat_of


class LogMovedOn(StewardsError):
    """Somebody recorded facts after the log was read, so what was worked out from it may be wrong."""

    entry: int
    latest: int

    cannot = "record what was worked out from the log up to entry {0.entry}"
    because = "the log already goes up to entry {0.latest}"
    instead = "Nothing was recorded; try again."


def told_of(events: Iterable[Event], on_progress: Callable[[int], None] | None) -> Iterable[Event]:
    """Yield events, and report now and then how many there were so far."""
    for number, event in enumerate(events, start=1):
        yield event
        if on_progress and number % 1000 == 0:
            on_progress(number)


def record_after(
    log: Log,
    head: int,
    events: Iterable[Event],
    *,
    now: datetime,
    command: str | None = None,
    keep: Callable[[int], None] | None = None,
) -> range:
    """Record events as one batch right behind entry `head`; return their numbers.

    They are checked as an import is: units that they name exist by then, and the clock is held at the
    last entry's instant if it went back. When nothing forbids them any more, `keep` is called with the
    number of entries there are.

    Raises:
        LogMovedOn: entries were recorded behind `head` meanwhile.
        BadLines: an event names an unknown unit or entry, or would not be read back as it is.
        CommandUsed: something else was recorded under that id.
        UnknownOutcome: the store was lost meanwhile.
    """
    proposed = list(events)

    def record(once: Command) -> range:
        batch = Batch.after(log, now)
        repeat = repeat_of(once, log)
        if repeat and repeat.first == head + 1:
            return repeat.of(proposed)
        if repeat or batch.head != head:
            raise LogMovedOn(head, batch.head)
        for line, event in enumerate(proposed, start=1):
            batch.take(line, _checked(event))
        if batch.problems:
            raise BadLines(batch.problems)
        return batch.append(once, keep=keep)

    with collector_paused():
        return record_once(Command.of(command), record)


def _checked(event: Event) -> Prepared | StewardsError:
    """Return an event prepared; what is wrong with it, if it would not be read back as it is."""
    try:
        recordable(event)
    except Unrecordable as problem:
        return problem
    return Prepared.of(Fact(event, None, says_when=False))
