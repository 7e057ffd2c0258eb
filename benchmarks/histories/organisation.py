"""Generated units, growing as members need places to work."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from attrs import Factory, define

from . import shape
from .dice import Dice

Told = tuple[str, dict[str, Any], int, str]
"""A fact before it is written down: its type, its own fields, its day as a number, who tells it."""

_TRIES = 6


@define(eq=False)
class Unit:
    """A unit as told so far.

    Attributes:
        id: Its id; empty for a place that is no unit.
        kind: `employer`, `administration`, `centre` or `workplace`.
        teller: The office that tells what happens there.
        parent: The unit it lies under.
        first_day: The number of the day it was formed on.
        into: The unit it was merged into.
        below: For an employer: the administrations and centres that workplaces lie under.
        workplaces: For an employer: the workplaces formed below it.
        members: Who works there, as the keys of a dict, which keeps the order of coming.
        mandates: Per office the last one elected, and the days it began and is over.
    """

    id: str
    kind: str
    teller: str
    parent: "Unit | None" = None
    first_day: int = 0
    closed: bool = False
    into: "Unit | None" = None
    below: list["Unit"] = Factory(list)
    workplaces: list["Unit"] = Factory(list)
    members: "dict[Member, None]" = Factory(dict)
    mandates: "dict[str, tuple[Member, int, int]]" = Factory(dict)

    def now(self) -> "Unit":
        """Return the unit this one is part of after all mergers told."""
        unit = self
        while unit.into is not None:
            unit = unit.into
        return unit

    def above(self, *kinds: str) -> "Unit":
        """Return the nearest unit of one of the kinds, from this one up, or else the root."""
        unit = self
        while unit.kind not in kinds and unit.parent is not None:
            unit = unit.parent
        return unit


NOWHERE = Unit("", "nowhere", shape.TELLERS[0])
"""Where members without a workplace are."""

GONE = Unit("", "gone", shape.TELLERS[0])
"""Where those are who are not in membership."""


@define(eq=False)
class Member:
    """A member as told so far.

    Attributes:
        id: The member's id.
        at: The workplace, after mergers; `GONE` when not in membership.
        since: The number of the day of the last join, or of the last leaving.
        arrived: The number of the day of the last join or change of workplace.
    """

    id: str
    at: Unit = GONE
    since: int = 0
    arrived: int = 0


class Organisation:
    """Employers with workplaces below them.

    Each workplace offers as many places as it has room for; members take and leave them.
    """

    def __init__(self, dice: Dice) -> None:
        self.employers: list[Unit] = []
        self.workplaces: list[Unit] = []
        self._dice = dice
        self._places: list[Unit] = []
        self._plan = self._planned()

    def is_cramped(self, members: int) -> bool:
        """Return whether so many members leave too few places free."""
        return len(self._places) < shape.PLACES_AHEAD + members // shape.MEMBERS_PER_PLACE_AHEAD

    def form(self, today: int) -> Told:
        """Form the next unit."""
        unit, name = next(self._plan)
        unit.first_day = today
        fields = {"unit": unit.id, "name": name, "kind": unit.kind}
        if unit.parent is not None:
            fields["parent"] = unit.parent.id
        if unit.kind == "workplace":
            self.workplaces.append(unit)
            self._places += [unit] * self._dice.pick(shape.WORKPLACE_SIZES)
        return "UnitFormed", fields, today, unit.teller

    def take_place(self) -> Unit:
        """Return the workplace of a free place anywhere; it may be part of another by now."""
        while self._places:
            unit = self._dice.draw(self._places)
            if not unit.now().closed:
                return unit
        return NOWHERE

    def leave_place(self, unit: Unit) -> None:
        """Let somebody else have a place there."""
        if unit is not NOWHERE:
            self._places.append(unit)

    def open_workplace(self, fits: Callable[[Unit], bool] = lambda _: True) -> Unit | None:
        """Return a workplace neither merged nor closed that fits; none if a few tries find none."""
        for _ in range(_TRIES if self.workplaces else 0):
            unit = self._dice.pick(self.workplaces)
            if unit.into is None and not unit.closed and fits(unit):
                return unit
        return None

    def _planned(self) -> Iterator[tuple[Unit, str]]:
        """Yield units to form and their names, for ever, each after the one it lies under."""
        numbers = count(1)
        for employer_number in count(1):
            yield from self._employer(employer_number)
            employer = self.employers[-1]
            for _ in range(self._dice.pick(shape.WORKPLACES_PER_EMPLOYER)):
                n = next(numbers)
                above = self._dice.pick(employer.below[1:])
                unit = Unit(f"w-{n:06}", "workplace", employer.teller, above)
                employer.workplaces.append(unit)
                yield unit, f"{shape.WORKPLACE_NAMES[n % len(shape.WORKPLACE_NAMES)]} {n}"

    def _employer(self, n: int) -> Iterator[tuple[Unit, str]]:
        """Yield an employer with what workplaces lie under: two administrations, four centres."""
        teller = shape.TELLERS[n % len(shape.TELLERS)]
        employer = Unit(f"e-{n:05}", "employer", teller)
        self.employers.append(employer)
        yield employer, f"Kommune {n}"
        for i in range(6):
            kind = "administration" if i < 2 else "centre"
            parent = employer if i < 2 else employer.below[i > 2]
            unit = Unit(f"{kind[0]}-{n:05}-{i + 1}", kind, teller, parent)
            employer.below.append(unit)
            yield unit, f"{kind.capitalize()} {n}.{i + 1}"
