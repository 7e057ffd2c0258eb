"""The overview: how many there are, where, and which workplaces may elect."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from attrs import frozen

from ....registry import Count
from ...report.parts import Table, Word
from ...report.sections.electing import HAS_NONE, HAS_ONE, MARKS, TOO_FEW, UNKNOWN, status
from ..asked import Asked, in_range
from ..parts import Page

_KINDS: Final = {HAS_ONE: "has-one", HAS_NONE: "has-none", UNKNOWN: "unknown", TOO_FEW: "too-few"}
_NOWHERE: Final = "(no workplace)"


@frozen
class Tile:
    """A workplace, and what may be done there.

    Attributes:
        address: Where it is explained.
        name: What it is called.
        status: In a word, what is the case.
        mark: The same as a sign.
    """

    address: str
    name: str
    status: str
    mark: str


def page(asked: Asked) -> Page:
    """Return how many there are, in which parts, and what the workplaces may do."""
    view, unit = asked.view, asked.unit
    by_unit = view.count(unit=unit, by="unit")
    tiles = [*_tiles(asked)]
    answers = {
        "number": asked.counted(by_unit),
        "found": by_unit,
        "above": [asked.to_unit(each) for each in _above(asked)],
        "groups": [(name, [*each]) for name, each in groupby(tiles, key=lambda tile: tile[0])],
        "numbers": Counter(tile.status for _, tile in tiles),
        "marks": MARKS,
        "kinds": _KINDS,
    }
    return Page(
        name="overview",
        title="Members in {unit}" if unit else "Members",
        parts={"unit": asked.name(unit)} if unit else {},
        answers=answers,
        tables=(_parts(asked, by_unit), _categories(asked)),
    )


def _above(asked: Asked) -> list[str]:
    """Return the units that a unit lies below, the uppermost first."""
    unit, organisation = asked.unit, asked.view.organisation
    if unit is None or unit not in organisation:
        return []
    return [*organisation.line(unit, asked.view.on)][:0:-1]


def _parts(asked: Asked, found: Count) -> Table:
    rows: list[tuple[Any, ...]] = []
    for each in found.groups:
        if each.value is None:
            rows.append((Word(_NOWHERE), in_range(each)))
        elif each.value == asked.unit:
            rows.append((asked.name(each.value), in_range(each)))
        else:
            rows.append((asked.to_unit(each.value), asked.counted(each, unit=each.value)))
    command = asked.command("count", "--by", "unit", *asked.scope)
    return Table.of("By unit", ("Unit", "Members"), rows, command)


def _categories(asked: Asked) -> Table:
    found = asked.view.count(unit=asked.unit, by="category")
    rows = [
        (each.value, asked.counted(each, category=each.value))
        if each.value
        else ("", in_range(each))
        for each in found.groups
    ]
    command = asked.command("count", "--by", "category", *asked.scope)
    return Table.of("By category", ("Category", "Members"), rows, command)


def _tiles(asked: Asked) -> Iterator[tuple[str, Tile]]:
    """Yield the workplaces, each with the name of the unit above it, and by that name."""
    view = asked.view
    above = {each.unit: each.parent for each in view.units(gone=True)}
    found = [*view.eligibility(unit=asked.unit)]
    found.sort(key=lambda each: (asked.name(above.get(each.workplace)), each.name))
    for each in found:
        what = status(each)
        address = asked.to_workplace(each.workplace).address
        yield asked.name(above.get(each.workplace)), Tile(address, each.name, what, MARKS[what])
