"""Membership: who is in, where they work, and what they are."""

from datetime import date
from types import UnionType
from typing import Any

from attrs import evolve, frozen
from stewards.events import CategoryChanged, Event, MemberJoined, MemberLeft, WorkplaceChanged

from .log import Log, facts, is_placed_later, once


@frozen
class Membership:
    """What is on record of somebody in membership.

    Attributes:
        workplace: The workplace on record, before mergers; none if there is none.
        category: The category; none where it is not known yet.
        placed_by: The entry that recorded the workplace.
        joined_by: The entry that recorded the last join.
        categorised_by: The entry that recorded the category.
    """

    workplace: str | None
    category: str | None
    placed_by: int
    joined_by: int
    categorised_by: int


@once
def members(log: Log, on: date) -> dict[str, Membership]:
    """Return who is in membership on a day, by member."""
    return after(facts(log, on))


def state(log: Log, member: str, on: date) -> Membership | None:
    """Return what is on record of a member on a day; none if not in membership."""
    return members(log, on).get(member)


def after(history: Log) -> dict[str, Membership]:
    """Return who is in membership when these facts, in this order, are all there is."""
    present: dict[str, Membership] = {}
    for entry, event in history:
        take(present, entry, event)
    return present


def take(present: dict[str, Membership], entry: int, event: Event) -> None:
    """Let one fact change who is in membership; changes of those who are not have no effect."""
    match event:
        case MemberJoined() if is_placed_later(event):
            present[event.member] = Membership(None, None, entry, entry, entry)
        case MemberJoined():
            present[event.member] = Membership(event.workplace, event.category, entry, entry, entry)
        case MemberLeft():
            present.pop(event.member, None)
        case WorkplaceChanged() if event.member in present:
            was = present[event.member]
            present[event.member] = evolve(was, workplace=event.workplace, placed_by=entry)
        case CategoryChanged() if event.member in present:
            was = present[event.member]
            present[event.member] = evolve(was, category=event.category, categorised_by=entry)


@frozen
class Possible:
    """What may be true of somebody on a day: in or not, where, and as what; none for what is not known."""

    can_be_in: bool
    can_be_out: bool
    workplaces: frozenset[str | None]
    categories: frozenset[str | None]


@once
def possible(log: Log, member: str, on: date) -> Possible:
    """Return what may be true of a member, whichever day of each window is the true one."""
    own = [told for told in log if getattr(told[1], "member", None) == member]
    joined = last_facts(own, MemberJoined | MemberLeft, on)
    placed = last_facts(own, MemberJoined | WorkplaceChanged | MemberLeft, on)
    became = last_facts(own, MemberJoined | CategoryChanged | MemberLeft, on)
    return Possible(
        can_be_in=any(isinstance(event, MemberJoined) for event in joined),
        can_be_out=any(not isinstance(event, MemberJoined) for event in joined),
        workplaces=frozenset(e.workplace for e in placed if e and not isinstance(e, MemberLeft)),
        categories=frozenset(e.category for e in became if e and not isinstance(e, MemberLeft)),
    )


def last_facts(own: Log, kinds: UnionType, on: date) -> list[Any]:
    """Return each fact of some kinds that may be the last one true by a day; none for none of them.

    One of them is if there are days, in the order of the history and each in its window, of which it
    has the last by that day: the first ones possible up to it, the last ones possible after it.
    """
    chain = [event for _, event in own if isinstance(event, kinds)]
    found: list[Any] = []
    for number in range(len(chain) + 1):
        so_far, later = chain[:number], chain[number:]
        began = all((event.not_before or event.effective_on) <= on for event in so_far)
        if began and all(on < event.effective_on for event in later):
            found.append(so_far[-1] if so_far else None)
    return found
