"""Publish a count: somebody printed this number of members for that day."""

from attrs import field, frozen

from ...events import CountPublished, Event
from ...events.validators import is_headcount, is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.standing import existing_unit
from .decision import Told


@frozen
class PublishCount:
    """Record a figure in print, right or wrong, of a unit or of the whole union."""

    members: int = field(validator=is_headcount)
    unit: str | None = field(default=None, validator=is_unit_id)
    source: str | None = field(default=None, validator=is_text)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return CountPublished(members=self.members, unit=self.unit, source=self.source, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit."""
        if self.unit is not None:
            action = f"record a published count of {self.unit}"
            existing_unit(action, seen.organisation(self.unit), self.unit)
        return self.says(told)
