"""`stewards due`, `moves`, `leavers` and `retention`: what a board asks about a span of time."""

import re
from datetime import date
from typing import Any, Final, get_args

import click

from ..events.errors import MalformedField
from ..registry import KnownAt, Leavers, LeaversBy, Range, Registry
from ..registry.in_json import as_data
from .app import App
from .commands import Command
from .heading import Heading
from .options import (
    DAY,
    Asked,
    asking,
    category_option,
    known_at_option,
    output_option,
    unit_option,
)
from .output import show
from .ranges import RANGE, as_text, numbers, ranged
from .values import Whole

_DUE: Final = ("on", "what", "subject", "unit", "detail", "entries", "advice")
_DUE_TABLE: Final = ("on", "what", "subject", "unit", "detail")
_MOVES: Final = ("on", "not_before", "member", "from", "to", "category", "entry")
_LEFT: Final = (
    *("left_on", "not_before", "member", "reason", "joined_on", "workplace", "at_unit"),
    *("category", "entry"),
)
_LEAVERS: Final = ("by", "value", "name", *RANGE, "median_months", "reasons")
_LEAVERS_TABLE: Final = ("group", "name", "members", "median_months", "reasons")
_DAYS: Final = re.compile(r"(\d{1,6})d?", re.ASCII)
_HOW_LONG: Final = "a number of days, such as 90d"


class Days(click.ParamType[int]):
    """A number of days, as `90d` or `90`."""

    name = "days"

    def convert(self, value: Any, param: Any, _ctx: Any) -> int:
        """Return the number; raise MalformedField."""
        if isinstance(value, int):
            return value
        found = _DAYS.fullmatch(value)
        if found is None:
            raise MalformedField(f"--{param.name}", value, _HOW_LONG)
        return int(found[1])


@click.command("due", cls=Command)
@click.option(
    "--within",
    type=Days(),
    default="90d",
    show_default=True,
    metavar="DAYS",
    help="How far to look ahead, such as 90d.",
)
@unit_option
@asking
def due(registry: Registry, asked: Asked, within: int, unit: str | None) -> None:
    """List what falls due.

    Terms that end, notices to be given, objections that may still come, agreements that run out,
    headcounts a year old, absences that end, and facts recorded ahead that take effect.

    Example: stewards due --within 90d --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    rows = as_data(view.due(within=within, unit=unit))
    columns = _DUE_TABLE if asked.output == "table" else _DUE
    title = asked.heading("What falls due", view, unit=unit, by_rules=True)
    show(rows, asked.output, columns=columns, title=title)


def spanning(command: Any) -> Any:
    """Add the options of a question about a span of time, with --unit and --category."""
    for option in (
        output_option,
        known_at_option,
        category_option,
        unit_option,
        click.option("--to", "on", type=DAY, help="The last day. [default: today]"),
        click.option("--from", "since", type=DAY, required=True, help="The first day."),
    ):
        command = option(command)
    return command


@click.command("moves", cls=Command)
@spanning
@click.pass_obj
def moves(
    app: App,
    /,
    *,
    since: date,
    on: date | None,
    known_at: KnownAt,
    output: str,
    **scope: Any,
) -> None:
    """List who came to work at another workplace.

    Every move from the first day to the last, also between workplaces of one unit. A merger of units moves
    nobody.

    Example: stewards moves --from 2019-08-01 --to 2019-08-31
    """
    with app.replayed() as registry:
        view = registry.view(on=on, known_at=known_at)
        found = view.moves(since=since, **scope)
        title = Heading.of(view, "Moves", known_at=known_at, unit=scope["unit"], since=since)
    show(as_data(found), output, columns=_MOVES, title=title)


@click.command("leavers", cls=Command)
@click.option(
    "--by",
    type=click.Choice(get_args(LeaversBy)),
    default="year",
    show_default=True,
    metavar="KIND",
    help="In groups: year, reason, unit or category.",
)
@click.option("--ids", is_flag=True, help="List who left, instead of how many.")
@click.option(
    "--as-organised",
    type=DAY,
    help="Count as if units lay and were merged as on this day. [default: as on the last day]",
)
@spanning
@click.pass_obj
def leavers(
    app: App,
    /,
    *,
    by: LeaversBy,
    ids: bool,
    since: date,
    on: date | None,
    known_at: KnownAt,
    output: str,
    **scope: Any,
) -> None:
    """Show how many left the union, and why.

    From the first day to the last, and how long they had been members: half of them for at most the months
    shown.

    Example: stewards leavers --from 2015-01-01 --to 2019-08-31 --by year
    """
    with app.replayed() as registry:
        view = registry.view(on=on, known_at=known_at)
        title = Heading.of(view, "Who left", known_at=known_at, unit=scope["unit"], since=since)
        if ids:
            rows = as_data(view.leavings(since=since, **scope))
            show(rows, output, columns=_LEFT, title=title)
            return
        found = view.leavers(since=since, by=by, **scope)
    if output == "table":
        show([_in_table(each) for each in found], output, columns=_LEAVERS_TABLE, title=title)
    else:
        rows = [_leavers(each, output) for each in found]
        show(rows, output, columns=_LEAVERS, title=title)


def _leavers(each: Leavers, output: str) -> dict[str, Any]:
    row: dict[str, Any] = as_data(each)
    return row | {"reasons": _reasons(each)} if output == "csv" else row


def _in_table(each: Leavers) -> dict[str, Any]:
    group = "total" if each.by == "total" else each.value or "(none)"
    row = {"group": group, "name": each.name, **numbers(each)}
    return ranged(row) | {"median_months": each.median_months, "reasons": _reasons(each)}


def _reasons(each: Leavers) -> list[str]:
    return [f"{number} {reason or 'not said'}" for reason, number in each.reasons]


@click.command("retention", cls=Command)
@click.option(
    "--years",
    type=Whole(1),
    default=5,
    show_default=True,
    metavar="NUMBER",
    help="Up to so many years after the joining.",
)
@unit_option
@category_option
@asking
def retention(registry: Registry, asked: Asked, years: int, **scope: Any) -> None:
    """Show how many of those who joined in each year are still there.

    One year after the day they joined, two years, and so on, as far as everybody who joined that year has had
    that time. Whoever left and came back has begun anew.

    Example: stewards retention --years 3 --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.retention(years=years, **scope)
    title = asked.heading("Who joined, and is still there", view, unit=scope["unit"])
    if asked.output == "table":
        rows = [
            {"year": str(each.year), "joined": _text(each.joined)}
            | {f"after_{number}": _text(cell) for number, cell in enumerate(each.after, start=1)}
            for each in found
        ]
        later = [f"after_{number}" for number in range(1, years + 1)]
        show(rows, asked.output, columns=("year", "joined", *later), title=title)
    elif asked.output == "csv":
        cells = [
            {"year": each.year, "after": number, **numbers(cell)}
            for each in found
            for number, cell in enumerate((each.joined, *each.after))
            if cell is not None
        ]
        show(cells, asked.output, columns=("year", "after", *RANGE), title=title)
    else:
        show(as_data(found), asked.output, columns=())


def _text(cell: Range | None) -> int | str | None:
    return None if cell is None else as_text(cell.members, cell.at_least, cell.at_most)
