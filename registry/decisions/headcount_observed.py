"""Observe a headcount: somebody counted the social workers at a workplace, members or not."""

from ...events import HeadcountObserved
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_workplace
from ...projections.rules import Agreement


def decide(event: HeadcountObserved, seen: Boundary, _book: Agreement) -> None:
    """Refuse with the reasons of what is no open workplace."""
    action = f"record a headcount at {event.workplace}"
    organisation = seen.organisation(event.workplace)
    standing_workplace(action, organisation, event.workplace, event.effective_on)
