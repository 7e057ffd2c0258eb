"""`stewards observe`, `observe-ratio`, `figures`, `publish`, `void`: figures, and taking back."""

from typing import Any, Final

import attrs
import click

from ..registry import Entry, Ratio, Registry
from .commands import Command
from .heading import Heading
from .options import Asked, asking, recording_exactly
from .output import show
from .values import Whole

_RATIO: Final = ("unit", "figure", "value", "of", "per", "ratio", "norm", "times", "short", "on")


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


@click.command("observe-ratio", cls=Command)
@click.argument("unit")
@click.option("--figure", metavar="FIGURE", required=True, help="What was counted.")
@click.option("--value", type=Whole(0), required=True, help="How many of them.")
@click.option(
    "--of", type=Whole(1), default=1, show_default=True, help="For how many of what --per names."
)
@click.option(
    "--per",
    metavar="WHAT",
    required=True,
    help="What it is divided by: own-caseworkers, all-staff, ...",
)
@click.option("--source", help="Where the figure comes from.")
@recording_exactly
def observe_ratio(registry: Registry, common: Any, unit: str, **given: Any) -> Entry:
    """Record a ratio, such as cases for each caseworker.

    Example: stewards observe-ratio jc-1 --figure cases --value 220 --per own-staff
    """
    return registry.observe_ratio(unit, **given, **common)


@click.command("figures", cls=Command)
@click.option("--unit", metavar="UNIT", help="Only units at or below this one. [default: all]")
@click.option("--figure", metavar="FIGURE", help="Only this figure. [default: all]")
@click.option("--per", metavar="WHAT", help="Only ratios divided by this. [default: all]")
@click.option(
    "--together", is_flag=True, help="Put the ratios of --figure together, by one denominator."
)
@asking
def figures(
    registry: Registry, asked: Asked, *, figure: str | None, together: bool, **given: Any
) -> None:
    """Show ratios against the norm of their day.

    How many times the norm each is, and how many people are short. There is no norm for a ratio that is
    divided by something else than the norm speaks of, and ratios by different denominators are never put
    together.

    Example: stewards figures --on 2019-12-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    title = asked.heading("Ratios against their norm", view, unit=given["unit"], by_rules=True)
    if not together:
        _show_ratios(view.figures(figure=figure, **given), asked.output, title)
    elif figure is None:
        raise click.UsageError("Give --figure FIGURE with --together.", click.get_current_context())
    else:
        _show_ratios((view.figure_together(figure, **given),), asked.output, title)


def _show_ratios(ratios: tuple[Ratio, ...], output: str, title: Heading) -> None:
    rows = [attrs.asdict(each) for each in ratios]
    if output == "table":
        rows = [row | {"norm": _norm(each)} for row, each in zip(rows, ratios, strict=True)]
    show(rows, output, columns=_RATIO, title=title)


def _norm(ratio: Ratio) -> int | str | None:
    """Return the norm as a table shows it: what it speaks of, where that makes it no norm for this ratio."""
    if ratio.norm is None and ratio.norm_per:
        return f"not comparable: per {ratio.norm_per}"
    return ratio.norm


@click.command("publish", cls=Command)
@click.option("--members", type=Whole(0), required=True, help="The printed figure.")
@click.option("--unit", metavar="UNIT", help="The unit it is about. [default: the whole union]")
@click.option(
    "--category",
    "categories",
    metavar="CATEGORY",
    multiple=True,
    help="A category it counts; repeat it. [default: all]",
)
@click.option("--source", help="Where it was published.")
@recording_exactly
def publish(registry: Registry, common: Any, categories: tuple[str, ...], **given: Any) -> Entry:
    """Record a published number of members.

    Example: stewards publish --members 805 --source "annual report" --on 2019-09-01
    """
    return registry.publish_count(categories=categories or None, **given, **common)


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
