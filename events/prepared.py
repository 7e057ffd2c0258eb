"""What one line of a file comes to: all that can be worked out from the line alone, ready to be stored.

It is worked out before anybody looks at the log, and so in any process; what depends on the entries before
it, an import checks where it has them.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

import attrs
import msgspec

from .codec import decode, encode, tags, units_named
from .errors import BadInput
from .event import Event
from .interchange import Fact, parse
from .wire import Said, Wire


class Prepared(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """One fact, as a log stores it, and what an import has to look at.

    Attributes:
        type: The name of its type.
        data: Its stored form.
        tags: What it is found by.
        units: The units that it names.
        recorded_at: The instant the log learned it.
        entry: The number the line gives; none if it gives none.
        says_when: Whether the line itself says when it was recorded.
        election: The entry of the election that it names; none if it names none.
    """

    type: str
    data: bytes
    tags: list[str]
    units: list[str]
    recorded_at: datetime
    entry: int | None
    says_when: bool
    election: int | None

    @classmethod
    def of(cls, fact: Fact, batch: str | None = None) -> "Prepared":
        """Return a fact prepared, in a batch unless it bears one of its own; its wire form is changed."""
        said = _in_batch(fact.said, batch)
        return cls(
            type(said).__name__,
            encode(said),
            tags(said),
            units_named(said),
            said.recorded_at,
            fact.entry,
            fact.says_when,
            getattr(said, "election", None),
        )

    @cached_property
    def event(self) -> Event:
        """The event that will be read from the log."""
        return decode(self.type, self.data, 0)

    def saying(self, event: Event) -> "Prepared":
        """Return what the line comes to if it is to say something else."""
        return Prepared.of(Fact(event, self.entry, self.says_when))


def prepared(line: bytes, defaults: Mapping[str, Any], batch: str | None) -> Prepared | None:
    """Return what a line comes to; none if it is empty or wrong: `parse` says how.

    Args:
        line: The line.
        defaults: The fields taken where the line has none.
        batch: The batch of a fact that bears none of its own; none to leave it without.
    """
    if not line.strip():
        return None
    try:
        return Prepared.of(parse(line, defaults), batch)
    except BadInput:
        return None


def _in_batch(said: Said, batch: str | None) -> Said:
    if batch is None or said.batch is not None:
        return said
    if isinstance(said, Wire):
        said.batch = batch
        return said
    return attrs.evolve(said, batch=batch)
