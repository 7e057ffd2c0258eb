"""`stewards employer`: an employer's list of workplaces, beside the registry."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry.in_json import as_data
from ..registry.lists import read_employer_list
from ..registry.lists.employers import EmployerComparison
from .app import App
from .commands import Group
from .exit_codes import FINDINGS
from .lists import (
    PROBLEM,
    day_option,
    file_argument,
    names_of_workplaces,
    profile_of,
    profile_option,
    sheet_option,
    source_sentence,
    workplaces_option,
)
from .options import command_option, output_option, remark_on_repeat
from .output import complain, how_many, say, show, show_one

_COLUMNS: Final = (
    *("workplace", "name", "employees", "members", "density", "side"),
    *("verdict", "verdict_with_list"),
)
_ONLY_WITH_OBSERVE: Final = "Give --command only with --observe: nothing else is recorded."


@click.group(cls=Group)
def employer() -> None:
    """Compare an employer's list with the registry."""


@employer.command("compare")
@file_argument
@day_option
@profile_option
@sheet_option
@workplaces_option
@click.option(
    "--observe",
    is_flag=True,
    default=False,
    help="Also record the employees as that day's headcounts, in one batch.",
)
@click.option(
    "--skip-bad-rows",
    is_flag=True,
    default=False,
    help="Record despite bad rows, but nothing about the workplaces they name.",
)
@command_option
@output_option
@click.pass_obj
def compare(
    app: App,
    /,
    *,
    file: Path,
    on: date,
    profile: str,
    sheet: str | None,
    names: Path | None,
    observe: bool,
    skip_bad_rows: bool,
    command: str | None,
    output: str,
) -> None:
    """Compare the employees on a list with the members at each workplace.

    FILE is CSV or XLSX. Density is members per hundred employees. The last column is the verdict of
    'stewards eligibility' with the list's employees as the headcount. The exit code is 1 if a verdict
    would change, a workplace is on one side only, or a row is bad.

    Example: stewards employer compare employer-list-2019-09-01.csv --on 2019-09-01
    """
    if command is not None and not observe:
        raise click.UsageError(_ONLY_WITH_OBSERVE, click.get_current_context())
    how = profile_of(profile, names)
    with app.replayed() as registry:
        known = partial(names_of_workplaces, registry, on)
        listed = read_employer_list(file, how, sheet=sheet, workplaces=known)
        found = registry.compare_employer_list(listed, on=on, command=command)
        size = registry.size()
        recorded = (
            registry.record_headcounts(found, skip_bad_rows=skip_bad_rows) if observe else None
        )
    _show(found, recorded, output)
    remark_on_repeat(recorded or (), size)
    if not found.is_same:
        click.get_current_context().exit(FINDINGS)


def _show(found: EmployerComparison, recorded: Sequence[int] | None, output: str) -> None:
    rows = [attrs.asdict(row) for row in found.rows]
    match output:
        case "table":
            say(f"{source_sentence(found.source)}.")
            show(rows, output, columns=_COLUMNS, title=f"Workplaces on {found.on}")
            if found.problems:
                problems = as_data(found.problems)
                say("")
                show(problems, output, columns=PROBLEM, title=f"Problems: {len(problems)}")
            if recorded is not None:
                say(_sentence(found, recorded))
        case "json":
            entries = {} if recorded is None else _recorded(found, recorded)
            show_one(as_data(found) | entries, output, columns=())
        case _:
            show(rows, output, columns=_COLUMNS)
            for problem in found.problems:
                complain(f"Left out {problem}")
            if recorded is not None:
                complain(_sentence(found, recorded))


def _recorded(found: EmployerComparison, recorded: Sequence[int]) -> dict[str, Any]:
    first, last, batch = (recorded[0], recorded[-1], found.batch) if recorded else (None,) * 3
    return {"recorded": len(recorded), "first": first, "last": last, "batch": batch}


def _sentence(found: EmployerComparison, recorded: Sequence[int]) -> str:
    if not recorded:
        return f"Nothing to record: the registry has these headcounts for {found.on}."
    headcounts = how_many(len(recorded), "headcount")
    return f"Recorded {headcounts} as entries {recorded[0]} to {recorded[-1]}, batch {found.batch}."
