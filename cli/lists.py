"""What the commands share that read somebody else's list."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry import Registry
from ..registry.lists import (
    DEFAULT_PROFILE,
    MissingHeadings,
    Profile,
    Roster,
    Source,
    load_names,
    load_profile,
    read_roster,
)
from .app import App
from .options import DAY
from .progress import progress

PROBLEM: Final = ("row", "column", "value", "problem")

_OURS: Final = ("stewards", "stewards-da")
_BUSY: Final = 0.0005  # seconds a thread may keep the others waiting

file_argument = click.argument("file", type=click.Path(path_type=Path))
day_option = click.option("--on", type=DAY, required=True, help="The day of the list.")
profile_option = click.option(
    "--profile",
    default=lambda: click.get_current_context().meta.get("stewards.profile") or DEFAULT_PROFILE,
    show_default=DEFAULT_PROFILE,
    envvar="STEWARDS_PROFILE",
    show_envvar=True,
    metavar="NAME",
    help="Which column holds what: a name, or the path of a TOML file.",
)


sheet_option = click.option(
    "--sheet",
    metavar="NAME",
    help="The sheet of a workbook. [default: the visible one that has the headings]",
)
workplaces_option = click.option(
    "--workplaces",
    "names",
    type=click.Path(path_type=Path),
    metavar="NAMES",
    help="A TOML or CSV file of workplaces' names and ids, for a list that has names.",
)


def profile_of(profile: str, names: Path | None) -> Profile:
    """Load a profile, with the names of workplaces that a file of their own adds to it."""
    how = load_profile(profile)
    if names is None:
        return how
    return attrs.evolve(how, workplaces={**(how.workplaces or {}), **load_names(names)})


@contextmanager
def roster_beside(
    app: App, file: Path, profile: Profile, *, on: date, sheet: str | None
) -> Iterator[tuple[Registry, Roster]]:
    """Lend the registry, replayed, and a roster that is read meanwhile: both take their seconds."""
    size = file.stat().st_size if file.is_file() else 0
    bars: list[Callable[[int], None]] = []
    replayed: Future[Registry] = Future()

    def advance_all(done: int) -> None:
        for advance in bars:  # nobody, as long as the log is replayed behind a bar of its own
            advance(done)

    def names() -> dict[str, str]:
        return names_of_workplaces(replayed.result(), on)

    with ExitStack() as opened:
        with _giving_way(), ThreadPoolExecutor(max_workers=1) as reader:
            read = partial(
                _read, is_known=_is_named("profile"), on=on, sheet=sheet, workplaces=names
            )
            reading = reader.submit(read, file, profile, advance_all)
            try:
                replayed.set_result(opened.enter_context(app.replayed()))
            finally:
                replayed.cancel()  # nobody is to wait for what did not come
            with progress("Reading the list", size) as advance:
                bars.append(advance)
                listed = reading.result()
        yield replayed.result(), listed


def _is_named(option: str) -> bool:
    """Return whether somebody chose the value of an option."""
    source = click.get_current_context().get_parameter_source(option)
    return source is not click.core.ParameterSource.DEFAULT


def _read(
    file: Path, profile: Profile, advance: Callable[[int], None], *, is_known: bool, **how: Any
) -> Roster:
    """Read a member list; one that we wrote is known by its headings, unless a profile was named."""
    try:
        return read_roster(file, profile, advance, **how)
    except MissingHeadings:
        for name in () if is_known else _OURS:
            with suppress(MissingHeadings):
                return read_roster(file, load_profile(name), advance, **how)
        raise


def names_of_workplaces(registry: Registry, on: date) -> dict[str, str]:
    """Return what the registry calls the open workplaces of a day, by their ids."""
    return {each.unit: each.name for each in registry.units(on=on) if each.kind == "workplace"}


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let a thread that is busy in Python give way sooner: the replay asks for little, and often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_BUSY)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def source_sentence(source: Source) -> str:
    """Return where a list was read from, for people."""
    said = [source.file, source.encoding]
    if source.sheet is not None:
        said.append(f"sheet {source.sheet!r}")
    if source.delimiter is not None:
        delimiter = "a tab" if source.delimiter == "\t" else f"'{source.delimiter}'"
        said.append(f"cells separated by {delimiter}")
    return "; ".join([", ".join(said), *source.remarks])
