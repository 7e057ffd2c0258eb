"""Whether a committee has a seat on a day, and who may fill it: the reasons why not."""

from collections.abc import Iterable
from datetime import date

from ...events import StewardElected
from ...events.entry import Entry
from ...events.errors import Refusal
from ..boundary import Boundary
from ..organisation.fold import Organisation
from ..organisation.standing import existing_unit, standing_unit
from ..rules import Agreement
from .fold import COMMITTEE, Allotted, is_of_another_group, may_fill, own_organisation, seats_on


class NotACommittee(Refusal):
    """Only committees have seats and meetings; the unit is of another kind."""

    action: str
    unit: str
    kind: str

    cannot = "{0.action}"
    because = "{0.unit} is of kind {0.kind}, not a committee"
    instead = "Name a committee, or form one with 'stewards unit form ID --kind committee'."


class NoSuchSeat(Refusal):
    """The committee has no seat of that id on the day."""

    action: str
    committee: str
    seat: str
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.committee} has no seat {0.seat} that day"
    instead = (
        "See 'stewards committee show {0.committee}', or allot it with 'stewards committee seat'."
    )


class SeatOfAnotherGroup(Refusal):
    """The seat belongs to a group whose seats other organisations fill."""

    action: str
    seat: str
    group: str
    organisation: str
    filling: str
    agreement: str

    cannot = "{0.action}"
    because = (
        "the seats of group {0.group} are filled by {0.filling}, not by {0.organisation}, by the"
        " agreement {0.agreement}"
    )
    instead = (
        "Name another seat; or, if it is so all the same, record it with --override and the reason."
    )


def refuse_no_committee(action: str, organisation: Organisation, unit: str) -> None:
    """Raise UnknownUnit or NotACommittee unless a unit is a committee."""
    existing_unit(action, organisation, unit)
    kind = organisation.kind(unit)
    if kind != COMMITTEE:
        raise NotACommittee(action, unit, str(kind))


def standing_committee(action: str, organisation: Organisation, unit: str, on: date) -> None:
    """Raise NotACommittee, or what `standing_unit` raises, unless a unit is an open committee."""
    refuse_no_committee(action, organisation, unit)
    standing_unit(action, organisation, unit, on)


def standing_seat(
    action: str, entries: Iterable[Entry], committee: str, seat: str, on: date
) -> Allotted:
    """Return what a seat is on a day, of standing entries in order; raise NoSuchSeat if there is none."""
    allotted = seats_on(entries, committee, on).get(seat)
    if allotted is None:
        raise NoSuchSeat(action, committee, seat, on)
    return allotted


def refuse_other_group(
    action: str, rules: Agreement, seat: str, group: str, organisation: str | None
) -> None:
    """Raise SeatOfAnotherGroup if an organisation is not among those that fill the seats of a group."""
    if is_of_another_group(rules, group, organisation):
        filling = ", ".join(may_fill(rules, group) or ())
        raise SeatOfAnotherGroup(action, seat, group, str(organisation), filling, rules.name)


def refuse_seat(event: StewardElected, seen: Boundary, rules: Agreement, action: str) -> None:
    """Raise NoSuchSeat or SeatOfAnotherGroup unless one of ours can be elected to the seat that is named.

    Args:
        event: The election; with an override, only a seat that does not exist is refused.
        seen: What the decision has read.
        rules: What holds at the unit on the day of the election.
        action: What is refused, in words.
    """
    if event.seat is None:
        return
    entries = seen.committee(event.unit)
    allotted = standing_seat(action, entries, event.unit, event.seat, event.effective_on)
    if event.override is None:
        ours = own_organisation(rules)
        refuse_other_group(action, rules, event.seat, allotted.event.group, ours)
