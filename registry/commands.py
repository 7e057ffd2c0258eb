"""Commands: whatever is asked for is recorded once, however often it has to be repeated.

A command bears an id, which goes with what it records: as a tag of the first and the last entry of the
append, and in the condition of it. So one id is recorded once, whoever repeats it and whenever.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Final, TypeVar
from uuid import uuid4

import attrs
from attrs import frozen
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)
from eventsourcing.persistence import IntegrityError

from ..events.civil_registration import holds_civil_registration_number
from ..events.command_tags import PREFIX
from ..events.errors import UnsoundStore
from ..events.log import Log
from ..events.stores.errors import LostCommit, StoreBusy, StoreUnwritable
from .errors import InterruptedAppend, MalformedCommand, TooManyConflicts, UnknownOutcome

ATTEMPTS: Final = 100
PAUSES_IN_DOUBT: Final = (0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each further attempt, once nobody can say whether the last one was recorded."""

_LONGEST_PAUSE: Final = 0.05  # seconds, at most, before one who lost a race starts again
_ID: Final = re.compile("[0-9A-Za-z_-]{1,64}")

T = TypeVar("T")


@frozen
class Command:
    """One thing that somebody wants recorded, once.

    Attributes:
        id: What it is repeated by.
        may_be_there: Whether it may have been recorded before, so that the log is to be asked.
        by_clock: The fields that the clock filled in, which differ another time.
    """

    id: str
    may_be_there: bool = True
    by_clock: tuple[str, ...] = ("recorded_at",)

    @classmethod
    def of(cls, given: str | None, *, says_day: bool = True) -> "Command":
        """Return the command with an id, or a new one with an id of its own.

        Args:
            given: The id; none for one that nobody has used.
            says_day: Whether the day that it takes effect was given, and not taken from the clock.

        Raises:
            MalformedCommand: the id is no text, has other characters, is too long, or holds a civil
                registration number.
        """
        clock = ("recorded_at",) if says_day else ("recorded_at", "effective_on")
        if given is None:
            return cls(uuid4().hex, may_be_there=False, by_clock=clock)
        if (
            type(given) is not str
            or not _ID.fullmatch(given)
            or holds_civil_registration_number(given)
        ):
            raise MalformedCommand(given)
        return cls(given, by_clock=clock)

    @property
    def tag(self) -> str:
        """The tag of the first and the last entry that it records."""
        return f"{PREFIX}{self.id}"

    @property
    def query(self) -> DCBQuery:
        """What finds these entries."""
        return DCBQuery([DCBQueryItem(tags=[self.tag])])


def tagged(events: Sequence[DCBEvent], command: Command) -> Sequence[DCBEvent]:
    """Return the events of one append; the first and the last of them bear the tag of the command."""
    ends = {id(event): event for event in (events[0], events[-1])}
    for event in ends.values():
        event.tags = [*event.tags, command.tag]
    return events


def append(
    log: Log,
    events: Sequence[DCBEvent],
    after: int,
    command: Command,
    keep: Callable[[int], None] | None = None,
) -> range:
    """Record the events of a command right behind an entry; return their numbers.

    Once nothing else can be recorded before them, `keep` is called with the number of entries there are.

    Raises:
        IntegrityError: others appended meanwhile; nothing was.
        ClockBehind: the last entry lies ahead of the clock.
    """
    events = tagged(events, command)

    def build(_last: DCBSequencedEvent | None) -> Sequence[DCBEvent]:
        if keep is not None:
            keep(after)
        return events

    with appending(command):
        last = log.append_next(build, DCBAppendCondition(after=after))
    return range(last - len(events) + 1, last + 1)


def record_once(command: Command, record: Callable[[Command], T]) -> T:
    """Return what recording a command came to, now or when it was recorded before.

    Args:
        command: The command.
        record: Records it, and returns what that came to; where it may be there already, asks the
            log first. It is called again where others recorded meanwhile what it rests on, and where
            nobody can say whether it was recorded.

    Raises:
        TooManyConflicts: others kept recording meanwhile.
        UnknownOutcome: the store was lost while it recorded, and did not come back.
        InterruptedAppend: Ctrl-C when it may have been recorded.
    """
    lost: LostCommit | None = None
    pauses = iter(PAUSES_IN_DOUBT)
    with ExitStack() as doubt:
        for attempt in range(ATTEMPTS):
            try:
                return record(command)
            except IntegrityError:
                from random import uniform

                time.sleep(uniform(0, _LONGEST_PAUSE * attempt / ATTEMPTS))  # noqa: S311
            except UnsoundStore as problem:
                if lost is None:
                    lost = _lost(problem)
                    doubt.enter_context(appending(command))
                pause = next(pauses, None) if isinstance(problem, _away()) else None
                if pause is None:
                    problem_text = (
                        lost.problem if isinstance(problem, _away()) else _because(problem)
                    )
                    raise UnknownOutcome(lost.store, problem_text, command.id) from None
                time.sleep(pause)
                command = attrs.evolve(command, may_be_there=True)
    raise TooManyConflicts(ATTEMPTS)


@contextmanager
def appending(command: Command) -> Iterator[None]:
    """Let Ctrl-C name the command, while it may be recorded already.

    Raises:
        InterruptedAppend: Ctrl-C.
    """
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise InterruptedAppend(command.id) from interrupt


def _because(problem: UnsoundStore) -> str:
    return problem.because.format(problem)


def _away() -> tuple[type[UnsoundStore], ...]:
    """Return what a store that was lost may be met with before it is back."""
    from ..events.stores.server_errors import ConnectionLost, NobodyAnswers, ServerRefuses

    return LostCommit, ConnectionLost, NobodyAnswers, ServerRefuses, StoreBusy, StoreUnwritable


def _lost(problem: UnsoundStore) -> LostCommit:
    """Return the loss of an append; raise any other problem: nothing was recorded then."""
    if isinstance(problem, LostCommit):
        return problem
    raise problem
