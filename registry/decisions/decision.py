"""What a decision is, and the guards that several of them share."""

from datetime import date, datetime
from typing import Protocol, TypedDict

from ...events import Event
from ...projections.boundary import Boundary


class Told(TypedDict):
    """The fields that every event carries; see `stewards.events.Event`."""

    effective_on: date
    recorded_at: datetime
    recorded_by: str
    note: str | None
    batch: str | None


class Decision(Protocol):
    """One thing somebody wants recorded, and the rules that may forbid it."""

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it; the rules are not asked."""

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Return what to record.

        Args:
            seen: Asked for the state the rules need; what was asked must not change meanwhile.
            told: Day, instant and origin of the fact.

        Raises:
            Refusal: a rule forbids it; each decision names its own reasons.

        """
