"""Merge a unit into another: who is recorded at the one is at the other from that day on."""

from ...events import UnitMerged
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.circles import closes_circle
from ...projections.organisation.fold import WORKPLACE, Organisation
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


class MergersInACircle(Refusal):
    """The unit would be merged, further along, into itself."""

    unit: str
    into: str

    cannot = "merge unit {0.unit} into {0.into}"
    because = "{0.into} is, or is merged into, {0.unit} on that day or a later one"
    instead = "Void the merger that is wrong, or name another unit."


class WorkplaceIntoAnother(Refusal):
    """One of the two is a workplace and the other is not: its electorate would be lost."""

    unit: str
    kind: str
    into: str
    into_kind: str

    cannot = "merge unit {0.unit} into {0.into}"
    because = "{0.unit} is of kind {0.kind} and {0.into} of kind {0.into_kind}"
    instead = "Merge a workplace into a workplace, or move the unit under {0.into}."


def decide(event: UnitMerged, seen: Boundary, _book: Agreement) -> None:
    """Refuse with a closed unit's reasons, WorkplaceIntoAnother or MergersInACircle."""
    organisation = seen.organisation(event.unit, event.into)
    for unit in (event.unit, event.into):
        action = f"merge unit {event.unit} into {event.into}"
        standing_unit(action, organisation, unit, event.effective_on)
    _refuse_other_kind(event, organisation)
    if closes_circle(organisation, Entry(UPCOMING, event)):
        raise MergersInACircle(event.unit, event.into)


def _refuse_other_kind(event: UnitMerged, organisation: Organisation) -> None:
    kinds = [str(organisation.kind(unit)) for unit in (event.unit, event.into)]
    if kinds.count(WORKPLACE) == 1:
        raise WorkplaceIntoAnother(event.unit, kinds[0], event.into, kinds[1])
