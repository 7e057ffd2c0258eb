"""The log as it stood: what counts as said, and in which order it is read."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from stewards.events import CategoryChanged, EntryVoided, Event, MemberJoined, WorkplaceChanged

Told = tuple[int, Event]
"""An entry number and what was told there."""

Log = list[Told]
"""The facts that count as said, in the order a history is read: by day, then by entry."""

Kind = TypeVar("Kind", bound=Event)
Found = TypeVar("Found")
Given = ParamSpec("Given")


class Said(list[Told]):
    """A log that nobody changes, with what was worked out of it: the same is asked of it again and again."""

    def __init__(self, facts: Log) -> None:
        super().__init__(facts)
        self.found: dict[tuple[Hashable, ...], Any] = {}


def once(
    rule: Callable[Concatenate[Log, Given], Found],
) -> Callable[Concatenate[Log, Given], Found]:
    """Let a rule be worked out once of a log, for each of what else it is given; nobody changes it."""

    @wraps(rule)
    def found(log: Log, /, *given: Given.args, **named: Given.kwargs) -> Found:
        if not isinstance(log, Said):
            return rule(log, *given, **named)
        key = (rule, *given, *named.items())
        if key not in log.found:
            log.found[key] = rule(log, *given, **named)
        answer: Found = log.found[key]
        return answer

    return found


def known(events: Sequence[Event], upto: int) -> Log:
    """Return the facts that count as said once the first `upto` entries are known."""
    told = list(enumerate(events[:upto], start=1))
    voided = {void.voids for _, void in of(told, EntryVoided)}
    live = [(entry, event) for entry, event in told if entry not in voided]
    return Said(sorted([part for each in live for part in parts(each)], key=reading_order))


def parts(told: Told) -> Log:
    """Return a fact; of a joiner placed later than joined also the placing, on a day of its own."""
    entry, event = told
    if not is_placed_later(event):
        return [told]
    assert isinstance(event, MemberJoined)
    assert event.placed_on is not None
    given = {
        "member": event.member,
        "effective_on": event.placed_on,
        "not_before": event.not_before or event.effective_on,
        "recorded_at": event.recorded_at,
        "recorded_by": event.recorded_by,
    }
    placed = WorkplaceChanged(workplace=event.workplace, **given)
    return [told, (entry, placed), (entry, CategoryChanged(category=event.category, **given))]


def is_placed_later(event: Event) -> bool:
    """Return whether a fact says of a joiner where they work, and as what, from a later day only."""
    return isinstance(event, MemberJoined) and event.placed_on not in {None, event.effective_on}


def reading_order(told: Told) -> tuple[date, int]:
    """Return what a history is sorted by."""
    entry, event = told
    return event.effective_on, entry


@once
def facts(log: Log, on: date) -> Log:
    """Return the facts that hold by a day; later ones do not exist for it."""
    return Said([(entry, event) for entry, event in log if event.effective_on <= on])


@once
def of(log: Log, kind: type[Kind]) -> list[tuple[int, Kind]]:
    """Return the facts of one type."""
    return [(entry, event) for entry, event in log if isinstance(event, kind)]


def upto_at(events: Sequence[Event], instant: datetime) -> int:
    """Return the highest entry recorded at or before an instant, 0 if there is none."""
    return max((n for n, event in enumerate(events, 1) if event.recorded_at <= instant), default=0)
