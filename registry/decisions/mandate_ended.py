"""End a mandate: given up or taken away, no longer held from that day on."""

from datetime import date

import attrs

from ...events import MandateEnded
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.mandates.fold import ends_any
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit
from ...projections.rules import Agreement


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


def decide(event: MandateEnded, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnknownUnit or NoSuchMandate."""
    on = event.effective_on
    action = f"end the mandate of {event.member} as {event.office} at {event.unit}"
    existing_unit(action, seen.organisation(event.unit), event.unit)
    history = seen.elections(event.unit)
    if not ends_any(Entry(UPCOMING, event), history, Organisation(history)):
        raise NoSuchMandate(event.member, event.office, event.unit, on)
