"""Move a unit under another one, or make it a root."""

from ...events import UnitMoved
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.circles import closes_circle
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


class ParentsInACircle(Refusal):
    """The unit would come to lie, further up, under itself."""

    unit: str
    parent: str

    cannot = "move unit {0.unit} under {0.parent}"
    because = "{0.parent} is at or below {0.unit} on that day or a later one"
    instead = "Move {0.parent} first, or name another parent."


class SameParent(Refusal):
    """The unit lies there already."""

    unit: str
    place: str

    cannot = "move unit {0.unit}"
    because = "it is already {0.place} on that day"
    instead = "Name another parent."


def decide(event: UnitMoved, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit, the reasons of a closed unit, SameParent or ParentsInACircle."""
    on = event.effective_on
    under = f"under {event.parent}"
    action = f"move unit {event.unit} {'to the top level' if event.parent is None else under}"
    organisation = seen.organisation(event.unit)
    standing_unit(action, organisation, event.unit, on)
    if event.parent is not None:
        organisation = seen.organisation(event.parent, above=True)
        standing_unit(action, organisation, event.parent, on)
    if event.parent == organisation.parent(event.unit, on):
        raise SameParent(event.unit, "at the top level" if event.parent is None else under)
    if closes_circle(organisation, Entry(UPCOMING, event)):
        raise ParentsInACircle(event.unit, str(event.parent))
