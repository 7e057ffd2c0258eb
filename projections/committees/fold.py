"""The rule of seats: what each seat of a committee is on a day, who fills it, and who may."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from ...events import MeetingHeld, SeatAllotted
from ...events.entry import Entry
from ..rules import Agreement
from .rows import Meeting, Seat, SeatGroup

COMMITTEE: Final = "committee"
"""The kind of a unit that has seats and meets."""
MED_SEAT: Final = "med-seat"
"""The office whose rules say who fills the seats of committees."""


@frozen
class Allotted:
    """What a seat is, by the entry that says it last."""

    event: SeatAllotted
    number: int


@frozen
class Holder:
    """Whoever of ours holds a seat, and the entry of the election."""

    member: str
    election: int


def seats_on(entries: Iterable[Entry], committee: str, day: date) -> dict[str, Allotted]:
    """Return the seats of a committee on a day by their ids, each as it was allotted last.

    The seats of a committee that was merged into another are no more: that one has its own.

    Args:
        entries: Standing entries, in order.
        committee: The committee.
        day: The day.
    """
    found: dict[str, Allotted] = {}
    for entry in entries:
        event = entry.event
        if not isinstance(event, SeatAllotted) or event.effective_on > day:
            continue
        if event.committee == committee:
            found[event.seat] = Allotted(event, entry.number)
    return found


def last_meeting(entries: Iterable[Entry], committee: str, day: date) -> Entry | None:
    """Return the last meeting of a committee by a day, of standing entries in order; none without one."""
    meetings = [
        e for e in entries if isinstance(e.event, MeetingHeld) and e.event.unit == committee
    ]
    return next((e for e in reversed(meetings) if e.event.effective_on <= day), None)


def own_organisation(rules: Agreement) -> str | None:
    """Return the organisation that our own members fill seats for; none where the rules do not say."""
    office = rules.office(MED_SEAT)
    return office.organisation if office else None


def may_fill(rules: Agreement, group: str) -> tuple[str, ...] | None:
    """Return which organisations fill the seats of a group; none where the rules do not say."""
    office = rules.office(MED_SEAT)
    return office.groups.get(group) if office and office.groups else None


def is_of_another_group(rules: Agreement, group: str, organisation: str | None) -> bool:
    """Return whether an organisation is not among those that fill the seats of a group."""
    filling = may_fill(rules, group)
    return filling is not None and organisation is not None and organisation not in filling


def seats_held(
    allotted: Mapping[str, Allotted],
    holders: Mapping[str, Holder],
    rules: Agreement,
    meeting: Entry | None,
) -> list[Seat]:
    """Return the seats of a committee with who holds them, by their group and id.

    Args:
        allotted: The seats on the day.
        holders: Who of ours holds which on the day.
        rules: What holds at the committee on the day.
        meeting: The last meeting; none where there was none.
    """
    ours, present = own_organisation(rules), present_at(meeting)
    found = []
    for seat, each in allotted.items():
        event, holder = each.event, holders.get(seat)
        found.append(
            Seat(
                seat=seat,
                group=event.group,
                organisation=event.organisation,
                basis=event.basis,
                role=event.role,
                member=holder.member if holder else None,
                vacant=holder is None and event.organisation in (None, ours),
                was_present=None if present is None else seat in present,
                allotted_by=each.number,
                elected_by=holder.election if holder else None,
            )
        )
    return sorted(found, key=lambda each: (each.group, each.seat))


def by_group(seats: Iterable[Seat]) -> list[SeatGroup]:
    """Return how many seats each group has, and how many of them were taken at the last meeting."""
    found: dict[str, list[Seat]] = {}
    for each in seats:
        found.setdefault(each.group, []).append(each)
    return [SeatGroup(group, len(those), _present(those)) for group, those in found.items()]


def present_at(meeting: Entry | None) -> frozenset[str] | None:
    """Return the seats whose holders were at a meeting; none where nobody noted it."""
    if meeting is None or not isinstance(meeting.event, MeetingHeld):
        return None
    return None if meeting.event.present is None else frozenset(meeting.event.present)


def meeting_of(meeting: Entry | None) -> Meeting | None:
    """Return a meeting as it is answered."""
    if meeting is None or not isinstance(meeting.event, MeetingHeld):
        return None
    return Meeting(meeting.event.effective_on, meeting.event.attended, meeting.number)


def _present(seats: Iterable[Seat]) -> int | None:
    noted = [each.was_present for each in seats if each.was_present is not None]
    return sum(noted) if noted else None
