"""Move a unit under another one, or make it a root."""

import attrs
from attrs import field, frozen

from ...events import Event, UnitMoved
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...events.validators import is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.circles import closes_circle
from ...projections.organisation.standing import standing_unit
from .decision import Told


@attrs.define(slots=False)
class ParentsInACircle(Refusal):
    """The unit would come to lie, further up, under itself."""

    unit: str
    parent: str

    cannot = "move unit {0.unit} under {0.parent}"
    because = "{0.parent} is at or below {0.unit} on that day or a later one"
    instead = "Move {0.parent} first, or name another parent."


@attrs.define(slots=False)
class SameParent(Refusal):
    """The unit lies there already."""

    unit: str
    place: str

    cannot = "move unit {0.unit}"
    because = "it is already {0.place} on that day"
    instead = "Name another parent."


@frozen
class MoveUnit:
    """Move a unit that is open that day under another open one; no parent makes it a root."""

    unit: str = field(validator=is_unit_id)
    parent: str | None = field(default=None, validator=is_unit_id)

    def says(self, told: Told) -> UnitMoved:
        """Return what it comes to if nothing forbids it."""
        return UnitMoved(unit=self.unit, parent=self.parent, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit, the reasons of a closed unit, SameParent or ParentsInACircle."""
        on = told["effective_on"]
        place = "under no unit" if self.parent is None else f"under {self.parent}"
        action = f"move unit {self.unit} {place}"
        organisation = seen.organisation(self.unit)
        standing_unit(action, organisation, self.unit, on)
        if self.parent is not None:
            organisation = seen.organisation(self.parent, above=True)
            standing_unit(action, organisation, self.parent, on)
        if self.parent == organisation.parent(self.unit, on):
            raise SameParent(self.unit, place)
        event = self.says(told)
        if closes_circle(organisation, Entry(UPCOMING, event)):
            raise ParentsInACircle(self.unit, str(self.parent))
        return event
