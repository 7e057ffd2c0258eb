"""Counts of one scope, and the lines that lead from one to another: they always add up."""

import attrs
from attrs import field, frozen

from .. import projections
from ..events.errors import UnsoundStore
from ..projections import Line, Projection, Side


@attrs.define(slots=False)
class DoesNotAddUp(UnsoundStore):
    """The lines between two counts do not lead from the one to the other."""

    first: Side
    second: Side
    opening: int
    closing: int
    lines: tuple[Line, ...]

    cannot = (
        "account for the difference between {0.first.on} (entries 1 to {0.first.upto})"
        " and {0.second.on} (entries 1 to {0.second.upto})"
    )
    because = "{0.opening} and {0.told} make {0.total} members, and {0.closing} are counted"
    instead = "Report it as a mistake of stewards; 'stewards log export' holds what shows it."

    @property
    def told(self) -> str:
        """The lines in words, as `2 joined, 1 left`."""
        return ", ".join(f"{line.members} {line.line}" for line in self.lines) or "no line at all"

    @property
    def total(self) -> int:
        """What the lines lead to."""
        return self.opening + sum(line.change for line in self.lines)


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
        account = DoesNotAddUp(first, second, self.count(first), self.count(second), lines)
        if account.total != account.closing:
            raise account
        return lines
