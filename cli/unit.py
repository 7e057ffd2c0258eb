"""`stewards unit`: the organisation."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..events.window import Window
from ..registry import Entry, Registry, Unit
from ..registry.lists import ListPlan, Profile, read_units
from .commands import Group
from .errors import NotThere
from .list_import import importing
from .options import DAY, Asked, asking, recording, unit_option
from .output import show, show_one

_TABLE: Final = ("unit", "name", "kind", "parent", "merged_into", "closed_on")
_TREE: Final = ("unit", "name", "kind", "formed_on", "merged_into", "closed_on")
_INDENT: Final = "\u00a0\u00a0"
_COLUMNS: Final = (
    *("unit", "name", "kind", "parent", "formed_on", "merged_into", "closed_on"),
    "formed_not_before",
)


@click.group(cls=Group)
def unit() -> None:
    """Form, change and list units: employers, centres, workplaces."""


@unit.command("form")
@click.argument("unit")
@click.option("--name", help="Its name, as people call it. [default: its id]")
@click.option(
    "--kind",
    default="workplace",
    show_default=True,
    help="workplace, where members work and elect; or employer, administration, centre.",
)
@click.option(
    "--parent", metavar="UNIT", help="The unit it belongs to. [default: none, at the top]"
)
@recording
def form(registry: Registry, common: Any, unit: str, **given: Any) -> Entry:
    """Form a unit.

    A unit formed again with an earlier --on, and the same name, kind and parent, has its first day
    corrected.

    Example: stewards unit form jc-8 --name "Jobcenter 8" --parent jck --on 2019-10-01
    """
    return registry.form_unit(unit, **given, **common)


@unit.command("rename")
@click.argument("unit")
@click.option("--name", required=True, help="The new name.")
@recording
def rename(registry: Registry, common: Any, unit: str, name: str) -> Entry:
    """Rename a unit; its id stays the same.

    Example: stewards unit rename jc-1 --name "Jobcenter 1, Nørrebro" --on 2020-01-01
    """
    return registry.rename_unit(unit, name=name, **common)


@unit.command("move")
@click.argument("unit")
@click.option(
    "--parent",
    metavar="UNIT",
    help="The unit it belongs to from that day. [default: none, at the top]",
)
@recording
def move(registry: Registry, common: Any, unit: str, parent: str | None) -> Entry:
    """Move a unit under another one, or to the top.

    Example: stewards unit move amc --parent sof --on 2020-01-01
    """
    return registry.move_unit(unit, parent=parent, **common)


@unit.command("merge")
@click.argument("unit")
@click.option("--into", metavar="UNIT", required=True, help="The unit it becomes part of.")
@recording
def merge(registry: Registry, common: Any, unit: str, into: str) -> Entry:
    """Merge a unit into another one.

    Members recorded there, then or later, count at the other unit from that day on.

    Example: stewards unit merge bch-09 --into bch-08 --on 2020-01-01
    """
    return registry.merge_units(unit, into=into, **common)


@unit.command("close")
@click.argument("unit")
@recording
def close(registry: Registry, common: Any, unit: str) -> Entry:
    """Close a unit.

    No member is moved; 'stewards check' lists those left behind.

    Example: stewards unit close bbu-14 --on 2020-01-01
    """
    return registry.close_unit(unit, **common)


@unit.command("elect-with")
@click.argument("unit")
@click.argument("other", metavar="UNIT")
@click.option(
    "--consent",
    "consents",
    metavar="WHO",
    multiple=True,
    help="Who has agreed to it, such as management or unions; as often as needed.",
)
@click.option(
    "--override", metavar="REASON", help="Record it even though a rule forbids it, for this reason."
)
@recording
def elect_with(registry: Registry, common: Any, unit: str, other: str, **given: Any) -> Entry:
    """Record that a workplace elects together with another one.

    From that day their numbers add up, and whoever works at either is elected at the second UNIT.

    Example: stewards unit elect-with bcv-14 bcv-13 --on 2020-01-01
    """
    return registry.elect_with(unit, other, **given, **common)


@unit.command("elect-alone")
@click.argument("unit")
@recording
def elect_alone(registry: Registry, common: Any, unit: str) -> Entry:
    """Record that a workplace elects alone again.

    Example: stewards unit elect-alone bcv-14 --on 2021-01-01
    """
    return registry.elect_alone(unit, **common)


@unit.command("import")
@click.option(
    "--on",
    type=DAY,
    help="The day of the list, from which units are renamed and moved. [default: today, and none is]",
)
@click.option(
    "--yes", is_flag=True, default=False, help="Take a kind that is almost one that is known."
)
@importing
def import_(
    registry: Registry,
    file: Path,
    profile: Profile,
    how: dict[str, Any],
    *,
    on: date | None,
    yes: bool,
) -> ListPlan:
    """Form units from a list, as one batch.

    FILE is CSV or XLSX: an id a row, with name, kind, parent and first day where the list has them; their
    order does not matter. A unit without a first day was formed on the day of the list or before. What
    differs from the registry is shown, and recorded from --on if that is given.

    Example: stewards unit import units-2019-09-01.csv --on 2019-09-01
    """
    listed = read_units(file, profile)
    return registry.plan_units(listed, on=on, any_kind=yes, **how)


@unit.command("list")
@click.option("--all", "gone", is_flag=True, default=False, help="Include merged and closed units.")
@unit_option
@asking
def list_(registry: Registry, asked: Asked, gone: bool, unit: str | None) -> None:
    """List the units that are open on a day.

    Example: stewards unit list --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    units = [attrs.asdict(each) for each in view.units(gone=gone, unit=unit)]
    columns = _TABLE if asked.output == "table" else _COLUMNS
    show(units, asked.output, columns=columns, title=asked.heading("Units", view, unit=unit))


