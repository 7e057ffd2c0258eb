"""How late facts are reported, and how old workplaces are known."""

from datetime import date, datetime

from attrs import frozen


@frozen
class Lateness:
    """How late facts are reported: the days from the day one takes effect to the day it was recorded.

    That day is the civil day in UTC. A fact recorded in advance counts with a negative number.

    Attributes:
        by: `type`, `recorder` or `unit`; `total` for all facts together.
        value: The type, the recorder or the unit, before mergers; none for facts about no unit.
        facts: How many there are.
        median: The least of their days that half of them do not exceed.
        p90: The least of their days that nine tenths of them do not exceed.
        worst: The most days.
    """

    by: str
    value: str | None
    facts: int
    median: int
    p90: int
    worst: int


@frozen
class ToldWithin:
    """How many facts were told within some days of the day they take effect.

    Attributes:
        recorder: Whose facts; none for all of them.
        days: Within how many days; negative for facts recorded in advance.
        told: How many were told by then.
        facts: How many there are in all.
    """

    recorder: str | None
    days: int
    told: int
    facts: int

    @property
    def share(self) -> float:
        """`told` of `facts`, from 0 to 1."""
        return self.told / self.facts


@frozen
class WorkplaceAge:
    """How old the knowledge is of who works at a workplace.

    Attributes:
        workplace: The unit, after mergers; none for members without a workplace.
        name: Its name on that day.
        members: How many are counted there.
        recent: For how many the workplace was set or confirmed in the last twelve months.
        share: `recent` of `members`, from 0 to 1.
        oldest: The day it was set or confirmed of whom that is longest ago.
    """

    workplace: str | None
    name: str | None
    members: int
    recent: int
    share: float
    oldest: date


@frozen
class Lag:
    """How late the registry learns, and how old what it knows of workplaces is.

    Attributes:
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        told: How late facts are reported, the latest first, the total last.
        workplaces: How old the knowledge is, by workplace, the longest unconfirmed first.
        members: How many are counted.
        recent: For how many the workplace was set or confirmed in the last twelve months.
    """

    on: date
    known_at: datetime
    told: tuple[Lateness, ...]
    workplaces: tuple[WorkplaceAge, ...]
    members: int
    recent: int

    @property
    def share(self) -> float | None:
        """`recent` of `members`, from 0 to 1; none if there are no members."""
        return self.recent / self.members if self.members else None
