"""A union large enough for its roster to be a burden: four facts a member, and a list of a later day.

The history is made here and not by the demo's generator, whose unions are as small as branches are:
what a roster costs depends on how many members there are, and not only on how many facts.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

FACTS_A_MEMBER: Final = 4
MEMBERS_A_WORKPLACE: Final = 100
OLD_BATCH: Final = "old"
"""A batch of before almost everything else, on which nothing builds: it can be taken back."""

DAY: Final = date(2019, 9, 1)
"""The day of the roster; everything in the history is effective before."""

_JOINED: Final = date(2015, 6, 1)
"""The day on which everybody in the history joined, who is on the list with the same day."""

_OPENING: Final = datetime(2015, 1, 1, tzinfo=UTC)
_HEADINGS: Final = "Medlemsnr.;Kategori;Arbejdsplads-id;Arbejdsplads;Indmeldt"


def history(members: int) -> Iterator[bytes]:
    """Yield a history in which nobody leaves: joinings, an old batch, confirmations, changes; seeded."""
    for number, fact in enumerate(_facts(members, random.Random(7))):  # noqa: S311
        recorded_at = (_OPENING + timedelta(seconds=30 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = {**fact, "recorded_at": recorded_at, "recorded_by": "office"}
        yield json.dumps(told, separators=(",", ":")).encode()


def roster(members: int) -> Iterator[str]:
    """Yield the lines of a list: of twenty members one left, one moved, and one is new."""
    dice = random.Random(8)  # noqa: S311
    places = dict(_places(members))
    yield _HEADINGS
    for number in range(members):
        chance = dice.random()
        if chance < 0.05:
            yield _line(members + number, _place(dice, members), "01-06-2019")
        elif chance < 0.1:
            yield _line(number, _place(dice, members), f"{_JOINED:%d-%m-%Y}")
        else:
            yield _line(number, places[number], f"{_JOINED:%d-%m-%Y}")


def _facts(members: int, dice: random.Random) -> Iterator[dict[str, object]]:
    yield _formed("top", "employer", None)
    for number in range(_workplaces(members)):
        yield _formed(f"w{number}", "workplace", "top")
    old = members * 915 // 10_000
    for number in range(members):
        if number == old:
            yield from map(_categorised, range(old))
        told = {"workplace": _place(dice, members), "effective_on": str(_JOINED)}
        yield {"type": "MemberJoined", "member": _member(number), **told}
    for number in range((FACTS_A_MEMBER - 1) * members):
        yield _change(number % members, number // members, dice, members)


def _categorised(number: int) -> dict[str, object]:
    """Return a fact of the old batch: it says what the joining said."""
    told = {"member": _member(number), "category": "active", "effective_on": str(_JOINED)}
    return {"type": "CategoryChanged", **told, "batch": OLD_BATCH}


def _change(number: int, turn: int, dice: random.Random, members: int) -> dict[str, object]:
    """Return one of three changes of a member: the last one settles where the member works."""
    told = {"member": _member(number), "effective_on": _day(dice, 2016 + turn)}
    if turn == 0:
        return {"type": "WorkplaceConfirmed", **told}
    return {"type": "WorkplaceChanged", **told, "workplace": _place(dice, members)}


def _places(members: int) -> Iterator[tuple[int, str]]:
    """Yield where each member works in the end, as `history` tells it."""
    dice = random.Random(7)  # noqa: S311
    last = (FACTS_A_MEMBER - 2) * members
    changes = (f for f in _facts(members, dice) if str(f["type"]).startswith("Workplace"))
    for number, fact in enumerate(changes):
        if number >= last:
            yield number % members, str(fact["workplace"])


def _formed(unit: str, kind: str, parent: str | None) -> dict[str, object]:
    named = {"type": "UnitFormed", "unit": unit, "name": unit.upper(), "kind": kind}
    return {**named, "parent": parent, "effective_on": "2015-01-01"}


def _line(number: int, workplace: str, joined_on: str) -> str:
    return f"{_member(number)};Aktiv;{workplace};{workplace.upper()};{joined_on}"


def _member(number: int) -> str:
    return f"M{number:07}"


def _place(dice: random.Random, members: int) -> str:
    return f"w{int(dice.random() * _workplaces(members))}"


def _day(dice: random.Random, year: int) -> str:
    return str(date(year, 1, 1) + timedelta(days=int(dice.random() * 365)))


def _workplaces(members: int) -> int:
    return max(members // MEMBERS_A_WORKPLACE, 1)