@unit.command("tree")
@click.option("--all", "gone", is_flag=True, default=False, help="Include merged and closed units.")
@unit_option
@asking
def tree(registry: Registry, asked: Asked, gone: bool, unit: str | None) -> None:
    """Show the organisation on a day as a tree.

    Example: stewards unit tree --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    units = _in_a_tree(view.units(gone=gone, unit=unit))
    rows = [_row(each, asked.output) | {"level": level} for each, level in units]
    if asked.output == "table":
        rows = [row | {"unit": _INDENT * row["level"] + row["unit"]} for row in rows]
    columns = _TREE if asked.output == "table" else ("level", *_COLUMNS)
    show(rows, asked.output, columns=columns, title=asked.heading("Units", view, unit=unit))


def _in_a_tree(units: Sequence[Unit]) -> Iterator[tuple[Unit, int]]:
    """Yield each unit below its parent, with its level; those in a circle, and below one, come last."""
    known = {unit.unit for unit in units}
    below: dict[str | None, list[Unit]] = defaultdict(list)
    for unit in units:
        below[unit.parent if unit.parent in known else None].append(unit)
    ahead = [(unit, 0) for unit in reversed(below[None])]
    done = set[str]()
    while ahead:
        unit, level = ahead.pop()
        done.add(unit.unit)
        yield unit, level
        ahead += [(each, level + 1) for each in reversed(below[unit.unit])]
    yield from ((unit, 0) for unit in units if unit.unit not in done)


@unit.command("show")
@click.argument("unit")
@asking
def show_(registry: Registry, asked: Asked, unit: str) -> None:
    """Show one unit on a day, with the number of members there.

    Example: stewards unit show jc-6 --on 2019-09-01
    """
    found = registry.unit(unit, on=asked.on, known_at=asked.known_at)
    if found is None:
        raise NotThere("unit", unit, asked.on or registry.today())
    members = registry.count(on=asked.on, known_at=asked.known_at, unit=unit).members
    row = _row(found, asked.output) | {"members": members}
    show_one(row, asked.output, columns=(*_COLUMNS, "members"))


def _row(unit: Unit, output: str) -> dict[str, Any]:
    """Return a unit as a row; for people, with the window of its first day in one column."""
    row = attrs.asdict(unit)
    if output == "table":
        first = row.pop("formed_not_before") or unit.formed_on
        row["formed_on"] = str(Window(first, unit.formed_on))
    return row
