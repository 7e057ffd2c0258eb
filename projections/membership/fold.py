"""Membership: in the union or not on a day, where, and as what."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ...events import CategoryChanged, MemberJoined, MemberLeft, WorkplaceChanged
from ...events.entry import Entry


@frozen
class Membership:
    """Somebody in membership on a day.

    Attributes:
        member: The member's id.
        category: The category on record; none on days before it is known.
        workplace: The workplace on record, before mergers; none if there is none.
        joined: The entry of the joining it rests on.
        placed: The entry that set the workplace on record.
        categorised: The entry that set the category on record.

    """

    member: str
    category: str | None
    workplace: str | None
    joined: Entry
    placed: Entry
    categorised: Entry

    @property
    def is_unplaced(self) -> bool:
        """Whether nobody knows yet where the member works: only from a later day on."""
        return self.placed is self.joined and _joined(self.joined).is_placed_later


def membership_on(history: Sequence[Entry], member: str, day: date) -> Membership | None:
    """Return the state of a member on a day, none outside membership.

    Args:
        history: Standing entries in order; those that are not about the member are passed over.
        member: The member's id.
        day: Facts count from the start of the day they are effective on.

    """
    state: Membership | None = None
    for entry in history:
        if entry.event.effective_on > day:
            break
        if getattr(entry.event, "member", None) == member:
            state = after(state, entry)
    return state


def after(state: Membership | None, entry: Entry) -> Membership | None:
    """Return the state of a member after one more fact about them, none outside membership."""
    event = entry.event
    if isinstance(event, MemberJoined):
        is_later = event.is_placed_later
        workplace, category = (None, None) if is_later else (event.workplace, event.category)
        return Membership(event.member, category, workplace, entry, entry, entry)
    if isinstance(event, MemberLeft) or state is None:
        return None
    if isinstance(event, WorkplaceChanged):
        category, joined = state.category, state.joined
        return Membership(event.member, category, event.workplace, joined, entry, state.categorised)
    if isinstance(event, CategoryChanged):
        joined, placed = state.joined, state.placed
        return Membership(event.member, event.category, state.workplace, joined, placed, entry)
    return state


def _joined(entry: Entry) -> MemberJoined:
    assert isinstance(entry.event, MemberJoined)  # noqa: S101 -- by construction
    return entry.event
