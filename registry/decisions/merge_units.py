"""Merge a unit into another: who is recorded at the one is at the other from that day on."""

import attrs
from attrs import field, frozen

from ...events import Event, UnitMerged
from ...events.errors import Refusal
from ...events.validators import is_id
from ..boundary import Boundary
from ..folds import UPCOMING, Entry
from ..folds.circles import closes_circle
from .decision import Told, standing_unit


@attrs.define(slots=False)
class MergersInACircle(Refusal):
    """The unit would be merged, further along, into itself."""

    unit: str
    into: str

    cannot = "merge unit {0.unit} into {0.into}"
    because = "{0.into} is, or is merged into, {0.unit} on that day or a later one"
    instead = "Void the merger that is wrong, or name another unit."


@frozen
class MergeUnits:
    """Merge a unit into another, both open that day."""

    unit: str = field(validator=is_id)
    into: str = field(validator=is_id)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownUnit, the reasons of a unit that is not open, or MergersInACircle."""
        organisation = seen.organisation(self.unit, self.into)
        for unit in (self.unit, self.into):
            action = f"merge unit {self.unit} into {self.into}"
            standing_unit(action, organisation, unit, told["effective_on"])
        event = UnitMerged(unit=self.unit, into=self.into, **told)
        if closes_circle(organisation, Entry(UPCOMING, event)):
            raise MergersInACircle(self.unit, self.into)
        return event
