"""Counts of one scope, and the lines that lead from one to another: they always add up."""

from datetime import date

import attrs
from attrs import field, frozen

from .. import projections
from ..events.errors import UnsoundStore
from ..projections import Line, Projection, Side


@attrs.define(slots=False)
class DoesNotAddUp(UnsoundStore):
    """The lines between two counts do not lead from the one to the other."""

    on: date
    until: date
    first: int
    second: int
    lines: tuple[Line, ...]

    cannot = "account for the difference between {0.on} and {0.until}"
    because = (
        "{0.first} members and {0.told} make {0.total}, and the count of the second is {0.second}"
    )
    instead = "Report it as a mistake of stewards; 'stewards log export' holds what shows it."

    @property
    def told(self) -> str:
        """The lines in words, as `2 joined, 1 left`."""
        return ", ".join(f"{line.members} {line.line}" for line in self.lines) or "no line at all"

    @property
    def total(self) -> int:
        """What the lines lead to."""
        return self.first + sum(line.change for line in self.lines)


@frozen
class Ledger:
    """What is asked of one scope, of one replay of the log.

    Attributes:
        projection: The replay.
        unit: Only members at or below it; none for the whole union.
        category: Only members of it; none for all.
        with_members: Whether lines name their members, with the entries responsible.
    """

    projection: Projection
    unit: str | None
    category: str | None = None
    with_members: bool = False
    _counts: dict[Side, int] = field(factory=dict, init=False, repr=False, eq=False)

    def count(self, side: Side) -> int:
        """Return the number of members, by the question that knows nothing of lines."""
        if side not in self._counts:
            self._counts[side] = projections.count(
                self.projection, side.on, side.upto, unit=self.unit, category=self.category
            )
        return self._counts[side]

    def lines(self, first: Side, second: Side) -> tuple[Line, ...]:
        """Return the lines that lead from one side to another.

        Raises:
            DoesNotAddUp: they do not lead there.
        """
        lines = projections.lines_between(
            self.projection,
            first,
            second,
            unit=self.unit,
            category=self.category,
            with_members=self.with_members,
        )
        told = DoesNotAddUp(first.on, second.on, self.count(first), self.count(second), lines)
        if told.total != told.second:
            raise told
        return lines
