"""How a figure for one day changed as knowledge grew."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from attrs import frozen

from ...events import EntryVoided, RosterTaken
from ...events.entry import Entry
from ..membership.fold import first_day

Figure = TypeVar("Figure")


@frozen
class Span:
    """The day of a figure, and the knowledge through which it is followed.

    Attributes:
        day: The day.
        start: The first instant: the end of the day, or `end` if that comes before.
        end: The last instant: that of the knowledge asked with.
    """

    day: date
    start: datetime
    end: datetime


@frozen
class Learned:
    """What was learned at one instant that a figure for a day may rest on.

    Attributes:
        known_at: The instant.
        entries: The facts recorded then that hold by the day, or may, or stand before one that may in the
            history of a member, and the voids of such.
    """

    known_at: datetime
    entries: tuple[int, ...]


def learned_in(span: Span, entries: Sequence[Entry]) -> list[Learned]:
    """Return what was learned after the first instant that a figure for the day may rest on.

    Args:
        span: The day and the instants.
        entries: What the figure is folded from, voids and voided entries included, as they were recorded.

    """
    by_number = {entry.number: entry for entry in entries}
    # what stands before a fact with an open window says that it does not hold yet
    open_about = {_member(e) for e in entries if first_day(e) <= span.day < e.event.effective_on}

    def matters(entry: Entry) -> bool:
        event = entry.event
        if isinstance(event, EntryVoided):
            target = by_number.get(event.voids)
            return target is not None and matters(target)
        if isinstance(event, RosterTaken):
            return True  # whoever was there on days before a list is not known, either
        return first_day(entry) <= span.day or _member(entry) in open_about - {None}

    recorded: dict[datetime, list[int]] = {}
    for entry in entries:
        instant = entry.event.recorded_at
        if span.start < instant <= span.end and matters(entry):
            recorded.setdefault(instant, []).append(entry.number)
    return [Learned(instant, tuple(numbers)) for instant, numbers in recorded.items()]


def _member(entry: Entry) -> str | None:
    return getattr(entry.event, "member", None)


def known_at(entries: Iterable[Entry], instant: datetime) -> list[Entry]:
    """Return the entries recorded by an instant."""
    return [entry for entry in entries if entry.event.recorded_at <= instant]


def changes(
    span: Span, learnt: Iterable[Learned], figure: Callable[[datetime], Figure]
) -> Iterator[tuple[Learned, Figure]]:
    """Yield what a figure was at the first instant, and then each instant at which it changed.

    Args:
        span: The day and the instants.
        learnt: What was learned after the first instant, in order.
        figure: Returns the figure as known at an instant.

    """
    last = figure(span.start)
    yield Learned(span.start, ()), last
    for each in learnt:
        now = figure(each.known_at)
        if now != last:
            yield each, now
            last = now
