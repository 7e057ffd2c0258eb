"""Form a unit: an employer, an administration, a centre, a workplace."""

from datetime import date

import attrs

from ...events import UnitFormed
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


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


def decide(event: UnitFormed, seen: Boundary, _rules: Agreement) -> None:
    """Refuse with UnitAlreadyFormed, UnderItself or the reasons of a parent not open."""
    if formed := seen.organisation(event.unit).formed(event.unit):
        raise UnitAlreadyFormed(event.unit, formed.event.effective_on, formed.number)
    if event.parent == event.unit:
        raise UnderItself(event.unit)
    if event.parent is not None:
        action = f"form unit {event.unit} under {event.parent}"
        standing_unit(action, seen.organisation(event.parent), event.parent, event.effective_on)
