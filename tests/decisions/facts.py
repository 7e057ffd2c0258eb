"""Facts in one line, for the pasts that tests tell, and a small town where they happen."""

from datetime import date
from typing import Any

from stewards.events import ElectionStepTaken, Event, MemberJoined, RosterTaken
from stewards.registry import testing
from stewards.registry.testing import fact, formed, joined

JAN, FEB, MAR, APR, MAY, JUN = (date(2019, month, 1) for month in range(1, 7))
JUL, AUG, SEP, OCT, NOV, DEC = (date(2019, month, 1) for month in range(7, 13))


def taken(on: date, **fields: Any) -> RosterTaken:
    """Return how a member list of a day was taken in."""
    return fact(RosterTaken, on, members=1, batch=f"roster-{on}-1", **fields)


def derived(member: str, workplace: str, on: date, **fields: Any) -> MemberJoined:
    """Return a joining that member lists came to."""
    return fact(MemberJoined, on, member=member, workplace=workplace, derived=True, **fields)


def team(workplace: str, size: int) -> list[Event]:
    """Return how as many active members joined at a workplace: jc-1-a, jc-1-b, ..."""
    return [joined(f"{workplace}-{letter}", workplace) for letter in "abcdefgh"[:size]]


def step(what: str, on: date, member: str = "m1", unit: str = "jc-1") -> ElectionStepTaken:
    """Return what happened to the election of a steward."""
    return testing.step(what, on, member, unit)


TOWN: list[Event] = [
    formed("kk", kind="employer"),
    formed("bif", "kk", kind="administration"),
    formed("jc-1", "bif"),
    formed("jc-2", "bif"),
    formed("sof", "kk", kind="administration"),
    formed("home", "sof"),
]
"""Entries 1 to 6. Below kk: bif with the workplaces jc-1 and jc-2, and sof with home."""
