"""Confirm workplace: the one on record is right on that day."""

from datetime import date

from ...events import WorkplaceConfirmed
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership
from ...projections.rules import Agreement


class NoWorkplaceToConfirm(Refusal):
    """The member has no workplace on record."""

    member: str
    on: date

    cannot = "confirm the workplace of {0.member} on {0.on}"
    because = "{0.member} has no workplace on record that day"
    instead = "Record it with 'stewards member change-workplace {0.member} --workplace UNIT'."


def decide(event: WorkplaceConfirmed, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NotInMembership or NoWorkplaceToConfirm."""
    on = event.effective_on
    state = in_membership(f"confirm the workplace of {event.member}", seen, event.member, on)
    if state.workplace is None:
        raise NoWorkplaceToConfirm(event.member, on)
