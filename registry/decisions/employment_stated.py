"""State employment: since when somebody has been with the present employer, and as what."""

from datetime import date

from ...events import EmploymentStated
from ...events.errors import BadInput, Refusal
from ...projections.boundary import Boundary
from ...projections.membership.employment import STANDINGS
from ...projections.membership.standing import known_at_work
from ...projections.rules import Agreement


class NothingStated(BadInput):
    """Neither a day of hiring nor a standing was given."""

    member: str

    cannot = "state the employment of {0.member}"
    because = "neither since when nor as what was given"
    instead = "Give the day of hiring, --since DAY, or --standing STANDING, or both."


class HiredLater(BadInput):
    """The day of hiring comes after the day it is stated for."""

    member: str
    since: date
    on: date

    cannot = "state the employment of {0.member} on {0.on}"
    because = "the day of hiring, {0.since}, comes after it"
    instead = "Give the day of hiring as --on, or a later day."


class UnknownStanding(Refusal):
    """Nobody is employed as that."""

    member: str
    standing: str
    known: str

    cannot = "state that {0.member} is {0.standing}"
    because = "that is no standing at work that a rule book speaks of"
    instead = "Name one of {0.known}."


class SameEmployment(Refusal):
    """That is on record already."""

    member: str
    on: date
    entry: int

    cannot = "state the employment of {0.member} on {0.on}"
    because = "entry {0.entry} says the same"
    instead = "Give another day of hiring, or another standing."


def decide(event: EmploymentStated, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NothingStated, HiredLater, UnknownStanding, NotInMembership or SameEmployment."""
    on = event.effective_on
    if event.since is None and event.standing is None:
        raise NothingStated(event.member)
    if event.since is not None and event.since > on:
        raise HiredLater(event.member, event.since, on)
    if event.standing not in {None, *STANDINGS}:
        raise UnknownStanding(event.member, str(event.standing), ", ".join(STANDINGS))
    known_at_work(f"state the employment of {event.member}", seen, event.member, on)
    for entry in reversed(seen.employment(event.member)):
        told = entry.event
        if not isinstance(told, EmploymentStated) or told.effective_on > on:
            continue
        if told.member == event.member:
            if (told.since, told.standing) == (event.since, event.standing):
                raise SameEmployment(event.member, on, entry.number)
            break
