"""Workplaces with eight members each, and what a log says of them when it is read from the start."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from stewards.events import Event, MemberJoined, MemberLeft, StewardElected, UnitFormed, line
from stewards.registry import Registry

FOUNDED = date(2015, 1, 1)
RECORDED = datetime(2019, 12, 1, tzinfo=UTC)
THRESHOLD = 5

SEATS = [f"seat{number}" for number in range(60)]
FIVES = [f"five{number}" for number in range(32)]


def build(registry: Registry, workplaces: list[str], members: int = 8) -> None:
    """Form workplaces, each with so many active members."""
    facts = [event for place in workplaces for event in founding(place, members)]
    registry.import_lines(line(event, number) for number, event in enumerate(facts, 1))


def founding(place: str, members: int = 8) -> list[Event]:
    """Return how a workplace was formed, and who joined there."""
    formed = fact(UnitFormed, unit=place, name=place.upper(), kind="workplace")
    return [
        formed,
        *(fact(MemberJoined, member=m, workplace=place) for m in people(place, members)),
    ]


def people(place: str, members: int = 8) -> list[str]:
    """Return the members of a workplace."""
    return [f"{place}-{number}" for number in range(1, members + 1)]


def fact(kind: type[Event], /, **fields: Any) -> Event:
    """Return a fact of long ago."""
    return kind(effective_on=FOUNDED, recorded_at=RECORDED, recorded_by="office", **fields)


def illegal_elections(log: Iterable[Event]) -> list[StewardElected]:
    """Return the elections that a rule forbids where they stand in the log, in one pass over it.

    The member must be at the workplace with four others, and nobody there may be steward.
    """
    there: dict[str, set[str]] = defaultdict(set)
    stewards: dict[str, str] = {}
    found = []
    for event in log:
        if isinstance(event, MemberJoined):
            there[str(event.workplace)].add(event.member)
        elif isinstance(event, MemberLeft):
            there[place_of(event.member)].discard(event.member)
        elif isinstance(event, StewardElected):
            here = there[event.unit]
            is_taken = stewards.get(event.unit) in here
            if event.member not in here or len(here) < THRESHOLD or is_taken:
                found.append(event)
            stewards[event.unit] = event.member
    return found


def place_of(member: str) -> str:
    """Return the workplace that a member joined at."""
    return member.rpartition("-")[0]
