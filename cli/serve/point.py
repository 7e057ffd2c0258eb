"""From where somebody looks: a day, a knowledge and a unit, as the address says them."""

from collections.abc import Mapping
from datetime import date
from typing import Self
from urllib.parse import urlencode

from attrs import frozen

from ...registry import KnownAt
from ..values import as_day, as_knowledge


@frozen
class Point:
    """From where somebody looks.

    Attributes:
        on: The day; none for today.
        known: How much of the log counts; none for all of it.
        known_as: The same as the address says it.
        unit: The unit at or below which is counted; none for the whole union.
    """

    on: date | None = None
    known: KnownAt = None
    known_as: str | None = None
    unit: str | None = None

    @classmethod
    def of(cls, given: Mapping[str, str], on: str = "on", known: str = "known") -> Self:
        """Return what an address says, whose parameters of day and knowledge have these names.

        Raises:
            BadInput: the day is none, or the knowledge.
        """
        day, known_as = given.get(on), given.get(known) or None
        return cls(
            as_day(on, day) if day else None,
            as_knowledge(known, known_as) if known_as else None,
            known_as,
            given.get("unit") or None,
        )

    def address(self, path: str, **more: object) -> str:
        """Return the address of a page as seen from here; `more` comes on top, none takes away."""
        given = {"on": self.on, "known": self.known_as, "unit": self.unit} | more
        said = urlencode({key: value for key, value in given.items() if value is not None})
        return f"{path}?{said}" if said else path
