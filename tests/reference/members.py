"""Membership: who is in, where they work, and what they are."""

from datetime import date

from attrs import evolve, frozen
from stewards.events import CategoryChanged, Event, MemberJoined, MemberLeft, WorkplaceChanged

from .log import Log, facts, is_placed_later


@frozen
class Membership:
    """What is on record of somebody in membership.

    Attributes:
        workplace: The workplace on record, before mergers; none if there is none.
        category: The category; none where it is not known yet.
        placed_by: The entry that recorded the workplace.
        joined_by: The entry that recorded the last join.
    """

    workplace: str | None
    category: str | None
    placed_by: int
    joined_by: int


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
            present[event.member] = Membership(None, None, entry, entry)
        case MemberJoined():
            present[event.member] = Membership(event.workplace, event.category, entry, entry)
        case MemberLeft():
            present.pop(event.member, None)
        case WorkplaceChanged() if event.member in present:
            was = present[event.member]
            present[event.member] = evolve(was, workplace=event.workplace, placed_by=entry)
        case CategoryChanged() if event.member in present:
            was = present[event.member]
            present[event.member] = evolve(was, category=event.category)
