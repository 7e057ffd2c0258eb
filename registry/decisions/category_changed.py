"""Change category: a member becomes senior, passive, a student, ..."""

from datetime import date

from ...events import CategoryChanged
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership, known_category
from ...projections.rules import Agreement


class SameCategory(Refusal):
    """The member is in that category already."""

    member: str
    category: str
    on: date

    cannot = "change the category of {0.member} on {0.on}"
    because = "it is already {0.category} that day"
    instead = "Give another category."


def decide(event: CategoryChanged, seen: Boundary, book: Agreement) -> None:
    """Refuse with UnknownCategory, NotInMembership or SameCategory."""
    action = f"change the category of {event.member}"
    known_category(action, event.category, seen.rules(book).at(None, event.effective_on))
    state = in_membership(action, seen, event.member, event.effective_on)
    if state.category == event.category:
        raise SameCategory(event.member, event.category, event.effective_on)
