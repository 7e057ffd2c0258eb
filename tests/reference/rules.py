"""The rule book as far as the semantics ask for it."""

from collections.abc import Mapping
from typing import Literal

from attrs import frozen


@frozen
class Office:
    """An office that members are elected to.

    Attributes:
        scope: `workplace`, or `unit` for a joint office at a larger unit.
        seats: How many may hold it at one unit; none for no limit.
        threshold: Whether an election needs the verdict yes.
    """

    scope: Literal["workplace", "unit"] = "workplace"
    seats: int | None = None
    threshold: bool = False


@frozen
class Rules:
    """An agreement: who counts, how many it takes, the offices, and the categories."""

    threshold: int
    counted: frozenset[str]
    offices: Mapping[str, Office]
    categories: frozenset[str] = frozenset({"active", "student", "passive"})

    def office(self, name: str) -> Office:
        """Return an office; one the agreement does not know is at a workplace, without limit."""
        return self.offices.get(name, Office())


DK_MUNICIPAL = Rules(
    threshold=5,
    counted=frozenset({"active"}),
    offices={
        "steward": Office("workplace", 1, threshold=True),
        "deputy": Office("workplace", 1, threshold=True),
        "joint-steward": Office("unit", 1),
        "joint-deputy": Office("unit", 1),
        "safety-representative": Office("workplace"),
    },
)
