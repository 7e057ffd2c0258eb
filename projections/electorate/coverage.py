"""How many of the workplaces that may elect have a steward, and how many members that is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from .fold import Verdict
from .rows import Eligibility


@frozen
class Covered:
    """The workplaces at or below a unit that may elect.

    Attributes:
        unit: The unit.
        name: Its name that day.
        entitled: How many of them may elect.
        with_steward: How many of these have a steward, alone or with those they elect with.
        members: How many members count at those that may elect.
        represented: How many of these work where there is a steward.
    """

    unit: str
    name: str
    entitled: int
    with_steward: int
    members: int
    represented: int


def coverage_by(
    rows: Iterable[Eligibility], branch: Callable[[str], str], names: Mapping[str, str]
) -> tuple[Covered, ...]:
    """Return the coverage of some workplaces by the unit that `branch` says of each."""
    by_unit: dict[str, list[Eligibility]] = defaultdict(list)
    for row in rows:
        entitled = by_unit[branch(row.workplace)]
        entitled += [row] if row.verdict == Verdict.YES else []
    return tuple(
        Covered(
            unit,
            names.get(unit, unit),
            len(entitled),
            sum(bool(row.stewards) for row in entitled),
            sum(row.members_here for row in entitled),
            sum(row.members_here for row in entitled if row.stewards),
        )
        for unit, entitled in sorted(by_unit.items())
    )
