"""Rename a unit; its id stays."""

from ...events import UnitRenamed
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.fold import name_on
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


class SameName(Refusal):
    """The unit is called that already."""

    unit: str
    name: str

    cannot = "rename unit {0.unit}"
    because = "it is already called {0.name!r} on that day"
    instead = "Give another name."


def decide(event: UnitRenamed, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit, the reasons of a unit that is not open, or SameName."""
    action = f"rename unit {event.unit}"
    organisation = seen.organisation(event.unit)
    standing_unit(action, organisation, event.unit, event.effective_on)
    if event.name == name_on(organisation, seen.history(), event.unit, event.effective_on):
        raise SameName(event.unit, event.name)
