"""`stewards mandate`: who holds which office where."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry import Entry, Registry
from ..registry.lists import ListPlan, Profile, read_officers
from .commands import Group
from .list_import import importing
from .options import DAY, Asked, asking, recording
from .output import show

_COLUMNS: Final = ("member", "unit", "office", "since", "until", "ended_on", "ended_because")


@click.group(cls=Group)
def mandate() -> None:
    """Record elections and endings, and list who is in office."""


@mandate.command("elect")
@click.argument("member")
@click.option(
    "--unit",
    metavar="UNIT",
    required=True,
    help="The workplace, or for a joint office the larger unit.",
)
@click.option(
    "--office",
    metavar="OFFICE",
    default="steward",
    show_default=True,
    help="One of the agreement's offices.",
)
@click.option("--until", type=DAY, help="The first day after the term. [default: no end]")
@click.option("--seat", metavar="SEAT", help="The seat of a committee that it fills.")
@click.option(
    "--override", metavar="REASON", help="Record it even though a rule forbids it, for this reason."
)
@recording
def elect(registry: Registry, common: Any, member: str, until: date | None, **given: Any) -> Entry:
    """Record that a member was elected to an office.

    Example: stewards mandate elect M00233 --unit jc-6 --on 2019-10-01
    """
    return registry.elect(member, until=until, **given, **common)


@mandate.command("end")
@click.argument("member")
@click.option(
    "--unit",
    metavar="UNIT",
    required=True,
    help="The unit of the election, or the one it is now part of.",
)
@click.option(
    "--office",
    metavar="OFFICE",
    default="steward",
    show_default=True,
    help="The office that was held.",
)
@click.option("--reason", help="The reason: resigned, recalled, ...")
@recording
def end(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record that a member resigned from office or was recalled.

    Example: stewards mandate end M00103 --unit jc-1 --reason resigned --on 2019-10-01
    """
    return registry.end_mandate(member, **given, **common)


@mandate.command("import")
@importing
def import_(registry: Registry, file: Path, profile: Profile, how: dict[str, Any]) -> ListPlan:
    """Record the elections of a list of office-holders, as one batch.

    FILE is CSV or XLSX: a mandate a row, with member, unit, the day of the election, and office and end of
    the term where the list has them. Elections on record already are left as they are; no rule is asked
    whether the others could take place.

    Example: stewards mandate import office-holders-2019-09-01.csv
    """
    return registry.plan_mandates(read_officers(file, profile), **how)


@mandate.command("list")
@click.option(
    "--all", "ended", is_flag=True, default=False, help="Include mandates that have ended."
)
@click.option("--office", metavar="OFFICE", help="Only this office.")
@asking
def list_(registry: Registry, asked: Asked, **given: Any) -> None:
    """List who is in office on a day.

    Example: stewards mandate list --on 2019-09-01
    """
    mandates = registry.mandates(on=asked.on, known_at=asked.known_at, **given)
    show([attrs.asdict(each) for each in mandates], asked.output, columns=_COLUMNS)
