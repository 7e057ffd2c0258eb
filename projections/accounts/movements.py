"""Why two counts differ: the members counted on one side only, each in one line.

A line names what brought a member in, or out, between the first side and the second. Its members
are numbered by a positive figure; `sign` says whether it adds or subtracts.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from ..replay.converters import numbers
from ..view import View

INCOMING: Final = ("joined", "rejoined", "moved in", "reorganised in", "category in")
OUTGOING: Final = ("left", "moved out", "reorganised out", "category out")
LINES: Final = (*INCOMING, *OUTGOING)
"""Every line there can be, in the order of the account."""


@frozen
class Movement:
    """A member counted on one of two sides only.

    Attributes:
        member: The opaque id.
        line: One of `LINES`.
        entries: The entries responsible, in order; never none.
    """

    member: str
    line: str
    entries: tuple[int, ...] = field(converter=numbers)


@frozen
class Line:
    """One line of the account.

    Attributes:
        line: One of `LINES`.
        members: How many members stand in it, always more than nought.
        who: Each of them, by id, where that was asked.
    """

    line: str
    members: int
    who: tuple[Movement, ...] = ()

    @property
    def change(self) -> int:
        """What the line adds to the count; negative where it subtracts."""
        return self.members if self.line in INCOMING else -self.members


def lines_between(
    first: View,
    second: View,
    *,
    unit: str | None = None,
    category: str | None = None,
    with_members: bool = False,
) -> tuple[Line, ...]:
    """Return the lines that lead from the count of one view to that of another, none of them empty.

    Args:
        first: The view the account begins with.
        second: The view it ends with; its day and its knowledge may also be the earlier ones.
        unit: Only members at or below it.
        category: Only members of this category.
        with_members: Whether each line names its members, with the entries responsible.
    """
    if (first.on, first.upto) == (second.on, second.upto):
        return ()
    given = _sides(first, second) | {"top_unit": unit, "in_category": category}
    if with_members:
        return _named(first.projection.rows(Movement, "movement_entries", "line, member", given))
    found = dict(first.projection.ask("movement_lines", ["line", "members"], given))
    return tuple(Line(line, found[line]) for line in LINES if line in found)


def _sides(first: View, second: View) -> dict[str, object]:
    return {
        "from_day": first.on,
        "from_upto": first.upto,
        "to_day": second.on,
        "to_upto": second.upto,
    }


def _named(rows: Iterable[Movement]) -> tuple[Line, ...]:
    by_line = {line: tuple(who) for line, who in groupby(rows, key=attrgetter("line"))}
    return tuple(Line(line, len(by_line[line]), by_line[line]) for line in LINES if line in by_line)
