"""Publish a count: somebody printed this number of members for that day."""

from ...events import CountPublished
from ...projections.boundary import Boundary
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement


def decide(event: CountPublished, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit."""
    if event.unit is not None:
        action = f"record a published count of {event.unit}"
        existing_unit(action, seen.organisation(event.unit), event.unit)
