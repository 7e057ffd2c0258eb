"""Publish a count: somebody printed this number of members for that day."""

from ...events import CountPublished
from ...projections.boundary import Boundary
from ...projections.membership.standing import known_category
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement


def decide(event: CountPublished, seen: Boundary, book: Agreement) -> None:
    """Refuse with UnknownUnit or UnknownCategory."""
    action = f"record a published count of {event.unit or 'the union'}"
    if event.unit is not None:
        existing_unit(action, seen.organisation(event.unit), event.unit)
    if event.categories:
        rules = seen.rules(book).at(None, event.effective_on)
        for category in event.categories:
            known_category(action, category, rules)
