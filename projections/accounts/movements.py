"""Why two counts differ: the members counted on one side only, each in one line.

A line names what brought a member in, or out, between the first side and the second. Its members
are numbered by a positive figure; `sign` says whether it adds or subtracts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from ..explanations.rows import OpenWindow
from ..membership.rows import Categories, among
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
        unsure_by: The windows it rests on: what may hold on the one or the other day already, or not yet.
    """

    member: str
    line: str
    entries: tuple[int, ...] = field(converter=numbers)
    unsure_by: tuple[OpenWindow, ...] = ()


@frozen
class Line:
    """One line of the account.

    Attributes:
        line: One of `LINES`.
        members: How many members stand in it, always more than nought.
        unsure: How many of them rest on windows: it is not sure whether one of the counts takes them in.
        who: Each of them, by id, where that was asked.
    """

    line: str
    members: int
    unsure: int = 0
    who: tuple[Movement, ...] = ()

    @property
    def change(self) -> int:
        """What the line adds to the count; negative where it subtracts."""
        return self.members if self.line in INCOMING else -self.members


@frozen
class RangeMoved:
    """What leads from the range of one count to that of another.

    Attributes:
        surely_more: How many are surely counted by the second and not by the first: what adds to `at_least`.
        surely_fewer: How many are surely counted by the first and not by the second.
        possibly_more: How many are possibly counted by the second and not by the first: what adds to
            `at_most`.
        possibly_fewer: How many are possibly counted by the first and not by the second.
    """

    surely_more: int
    surely_fewer: int
    possibly_more: int
    possibly_fewer: int


def lines_between(
    first: View,
    second: View,
    *,
    unit: str | None = None,
    category: Categories = None,
    with_members: bool = False,
) -> tuple[Line, ...]:
    """Return the lines that lead from the count of one view to that of another, none of them empty.

    Args:
        first: The view the account begins with.
        second: The view it ends with; its day and its knowledge may also be the earlier ones.
        unit: Only members at or below it.
        category: Only members of this category, or of any of several.
        with_members: Whether each line names its members, with the entries responsible.
    """
    if (first.on, first.upto) == (second.on, second.upto):
        return ()
    given = _sides(first, second) | {"top_unit": unit, "categories": among(category)}
    has_windows = first.has_windows or second.has_windows
    if with_members:
        columns = ["member", "line", "entries"]
        rows = first.projection.ask("movement_entries", columns, given, "line, member")
        windows = _windows(first, second, unit, category) if has_windows else {}
        return _named(
            Movement(member, line, entries, windows.get(member, ()))
            for member, line, entries in rows
        )
    found = dict(first.projection.ask("movement_lines", ["line", "members"], given))
    doubts: dict[str, int] = {}
    if has_windows:
        doubts = dict(first.projection.ask("movement_doubts", ["line", "unsure"], given))
    return tuple(Line(line, found[line], doubts.get(line, 0)) for line in LINES if line in found)


def lines_through(
    view: View, days: Sequence[date], unit: str | None
) -> dict[date, tuple[Line, ...]]:
    """Return the lines from each of some days to the next, by the later day, as `lines_between` does.

    Args:
        view: What is known.
        days: The days, in order.
        unit: Only members at or below it.
    """
    given = {"days": [*days], "upto": view.upto, "top_unit": unit}
    found: dict[date, dict[str, Line]] = defaultdict(dict)
    for day, line, members in view.projection.ask(
        "movements_through", ["on_day", "line", "members"], given
    ):
        found[day][line] = Line(line, members)
    return {day: tuple(of[line] for line in LINES if line in of) for day, of in found.items()}


def range_between(
    first: View,
    second: View,
    lines: Sequence[Line],
    *,
    unit: str | None = None,
    category: Categories = None,
) -> RangeMoved:
    """Return what leads from the range of the count of one view to that of another.

    Args:
        first: The view the account begins with.
        second: The view it ends with.
        lines: The lines that lead from the one count to the other.
        unit: Only members at or below it.
        category: Only members of this category, or of any of several.
    """
    same = (first.on, first.upto) == (second.on, second.upto)
    if same or not (first.has_windows or second.has_windows):
        more = sum(line.members for line in lines if line.change > 0)
        fewer = sum(line.members for line in lines if line.change < 0)
        return RangeMoved(more, fewer, more, fewer)
    given = _sides(first, second) | {"top_unit": unit, "categories": among(category)}
    [moved] = first.projection.rows(RangeMoved, "movement_ranges", "1", given)
    return moved


def _windows(
    first: View, second: View, unit: str | None, category: Categories
) -> dict[str, tuple[OpenWindow, ...]]:
    """Return what the count of either view is not sure by, by member."""
    found: dict[str, dict[OpenWindow, None]] = {}
    for view in (first, second):
        unsure = view.unsure(unit, category)
        for member, windows in view.open_windows(unsure).items():
            found.setdefault(member, {}).update(dict.fromkeys(windows))
    return {member: tuple(windows) for member, windows in found.items()}


def _sides(first: View, second: View) -> dict[str, object]:
    return {
        "from_day": first.on,
        "from_upto": first.upto,
        "to_day": second.on,
        "to_upto": second.upto,
    }


def _named(rows: Iterable[Movement]) -> tuple[Line, ...]:
    by_line = {line: tuple(who) for line, who in groupby(rows, key=attrgetter("line"))}
    return tuple(
        Line(line, len(who), sum(bool(each.unsure_by) for each in who), who)
        for line in LINES
        if (who := by_line.get(line))
    )
