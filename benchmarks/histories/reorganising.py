"""Generated changes of units: workplaces renamed, moved, merged, closed and counted."""

from collections import deque

from . import shape
from .dice import Dice
from .membership import Membership, merge
from .organisation import Organisation, Told, Unit


class Reorganising:
    """What happens to units once they are formed.

    Only workplaces move, and nothing lies under a workplace; a unit is merged once, into one that
    still stands. So neither parents nor mergers ever form a circle.

    Attributes:
        agenda: What follows from what was told, to be told next.
    """

    def __init__(self, dice: Dice, organisation: Organisation, membership: Membership) -> None:
        self.agenda: deque[Told] = deque()
        self._dice = dice
        self._organisation = organisation
        self._membership = membership

    def rename(self, today: int) -> Told | None:
        """Give a workplace another name."""
        unit = self._organisation.open_workplace()
        if unit is None:
            return None
        name = f"{self._dice.pick(shape.WORKPLACE_NAMES)} {int(unit.id[2:])}"
        return "UnitRenamed", {"unit": unit.id, "name": name}, self._day(today, unit), unit.teller

    def move(self, today: int) -> Told | None:
        """Put a workplace under another unit, mostly of the same employer."""
        unit = self._organisation.open_workplace()
        if unit is None:
            return None
        employer = unit.above("employer")
        if self._dice.falls(shape.CHANGING_EMPLOYER):
            employer = self._dice.pick(self._organisation.employers)
        unit.parent = parent = self._dice.pick(employer.below or [employer])
        fields = {"unit": unit.id, "parent": parent.id}
        return "UnitMoved", fields, self._day(today, unit, parent), unit.teller

    def merge(self, today: int) -> Told | None:
        """Let a workplace, mostly a small one, become part of another."""
        unit, into = self._small_workplace(), self._organisation.open_workplace()
        if unit is None or into is None or unit is into:
            return None
        merge(unit, into)
        fields = {"unit": unit.id, "into": into.id}
        return "UnitMerged", fields, self._day(today, unit, into), unit.teller

    def close(self, today: int) -> Told | None:
        """Close a workplace, mostly a small one; most of its members are told elsewhere next."""
        unit = self._small_workplace()
        if unit is None:
            return None
        unit.closed = True
        day = self._day(today, unit)
        going = [member for member in unit.members if not self._dice.falls(shape.LEFT_BEHIND)]
        self.agenda.extend(self._membership.send(member, day) for member in going)
        return "UnitClosed", {"unit": unit.id}, day, unit.teller

    def observe(self, today: int) -> Told | None:
        """Count the social workers at a workplace, members or not."""
        unit = self._organisation.open_workplace()
        if unit is None:
            return None
        employees = max(len(unit.members) + self._dice.pick(shape.EMPLOYEES_BESIDE_MEMBERS), 0)
        fields = {"workplace": unit.id, "employees": employees, "source": "employer list"}
        return "HeadcountObserved", fields, today, unit.teller

    def publish(self, today: int) -> Told | None:
        """Print the number of members, of the whole union or of an employer, as told so far."""
        unit = self._organisation.open_workplace()
        fields: dict[str, int | str] = {"members": self._membership.count}
        if unit is not None and not self._dice.falls(shape.OF_THE_WHOLE_UNION):
            employer = unit.above("employer")
            members = sum(len(workplace.members) for workplace in employer.workplaces)
            fields = {"members": members, "unit": employer.id}
        fields["source"] = "annual report"
        return "CountPublished", fields, today, shape.TELLERS[0]

    def _small_workplace(self) -> Unit | None:
        """Return the smallest of a few workplaces."""
        some = (self._organisation.open_workplace() for _ in range(3))
        return min(filter(None, some), key=lambda unit: len(unit.members), default=None)

    def _day(self, today: int, *units: Unit) -> int:
        return max(today - self._dice.pick(shape.DELAYS["organise"]), *(u.first_day for u in units))
