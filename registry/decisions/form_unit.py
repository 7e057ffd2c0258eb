"""Form a unit: an employer, an administration, a centre, a workplace."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, UnitFormed
from ...events.errors import Refusal
from ...events.validators import is_id, is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_unit
from .decision import Told


@attrs.define(slots=False)
class UnitAlreadyFormed(Refusal):
    """A unit of that id exists, and a unit is formed once."""

    unit: str
    formed_on: date
    entry: int

    cannot = "form unit {0.unit}"
    because = "it was formed on {0.formed_on} (entry {0.entry})"
    instead = "Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'."


@attrs.define(slots=False)
class UnderItself(Refusal):
    """A unit cannot lie under itself."""

    unit: str

    cannot = "form unit {0.unit}"
    because = "it would be under itself"
    instead = "Name another parent, or none."


@frozen
class FormUnit:
    """Form a unit that no other of that id precedes, under a parent that is open that day."""

    unit: str = field(validator=is_unit_id)
    name: str = field(validator=is_text)
    kind: str = field(validator=is_id)
    parent: str | None = field(default=None, validator=is_unit_id)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return UnitFormed(
            unit=self.unit, name=self.name, kind=self.kind, parent=self.parent, **told
        )

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnitAlreadyFormed, UnderItself or the reasons of a parent not open."""
        if formed := seen.organisation(self.unit).formed(self.unit):
            raise UnitAlreadyFormed(self.unit, formed.event.effective_on, formed.number)
        if self.parent == self.unit:
            raise UnderItself(self.unit)
        if self.parent is not None:
            action = f"form unit {self.unit} under {self.parent}"
            standing_unit(action, seen.organisation(self.parent), self.parent, told["effective_on"])
        return self.says(told)
