"""`stewards statement`: a year's movement of members, month by month."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

import click

from ..events.errors import MalformedField
from ..registry import Statement
from ..registry.in_json import as_data
from .account import seconds
from .app import App
from .commands import Command
from .options import DAY, known_at_option, output_option, remark_on_merger
from .output import say, show, show_one
from .progress import progress
from .ranges import as_text
from .values import Rate, Whole

_MONTHS: Final = 12
_ONE_OF: Final = "Give one of --year YEAR and --from DAY."
_OF_A_UNIT: Final = ("moved_in", "moved_out", "reorganised")
_COLUMNS: Final = (
    *("from", "to", "opening", "joined", "rejoined", "moved_in"),
    *("left", "moved_out", "reorganised", "closing"),
)
_PAID: Final = ("member_months", "member_months_at_least", "member_months_at_most")
_RULE: Final = (
    "A member on the first day of a month is paid for in full,"
    " one who joins later from the next month on."
)


@click.command("statement", cls=Command)
@click.option("--year", type=Whole(1), help="The calendar year. [default: this year]")
@click.option(
    "--from",
    "start",
    type=DAY,
    help="The year that begins on this day, the 1st to the 28th of a month.",
)
@click.option(
    "--unit", metavar="UNIT", help="Members at or below this unit. [default: the whole union]"
)
@known_at_option
@click.option(
    "--rate",
    type=Rate(),
    help="Contribution per member and month: 20, 20.50, or a rate of the book.",
)
@output_option
@click.pass_context
def statement(
    ctx: click.Context, /, year: int | None, start: date | None, output: str, **given: Any
) -> None:
    """Show a year's changes in membership, month by month.

    Each month runs from its first day to the first day of the next. Opening and closing are the counts
    on these days, and the columns between lead from one to the other. Reorganised is members brought
    in by changes to units, less those taken out.

    Member-months are the sum of the openings: a member on the first day of a month is paid for in
    full, one who joins later from the next month on. With a rate, the contribution is the member-months
    times the rate.

    Example: stewards statement --from 2018-09-01 --unit jck --rate 20
    """
    if year is not None and start is not None:
        raise click.UsageError(_ONE_OF, ctx)
    app: App = ctx.obj
    with app.replayed() as registry, progress("Month by month", _MONTHS) as advance:
        first = start or _first_of(year or registry.today().year)
        found = registry.statement(start=first, months=_MONTHS, on_progress=advance, **given)
        view = registry.view(on=found.total.until, known_at=given["known_at"])
        merged = remark_on_merger(view, found.unit)
    _show(found, merged, output)


def _first_of(year: int) -> date:
    if year > date.max.year - 1:
        raise MalformedField("--year", year, f"a year from 1 to {date.max.year - 1}")
    return date(year, 1, 1)


def _show(found: Statement, merged: dict[str, str], output: str) -> None:
    match output:
        case "table":
            _show_table(found)
        case "csv":
            columns = (*_COLUMNS, *_PAID)
            show([*map(as_data, found.months), _total(found)], output, columns=columns)
        case _:
            show_one(as_data(found) | merged, output, columns=_COLUMNS)


def _show_table(found: Statement) -> None:
    columns = [c for c in _COLUMNS if c != "to" and (found.unit or c not in _OF_A_UNIT)]
    # what is paid for is the opening, and a total opens as its first month does
    openings = [as_text(*(getattr(month, key) for key in _PAID)) for month in found.months]
    rows, openings = [*map(as_data, found.months), _total(found)], [*openings, openings[0]]
    show(
        [*(row | {"opening": opening} for row, opening in zip(rows, openings, strict=True))],
        "table",
        columns=columns,
        title=f"Members in {found.unit or 'the union'}, as known at {seconds(found.known_at)} UTC",
    )
    say("")
    total = found.total
    member_months = as_text(*(getattr(total, key) for key in _PAID))
    say(f"Member-months: {member_months}, the sum of the openings. {_RULE}")
    if found.contribution is not None:
        due = f"Contribution: {_reckoned(found)} = {found.contribution:f}"
        say(f"{due}{_from_to(found)}.")


def _reckoned(found: Statement) -> str:
    """Return the member-months times the rate, for each rate there was."""
    paid: dict[Decimal, int] = {}
    for month, rate in zip(found.months, found.rates, strict=True):
        paid[rate] = paid.get(rate, 0) + month.member_months
    return " + ".join(f"{months} x {rate:f}" for rate, months in paid.items())


def _from_to(found: Statement) -> str:
    """Return how far the contribution is sure; nothing where it is."""
    least, most = found.contribution_at_least, found.contribution_at_most
    if most is None:
        return f", at least {least:f}"
    return "" if least == most else f", from {least:f} to {most:f}"


def _total(found: Statement) -> dict[str, Any]:
    row: dict[str, Any] = as_data(found.total)
    return row | {"from": "total"}
