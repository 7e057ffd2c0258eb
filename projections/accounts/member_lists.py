"""The questions one can ask of a roster laid beside the log: where the two do not say the same."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ..replay.projection import Projection


@frozen
class Difference:
    """A member on whom a roster and the registry do not say the same.

    Attributes:
        member: The opaque id.
        is_listed: Whether the roster has the member.
        is_counted: Whether the registry has the member in membership that day.
        workplace: Where the registry has the member, mergers followed; none for nowhere.
        listed_workplace: Where the roster has the member, in the roster's words; none for nowhere.
        has_moved: Whether these two differ, mergers followed, of a member on both sides.
        category: The category the registry has.
        listed_category: The category the roster has; none if it does not say.
        has_other_category: Whether these two differ, of a member on both sides.
        joined_on: The day of joining in force that the registry has; none where it is not exact.
        listed_joined_on: The one that the roster gives; none for a blank.
        has_other_joining: Whether these two differ, of a member on both sides.
    """

    member: str
    is_listed: bool
    is_counted: bool
    workplace: str | None
    listed_workplace: str | None
    has_moved: bool
    category: str | None
    listed_category: str | None
    has_other_category: bool
    joined_on: date | None
    listed_joined_on: date | None
    has_other_joining: bool


@frozen
class Unplaced:
    """A row of a roster that names a workplace which no entry formed.

    Attributes:
        row: The number of the row.
        member: Whom it lists.
        workplace: The id that no unit has.
    """

    row: int
    member: str
    workplace: str


def differences(
    projection: Projection,
    on: date,
    upto: int,
    *,
    unit: str | None,
    by_workplace: bool,
    by_category: bool,
    by_joining: bool,
    left_out: Sequence[str] = (),
) -> tuple[Difference, ...]:
    """Return the members on whom the roster laid out and the registry differ on a day.

    Args:
        projection: The replayed log, with the roster laid beside it.
        on: The day of the roster.
        upto: The last entry known.
        unit: The unit at or below which the roster names the members; none for the whole union.
        by_workplace: Whether the roster says where its members work.
        by_category: Whether it says what they are.
        by_joining: Whether it says when they joined.
        left_out: Members of whom nothing is to be concluded.
    """
    given = {
        "on_day": on,
        "upto": upto,
        "top_unit": unit,
        "by_workplace": by_workplace,
        "by_category": by_category,
        "by_joining": by_joining,
        "left_out": list(left_out),
    }
    return projection.rows(Difference, "roster_differences", "member", given)


def unplaced(projection: Projection, upto: int) -> tuple[Unplaced, ...]:
    """Return the rows of the roster laid out whose workplace was never formed."""
    return projection.rows(Unplaced, "roster_unplaced", "row", {"upto": upto})
