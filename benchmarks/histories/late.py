"""Moves to and from one workplace that are all reported late, each after the ones before."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from .dice import Dice

WORKPLACE: Final = "late"
"""The workplace that is asked about; the threshold lies in the midst of how many are there."""

ON: Final = date(2025, 1, 1)
"""The day that is asked about: by then every move has happened."""

_MEMBERS: Final = 10
_FORMED: Final = date(2020, 1, 1)
_DAYS: Final = (ON - _FORMED).days
_BEGINS: Final = datetime(2025, 2, 1, 8, tzinfo=UTC)  # after all that a generated history tells


def late_moves(moves: int, *, seed: int = 2019) -> Iterator[bytes]:
    """Yield so many moves, and before them the two workplaces and their members."""
    dice = Dice(seed)
    for number, (name, fields, day) in enumerate(_told(moves, dice)):
        told = {"type": name, **fields, "effective_on": str(_FORMED + timedelta(days=day))}
        recorded_at = (_BEGINS + timedelta(minutes=number)).isoformat()
        yield json.dumps(told | {"recorded_at": recorded_at, "recorded_by": "office"}).encode()


def _told(moves: int, dice: Dice) -> Iterator[tuple[str, dict[str, Any], int]]:
    places = (WORKPLACE, f"not-{WORKPLACE}")
    for unit in places:
        yield "UnitFormed", {"unit": unit, "name": unit.capitalize(), "kind": "workplace"}, 0
    for number in range(_MEMBERS):
        yield "MemberJoined", {"member": f"late-{number}", "workplace": places[number % 2]}, 0
    for _ in range(moves):
        member = f"late-{dice.below(_MEMBERS)}"
        told = {"member": member, "workplace": dice.pick(places)}
        yield "WorkplaceChanged", told, 1 + dice.below(_DAYS - 1)
