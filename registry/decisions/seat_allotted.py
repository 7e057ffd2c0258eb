"""Allot a seat: it belongs to a group of a committee, and an organisation fills it, or nobody does."""

from ...events import SeatAllotted
from ...projections.boundary import Boundary
from ...projections.committees.standing import refuse_other_group, standing_committee
from ...projections.rules import Agreement


def decide(event: SeatAllotted, seen: Boundary, book: Agreement) -> None:
    """Refuse with the reasons of what is no open committee, or SeatOfAnotherGroup without an override."""
    on, action = event.effective_on, f"allot the seat {event.seat} of {event.committee}"
    standing_committee(action, seen.organisation(event.committee), event.committee, on)
    if event.override is None:
        rules = seen.rules(book, event.committee).at(event.committee, on)
        refuse_other_group(action, rules, event.seat, event.group, event.organisation)
