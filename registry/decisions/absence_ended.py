"""End an absence: somebody is back at work."""

from datetime import date

from ...events import AbsenceEnded
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.membership.employment import absences
from ...projections.rules import Agreement


class NotAway(Refusal):
    """No absence that began by that day is still without a return."""

    member: str
    on: date

    cannot = "record that {0.member} is back on {0.on}"
    because = "the log has no absence before that day whose end is not recorded"
    instead = "See 'stewards history --member {0.member}', and record the absence first."


def decide(event: AbsenceEnded, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NotAway; whoever came back later than planned was away for as long."""
    history = seen.employment(event.member)
    own = [e for e in history if getattr(e.event, "member", None) == event.member]
    begun = absences([e for e in own if e.event.effective_on <= event.effective_on])
    if not begun or begun[-1].is_over or begun[-1].first >= event.effective_on:
        raise NotAway(event.member, event.effective_on)
