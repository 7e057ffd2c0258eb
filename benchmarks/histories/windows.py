"""A history in which not every day is known exactly."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from ...events import Family, types_of
from .dice import Dice

EVERY: Final = 10
"""Of so many facts about members one has a window."""

LONGEST: Final = 180
"""Days at most that a window has before its last one."""

_ABOUT_MEMBERS: Final = frozenset(types_of(Family.MEMBERSHIP))


class _Head(msgspec.Struct):
    type: str


def with_windows(
    lines: Iterable[bytes], *, every: int = EVERY, seed: int = 2019
) -> Iterator[bytes]:
    """Yield the lines of a history, of so many facts about members one with a window."""
    dice = Dice(seed)
    head = msgspec.json.Decoder(_Head).decode
    about_members = 0
    for line in lines:
        about_members += head(line).type in _ABOUT_MEMBERS
        if about_members < every:
            yield line
        else:
            about_members = 0
            yield _with_window(line, 1 + dice.below(LONGEST))


def _with_window(line: bytes, days: int) -> bytes:
    fact: dict[str, Any] = msgspec.json.decode(line)
    begins = date.fromisoformat(fact["effective_on"]) - timedelta(days=days)
    return msgspec.json.encode(fact | {"not_before": str(begins)})
