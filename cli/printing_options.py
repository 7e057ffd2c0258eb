"""The options that say how a run prints, before a command or behind it; help loads nothing for them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from .language import Language
    from .names import Names

_LOUDNESS = (
    ("quiet", "-q", "No notes, warnings and progress bars; errors are printed."),
    ("verbose", "-v", "Also say which registry and rule book were used, and how long it took."),
)


PEOPLE_FILE = "the people file"
"""What --names is given where nobody gives a file."""


def printing_option(
    *names: str, sets: str, read: Callable[[Any], Any] = lambda value: value, **given: Any
) -> Callable[..., Any]:
    """Return an option that no command sees: where it is given, it says how the run prints.

    Args:
        names: What it is called.
        sets: The attribute of `Printing` that it sets.
        read: Makes what it sets of the value.
        given: What else `click.option` takes.
    """

    def keep(_ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value is not None and value is not False:
            from .printing import printing

            setattr(printing(), sets, read(value))

    return click.option(*names, expose_value=False, callback=keep, **given)


def printing_options(*, hidden: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what adds the options to a command that say how a run prints, whatever the command."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([*_options(hidden=hidden)]):
            command = option(command)
        return command

    return decorated


def _options(*, hidden: bool) -> Iterator[Callable[..., Any]]:
    yield printing_option(
        "--dialect",
        sets="dialect",
        type=click.Choice(("da",)),
        metavar="DIALECT",
        hidden=hidden,
        help="da: CSV as a Danish spreadsheet reads it. [default: commas, no byte order mark]",
    )
    yield printing_option(
        "--names",
        "names_file",
        sets="names",
        read=names_of,
        is_flag=False,
        flag_value=PEOPLE_FILE,
        type=click.Path(path_type=Path),
        metavar="[FILE]",
        hidden=hidden,
        help="Show names beside ids in this run: those of FILE, a list of ids and names as CSV or XLSX, or,"
        " without one, of the people file.",
    )
    yield printing_option(
        "--lang",
        sets="language",
        read=_language,
        envvar=None if hidden else "STEWARDS_LANG",
        show_envvar=not hidden,
        metavar="LANGUAGE",
        hidden=hidden,
        help="en or da: what tables and sentences are printed in; data stay as they are. [default: en]",
    )


def loudness_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command that say how much of what is no answer is printed."""
    for name, short, text in reversed(_LOUDNESS):
        option = printing_option(f"--{name}", short, sets=f"is_{name}", is_flag=True, help=text)
        command = option(command)
    return command


def names_of(file: Path) -> "Names":
    """Return the names of a list; those of the people file come when the registry is open."""
    from .names import Names

    return Names({}, of_people=True) if str(file) == PEOPLE_FILE else Names.read(file)


def _language(name: str) -> "Language":
    from .language import LANGUAGES, Language

    if name not in LANGUAGES:
        raise click.BadParameter(f"{name!r} is not one of {', '.join(map(repr, LANGUAGES))}.")
    return Language(name)
