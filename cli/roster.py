"""`stewards roster`: a member list of another system, compared and taken in."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from ..registry import KnownAt, Registry
from ..registry.lists import RowProblem, bad_rows
from ..registry.lists.rosters import Plan, RosterComparison
from .app import App
from .commands import Group
from .exit_codes import FINDINGS
from .lists import (
    PROBLEM,
    day_option,
    file_argument,
    problem_rows,
    profile_of,
    profile_option,
    roster_beside,
    sheet_option,
    source_row,
    source_sentence,
    workplaces_option,
)
from .options import command_option, known_at_option, output_option, remark_on_repeat
from .output import Row, complain, how_many, say, show, show_one
from .progress import progress

_COLUMNS: Final = ("difference", "member", "from", "to", *PROBLEM)
_IMPORTED: Final = ("on", "before", "after", "recorded", "first", "last", "batch")
_TOTALS: Final = ("joined", "left", "workplace_changed", "category_changed", "workplaces_formed")
_KINDS: Final = {
    "joined": "On the list only",
    "left": "In the registry only",
    "moved": "Workplace differs",
    "category": "Category differs",
    "unconcluded": "In the registry only, or in a row that names no member",
    "problem": "Problems",
}


@click.group(cls=Group)
def roster() -> None:
    """Compare a member list with the registry, or import it."""


@roster.command("compare")
@file_argument
@day_option
@profile_option
@sheet_option
@workplaces_option
@known_at_option
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
    known_at: KnownAt,
    output: str,
) -> None:
    """Show where a member list and the registry differ on a day.

    Nothing is recorded. FILE is CSV or XLSX. A bad row is listed, and the member that it names is left
    as in the registry. The exit code is 1 if there is any difference or problem.

    Example: stewards roster compare roster-2018-09-01.csv --on 2018-09-01
    """
    with (
        roster_beside(app, file, profile_of(profile, names), on=on, sheet=sheet) as (
            registry,
            listed,
        ),
        progress("Comparing", len(listed.rows)) as advance,
    ):
        found = registry.compare_roster(listed, on=on, known_at=known_at, on_progress=advance)
    _show(found, output)
    if not found.is_same:
        click.get_current_context().exit(FINDINGS)


def _show(found: RosterComparison, output: str) -> None:
    match output:
        case "table":
            say(_read(found))
            say(f"The registry has {how_many(found.registry, 'member')} on {found.on}.")
            _show_by_kind(found)
        case "csv":
            show(_differences(found), output, columns=_COLUMNS)
        case _:
            show_one(_object(found), output, columns=())


def _read(found: RosterComparison) -> str:
    return f"{source_sentence(found.source)}: {how_many(found.roster, 'member')}."


def _show_by_kind(found: RosterComparison) -> None:
    rows = _differences(found)
    for kind, title in _KINDS.items():
        those = [row for row in rows if row["difference"] == kind]
        if those:
            say("")
            show(those, "table", columns=_COLUMNS[1:], title=f"{title}: {len(those)}")
    if not rows:
        say("No differences.")


def _differences(found: RosterComparison) -> list[Row]:
    moved, category = _moved(found), _category(found)
    return [
        *({"difference": "joined", "member": d.member} for d in found.joined),
        *({"difference": "left", "member": d.member} for d in found.left),
        *({"difference": "unconcluded", "member": d.member} for d in found.unconcluded),
        *({"difference": "moved", **row} for row in moved),
        *({"difference": "category", **row} for row in category),
        *({"difference": "problem", **row} for row in problem_rows(found.problems)),
    ]


def _moved(found: RosterComparison) -> list[dict[str, Any]]:
    return [
        {"member": d.member, "from": d.workplace, "to": d.listed_workplace} for d in found.moved
    ]


def _category(found: RosterComparison) -> list[dict[str, Any]]:
    return [
        {"member": d.member, "from": d.category, "to": d.listed_category} for d in found.category
    ]


def _object(found: RosterComparison) -> Row:
    return {
        "on": found.on,
        "roster": found.roster,
        "registry": found.registry,
        "joined": [d.member for d in found.joined],
        "left": [d.member for d in found.left],
        "moved": _moved(found),
        "category": _category(found),
        "problems": problem_rows(found.problems),
        "unconcluded": [d.member for d in found.unconcluded],
        **source_row(found.source),
    }


@roster.command("import")
@file_argument
@day_option
@profile_option
@sheet_option
@workplaces_option
@click.option(
    "--form-workplaces",
    "form_under",
    metavar="PARENT",
    help="Form workplaces that are not in the registry yet, under this unit.",
)
@click.option(
    "--skip-bad-rows", is_flag=True, default=False, help="Leave out bad rows, and list them."
)
@click.option(
    "--dry-run",
    is_flag=True,
    default=False,
    help="Record nothing; print the facts, ready for 'stewards log import'.",
)
@click.option(
    "--yes",
    is_flag=True,
    default=False,
    help="Accept an older list, or one by which more than a fifth of the members leave.",
)
@command_option
@output_option
@click.pass_obj
def import_(
    app: App,
    /,
    *,
    file: Path,
    on: date,
    profile: str,
    sheet: str | None,
    names: Path | None,
    form_under: str | None,
    skip_bad_rows: bool,
    dry_run: bool,
    yes: bool,
    command: str | None,
    output: str,
) -> None:
    """Update the registry to match a member list.

    A person who is only on the list joined: on the day of joining that the list gives, if nothing later
    is known of that member, otherwise on DAY. A member who is only in the registry left on DAY.
    Workplaces and categories change from DAY. Everything is recorded as one batch, or nothing is;
    'stewards batch revert' undoes it.

    A list older than one already imported is refused, and so is one by which more than a fifth of the
    members would leave, unless --yes is given.

    Example: stewards roster import roster-2019-09-01.xlsx --on 2019-09-01
    """
    how = profile_of(profile, names)
    with roster_beside(app, file, how, on=on, sheet=sheet) as (registry, listed):
        with progress("Comparing", len(listed.rows)) as advance:
            plan = registry.plan_roster(
                listed,
                on=on,
                form_under=form_under,
                skip_bad_rows=skip_bad_rows,
                command=command,
                on_progress=advance,
            )
        if dry_run:
            _print_facts(registry, plan, yes=yes)
        else:
            _record(registry, plan, output, yes=yes)


def _print_facts(registry: Registry, plan: Plan, *, yes: bool) -> None:
    complain(_read(plan.comparison))
    complain(_account(plan))
    if plan.doubt and not yes:
        complain(f"It would be refused: {plan.doubt}")
    _complain_of(plan.comparison.problems)
    sys.stdout.buffer.writelines(line + b"\n" for line in registry.plan_lines(plan))
    sys.stdout.buffer.flush()


def _record(registry: Registry, plan: Plan, output: str, *, yes: bool) -> None:
    if output == "table":
        _show_plan(plan)
    size = registry.size()
    with progress("Recording", sum(plan.totals.values())) as advance:
        entries = registry.record_plan(plan, yes=yes, on_progress=advance)
    if output == "table":
        say(_sentence(plan, entries))
    else:
        show_one(_recorded(plan, entries), output, columns=(*_IMPORTED, *_TOTALS))
    if output == "csv":  # one line, with no room for what was left out
        _complain_of(plan.comparison.problems)
    remark_on_repeat(entries, size)


def _show_plan(plan: Plan) -> None:
    found = plan.comparison
    say(_read(found))
    totals = [{"facts": kind, "number": number} for kind, number in plan.totals.items()]
    show(totals, "table", columns=("facts", "number"), title=f"Plan for {found.on}")
    say(f"{how_many(found.registry, 'member')} before, {plan.members_after} after.")
    if found.problems:
        rows = problem_rows(found.problems)
        show(
            rows, "table", columns=PROBLEM, title=f"Left out, bad rows: {bad_rows(found.problems)}"
        )
    if found.unconcluded:
        say(_unconcluded(len(found.unconcluded)))


def _unconcluded(number: int) -> str:
    return (
        f"No one is recorded as having left: {how_many(number, 'member')} in the registry only may be in the"
        " rows that name no member."
    )


def _complain_of(problems: Iterable[RowProblem]) -> None:
    for problem in problems:
        complain(f"Left out {problem}")


def _account(plan: Plan) -> str:
    facts = ", ".join(f"{number} {kind}" for kind, number in plan.totals.items())
    before = how_many(plan.comparison.registry, "member")
    return f"{facts}; {before} before, {plan.members_after} after."


def _sentence(plan: Plan, entries: Sequence[int]) -> str:
    if not entries:
        those = "what the good rows say" if plan.comparison.problems else "what the list says"
        return f"Nothing to record: the registry already has {those} on {plan.comparison.on}."
    facts = how_many(len(entries), "fact")
    return f"Recorded {facts} as entries {entries[0]} to {entries[-1]}, batch {plan.batch}."


def _recorded(plan: Plan, entries: Sequence[int]) -> Row:
    found = plan.comparison
    first, last, batch = (entries[0], entries[-1], plan.batch) if entries else (None, None, None)
    return {
        "on": found.on,
        "before": found.registry,
        "after": plan.members_after,
        "recorded": len(entries),
        "first": first,
        "last": last,
        "batch": batch,
        **{kind.replace(" ", "_"): number for kind, number in plan.totals.items()},
        "problems": problem_rows(found.problems),
        "unconcluded": [d.member for d in found.unconcluded],
        **source_row(found.source),
    }
