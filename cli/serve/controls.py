"""What a page is steered by: the days with facts, the days on which was recorded, the units."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Self

from attrs import frozen

from ...projections.organisation.fold import WORKPLACE
from ...registry import Unit
from ..report.parts import FEW
from .asked import Asked

_OF_THE_POINT: Final = ("on", "known", "unit", "token")


@frozen
class Slider:
    """A slider that snaps to some days.

    Attributes:
        first: The first of them.
        steps: How many days each of the others lies after the one before.
        last: The place of the last stop.
        at: The place it stands at.
    """

    first: date
    steps: str
    last: int
    at: int

    @classmethod
    def over(cls, days: Sequence[date], at: date, *, stops_beyond: int = 0) -> Self:
        """Return the slider over some days, which stands at the last one up to a day.

        Beyond the days it may have more stops.
        """
        steps = " ".join(str((after - before).days) for before, after in pairwise(days))
        last = len(days) - 1 + stops_beyond
        return cls(days[0], steps, last, max(bisect_right(days, at) - 1, 0))


@frozen
class Choice:
    """A unit that can be chosen.

    Attributes:
        unit: Its id.
        name: What it is called.
        depth: Under how many others it lies.
    """

    unit: str
    name: str
    depth: int


@frozen
class Controls:
    """What a page is steered by.

    Attributes:
        day: The slider over the days with facts; none where nothing is recorded.
        knowledge: The slider over the days on which was recorded, and now.
        units: The units that can be chosen.
        more: How many units are open that the list leaves out.
        kept: What else stands in the address.
    """

    day: Slider | None
    knowledge: Slider | None
    units: tuple[Choice, ...]
    more: int
    kept: Mapping[str, str]

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """Return what the page of a point is steered by."""
        now = asked.registry.view()
        recorded = now.days_recorded()
        units = [*_choices(asked)]
        return cls(
            Slider.over(_days(now.days(), asked.view.on), asked.view.on) if recorded else None,
            _knowledge(asked, recorded) if recorded else None,
            tuple(units),
            sum(1 for each in asked.view.units()) - len(units),
            {key: value for key, value in asked.given.items() if key not in _OF_THE_POINT},
        )


def _days(days: Sequence[date], on: date) -> Sequence[date]:
    """Return the days of the slider: also the one that is shown, if nothing happened on it."""
    place = bisect_right(days, on)
    return days if place and days[place - 1] == on else (*days[:place], on, *days[place:])


def _knowledge(asked: Asked, recorded: Sequence[date]) -> Slider:
    found = Slider.over(recorded, asked.view.known_at.date(), stops_beyond=1)
    return found if asked.point.known else Slider(found.first, found.steps, found.last, found.last)


def _choices(asked: Asked) -> Iterator[Choice]:
    """Yield the open units, each after the one that it lies below.

    Of many, without workplaces; of very many, those above the one in question and right below it.
    """
    found = [*asked.view.units()]
    if len(found) > FEW:
        found = [each for each in found if each.kind != WORKPLACE or each.unit == asked.unit]
    if len(found) > FEW:
        organisation, day = asked.view.organisation, asked.view.on
        unit = asked.unit
        line = {*organisation.line(unit, day)} if unit and unit in organisation else set[str]()
        near = [each for each in found if each.unit in line or each.parent == unit]
        found = sorted(near, key=lambda each: each.unit not in line)[:FEW]
    below: dict[str | None, list[Unit]] = {}
    there = {each.unit for each in found}
    for each in sorted(found, key=lambda unit: unit.name):
        below.setdefault(each.parent if each.parent in there else None, []).append(each)
    yield from _nested(below, None, 0)


def _nested(
    below: Mapping[str | None, Iterable[Unit]], unit: str | None, depth: int
) -> Iterator[Choice]:
    for each in below.get(unit, ()):
        yield Choice(each.unit, each.name, depth)
        yield from _nested(below, each.unit, depth + 1)
