"""`stewards mandate`: who holds which office where."""

from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import attrs
import click

from ..events.validators import ElectionStep
from ..projections.mandates.standing import Status
from ..registry import Entry, Registry
from ..registry.in_json import as_data
from ..registry.lists import ListPlan, Profile, read_officers
from .commands import Group
from .list_import import importing
from .options import AS_VCARDS, DAY, Asked, asking, looking_up, recording, unit_option
from .output import put, say, show, show_one
from .printing import person
from .ranges import RANGE, ranged
from .vcards import vcards

_REASON: Final = ("rule", "verdict", "detail", "entries", "source", "certainty")
_JUDGED: Final = ("rule", "verdict", "detail", "entries")
_SOURCE: Final = ("rule", "certainty", "source")
_COLUMNS: Final = (
    *("member", "unit", "office", "since", "starts_on", "until", "ended_on", "ended_because"),
    *("status", "received", "objection_until", "protected_from", "protected_until"),
    *("continuous_since", "acting"),
)
_REPRESENTED: Final = ("member", "unit", "office", "since", *RANGE, "holders")
_BY_UNIT: Final = ("unit", "name", "mandates")
_STEPS: Final = get_args(ElectionStep)
_STATUSES: Final = tuple(map(str, Status))


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
@click.option(
    "--starts-on", type=DAY, help="The first day of office. [default: the day of the election]"
)
@click.option("--seat", metavar="SEAT", help="The seat of a committee that it fills.")
@click.option(
    "--override", metavar="REASON", help="Record it even though a rule forbids it, for this reason."
)
@recording
def elect(
    registry: Registry,
    common: Any,
    member: str,
    until: date | None,
    starts_on: date | None,
    **given: Any,
) -> Entry:
    """Record that a member was elected to an office.

    Example: stewards mandate elect M00233 --unit jc-6 --on 2019-10-01
    """
    return registry.elect(member, until=until, starts_on=starts_on, **given, **common)


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
@click.option(
    "--election",
    type=int,
    metavar="ENTRY",
    help="The entry of the election. [default: the newest whose ending is not recorded]",
)
@click.option(
    "--override", metavar="REASON", help="Record it even though a rule forbids it, for this reason."
)
@recording
def end(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record that a member resigned from office or was recalled.

    Example: stewards mandate end M00103 --unit jc-1 --reason resigned --on 2019-10-01
    """
    return registry.end_mandate(member, **given, **common)


@mandate.command("candidate")
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
@looking_up
def candidate(registry: Registry, asked: Asked, member: str, **given: Any) -> None:
    """Show whether a member may be elected, and by which rules.

    The verdict is yes, no or unknown. A day of hiring that nobody stated is known only as far as the
    member's workplaces are on record.

    Example: stewards mandate candidate M00233 --unit jc-6 --on 2019-10-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.candidate(member, **given)
    row = as_data(found)
    rows = row["reasons"]
    match asked.output:
        case "json":
            show_one(row, "json", columns=())
        case "table":
            when = f", from {found.electable_from}" if found.electable_from else ""
            title = f"{person(found.member)} as {found.office} at {found.unit}"
            by_rules = asked.heading(title, view, unit=found.unit, by_rules=True)
            heading = attrs.evolve(by_rules, unit=None, verdict=f"{found.verdict}{when}")
            show(rows, "table", columns=_JUDGED, title=heading)
            say("")
            show(rows, "table", columns=_SOURCE, title="Where the rules stand")
        case _:
            show(rows, asked.output, columns=_REASON)


@mandate.command("step")
@click.argument("member")
@click.option(
    "--unit",
    metavar="UNIT",
    required=True,
    help="The unit of the election, or the one it is now part of.",
)
@click.option(
    "--office", metavar="OFFICE", default="steward", show_default=True, help="The office."
)
@click.option(
    "--step",
    type=click.Choice(_STEPS),
    required=True,
    metavar="STEP",
    help=f"{', '.join(_STEPS[:-1])} or {_STEPS[-1]}.",
)
@click.option("--ground", help="Why, for example the ground of an objection.")
@click.option(
    "--election",
    type=int,
    metavar="ENTRY",
    help="The entry of the election. [default: the newest by that day]",
)
@recording
def step(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record what has happened to an election since it was held.

    The union approved it; the employer is aware of it, received the notice, accepted, or objected; an
    objection was upheld, and the election falls, or it was dismissed; the employer declined to recognise
    the holder any longer.

    Example: stewards mandate step M00103 --unit jc-1 --step received --on 2019-10-01
    """
    return registry.take_step(member, **given, **common)


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
@unit_option
@click.option("--office", metavar="OFFICE", help="Only this office.")
@click.option("--ending-before", type=DAY, help="Only those whose term ends before this day.")
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    metavar="STATUS",
    help=f"Only of this status: {', '.join(_STATUSES)}.",
)
@click.option(
    "--count-by",
    type=click.Choice(("unit",)),
    metavar="KIND",
    help="How many there are at or below each unit right below --unit, or below none: unit.",
)
@click.option(
    "--members", is_flag=True, help="Show how many members each is there for, and who share them."
)
@click.option(
    "--vcard",
    AS_VCARDS,
    is_flag=True,
    default=False,
    is_eager=True,  # it decides what -o and -O may be
    help="Print a vCard for each instead.",
)
@asking
def list_(
    registry: Registry,
    asked: Asked,
    unit: str | None,
    ending_before: date | None,
    count_by: str | None,
    *,
    members: bool,
    as_vcards: bool,
    **given: Any,
) -> None:
    """List who is in office on a day, or elected to be.

    With --members, each with the members at the workplaces that elect them, or at or below the unit of a
    joint office, and how many hold that office there.

    Example: stewards mandate list --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.mandates(unit=unit, ending_before=ending_before, **given)
    title = asked.heading("Who holds office", view, unit=unit, by_rules=True)
    if as_vcards:
        registry.note_export("vcards")
        put(vcards(found, {each.unit: each.name for each in view.units(gone=True)}))
    elif count_by is not None:
        counted = view.mandates_by_unit(found, unit)
        by_unit = [attrs.asdict(each) for each in counted]
        show(by_unit, asked.output, columns=_BY_UNIT, title=title)
    elif members:
        each_for = [as_data(each) for each in view.represented(found)]
        in_words = [*map(ranged, each_for)] if asked.output == "table" else each_for
        show(in_words, asked.output, columns=_REPRESENTED, title=title)
    else:
        rows = [attrs.asdict(each) for each in found]
        in_table = asked.output == "table"
        shown = [*map(_in_table, rows)] if in_table else rows
        show(shown, asked.output, columns=_COLUMNS, title=title)


def _in_table(row: dict[str, Any]) -> dict[str, Any]:
    """Return a mandate without what goes without saying."""
    starts_on, since = row["starts_on"], row["continuous_since"]
    return row | {
        "starts_on": None if starts_on == row["since"] else starts_on,
        "continuous_since": None if since == starts_on else since,
        "acting": "yes" if row["acting"] else None,
    }
