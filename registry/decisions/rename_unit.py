"""Rename a unit; its id stays."""

import attrs
from attrs import field, frozen

from ...events import Event, UnitFormed, UnitRenamed
from ...events.errors import Refusal
from ...events.validators import is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_unit
from .decision import Told


@attrs.define(slots=False)
class SameName(Refusal):
    """The unit is called that already."""

    unit: str
    name: str

    cannot = "rename unit {0.unit}"
    because = "it is already called {0.name!r} on that day"
    instead = "Give another name."


@frozen
class RenameUnit:
    """Give a unit that is open that day another name."""

    unit: str = field(validator=is_unit_id)
    name: str = field(validator=is_text)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return UnitRenamed(unit=self.unit, name=self.name, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit, the reasons of a unit that is not open, or SameName."""
        action = f"rename unit {self.unit}"
        standing_unit(action, seen.organisation(self.unit), self.unit, told["effective_on"])
        if self.name == self._name(seen, told):
            raise SameName(self.unit, self.name)
        return self.says(told)

    def _name(self, seen: Boundary, told: Told) -> str:
        name = ""
        for event in (entry.event for entry in seen.history()):
            if isinstance(event, UnitFormed | UnitRenamed) and event.unit == self.unit:
                name = event.name if event.effective_on <= told["effective_on"] else name
        return name
