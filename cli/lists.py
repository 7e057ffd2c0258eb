"""What the commands share that read somebody else's list."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import click

from ..registry.lists import (
    DEFAULT_PROFILE,
    EmployerList,
    Profile,
    Roster,
    RowProblem,
    Source,
    load_profile,
    read_employer_list,
    read_roster,
)
from .options import DAY
from .progress import progress

PROBLEM: Final = ("row", "column", "value", "problem")

file_argument = click.argument("file", type=click.Path(path_type=Path))
day_option = click.option("--on", type=DAY, required=True, help="The day of the list.")
profile_option = click.option(
    "--profile",
    default=DEFAULT_PROFILE,
    show_default=True,
    envvar="STEWARDS_PROFILE",
    show_envvar=True,
    metavar="NAME",
    help="Which heading holds what: a name, or the path of a TOML file.",
)


def roster_of(file: Path, profile: str) -> Roster:
    """Read a roster, behind a progress bar in a terminal."""
    how: Profile = load_profile(profile)
    size = file.stat().st_size if file.is_file() else 0
    with progress("Reading the list", size) as advance:
        return read_roster(file, how, advance)


def employer_list_of(file: Path, profile: str) -> EmployerList:
    """Read an employer's list."""
    return read_employer_list(file, load_profile(profile))


def source_row(source: Source) -> dict[str, Any]:
    """Return where a list was read from as a row of JSON."""
    return {"file": source.file, "encoding": source.encoding, "delimiter": source.delimiter}


def source_sentence(source: Source) -> str:
    """Return where a list was read from, for people."""
    if source.delimiter is None:
        return f"{source.file}, {source.encoding}"
    delimiter = "a tab" if source.delimiter == "\t" else f"'{source.delimiter}'"
    return f"{source.file}, {source.encoding}, cells separated by {delimiter}"


def problem_rows(problems: Iterable[RowProblem]) -> list[dict[str, Any]]:
    """Return what is wrong with the rows of a list, as rows to print."""
    return [{key: getattr(problem, key) for key in PROBLEM} for problem in problems]
