"""How late a registry is told, and how old what it knows of workplaces is."""

from datetime import date
from typing import Literal

from .. import projections
from ..projections import Lag
from .asks import Asks, Knowledge
from .replays import one_at_a_time

Telling = Literal["type", "recorder", "unit"]


class Lags(Asks):
    """The side of a registry that is asked how far it lags behind what happens."""

    @one_at_a_time
    def lag(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        by: Telling = "type",
        since: date | None = None,
    ) -> Lag:
        """Return how late facts are told, and how old the knowledge of workplaces is.

        Late are the days from the day a fact is true from to the civil day, UTC, it was recorded on;
        below nought for a fact told ahead. A workplace is known since the member's last joining,
        change of workplace or confirmation by the day asked for.

        Args:
            on: The day; later facts are left out.
            known_at: The knowledge.
            by: Facts by their type, by who recorded them, or by the unit on record, before mergers.
            since: Only facts recorded on this day, UTC, or later. It leaves out a first load, in which
                years of history are told at once.
        """
        day, upto = self._asked(on, known_at)
        told = projections.lateness(self._projection, day, upto, by, since)
        ages = projections.workplace_ages(self._projection, day, upto)
        members, recent = sum(each.members for each in ages), sum(each.recent for each in ages)
        instant = self._instant(known_at) or self._clock()
        return Lag(day, instant, told, ages, members, recent)
