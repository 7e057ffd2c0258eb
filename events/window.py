"""Windows: days that are known only within bounds, as people write them.

The notation is that of the standard for uncertain days, EDTF (ISO 8601-2): `1990` for a day of that year,
`1990-05` for one of that month, `[2018-09-02..2019-09-01]` for one of a set, `[..2019-09-01]` for one up to
a day.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Final, Self

from attrs import frozen

from .errors import MalformedWindow, WindowEndsFirst

SINCE_EVER: Final = date.min
"""The first day of a window of whose beginning nothing is known."""

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH: Final = re.compile(r"(\d{4})(?:-(\d\d))?", re.ASCII)
_BOUNDS: Final = re.compile(r"\[(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)\]", re.ASCII)


@frozen
class Window:
    """The days of which one is meant, both bounds included.

    Attributes:
        first: The first of them; `SINCE_EVER` where nothing is known of it.
        last: The last of them: the day from which a fact surely holds.
    """

    first: date
    last: date

    @classmethod
    def of(cls, text: str, field: str = "day") -> Self:
        """Return the window that a text means.

        Raises:
            MalformedWindow: it is neither a day nor a window.
            WindowEndsFirst: its last day lies before its first.
        """
        try:
            if found := _MONTH.fullmatch(text):
                year, month = int(found[1]), int(found[2] or 0)
                last_month = month or 12
                last = date(year, last_month, monthrange(year, last_month)[1])
                return cls(date(year, month or 1, 1), last)
            if found := _BOUNDS.fullmatch(text):
                first = date.fromisoformat(found[1]) if found[1] else SINCE_EVER
                return cls._ordered(first, date.fromisoformat(found[2]))
            if not _DAY.fullmatch(text):  # what may be another form of ISO 8601, such as 2019-W35-7
                raise MalformedWindow(field, text)
            day = date.fromisoformat(text)
            return cls(day, day)
        except ValueError as problem:
            raise MalformedWindow(field, text) from problem

    @classmethod
    def _ordered(cls, first: date, last: date) -> Self:
        if first > last:
            raise WindowEndsFirst(first, last)
        return cls(first, last)

    @property
    def not_before(self) -> date | None:
        """The first day, as a fact bears it: none where the day is exact."""
        return None if self.first == self.last else self.first

    def __str__(self) -> str:
        """Return it as people write it: as shortly as the standard allows."""
        if self.first == self.last:
            return str(self.last)
        year, month = str(self.last)[:4], str(self.last)[:7]
        for short in (year, month):
            if Window.of(short) == self:
                return short
        first = "" if self.first == SINCE_EVER else self.first
        return f"[{first}..{self.last}]"
