"""`stewards report`: the annual report, one file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final

import click

from ...registry import KnownAt, Registry, View
from ..app import App
from ..commands import Command
from ..errors import LastDayFirst, NamesWhatIsHidden
from ..language import LANGUAGES, Language
from ..options import DAY, KNOWN_AT, known_at_option
from ..printing import printing
from ..printing_options import PEOPLE_FILE, names_of
from ..values import Whole
from ..whole_file import whole_file
from .asked import Asked
from .figures import Sheet
from .page import Foot, page
from .sections import SECTIONS

TAKEN_ANYWAY: Final = 100_000
"""Of so many entries the digest is taken without being asked for: it takes a second or so."""

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
    metavar="LANGUAGE",
    help="en or da. [default: that of the other commands]",
)
@click.option("--ids", is_flag=True, help="Name members and officers by their ids.")
@click.option(
    "--names",
    is_flag=False,
    flag_value=PEOPLE_FILE,
    type=click.Path(path_type=Path),
    metavar="[FILE]",
    help="Name them by this list of ids and names, CSV or XLSX, too, or by the people file; nothing of it is"
    " stored.",
)
@click.option(
    "--small",
    type=Whole(2),
    metavar="NUMBER",
    help="Hide numbers of people under this, and those that would tell them.",
)
@click.option(
    "--digest",
    is_flag=True,
    help=f"Say the digest of the log at the foot. [default: of up to {TAKEN_ANYWAY:,} entries]",
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
    *,
    first: date,
    last: date,
    from_known: KnownAt,
    known_at: KnownAt,
    unit: str | None,
    lang: str | None,
    ids: bool,
    names: Path | None,
    small: int | None,
    digest: bool,
    file: Path | None,
) -> None:
    """Write the annual report: one page that stands alone.

    It holds its pictures, asks for no address and runs no script. Under each picture are its numbers,
    and the command that gives them. What is counted is not named, unless --ids is given.

    Example: stewards report --from 2018-09-01 --to 2019-09-01 -O report.html
    """
    if first >= last:
        raise LastDayFirst(first, last)
    if file is None and sys.stdout.isatty():
        raise click.UsageError(_TO_A_TERMINAL, ctx)
    if names is not None:
        printing().names = names_of(names)
    ids = ids or printing().names is not None
    if small is not None and ids:
        raise NamesWhatIsHidden(small)
    app: App = ctx.obj
    with _where_asked(file) as page, app.replayed() as registry:
        end = registry.view(on=last, known_at=known_at)
        end.refuse_scope("report on the members", unit, None)
        start = _first_view(registry, end, first, from_known)
        asked = Asked(registry, start, end, unit, with_ids=ids, sheet=Sheet(small))
        language = Language(lang) if lang else printing().language
        page.write(made_of(asked, language, with_digest=digest).encode())
        if ids:
            registry.note_export("report")


@contextmanager
def _where_asked(file: Path | None) -> Iterator[IO[bytes]]:
    if file is None:
        yield sys.stdout.buffer
        return
    with whole_file(file) as page:
        yield page


def _first_view(registry: Registry, end: View, first: date, known_at: KnownAt) -> View:
    """Return the view of the first day: as known at its end, or as the last one where nothing was."""
    if known_at is not None:
        return registry.view(on=first, known_at=known_at)
    then = registry.view(on=first, known_at=first)
    return then if 0 < then.upto <= end.upto else end.on_day(first)


def made_of(asked: Asked, language: Language, *, with_digest: bool) -> str:
    """Return the page; with the digest of the log where that is asked for, or takes no time."""
    sections = [section(asked) for section in SECTIONS]
    last = asked.last
    foot = Foot(
        on=last.on,
        known_at=f"{last.known_at:%Y-%m-%d %H:%M:%S}",
        book=last.rules.at(asked.unit, last.on).name,
        entries=last.upto,
        digest=asked.registry.digest(last.upto).digest
        if with_digest or last.upto <= TAKEN_ANYWAY
        else None,
        command=asked.command("log", "digest", "--entries", last.upto),
    )
    whom = asked.name(asked.unit) if asked.unit else language.say("the union")
    title = language.say("Report on {whom}", whom=whom)
    return page(sections, language, foot, asked, title=title, first=asked.first.on, last=last.on)
