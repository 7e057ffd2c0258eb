"""`stewards reconcile` and `restate`: why two numbers differ."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Final

import attrs
import click

from ..registry import KnownAt, Reproduction
from ..registry.in_json import as_data
from .account import show_account
from .app import App
from .commands import Command, Group, renamed
from .exit_codes import FINDINGS
from .heading import Heading
from .options import (
    DAY,
    KNOWN_AT,
    KNOWN_AT_HELP,
    category_option,
    known_at_option,
    output_option,
    remark_on_beginning,
    remark_on_merger,
)
from .output import show

_BEHIND: Final = "Give the options of '{0}' after it."
_SAID: Final = click.core.ParameterSource.COMMANDLINE
_PUBLISHED: Final = (
    *("on", "unit", "published", "known_then", "known_now", "reproduced", "learnt"),
    *("entry", "source", "categories"),
)
_IN_TABLES: Final = tuple("learned" if name == "learnt" else name for name in _PUBLISHED)
_NO_DAYS: Final = "Give both --from DAY and --to DAY, or a command such as 'published'."


def _scoped(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say whom an account is of, and how it is printed."""

    @wraps(command)
    def scoped(*args: Any, who: bool, members: bool, **given: Any) -> None:
        command(*args, with_members=who or members, **given)

    decorated: Callable[..., None] = scoped
    for option in (
        output_option,
        click.option("--members", is_flag=True, hidden=True, callback=renamed("--who")),
        click.option("--who", is_flag=True, help="Name the members, with the entries responsible."),
        category_option,
        click.option(
            "--unit",
            metavar="UNIT",
            help="Members at or below this unit. [default: the whole union]",
        ),
    ):
        decorated = option(decorated)
    return decorated


@click.group("reconcile", cls=Group, invoke_without_command=True)
@click.option("--from", "from_on", type=DAY, help="The day of the first count.")
@click.option("--from-known", type=KNOWN_AT, help=KNOWN_AT_HELP)
@click.option("--to", "to_on", type=DAY, help="The day of the second count.")
@click.option("--to-known", type=KNOWN_AT, help=KNOWN_AT_HELP)
@_scoped
@click.pass_context
def reconcile(ctx: click.Context, /, output: str, **given: Any) -> None:
    """Explain the difference between two counts, line by line.

    First what was learned later about the first day, then what happened up to the second.

    Example: stewards reconcile --from 2018-09-01 --to 2019-09-01 --unit jck
    """
    if ctx.invoked_subcommand:
        _refuse_options(ctx)
        return
    days = given.pop("from_on"), given.pop("to_on")
    knowledge = given.pop("from_known"), given.pop("to_known")
    if None in days:
        raise click.UsageError(_NO_DAYS, ctx)
    app: App = ctx.obj
    with app.replayed() as registry:
        first, second = (
            registry.view(on=on, known_at=known_at)
            for on, known_at in zip(days, knowledge, strict=True)
        )
        remark_on_beginning(registry, first, second)
        account = registry.reconcile(first, second, **given)
        merged = remark_on_merger(max(first, second, key=lambda view: view.on), given["unit"])
    show_account(account, merged, output)


def _refuse_options(ctx: click.Context) -> None:
    """Refuse what is said of two days before a command that is about something else."""
    if any(ctx.get_parameter_source(name) is _SAID for name in ctx.params):
        raise click.UsageError(_BEHIND.format(ctx.invoked_subcommand), ctx)


@reconcile.command("published")
@known_at_option
@output_option
@click.pass_context
def published(ctx: click.Context, /, known_at: KnownAt, output: str) -> None:
    """Compare every published figure with the log.

    A figure is reproduced if the log gave the same number for its day when the figure was recorded.
    Beside it is what has been learned about that day since. The exit code is 1 if a figure is not
    reproduced.

    Example: stewards reconcile published
    """
    app: App = ctx.obj
    with app.replayed() as registry:
        figures = registry.reconcile_published(known_at=known_at)
        view = registry.view(known_at=known_at)
        title = Heading.of(view, "Published figures", known_at=known_at)
    columns = _IN_TABLES if output == "table" else _PUBLISHED
    rows = [_figure(figure, output) for figure in figures]
    show(rows, output, columns=columns, title=attrs.evolve(title, on=None))
    if not all(figure.is_reproduced for figure in figures):
        ctx.exit(FINDINGS)


def _figure(figure: Reproduction, output: str) -> dict[str, Any]:
    row: dict[str, Any] = as_data(figure)
    if output in {"json", "jsonl"}:
        return row
    place = figure.unit or ("the union" if output == "table" else None)
    is_reproduced = "yes" if figure.is_reproduced else "no"
    learned = [f"{line.members} {line.line}" for line in figure.learnt]
    key = "learned" if output == "table" else "learnt"
    return row | {"unit": place, "reproduced": is_reproduced, key: learned}


@click.command("restate", cls=Command)
@click.option("--on", type=DAY, required=True, help="The day.")
@click.option(
    "--between",
    type=(KNOWN_AT, KNOWN_AT),
    required=True,
    metavar="T1 T2",
    help="Two instants; a day means its end, UTC; entry:N means up to entry N.",
)
@_scoped
@click.pass_obj
def restate(
    app: App, /, on: date, between: tuple[KnownAt, KnownAt], output: str, **given: Any
) -> None:
    """Show how the count for one day changed as facts came in.

    Example: stewards restate --on 2019-09-01 --between 2019-09-01 2019-12-31 --who
    """
    with app.replayed() as registry:
        account = registry.restate(on=on, between=between, **given)
        merged = remark_on_merger(registry.view(on=on, known_at=between[1]), given["unit"])
    show_account(account, merged, output)
