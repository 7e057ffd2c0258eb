"""`stewards unit`: the organisation."""

from typing import Any

import attrs
import click

from ..registry import Entry, Registry
from .app import NotKnownThen
from .options import Asked, asking, telling
from .output import show, show_one

_COLUMNS = ("unit", "name", "kind", "parent", "formed_on", "merged_into", "closed_on")


@click.group()
def unit() -> None:
    """Form, change and list units: employers, administrations, centres, workplaces."""


@unit.command("form")
@click.argument("unit")
@click.option("--name", required=True, help="What people call it.")
@click.option(
    "--kind",
    default="workplace",
    show_default=True,
    help="workplace where members work and elect; else employer, administration, centre.",
)
@click.option("--parent", help="The unit it lies under. [default: none, a root]")
@telling
def form(registry: Registry, told: Any, unit: str, **given: Any) -> Entry:
    """Form a unit.

    Example: stewards unit form jc-1 --name "Jobcenter 1" --parent jck --on 2015-01-01
    """
    return registry.form_unit(unit, **given, **told)


@unit.command("rename")
@click.argument("unit")
@click.option("--name", required=True, help="The new name.")
@telling
def rename(registry: Registry, told: Any, unit: str, name: str) -> Entry:
    """Give a unit another name; its id stays.

    Example: stewards unit rename jc-6 --name "Jobcenter 6, Gammel Køge Landevej"
    """
    return registry.rename_unit(unit, name=name, **told)


@unit.command("move")
@click.argument("unit")
@click.option("--parent", help="The unit it lies under from that day. [default: none, a root]")
@telling
def move(registry: Registry, told: Any, unit: str, parent: str | None) -> Entry:
    """Move a unit under another one, or make it a root.

    Example: stewards unit move amc --parent jck --on 2019-01-01
    """
    return registry.move_unit(unit, parent=parent, **told)


@unit.command("merge")
@click.argument("unit")
@click.option("--into", required=True, help="The unit that takes it in.")
@telling
def merge(registry: Registry, told: Any, unit: str, into: str) -> Entry:
    """Merge a unit into another: who is recorded at it is at the other from that day on.

    Example: stewards unit merge jc-7 --into jc-6 --on 2019-03-01
    """
    return registry.merge_units(unit, into=into, **told)


@unit.command("close")
@click.argument("unit")
@telling
def close(registry: Registry, told: Any, unit: str) -> Entry:
    """Close a unit. It moves nobody; `check` lists who is left behind.

    Example: stewards unit close jc-5 --on 2020-01-01
    """
    return registry.close_unit(unit, **told)


@unit.command("list")
@click.option("--all", "gone", is_flag=True, default=False, help="Also merged and closed units.")
@asking
def list_(registry: Registry, asked: Asked, gone: bool) -> None:
    """List the units that are open on a day.

    Example: stewards unit list --on 2019-09-01
    """
    units = registry.units(on=asked.on, known_at=asked.known_at, gone=gone)
    show([attrs.asdict(unit) for unit in units], asked.output, columns=_COLUMNS)


@unit.command("show")
@click.argument("unit")
@asking
def show_(registry: Registry, asked: Asked, unit: str) -> None:
    """Show one unit on a day, with the members at or below it.

    Example: stewards unit show jc-6 --on 2019-09-01
    """
    members = registry.count(on=asked.on, known_at=asked.known_at, unit=unit).members
    every = registry.units(on=asked.on, known_at=asked.known_at, gone=True)
    rows = [attrs.asdict(each) | {"members": members} for each in every if each.unit == unit]
    if not rows:
        raise NotKnownThen("unit", unit)
    show_one(rows[0], asked.output, columns=(*_COLUMNS, "members"))
