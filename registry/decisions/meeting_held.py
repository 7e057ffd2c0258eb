"""Hold a meeting: a committee met, and the holders of some of its seats were there."""

from ...events import MeetingHeld
from ...projections.boundary import Boundary
from ...projections.committees.standing import standing_committee, standing_seat
from ...projections.rules import Agreement


def decide(event: MeetingHeld, seen: Boundary, _book: Agreement) -> None:
    """Refuse with the reasons of what is no open committee, or NoSuchSeat."""
    on, action = event.effective_on, f"record a meeting of {event.unit}"
    standing_committee(action, seen.organisation(event.unit), event.unit, on)
    for seat in event.present or ():
        standing_seat(action, seen.committee(event.unit), event.unit, seat, on)
