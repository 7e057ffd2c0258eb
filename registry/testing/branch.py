"""A branch built step by step, with ids that are made up."""

from collections import defaultdict
from datetime import date

from ...events import Event
from .facts import FOUNDED, JOINED, elected, formed, headcount, joined


class Branch:
    """A branch under construction: an employer, and below it centres, workplaces, members, stewards.

    Each method adds to it and returns the new id: `centre-1`, `workplace-1`, `M0001`. Tell a registry
    `facts` when it is built.

    Attributes:
        facts: What happened so far, in an order in which it can be recorded.
        employer: The id of the unit at the top.
    """

    def __init__(self, employer: str = "employer") -> None:
        self.employer = employer
        self.facts: list[Event] = [formed(employer, kind="employer")]
        self._workers: defaultdict[str, list[str]] = defaultdict(list)
        self._units: defaultdict[str, int] = defaultdict(int)
        self._people = 0

    def unit(
        self,
        kind: str = "centre",
        *,
        under: str | None = None,
        name: str | None = None,
        on: date = FOUNDED,
    ) -> str:
        """Form a unit of a kind below another one, or below the employer; return its id."""
        self._units[kind] += 1
        made = f"{kind}-{self._units[kind]}"
        self.facts.append(formed(made, under or self.employer, kind, on, name=name))
        return made

    def workplace(
        self,
        members: int = 0,
        *,
        under: str | None = None,
        steward: bool = False,
        employees: int | None = None,
        on: date = JOINED,
    ) -> str:
        """Form a workplace, and return its id.

        Args:
            members: How many active members join there.
            under: The unit it lies under; the employer if left out.
            steward: Whether the first of them is elected steward.
            employees: How many people in all were counted there; nobody counted if left out.
            on: The day on which members join, a steward is elected, and employees are counted.
        """
        made = self.unit("workplace", under=under)
        for _ in range(members):
            self.member(made, on=on)
        if steward:
            self.steward(made, on=on)
        if employees is not None:
            self.facts.append(headcount(made, employees, on))
        return made

    def member(
        self, workplace: str | None = None, *, category: str = "active", on: date = JOINED
    ) -> str:
        """Let somebody join, at a workplace or without one; return the new member's id."""
        self._people += 1
        made = f"M{self._people:04}"
        self.facts.append(joined(made, workplace, on, category))
        if workplace is not None:
            self._workers[workplace].append(made)
        return made

    def members(self, workplace: str) -> tuple[str, ...]:
        """Return the ids of those who joined at a workplace, in that order."""
        return tuple(self._workers[workplace])

    def steward(
        self,
        workplace: str,
        *,
        member: str | None = None,
        on: date = JOINED,
        until: date | None = None,
    ) -> str:
        """Elect a steward at a workplace: a member, or else the first who joined there.

        Returns:
            The id of the member.

        Raises:
            ValueError: nobody joined there, and no member was named.
        """
        if member is None and not self._workers[workplace]:
            raise ValueError(f"nobody joined at {workplace} who could be elected; name a member")
        holder = member or self._workers[workplace][0]
        self.facts.append(elected(holder, workplace, on, until=until))
        return holder
