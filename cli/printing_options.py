"""The options that say how a run prints, before a command or behind it; help loads nothing for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from .printing import Printing

_LOUDNESS = (
    ("quiet", "-q", "No notes, warnings and progress bars; errors are printed."),
    ("verbose", "-v", "Also say which registry and rule book were used, and how long it took."),
)


_PEOPLE_FILE = "the people file"
"""What --names is given where nobody gives a file."""


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
        is_flag=False,
        flag_value=_PEOPLE_FILE,
        type=click.Path(path_type=Path),
        metavar="[FILE]",
        expose_value=False,
        callback=_set_names,
        hidden=hidden,
        help="Show names beside ids in this run: those of FILE, a list of ids and names as CSV or XLSX, or,"
        " without one, of the people file.",
    )
    yield click.option(
        "--lang",
        envvar=None if hidden else "STEWARDS_LANG",
        show_envvar=not hidden,
        metavar="LANGUAGE",
        expose_value=False,
        callback=_set_language,
        hidden=hidden,
        help="en or da: what tables and sentences are printed in; data stay as they are. [default: en]",
    )


def loudness_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command that say how much of what is no answer is printed."""
    for name, short, text in reversed(_LOUDNESS):
        command = click.option(
            f"--{name}",
            short,
            is_flag=True,
            expose_value=False,
            callback=_set_loudness,
            help=text,
        )(command)
    return command


def _set_loudness(_ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        setattr(_printing(), f"is_{param.name}", True)


def _set_dialect(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        _printing().dialect = value


def _set_names(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value == Path(_PEOPLE_FILE):
        _printing().wants_names = True
    elif value is not None:
        from .names import Names

        _printing().names = Names.read(value)


def _set_language(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    from .language import LANGUAGES, Language

    if value not in LANGUAGES:
        raise click.BadParameter(
            f"{value!r} is not one of {', '.join(map(repr, LANGUAGES))}.", ctx, param
        )
    _printing().language = Language(value)


def _printing() -> "Printing":
    from .printing import printing

    return printing()
