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
        member: Whether its holder must be in the union.
        among: The office that it rests on; none for none.
        with_that: Whether it ends with that one.
        stands_in_for: The office whose holder it stands in for.
        on_expiry: `ends`, or `accepted` where it goes on after the term.
        objection_days: How long the employer may object.
        recall: Whether its holder can be voted out.
        term_years: How long a term is where nobody says so.
    """

    scope: Literal["workplace", "unit"] = "workplace"
    seats: int | None = None
    threshold: bool = False
    member: bool = True
    among: str | None = None
    with_that: bool = True
    stands_in_for: str | None = None
    on_expiry: Literal["ends", "accepted"] = "ends"
    objection_days: int | None = None
    recall: bool = True
    term_years: int | None = None


@frozen(eq=False)
class Rules:
    """An agreement: who counts, how many it takes and for how long, the offices, and the categories.

    It equals itself alone, so that what follows from it can be kept by it.
    """

    threshold: int
    counted: frozenset[str]
    offices: Mapping[str, Office]
    categories: frozenset[str] = frozenset({"active", "student", "passive"})
    for_months: int = 0

    def office(self, name: str) -> Office:
        """Return an office; one the agreement does not know is at a workplace, without limit."""
        return self.offices.get(name, Office())


DK_MUNICIPAL = Rules(
    threshold=5,
    counted=frozenset({"active"}),
    offices={
        "steward": Office("workplace", 1, threshold=True, objection_days=21),
        "deputy": Office(
            "workplace", 1, threshold=True, stands_in_for="steward", objection_days=21
        ),
        "joint-steward": Office("unit", 1, among="steward", objection_days=21),
        "joint-deputy": Office(
            "unit", 1, among="steward", stands_in_for="joint-steward", objection_days=21
        ),
        "safety-representative": Office("workplace", member=False, recall=False, term_years=2),
    },
)
