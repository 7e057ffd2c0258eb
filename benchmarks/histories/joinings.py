"""People who are all new, in an order that is not that of their numbers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from ...events import MemberJoined, UnitFormed
from ...events.interchange import line

NOW: Final = datetime(2019, 9, 1, tzinfo=UTC)
"""When all of it is recorded, by the clock of the registry as well: a log goes forward only."""

_TOLD: Final[dict[str, Any]] = {
    "effective_on": NOW.date(),
    "recorded_at": NOW,
    "recorded_by": "office",
}


def joinings(members: int) -> Iterator[bytes]:
    """Yield a workplace, and so many who join there."""
    numbers = list(range(members))
    Random(1).shuffle(numbers)  # noqa: S311 -- as in a list that is in some other order
    unit = UnitFormed(unit="jc-1", name="Jobcenter 1", kind="workplace", **_TOLD)
    told = {"workplace": "jc-1", "category": "active", **_TOLD}
    joined = (MemberJoined(member=f"M{number:07}", **told) for number in numbers)
    for entry, each in enumerate((unit, *joined), 1):
        yield line(each, entry)
