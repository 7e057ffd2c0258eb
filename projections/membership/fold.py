"""Membership: in the union or not on a day, where, and as what."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

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


Value = tuple[str | None, ...]
"""What a fact says of one thing: in membership a value, which may be none; nothing outside it."""

OUT: Final[Value] = ()


@frozen
class Possible:
    """What may be true of a member on a day, whichever day of each window is the true one.

    The first value of each is the one on record.

    Attributes:
        memberships: Being in, with the member's id as its value, or out.
        workplaces: The workplaces, before mergers.
        categories: The categories.
        joinings: The entries that membership may rest on, in the order of the history.
        placings: The entries that may have set the workplace.
        unsure_by: The entries that may hold already, or not yet.
    """

    memberships: tuple[Value, ...]
    workplaces: tuple[Value, ...]
    categories: tuple[Value, ...]
    joinings: tuple[Entry, ...]
    placings: tuple[Entry, ...]
    unsure_by: tuple[Entry, ...]

    @property
    def is_surely_in(self) -> bool:
        """Whether the member is in the union whatever is the case."""
        return OUT not in self.memberships

    @property
    def can_be_in(self) -> bool:
        """Whether the member may be in the union."""
        return any(self.memberships)

    @property
    def can_be_unplaced(self) -> bool:
        """Whether it may be that nobody knows yet where the member works."""
        events = (entry.event for entry in self.placings)
        return any(isinstance(event, MemberJoined) and event.is_placed_later for event in events)

    @property
    def workplaces_if_in(self) -> frozenset[str | None]:
        """Where the member may work if in the union; none for no workplace, or for one not known."""
        return frozenset(value for said in self.workplaces for value in said)

    @property
    def categories_if_in(self) -> frozenset[str | None]:
        """What the member may be if in the union; none for what is not known."""
        return frozenset(value for said in self.categories for value in said)


def possible_on(history: Sequence[Entry], member: str, day: date) -> Possible:
    """Return what may be true of a member on a day.

    Args:
        history: Standing entries in order, those that take effect later too.
        member: The member's id.
        day: The day.

    """
    facts = [entry for entry in history if getattr(entry.event, "member", None) == member]
    return possible(
        facts,
        lambda entry: entry.event.effective_on <= day,
        lambda entry: first_day(entry) <= day,
    )


def possible(
    facts: Sequence[Entry], holds: Callable[[Entry], bool], may_hold: Callable[[Entry], bool]
) -> Possible:
    """Return what may be true of a member: what holds, and behind it as far as facts may hold.

    Membership, workplace and category are three chains of facts, each in the order of the history: a
    fact may hold only if all those before it may.
    """
    told = [(_said(entry.event), entry) for entry in facts]
    unsure: dict[tuple[date, int], Entry] = {}

    def said_of(what: int) -> list[tuple[Value, Entry | None]]:
        chain = [(said, entry) for each, entry in told if (said := each[what]) is not None]
        held = [each for each in chain if holds(each[1])]
        last = held[-1] if held else (OUT, None)
        if len(held) == len(chain):  # nothing is behind, as for most
            return [last]
        behind = [*takewhile(lambda each: may_hold(each[1]), chain[len(held) :])]
        unsure.update({entry.order: entry for _, entry in behind})
        return [last, *behind]

    memberships, workplaces, categories = map(said_of, range(3))
    return Possible(
        memberships=tuple(said for said, _ in memberships),
        workplaces=tuple(said for said, _ in workplaces),
        categories=tuple(said for said, _ in categories),
        joinings=tuple(entry for said, entry in memberships if said and entry),
        placings=tuple(entry for said, entry in workplaces if said and entry),
        unsure_by=tuple(unsure[order] for order in sorted(unsure)),
    )


def first_day(entry: Entry) -> date:
    """Return the first day on which a fact may have come true."""
    return getattr(entry.event, "not_before", None) or entry.event.effective_on


def _said(event: Event) -> tuple[Value | None, Value | None, Value | None]:
    """Return what a fact says of membership, of the workplace and of the category; none for nothing."""
    if isinstance(event, MemberJoined):
        is_later = event.is_placed_later
        workplace, category = (None, None) if is_later else (event.workplace, event.category)
        return (event.member,), (workplace,), (category,)
    if isinstance(event, WorkplaceChanged):
        return None, (event.workplace,), None
    if isinstance(event, CategoryChanged):
        return None, None, (event.category,)
    return (OUT, OUT, OUT) if isinstance(event, MemberLeft) else (None, None, None)


def _joined(entry: Entry) -> MemberJoined:
    assert isinstance(entry.event, MemberJoined)  # noqa: S101 -- by construction
    return entry.event
