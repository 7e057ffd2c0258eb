"""Observe a headcount: somebody counted the social workers at a workplace, members or not."""

from attrs import field, frozen

from ...events import Event, HeadcountObserved
from ...events.validators import is_headcount, is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.standing import standing_workplace
from .decision import Told


@frozen
class ObserveHeadcount:
    """Record how many social workers an open workplace has."""

    workplace: str = field(validator=is_unit_id)
    employees: int = field(validator=is_headcount)
    source: str | None = field(default=None, validator=is_text)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return HeadcountObserved(
            workplace=self.workplace, employees=self.employees, source=self.source, **told
        )

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with the reasons of what is not an open workplace."""
        action = f"record a headcount at {self.workplace}"
        organisation = seen.organisation(self.workplace)
        standing_workplace(action, organisation, self.workplace, told["effective_on"])
        return self.says(told)
