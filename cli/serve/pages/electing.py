"""Who may elect: a tile a workplace, or of many how many of each part have a steward."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from attrs import frozen

from ....projections.organisation.fold import WORKPLACE
from ....registry import Eligibility
from ...report.parts import Table
from ...report.sections.electing import (
    HAS_NONE,
    HAS_ONE,
    MARKS,
    TILES,
    TOO_FEW,
    UNKNOWN,
    status,
)
from ..asked import Asked
from ..parts import Page, table

_KINDS: Final = {HAS_ONE: "has-one", HAS_NONE: "has-none", UNKNOWN: "unknown", TOO_FEW: "too-few"}


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


def is_for_an_overview(asked: Asked) -> bool:
    """Return whether there are so few workplaces that all of them are judged at once."""
    return sum(each.kind == WORKPLACE for each in asked.view.units()) <= TILES


def tiles(asked: Asked) -> dict[str, Any]:
    """Return the workplaces in question as tiles, by the unit above them; of many, none."""
    found = [*asked.view.eligibility(unit=asked.unit)]
    shown = [*_tiles(asked, found)] if len(found) <= TILES else []
    return {
        "groups": [
            (name, [tile for _, tile in each])
            for name, each in groupby(shown, key=lambda tile: tile[0])
        ],
        "numbers": Counter(map(status, found)),
        "marks": MARKS,
        "kinds": _KINDS,
    }


def _tiles(asked: Asked, found: list[Eligibility]) -> Iterator[tuple[str, Tile]]:
    above = {each.unit: each.parent for each in asked.view.units(gone=True)}
    found.sort(key=lambda each: (asked.name(above.get(each.workplace)), each.name))
    for each in found:
        what = status(each)
        address = asked.to_workplace(each.workplace).address
        yield asked.name(above.get(each.workplace)), Tile(address, each.name, what, MARKS[what])


def page(asked: Asked) -> Page:
    """Return the workplaces in question, and how many of each part have a steward."""
    return Page(
        name="electing",
        title="Who may elect",
        facts=(("Unit", asked.place),),
        answers=tiles(asked),
        tables=(_coverage(asked),),
    )


def _coverage(asked: Asked) -> Table:
    rows = [
        (
            asked.to("/electing", each.name, unit=each.unit),
            each.entitled,
            each.with_steward,
            each.members,
            each.represented,
        )
        for each in asked.view.coverage(unit=asked.unit)
    ]
    columns = ("Unit", "May elect", "Have a steward", "Members there", "With a steward")
    return table(
        "Workplaces that may elect", columns, rows, asked.command("coverage", *asked.scope)
    )
