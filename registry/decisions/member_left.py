"""Leave: a member leaves the union, not counted from that day on."""

from ...events import MemberLeft
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership
from ...projections.rules import Agreement


def decide(event: MemberLeft, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NotInMembership."""
    action = f"record that {event.member} left"
    in_membership(action, seen, event.member, event.effective_on)
