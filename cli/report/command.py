"""`stewards report`: the annual report, one file."""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from ...registry import KnownAt, Registry, View
from ..app import App
from ..commands import Command
from ..errors import LastDayFirst, NamesWhatIsHidden
from ..language import LANGUAGES, Language
from ..values import Whole
from ..options import DAY, KNOWN_AT, known_at_option
from .asked import Asked
from .figures import Sheet
from .page import Foot, page
from .sections import SECTIONS

_TO_A_TERMINAL: Final = (
    "Give -O FILE, or send the page somewhere: stewards report ... > report.html"
)


@click.command("report", cls=Command)
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@click.option("--to", "last", type=DAY, required=True, help="The last day.")
@click.option(
    "--from-known",
    type=KNOWN_AT,
    help="How the first day was known. [default: as at its end, if anything was recorded by then]",
)
@known_at_option
@click.option(
    "--unit", metavar="UNIT", help="Members at or below this unit. [default: the whole union]"
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    metavar="LANGUAGE",
    help="en or da.",
)
@click.option("--ids", is_flag=True, help="Name members and officers by their ids.")
@click.option(
    "--small",
    type=Whole(2),
    metavar="NUMBER",
    help="Hide numbers of people under this, and those that would tell them.",
)
@click.option(
    "-O",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the page to this file. [default: standard output]",
)
@click.pass_context
def report(
    ctx: click.Context,
    /,
    first: date,
    last: date,
    from_known: KnownAt,
    known_at: KnownAt,
    unit: str | None,
    lang: str,
    *,
    ids: bool,
    small: int | None,
    file: Path | None,
) -> None:
    """Write the annual report: one page that stands alone.

    Example: stewards report --from 2018-09-01 --to 2019-09-01 -O report.html
    """
    if first >= last:
        raise LastDayFirst(first, last)
    if file is None and sys.stdout.isatty():
        raise click.UsageError(_TO_A_TERMINAL, ctx)
    if small is not None and ids:
        raise NamesWhatIsHidden(small)
    app: App = ctx.obj
    with app.replayed() as registry:
        views = _views(registry, first, last, from_known, known_at, unit)
        asked = Asked(registry, *views, unit, ids, Sheet(small))
        made = made_of(asked, Language(lang))
    if file is None:
        click.echo(made, nl=False)
    else:
        file.write_text(made, "utf-8")


def _views(
    registry: Registry,
    first: date,
    last: date,
    from_known: KnownAt,
    known_at: KnownAt,
    unit: str | None,
) -> tuple[View, View]:
    """Return the views of both days; what is recorded meanwhile is in neither."""
    end = registry.view(on=last, known_at=known_at)
    end.refuse_scope("report", unit, None)
    start = registry.view(on=first, known_at=first if from_known is None else from_known)
    if from_known is None and not 0 < start.upto <= end.upto:
        start = end.on_day(first)
    return start, end


def made_of(asked: Asked, language: Language) -> str:
    """Return the page."""
    sections = [section(asked) for section in SECTIONS]
    last = asked.last
    foot = Foot(
        on=last.on,
        known_at=f"{last.known_at:%Y-%m-%d %H:%M:%S}",
        book=last.rules.at(asked.unit, last.on).name,
        entries=last.upto,
        digest=asked.registry.digest(last.upto).digest,
    )
    whom = asked.name(asked.unit) if asked.unit else language.say("the union")
    title = language.say("Report on {whom}", whom=whom)
    return page(sections, language, foot, asked, title=title, first=asked.first.on, last=last.on)
