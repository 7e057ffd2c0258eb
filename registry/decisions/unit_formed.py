"""Form a unit: an employer, an administration, a centre, a workplace; or correct its first day."""

from ...events import UnitFormed
from ...events.entry import UPCOMING, Entry
from ...events.errors import Refusal
from ...events.window import Window
from ...projections.boundary import Boundary
from ...projections.organisation.fold import corrects, first_day, forming_order
from ...projections.organisation.standing import standing_unit
from ...projections.rules import Agreement


class UnitAlreadyFormed(Refusal):
    """A unit of that id exists, and forming it again gives it no earlier first day."""

    unit: str
    formed_on: Window
    entry: int

    cannot = "form unit {0.unit}"
    because = "it was formed on {0.formed_on} (entry {0.entry})"
    instead = "Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'."


class FormedAsOther(Refusal):
    """A first day can be corrected, and nothing else by forming the unit again."""

    unit: str
    name: str
    kind: str
    place: str
    entry: int

    cannot = "give unit {0.unit} an earlier first day"
    because = (
        "it was formed as {0.kind} {0.name!r} {0.place} (entry {0.entry}), and not as this says"
    )
    instead = (
        "Give the same name, kind and parent; 'stewards unit rename' and 'stewards unit move' change what"
        " it became later."
    )


class UnderItself(Refusal):
    """A unit cannot lie under itself."""

    unit: str

    cannot = "form unit {0.unit}"
    because = "it would be under itself"
    instead = "Name another parent, or none."


def decide(event: UnitFormed, seen: Boundary, _book: Agreement) -> None:
    """Refuse with UnitAlreadyFormed, FormedAsOther, UnderItself or the reasons of a parent not open."""
    if formed := seen.organisation(event.unit).formed(event.unit):
        _refuse_all_but_correction(event, formed)
    if event.parent == event.unit:
        raise UnderItself(event.unit)
    if event.parent is not None:
        action = f"form unit {event.unit} under {event.parent}"
        standing_unit(action, seen.organisation(event.parent), event.parent, event.effective_on)


def _refuse_all_but_correction(event: UnitFormed, formed: Entry) -> None:
    again, before = Entry(UPCOMING, event), formed.event
    if corrects(again, formed):
        return
    assert isinstance(before, UnitFormed)  # noqa: S101 -- by construction
    if forming_order(again)[:2] < forming_order(formed)[:2]:
        place = "under no unit" if before.parent is None else f"under {before.parent}"
        raise FormedAsOther(event.unit, before.name, before.kind, place, formed.number)
    window = Window(first_day(formed), before.effective_on)
    raise UnitAlreadyFormed(event.unit, window, formed.number)
