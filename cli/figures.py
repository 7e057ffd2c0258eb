"""`stewards observe`, `publish` and `void`: figures somebody gave, and taking back."""

from typing import Any

import click

from ..registry import Entry, Registry
from .commands import Command
from .options import recording_exactly
from .values import Whole


@click.command("observe", cls=Command)
@click.argument("workplace")
@click.option("--employees", type=Whole(0), required=True, help="Social workers, members or not.")
@click.option("--source", help="Where the number comes from.")
@recording_exactly
def observe(registry: Registry, common: Any, workplace: str, **given: Any) -> Entry:
    """Record how many social workers a workplace has.

    Example: stewards observe bbu-14 --employees 6 --source "employer list" --on 2019-10-01
    """
    return registry.observe_headcount(workplace, **given, **common)


@click.command("publish", cls=Command)
@click.option("--members", type=Whole(0), required=True, help="The printed figure.")
@click.option("--unit", metavar="UNIT", help="The unit it is about. [default: the whole union]")
@click.option("--source", help="Where it was published.")
@recording_exactly
def publish(registry: Registry, common: Any, **given: Any) -> Entry:
    """Record a published number of members.

    Example: stewards publish --members 805 --source "annual report" --on 2019-09-01
    """
    return registry.publish_count(**given, **common)


@click.command("void", cls=Command)
@click.argument("entry", type=Whole(1))
@click.option("--reason", required=True, help="Why it was wrong.")
@recording_exactly
def void(registry: Registry, common: Any, entry: int, reason: str) -> Entry:
    """Void an entry that was recorded by mistake.

    From now on it counts as never recorded; it stays in the history.

    Example: stewards void 1805 --reason "wrong person"
    """
    return registry.void(entry, reason=reason, **common)
