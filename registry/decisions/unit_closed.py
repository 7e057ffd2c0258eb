"""Close a unit. It moves nobody; `check` lists who is left behind."""

from ...events import UnitClosed
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


def decide(event: UnitClosed, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit, or the reasons of a unit that is not open."""
    organisation = seen.organisation(event.unit)
    standing_unit(f"close unit {event.unit}", organisation, event.unit, event.effective_on)
