"""Take a step of an election: approved, notified, accepted, objected to, and what came of that."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from ...events import ElectionStepTaken
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.mandates.matching import Matched
from ...projections.mandates.standing import day_of, is_settled
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement

_ONCE: Final = ("approved", "aware", "received", "accepted", "upheld", "declined")
_STEP: Final = "record the step '{0.step}' of the election of {0.member} as {0.office} at {0.unit}"
_ANSWERS: Final = ("accepted", "objected")
_SETTLING: Final = ("upheld", "dismissed")


class NoSuchElection(Refusal):
    """The member was not elected to that office there by that day."""

    member: str
    office: str
    unit: str
    on: date
    step: str

    cannot = f"{_STEP} on {{0.on}}"
    because = "the log has no such election by that day"
    instead = "See 'stewards mandate list --all', or record it with 'stewards mandate elect'."


class StepTakenBefore(Refusal):
    """The step is on record already, and is taken once."""

    member: str
    office: str
    unit: str
    step: str
    taken_on: date
    entry: int

    cannot = _STEP
    because = "it is recorded for {0.taken_on} (entry {0.entry})"
    instead = "If that day is wrong, void entry {0.entry} first."


class StepOutOfOrder(Refusal):
    """What the step answers to is not on record by that day."""

    member: str
    office: str
    unit: str
    on: date
    step: str
    missing: str

    cannot = f"{_STEP} on {{0.on}}"
    because = "{0.missing}"
    instead = "Record that first, with 'stewards mandate step'."


def decide(event: ElectionStepTaken, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit, or the reasons above."""
    on = event.effective_on
    action = f"record a step of the election of {event.member} as {event.office} at {event.unit}"
    existing_unit(action, seen.organisation(event.unit), event.unit)
    history = seen.elections(event.unit)
    upcoming = Entry(UPCOMING, event)
    before = [entry for entry in history if entry.order < upcoming.order]
    matched = Matched([*before, upcoming], Organisation(history))
    steps = next((s for s in matched.steps.values() if upcoming in s), None)
    what = (event.member, event.office, event.unit)
    if steps is None:
        raise NoSuchElection(*what, on, event.step)
    earlier = [step for step in steps if step is not upcoming]
    every = Matched(history, Organisation(history)).steps.get(_number(matched, upcoming), ())
    for step in every:
        if event.step in _ONCE and _is(step, (event.step,)):
            raise StepTakenBefore(*what, event.step, step.event.effective_on, step.number)
    if missing := _missing(event, earlier):
        raise StepOutOfOrder(*what, on, event.step, missing)


def _missing(event: ElectionStepTaken, earlier: Sequence[Entry]) -> str | None:
    """Return what is not on record by the day of a step and has to be; none if nothing is."""
    if event.step in _ANSWERS and day_of(earlier, "received") is None:
        return "the employer has not received the notice by that day, as far as the log knows"
    if event.step in _SETTLING and is_settled(earlier):
        return "there is no objection by that day that is not settled"
    return None


def _number(matched: Matched, upcoming: Entry) -> int:
    return next(number for number, steps in matched.steps.items() if upcoming in steps)


def _is(step: Entry, words: Collection[str]) -> bool:
    return isinstance(step.event, ElectionStepTaken) and step.event.step in words
