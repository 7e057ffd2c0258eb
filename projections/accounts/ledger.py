"""Counts of one scope, and the lines that lead from one to another: they always add up."""

from ...events.errors import UnsoundStore
from ..membership.rows import Categories
from ..view import View
from .movements import Line, lines_between


class DoesNotAddUp(UnsoundStore):
    """The lines between two counts do not lead from the one to the other."""

    first: View
    second: View
    opening: int
    closing: int
    lines: tuple[Line, ...]

    cannot = (
        "account for the difference between {0.first.on} (entries 1 to {0.first.upto})"
        " and {0.second.on} (entries 1 to {0.second.upto})"
    )
    because = "{0.opening} and {0.told} make {0.total} members, and {0.closing} are counted"
    instead = "Report this as a bug in stewards; the output of 'stewards log export' shows it."

    @property
    def told(self) -> str:
        """The lines in words, as `2 joined, 1 left`."""
        return ", ".join(f"{line.members} {line.line}" for line in self.lines) or "no line at all"

    @property
    def total(self) -> int:
        """What the lines lead to."""
        return self.opening + sum(line.change for line in self.lines)


def lines_adding_up(
    first: View,
    second: View,
    unit: str | None,
    category: Categories = None,
    *,
    with_members: bool = False,
) -> tuple[Line, ...]:
    """Return the lines that lead from one view to another, checked against the counts of both.

    Args:
        first: The view the account begins with.
        second: The view it ends with.
        unit: Only members at or below it; none for the whole union.
        category: Only members of it, or of one of several; none for all.
        with_members: Whether lines name their members, with the entries responsible.

    Raises:
        DoesNotAddUp: they do not lead there.
    """
    lines = lines_between(first, second, unit=unit, category=category, with_members=with_members)
    opening, closing = first.number(unit, category), second.number(unit, category)
    return checked(DoesNotAddUp(first, second, opening, closing, lines))


def checked(account: DoesNotAddUp) -> tuple[Line, ...]:
    """Return the lines between two counts.

    Raises:
        DoesNotAddUp: they do not lead from the one to the other.
    """
    if account.total != account.closing:
        raise account
    return account.lines
