"""How one run prints, whatever the command: in which language, with which names, and where to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click
from attrs import define, field

from .language import LANGUAGES, Language
from .names import Names

_KEPT: Final = "stewards.printing"


@define
class Printing:
    """How this run prints.

    Attributes:
        language: What tables and sentences are printed in.
        names: What people are called; none where their ids are enough.
        dialect: How CSV is written: `da` as a Danish spreadsheet reads it; nothing for the plain way.
        file: Where the output goes; none for standard output.
        is_workbook: Whether the file is a workbook. What commands print as CSV is then its sheet.
        written: What went to the file so far, where that is a text.
    """

    language: Language = field(factory=Language)
    names: Names | None = None
    dialect: str = ""
    file: Path | None = None
    is_workbook: bool = False
    written: str = ""


def printing() -> Printing:
    """Return how this run prints: the same object for all of a command line."""
    context = click.get_current_context(silent=True)
    if context is None:
        return Printing()
    found: Printing = context.meta.setdefault(_KEPT, Printing())
    return found


def person(one: str) -> str:
    """Return the id of a person as people see it: with the name, where this run has names."""
    names = printing().names
    return names.shown(one) if names else one


def printing_options(*, hidden: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds the options to a command that say how a run prints, whatever the command."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([*_options(hidden=hidden)]):
            command = option(command)
        return command

    return decorated


def _options(*, hidden: bool) -> Iterator[Callable[..., Any]]:
    yield click.option(
        "--dialect",
        type=click.Choice(("da",)),
        metavar="DIALECT",
        expose_value=False,
        callback=_set_dialect,
        hidden=hidden,
        help="da: CSV as a Danish spreadsheet reads it. [default: commas, no byte order mark]",
    )
    yield click.option(
        "--names",
        "names_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        expose_value=False,
        callback=_set_names,
        hidden=hidden,
        help="A list of ids and names, CSV or XLSX: shows names beside ids in this run, and stores none.",
    )
    yield click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        envvar=None if hidden else "STEWARDS_LANG",
        show_envvar=not hidden,
        metavar="LANGUAGE",
        expose_value=False,
        callback=_set_language,
        hidden=hidden,
        help="en or da: what tables and sentences are printed in; data stay as they are. [default: en]",
    )


def _set_dialect(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        printing().dialect = value


def _set_names(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        printing().names = Names.read(value)


def _set_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        printing().language = Language(value)
