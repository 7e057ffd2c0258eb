"""Numbers as people read them: one where it is sure, a range where it is not."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..projections.membership.rows import among

if TYPE_CHECKING:
    from ..projections.explanations.rows import OpenWindow
    from ..projections.membership.rows import Categories

RANGE: Final = ("members", "at_least", "at_most")
"""The keys of a number and of how far it is sure."""


class Ranged(Protocol):
    """Something that numbers members, and says how far that is sure."""

    @property
    def members(self) -> int:
        """How many are counted."""

    @property
    def at_least(self) -> int:
        """How many surely."""

    @property
    def at_most(self) -> int | None:
        """How many there can be; none if that is not known."""


def numbers(found: Ranged) -> dict[str, int | None]:
    """Return a number as programs read it."""
    return {"members": found.members, "at_least": found.at_least, "at_most": found.at_most}


def ranged(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a table with one number: as text where it has a range, and as it is without one."""
    if not row.keys() >= {*RANGE}:
        return {**row}
    shown = {key: value for key, value in row.items() if key not in RANGE}
    return shown | {"members": as_text(*(row[key] for key in RANGE))}


def in_range(found: Ranged, what: str) -> str:
    """Return a number of things in words, as `1 member`, `805 (800-812) members` or `at least 1 member`."""
    text = as_text(found.members, found.at_least, found.at_most)
    return f"{text} {what if text in {1, 'at least 1'} else what + 's'}"


def member_of(category: "Categories") -> str:
    """Return what one of the members counted is called, as `active member`, or `active or student member`."""
    return f"{either(category)} member" if category else "member"


def either(category: "Categories") -> str:
    """Return one category, or several, in words."""
    return " or ".join(among(category) or ())


def as_text(members: int, at_least: int, at_most: int | None) -> int | str:
    """Return a number where it is sure, else a text such as `805 (800-812)` or `at least 36`."""
    if at_most is None:
        return f"at least {at_least}" if at_least == members else f"{members} (at least {at_least})"
    return members if at_least == members == at_most else f"{members} ({at_least}-{at_most})"


def in_words(windows: "Iterable[OpenWindow]") -> str:
    """Return windows with their entries, as `entry 12 [2018-09-02..2019-09-01]`."""
    return ", ".join(f"entry {each.entry} {each.window}" for each in windows)
