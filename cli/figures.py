"""`stewards observe`, `publish` and `void`: figures somebody gave, and taking back."""

from typing import Any

import click

from ..registry import Entry, Registry
from .options import telling


@click.command("observe")
@click.argument("workplace")
@click.option("--employees", type=int, required=True, help="Social workers there, members or not.")
@click.option("--source", help="Where the number is from.")
@telling
def observe(registry: Registry, told: Any, workplace: str, **given: Any) -> Entry:
    """Record how many social workers a workplace has.

    Example: stewards observe bch-08 --employees 6 --source "employer list" --on 2019-03-01
    """
    return registry.observe_headcount(workplace, **given, **told)


@click.command("publish")
@click.option("--members", type=int, required=True, help="The figure in print.")
@click.option("--unit", help="The unit it speaks of. [default: the whole union]")
@click.option("--source", help="Where it stands.")
@telling
def publish(registry: Registry, told: Any, **given: Any) -> Entry:
    """Record a number of members that somebody printed for a day.

    Example: stewards publish --members 805 --source "annual report" --on 2019-09-01
    """
    return registry.publish_count(**given, **told)


@click.command("void")
@click.argument("entry", type=int)
@click.option("--reason", required=True, help="Why it was wrong.")
@telling
def void(registry: Registry, told: Any, entry: int, reason: str) -> Entry:
    """Take an entry back: it counts as never said from this moment.

    Example: stewards void 1806 --reason "wrong person"
    """
    return registry.void(entry, reason=reason, **told)
