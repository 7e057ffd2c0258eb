"""Observe a ratio: somebody gave a figure with what it is divided by."""

from ...events import RatioObserved
from ...projections.boundary import Boundary
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement


def decide(event: RatioObserved, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit: a ratio of whatever is counted, by whatever it is divided, may be told."""
    action = f"record a ratio of {event.unit}"
    existing_unit(action, seen.organisation(event.unit), event.unit)
