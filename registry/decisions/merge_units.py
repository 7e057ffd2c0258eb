"""Merge a unit into another: who is recorded at the one is at the other from that day on."""

import attrs
from attrs import field, frozen

from ...events import Event, UnitMerged
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...events.validators import is_unit_id
from ...projections.boundary import Boundary
from ...projections.organisation.circles import closes_circle
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import WORKPLACE, standing_unit
from .decision import Told


@attrs.define(slots=False)
class MergersInACircle(Refusal):
    """The unit would be merged, further along, into itself."""

    unit: str
    into: str

    cannot = "merge unit {0.unit} into {0.into}"
    because = "{0.into} is, or is merged into, {0.unit} on that day or a later one"
    instead = "Void the merger that is wrong, or name another unit."


@attrs.define(slots=False)
class WorkplaceIntoAnother(Refusal):
    """One of the two is a workplace and the other is not: its electorate would be lost."""

    unit: str
    kind: str
    into: str
    into_kind: str

    cannot = "merge unit {0.unit} into {0.into}"
    because = "{0.unit} is of kind {0.kind} and {0.into} of kind {0.into_kind}"
    instead = "Merge a workplace into a workplace, or move the unit under {0.into}."


@frozen
class MergeUnits:
    """Merge a unit into another, both open that day; a workplace into a workplace."""

    unit: str = field(validator=is_unit_id)
    into: str = field(validator=is_unit_id)

    def says(self, told: Told) -> UnitMerged:
        """Return what it comes to if nothing forbids it."""
        return UnitMerged(unit=self.unit, into=self.into, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with a closed unit's reasons, WorkplaceIntoAnother or MergersInACircle."""
        organisation = seen.organisation(self.unit, self.into)
        for unit in (self.unit, self.into):
            action = f"merge unit {self.unit} into {self.into}"
            standing_unit(action, organisation, unit, told["effective_on"])
        self._refuse_other_kind(organisation)
        event = self.says(told)
        if closes_circle(organisation, Entry(UPCOMING, event)):
            raise MergersInACircle(self.unit, self.into)
        return event

    def _refuse_other_kind(self, organisation: Organisation) -> None:
        kinds = [str(organisation.kind(unit)) for unit in (self.unit, self.into)]
        if kinds.count(WORKPLACE) == 1:
            raise WorkplaceIntoAnother(self.unit, kinds[0], self.into, kinds[1])
