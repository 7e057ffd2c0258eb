"""The overview: how many there are and where, and which workplaces may elect."""

from typing import Any, Final

from ....registry import Count
from ...report.parts import Table, Word
from ..asked import Asked, in_range
from ..parts import Page
from . import electing

_NOWHERE: Final = "(no workplace)"


def page(asked: Asked) -> Page:
    """Return how many there are, in which parts, and what the workplaces may do."""
    view, unit = asked.view, asked.unit
    by_unit = view.count(unit=unit, by="unit")
    is_short = electing.is_for_an_overview(asked)
    answers: dict[str, Any] = {
        "number": asked.counted(by_unit),
        "found": by_unit,
        "above": [asked.to_unit(each) for each in _above(asked)],
        "electing": None if is_short else asked.to("/electing", Word("Who may elect")),
    }
    return Page(
        name="overview",
        title="Members in {unit}" if unit else "Members",
        parts={"unit": asked.name(unit)} if unit else {},
        answers=answers | (electing.tiles(asked) if is_short else {}),
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
            rows.append((each.name, in_range(each)))
        else:
            unit = asked.to("/", each.name, unit=each.value)
            rows.append((unit, asked.counted(each, unit=each.value)))
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
