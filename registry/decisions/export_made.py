"""Note an export: ids, numbers or names of people left the registry."""

from ...events import ExportMade
from ...projections.boundary import Boundary
from ...projections.rules import Agreement


def decide(_event: ExportMade, _seen: Boundary, _book: Agreement) -> None:
    """Refuse nothing: it happened."""
