"""Close a unit. It moves nobody; `check` lists who is left behind."""

from attrs import field, frozen

from ...events import Event, UnitClosed
from ...events.validators import is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_unit
from .decision import Told


@frozen
class CloseUnit:
    """Close a unit that is open that day."""

    unit: str = field(validator=is_unit_id)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return UnitClosed(unit=self.unit, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit, or the reasons of a unit that is not open."""
        organisation = seen.organisation(self.unit)
        standing_unit(f"close unit {self.unit}", organisation, self.unit, told["effective_on"])
        return self.says(told)
