"""End a mandate: given up or taken away, no longer held from that day on."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, MandateEnded
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...events.validators import is_id, is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.mandates.fold import ends_any
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit
from .decision import Told


@attrs.define(slots=False)
class NoSuchMandate(Refusal):
    """The member was not elected to that office there, or the ending is on record already."""

    member: str
    office: str
    unit: str
    on: date

    cannot = "end the mandate of {0.member} as {0.office} at {0.unit} on {0.on}"
    because = "the log has no such election by that day whose ending is not recorded"
    instead = "See 'stewards mandate list --all'."


@frozen
class EndMandate:
    """Record the ending of a mandate, also of one that the facts have ended without saying so."""

    member: str = field(validator=is_id)
    unit: str = field(validator=is_unit_id)
    office: str = field(validator=is_id)
    reason: str | None = field(default=None, validator=is_text)

    def says(self, told: Told) -> MandateEnded:
        """Return what it comes to if nothing forbids it."""
        return MandateEnded(
            member=self.member, unit=self.unit, office=self.office, reason=self.reason, **told
        )

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit or NoSuchMandate."""
        on = told["effective_on"]
        action = f"end the mandate of {self.member} as {self.office} at {self.unit}"
        existing_unit(action, seen.organisation(self.unit), self.unit)
        ending = self.says(told)
        history = seen.elections(self.unit)
        if not ends_any(Entry(UPCOMING, ending), history, Organisation(history)):
            raise NoSuchMandate(self.member, self.office, self.unit, on)
        return ending
