"""Begin an absence: somebody is away from work from that day on, and comes back some day."""

from datetime import date

from ...events import AbsenceBegan
from ...events.errors import BadInput, Refusal
from ...projections.boundary import Boundary
from ...projections.membership.employment import away_on
from ...projections.membership.standing import known_at_work
from ...projections.rules import Agreement


class BackAtOnce(BadInput):
    """The first day back is that day, or comes before it."""

    member: str
    on: date
    until: date

    cannot = "record that {0.member} is away from {0.on} until {0.until}"
    because = "the absence would be over before it begins"
    instead = "Give a later day, the first one back at work."


class AwayAlready(Refusal):
    """The same absence is on record already."""

    member: str
    on: date
    until: str
    entry: int

    cannot = "record that {0.member} is away from {0.on}"
    because = "{0.member} is away that day already, {0.until} (entry {0.entry})"
    instead = "Give another first day back, --until DAY, or record the return first."


def decide(event: AbsenceBegan, seen: Boundary, _book: Agreement) -> None:
    """Refuse with BackAtOnce, NotInMembership or AwayAlready.

    Whoever is away may be away for longer, or not for as long: that is recorded as a change of plans.
    """
    on = event.effective_on
    if event.until is not None and event.until <= on:
        raise BackAtOnce(event.member, on, event.until)
    known_at_work(f"record that {event.member} is away", seen, event.member, on)
    facts = [e for e in seen.employment(event.member) if e.event.effective_on <= on]
    absence = away_on(on, [e for e in facts if getattr(e.event, "member", None) == event.member])
    if absence is not None and absence.until == event.until:
        until = "nobody knows until when" if event.until is None else f"until {event.until}"
        raise AwayAlready(event.member, on, until, absence.by[-1].number)
