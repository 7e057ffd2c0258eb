"""`stewards lag`: how late facts are reported, and how old the knowledge of workplaces is."""

from datetime import date
from typing import Any, Final

import attrs
import click

from ..registry import Lag, Registry
from ..registry.in_json import as_data
from .commands import Command
from .heading import Heading
from .options import DAY, Asked, asking, unit_option
from .output import say, show, show_one

_BY: Final = ("type", "recorder", "unit")
_LATENESS: Final = ("by", "value", "facts", "median", "p90", "worst")
_WORKPLACES: Final = ("workplace", "name", "members", "recent", "share", "oldest")
_TITLE: Final = "Days from when a fact takes effect until it is recorded"
_NOWHERE: Final = "(no workplace)"
_NO_UNIT: Final = "(no unit)"


@click.command("lag", cls=Command)
@click.option(
    "--by",
    type=click.Choice(_BY),
    default="type",
    show_default=True,
    metavar="KIND",
    help="Group the facts by type, recorder or unit.",
)
@click.option("--since", type=DAY, help="Only facts recorded from that day on. [default: all]")
@click.option(
    "--workplaces",
    "only_workplaces",
    is_flag=True,
    default=False,
    help="Show only the age of workplaces; in jsonl and csv, that table.",
)
@unit_option
@asking
def lag(
    registry: Registry,
    asked: Asked,
    by: Any,
    since: date | None,
    *,
    only_workplaces: bool,
    unit: str | None,
) -> None:
    """Show how late facts are reported and workplaces confirmed.

    A fact is late by the days from when it takes effect to when it was recorded. Half of the facts are
    recorded within the median, nine tenths within p90. A workplace is recent if it was set or
    confirmed in the last 12 months. Use --since to leave out the first import.

    Example: stewards lag --by recorder --since 2019-01-01 --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.lag(by=by, since=since, unit=unit)
    late = attrs.evolve(asked.heading(_TITLE, view, unit=unit), on=None)
    known = asked.heading("How many members' workplaces are known recently", view, unit=unit)
    match asked.output:
        case "json":
            show_one(as_data(found), "json", columns=())
        case "table":
            _show_tables(found, late, unit, only_workplaces=only_workplaces)
        case _ if only_workplaces:
            show(_rows(found.workplaces), asked.output, columns=_WORKPLACES, title=known)
        case _:
            show(_rows(found.told), asked.output, columns=_LATENESS, title=late)


def _rows(found: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [attrs.asdict(each) for each in found]


def _show_tables(found: Lag, title: Heading, unit: str | None, *, only_workplaces: bool) -> None:
    if not only_workplaces:
        late = [row | {"value": row["value"] or _name(row["by"])} for row in _rows(found.told)]
        show(late, "table", columns=_LATENESS[1:], title=title)
        say("")
    ages = [
        row | {"name": row["name"] or _NOWHERE, "share": _per_cent(row["share"])}
        for row in _rows(found.workplaces)
    ]
    show(ages, "table", columns=_WORKPLACES, title=_sentence(found, unit))


def _name(by: str) -> str:
    return "total" if by == "total" else _NO_UNIT


def _sentence(found: Lag, unit: str | None) -> str:
    place = f"Workplaces in {unit}" if unit else "Workplaces"
    share = f" ({_per_cent(found.share)})" if found.share is not None else ""
    known = f"{place} set or confirmed in the last 12 months on {found.on}"
    return f"{known}: {found.recent} of {found.members} members{share}"


def _per_cent(share: float) -> str:
    return f"{share:.0%}"
