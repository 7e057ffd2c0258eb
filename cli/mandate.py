"""`stewards mandate`: who holds which office where."""

from datetime import date
from typing import Any, Final

import attrs
import click

from ..registry import Entry, Registry
from .commands import Group
from .options import DAY, Asked, asking, telling
from .output import show

_COLUMNS: Final = ("member", "unit", "office", "since", "until", "ended_on", "ended_because")


@click.group(cls=Group)
def mandate() -> None:
    """Elect to offices, end mandates, list who holds them."""


@mandate.command("elect")
@click.argument("member")
@click.option(
    "--unit",
    metavar="UNIT",
    required=True,
    help="The workplace, or the larger unit of a joint office.",
)
@click.option(
    "--office",
    metavar="OFFICE",
    default="steward",
    show_default=True,
    help="An office of the agreement.",
)
@click.option("--until", type=DAY, help="The first day it is no longer held. [default: open]")
@click.option("--override", metavar="REASON", help="Record it although a rule forbids it, and why.")
@telling
def elect(registry: Registry, told: Any, member: str, until: date | None, **given: Any) -> Entry:
    """Elect a member to an office.

    Example: stewards mandate elect M00241 --unit jc-6 --on 2019-10-01
    """
    return registry.elect(member, until=until, **given, **told)


@mandate.command("end")
@click.argument("member")
@click.option(
    "--unit",
    metavar="UNIT",
    required=True,
    help="The unit of the election, or that it is part of now.",
)
@click.option(
    "--office",
    metavar="OFFICE",
    default="steward",
    show_default=True,
    help="The office that was held.",
)
@click.option("--reason", help="Why: resigned, recalled, ...")
@telling
def end(registry: Registry, told: Any, member: str, **given: Any) -> Entry:
    """Record that a mandate was given up or taken away.

    Example: stewards mandate end M00103 --unit jc-1 --reason resigned --on 2019-10-01
    """
    return registry.end_mandate(member, **given, **told)


@mandate.command("list")
@click.option("--all", "ended", is_flag=True, default=False, help="Also those that have ended.")
@click.option("--office", metavar="OFFICE", help="Only this office.")
@asking
def list_(registry: Registry, asked: Asked, **given: Any) -> None:
    """List who is in office on a day.

    Example: stewards mandate list --on 2019-09-01
    """
    mandates = registry.mandates(on=asked.on, known_at=asked.known_at, **given)
    show([attrs.asdict(each) for each in mandates], asked.output, columns=_COLUMNS)
