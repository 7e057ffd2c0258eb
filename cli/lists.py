"""What the commands share that read somebody else's list."""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import click

from ..registry import Registry
from ..registry.lists import (
    DEFAULT_PROFILE,
    EmployerList,
    Roster,
    RowProblem,
    Source,
    load_profile,
    read_employer_list,
    read_roster,
)
from .app import App
from .options import DAY
from .progress import progress

PROBLEM: Final = ("row", "column", "value", "problem")

_BUSY: Final = 0.0005  # seconds a thread may keep the others waiting

file_argument = click.argument("file", type=click.Path(path_type=Path))
day_option = click.option("--on", type=DAY, required=True, help="The day of the list.")
profile_option = click.option(
    "--profile",
    default=DEFAULT_PROFILE,
    show_default=True,
    envvar="STEWARDS_PROFILE",
    show_envvar=True,
    metavar="NAME",
    help="Which column holds what: a name, or the path of a TOML file.",
)


@contextmanager
def roster_beside(app: App, file: Path, profile: str) -> Iterator[tuple[Registry, Roster]]:
    """Lend the registry, replayed, and a roster that is read meanwhile: both take their seconds."""
    how = load_profile(profile)
    size = file.stat().st_size if file.is_file() else 0
    bars: list[Callable[[int], None]] = []

    def advance_all(done: int) -> None:
        for advance in bars:  # nobody, as long as the log is replayed behind a bar of its own
            advance(done)

    with ExitStack() as opened:
        with _giving_way(), ThreadPoolExecutor(max_workers=1) as reader:
            reading = reader.submit(read_roster, file, how, advance_all)
            registry = opened.enter_context(app.replayed())
            with progress("Reading the list", size) as advance:
                bars.append(advance)
                listed = reading.result()
        yield registry, listed


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let a thread that is busy in Python give way sooner: the replay asks for little, and often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_BUSY)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


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
