"""`stewards member`: who is in the union, where, and as what."""

from typing import Any, Final

import attrs
import click

from ..registry import Entry, Registry
from .commands import Group
from .errors import NotThere
from .options import DAY, Asked, asking, category_option, looking_up, recording, remark_on_merger
from .output import show, show_one

_COLUMNS: Final = ("member", "workplace", "at_unit", "category", "joined_by", "placed_by")
_LISTED: Final = (*_COLUMNS, "is_sure")
_ONE_OF: Final = "Give one of --workplace UNIT and --no-workplace."


@click.group(cls=Group)
def member() -> None:
    """Record and list members, known by opaque ids."""


@member.command("join")
@click.argument("member")
@click.option(
    "--workplace", metavar="UNIT", help="The unit where the member works. [default: not known]"
)
@click.option(
    "--category",
    metavar="CATEGORY",
    default="active",
    show_default=True,
    help="One of the agreement's categories.",
)
@recording
def join(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record that a person joined the union.

    Example: stewards member join M02001 --workplace jc-1 --on 2019-10-01
    """
    return registry.join(member, **given, **common)


@member.command("change-workplace")
@click.argument("member")
@click.option("--workplace", metavar="UNIT", help="The unit where the member works from that day.")
@click.option("--no-workplace", is_flag=True, default=False, help="The member has no workplace.")
@recording
def change_workplace(
    registry: Registry, common: Any, member: str, workplace: str | None, no_workplace: bool
) -> Entry:
    """Record where a member works from that day.

    Example: stewards member change-workplace M00233 --workplace jc-1 --on 2020-02-01
    """
    if (workplace is None) != no_workplace:
        raise click.UsageError(_ONE_OF, click.get_current_context())
    return registry.change_workplace(member, workplace=workplace, **common)


@member.command("confirm-workplace")
@click.argument("member")
@recording
def confirm_workplace(registry: Registry, common: Any, member: str) -> Entry:
    """Record that the workplace on record is right on that day.

    Example: stewards member confirm-workplace M00233 --on 2020-03-01
    """
    return registry.confirm_workplace(member, **common)


@member.command("change-category")
@click.argument("member")
@click.option(
    "--category", metavar="CATEGORY", required=True, help="One of the agreement's categories."
)
@recording
def change_category(registry: Registry, common: Any, member: str, category: str) -> Entry:
    """Record a member's category from that day.

    Example: stewards member change-category M00233 --category senior --on 2024-01-01
    """
    return registry.change_category(member, category=category, **common)


@member.command("leave")
@click.argument("member")
@click.option("--reason", help="The reason, in a word.")
@recording
def leave(registry: Registry, common: Any, member: str, reason: str | None) -> Entry:
    """Record that a member left the union.

    The member is not counted from that day on.

    Example: stewards member leave M00233 --reason retired --on 2020-01-01
    """
    return registry.leave(member, reason=reason, **common)


@member.command("employment")
@click.argument("member")
@click.option("--since", type=DAY, help="The day the present employer hired the member.")
@click.option(
    "--standing", metavar="STANDING", help="employee, manager or apprentice. [default: not known]"
)
@recording
def employment(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record when a member was hired, and as what.

    It holds while the member's work is under that employer. Rules on who may be elected ask for it.

    Example: stewards member employment M00233 --since 2019-03-01 --on 2019-10-01
    """
    return registry.state_employment(member, **given, **common)


@member.command("absent")
@click.argument("member")
@click.option("--until", type=DAY, help="The first day back, as planned. [default: not known]")
@click.option("--reason", help="The reason, in a word.")
@recording
def absent(registry: Registry, common: Any, member: str, **given: Any) -> Entry:
    """Record that a member is away from work from that day.

    The member still counts, and still holds office. If the plan changes, record it again.

    Example: stewards member absent M00233 --until 2020-06-01 --on 2020-02-01
    """
    return registry.begin_absence(member, **given, **common)


@member.command("back")
@click.argument("member")
@recording
def back(registry: Registry, common: Any, member: str) -> Entry:
    """Record that a member is back at work.

    Without it, an absence is over on the day that was planned.

    Example: stewards member back M00004 --on 2020-05-01
    """
    return registry.end_absence(member, **common)


@member.command("list")
@click.option("--unit", metavar="UNIT", help="Only members at or below this unit.")
@category_option
@asking
def list_(registry: Registry, asked: Asked, **given: Any) -> None:
    """List the members counted on a day.

    Each with the entries that put the member there.

    Example: stewards member list --unit jc-6 --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    members = view.members(**given)
    remark_on_merger(view, given["unit"])
    rows = [attrs.asdict(each) for each in members]
    if asked.output == "table":  # shown only where somebody is not sure
        rows = [row | {"is_sure": None if row["is_sure"] else "not sure"} for row in rows]
    title = asked.heading("Members", view, unit=given["unit"])
    show(rows, asked.output, columns=_LISTED, title=title)


@member.command("show")
@click.argument("member")
@looking_up
def show_(registry: Registry, asked: Asked, member: str) -> None:
    """Show one member on a day.

    Example: stewards member show M00001 --on 2019-09-01
    """
    found = registry.member(member, on=asked.on, known_at=asked.known_at)
    if found is None:
        raise NotThere("member", member, asked.on or registry.today())
    row = attrs.asdict(found)
    if asked.output == "table":
        row |= {"is_sure": None if found.is_sure else "not sure"}
    show_one(row, asked.output, columns=_LISTED)
