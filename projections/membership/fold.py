"""Membership: in the union or not on a day, where, and as what."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ...events import CategoryChanged, Event, MemberJoined, MemberLeft, WorkplaceChanged
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
        return self.placed is self.joined and _joined(self.joined).placed_on is not None


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
        is_known = event.placed_on is None
        workplace, category = (event.workplace, event.category) if is_known else (None, None)
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


@frozen
class Possible:
    """What may be true of a member on a day: whichever day of each window is the true one.

    Attributes:
        can_be_out: Whether they may be outside membership.
        workplaces: Where they may work, before mergers, if they are in membership; none among them
            stands for no workplace, or for one that is not known.
        categories: What they may be then; none among them stands for a category that is not known.
        joinings: The entries that membership may rest on, in the order of the history.
        placings: The entries that may have set the workplace.

    """

    can_be_out: bool
    workplaces: frozenset[str | None]
    categories: frozenset[str | None]
    joinings: tuple[Entry, ...]
    placings: tuple[Entry, ...]

    @property
    def can_be_in(self) -> bool:
        """Whether they may be in membership."""
        return bool(self.joinings)

    @property
    def can_be_unplaced(self) -> bool:
        """Whether it may be that nobody knows yet where the member works."""
        return any(_is_unplaced(entry) for entry in self.placings)


def possible_states(history: Sequence[Entry], member: str, day: date) -> Possible:
    """Return what may be true of a member on a day.

    Membership, workplace and category each follow the facts that set them, in the order of the history;
    leaving ends all three.

    Args:
        history: Standing entries in order; those that are not about the member are passed over.
        member: The member's id.
        day: The day.

    """
    own = [entry for entry in history if getattr(entry.event, "member", None) == member]
    membership = _possible_on(day, own, (MemberJoined, MemberLeft))
    placings = _in(_possible_on(day, own, (MemberJoined, WorkplaceChanged, MemberLeft)))
    categories = _in(_possible_on(day, own, (MemberJoined, CategoryChanged, MemberLeft)))
    joinings = _in(membership)
    return Possible(
        can_be_out=len(joinings) < len(membership),
        workplaces=frozenset(_set_by(entry, "workplace") for entry in placings),
        categories=frozenset(_set_by(entry, "category") for entry in categories),
        joinings=joinings,
        placings=placings,
    )


def _in(facts: Sequence[Entry | None]) -> tuple[Entry, ...]:
    """Return the facts without those by which somebody is outside membership."""
    return tuple(each for each in facts if each and not isinstance(each.event, MemberLeft))


def _possible_on(
    day: date, facts: Sequence[Entry], kinds: tuple[type[Event], ...]
) -> list[Entry | None]:
    """Return the facts of some kinds each of which may be the last that is true by a day.

    A fact may be true once every one up to it may be, and until the next one surely is. None stands for
    the time before the first.
    """
    found: list[Entry | None] = [None]
    for entry in facts:
        if not isinstance(entry.event, kinds):
            continue
        if (getattr(entry.event, "not_before", None) or entry.event.effective_on) > day:
            break  # and so is every later one, which can only follow it
        if entry.event.effective_on <= day:
            found.clear()
        found.append(entry)
    return found


def _set_by(entry: Entry, name: str) -> str | None:
    """Return the workplace or category that an entry set; none where it is not known yet."""
    value: str | None = None if _is_unplaced(entry) else getattr(entry.event, name)
    return value


def _is_unplaced(entry: Entry) -> bool:
    """Return whether an entry is a joining whose workplace and category are known later only."""
    joined = entry.event
    return isinstance(joined, MemberJoined) and joined.placed_on not in {None, joined.effective_on}


def _joined(entry: Entry) -> MemberJoined:
    assert isinstance(entry.event, MemberJoined)  # noqa: S101 -- by construction
    return entry.event
