"""The plan of a `roster import`: the facts that would make the registry match the list, not yet recorded."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypedDict

from attrs import frozen

from ....events import (
    CategoryChanged,
    Event,
    MemberJoined,
    MemberLeft,
    UnitFormed,
    WorkplaceChanged,
)
from ....events.errors import Refusal
from .comparison import RosterComparison


class _Common(TypedDict):
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    batch: str


@frozen
class Plan:
    """The facts that a roster amounts to, as one batch that comes right behind the last entry known.

    Attributes:
        comparison: What the roster and the registry do not say alike.
        parent: The unit under which unknown workplaces are formed; none if they are not.
        recorded_at: The instant the facts are recorded.
        recorded_by: The opaque id of who records them.
        command: The id by which they are recorded, once; none for a new one.
        doubt: Why they are recorded only by somebody who is sure; none if nothing speaks against it.
    """

    comparison: RosterComparison
    parent: str | None
    recorded_at: datetime
    recorded_by: str
    command: str | None = None
    doubt: Refusal | None = None

    @property
    def batch(self) -> str:
        """The id of the batch: the day, and the number that its first entry gets."""
        return f"roster-{self.comparison.on}-{self.comparison.upto + 1}"

    @property
    def totals(self) -> dict[str, int]:
        """How many facts there are of each kind."""
        found = self.comparison
        return {
            "joined": len(found.joined),
            "left": len(found.left),
            "workplace changed": len(found.moved),
            "category changed": len(found.category),
            "workplaces formed": len(found.new_workplaces),
        }

    @property
    def members_after(self) -> int:
        """How many members the registry has on that day once the plan is recorded."""
        found = self.comparison
        return found.registry + len(found.joined) - len(found.left)

    def events(self) -> Iterator[Event]:
        """Yield the facts: workplaces before whoever is at them, members in the order of their ids."""
        found, common = self.comparison, self._common
        for unit, name in found.new_workplaces.items():
            yield UnitFormed(unit=unit, name=name, kind="workplace", parent=self.parent, **common)
        for d in found.joined:
            facts = common | {"effective_on": d.joins_on}
            workplace, category = d.listed_workplace, d.listed_category or "active"
            yield MemberJoined(member=d.member, workplace=workplace, category=category, **facts)
        for d in found.left:
            yield MemberLeft(member=d.member, **common)
        for d in found.moved:
            yield WorkplaceChanged(member=d.member, workplace=d.listed_workplace, **common)
        for d in found.category:
            yield CategoryChanged(member=d.member, category=str(d.listed_category), **common)

    @property
    def _common(self) -> _Common:
        return {
            "effective_on": self.comparison.on,
            "recorded_at": self.recorded_at,
            "recorded_by": self.recorded_by,
            "batch": self.batch,
        }
