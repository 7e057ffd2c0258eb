"""The organisation on the last day, as a list within a list."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ....registry import Unit
from ..asked import Asked
from ..parts import FEW, FIRST, Section

_WORKPLACE: Final = "workplace"
_DIGITS: Final = re.compile(r"(\d+)")


def section(asked: Asked) -> Section:
    """Return the open units, each with those below it; of many, without the workplaces."""
    found = asked.last.units(unit=asked.unit)
    workplaces = sum(each.kind == _WORKPLACE for each in found)
    listed = found if len(found) <= FEW else _listed(found)
    answers = {
        "roots": _nested(listed),
        "units": len(found),
        "workplaces": workplaces,
        "listed": len(listed),
        "command": asked.as_of_the_last_day("unit", "list", *asked.scope),
    }
    return Section("organisation", "The organisation", answers)


def _as_counted(name: str) -> list[str]:
    """Return what sorts names as people count: Unit 2 before Unit 10."""
    return [each.zfill(9) if each.isdecimal() else each for each in _DIGITS.split(name)]


def _listed(found: Sequence[Unit]) -> Sequence[Unit]:
    """Return those of many units that are listed: no workplaces, and of many others the first."""
    others = [each for each in found if each.kind != _WORKPLACE]
    return others if len(others) <= FEW else others[:FIRST]


def _nested(units: Iterable[Unit]) -> list[dict[str, Any]]:
    below: dict[str | None, list[Unit]] = defaultdict(list)
    there = {each.unit for each in units}
    for each in units:
        below[each.parent if each.parent in there else None].append(each)

    def at(parent: str | None) -> list[dict[str, Any]]:
        found = sorted(
            below[parent], key=lambda each: (each.kind == _WORKPLACE, _as_counted(each.name))
        )
        return [{"name": each.name, "kind": each.kind, "below": at(each.unit)} for each in found]

    return at(None)
