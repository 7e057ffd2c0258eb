"""`stewards roster`: a member list of another system, compared and taken in."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry import KnownAt, Registry
from ..registry.in_json import as_data
from ..registry.lists import RowProblem, bad_rows
from ..registry.lists.rosters import Plan, RosterComparison
from .app import App
from .commands import Group
from .exit_codes import FINDINGS
from .lists import (
    PROBLEM,
    day_option,
    file_argument,
    profile_of,
    profile_option,
    roster_beside,
    sheet_option,
    source_sentence,
    workplaces_option,
)
from .options import DAY, command_option, known_at_option, output_option, remark_on_repeat
from .output import Row, complain, how_many, say, show, show_one
from .progress import progress
from .sealing import sealed_afterwards
from .values import Whole

_COLUMNS: Final = ("difference", "member", "from", "to", *PROBLEM)
_IMPORTED: Final = ("on", "before", "after", "recorded", "first", "last", "batch")
_TOTALS: Final = (
    *("joined", "left", "workplace_changed", "category_changed", "workplaces_formed"),
    *("joining_days_kept", "voided"),
)
_KINDS: Final = {
    "joined": "On the list only",
    "left": "In the registry only",
    "moved": "Workplace differs",
    "category": "Category differs",
    "joining day": "Day of joining differs",
    "unconcluded": "In the registry only, or in a row that names no member",
    "problem": "Problems",
}


@click.group(cls=Group)
def roster() -> None:
    """Compare a member list with the registry, or import it."""


_unit_option = click.option(
    "--unit",
    metavar="UNIT",
    help="The list is of the members at or below this unit. [default: the whole union]",
)


@roster.command("compare")
@file_argument
@day_option
@_unit_option
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
    unit: str | None,
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
        found = registry.compare_roster(
            listed, on=on, unit=unit, known_at=known_at, on_progress=advance
        )
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
            show_one(as_data(found), output, columns=())


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
        *({"difference": "joining day", **row} for row in _joining(found)),
        *({"difference": "problem", **row} for row in as_data(found.problems)),
    ]


def _moved(found: RosterComparison) -> list[dict[str, Any]]:
    return [
        {"member": d.member, "from": d.workplace, "to": d.listed_workplace} for d in found.moved
    ]


def _category(found: RosterComparison) -> list[dict[str, Any]]:
    return [
        {"member": d.member, "from": d.category, "to": d.listed_category} for d in found.category
    ]


def _joining(found: RosterComparison) -> list[dict[str, Any]]:
    return [
        {"member": d.member, "from": d.joined_on, "to": d.listed_joined_on}
        for d in found.other_joinings
    ]


@roster.command("import")
@file_argument
@day_option
@_unit_option
@profile_option
@sheet_option
@workplaces_option
@click.option(
    "--form-workplaces",
    "form_under",
    metavar="PARENT",
    help="Form workplaces that are not in the registry yet, under this unit or the one that the list gives.",
)
@click.option(
    "--skip-bad-rows", is_flag=True, default=False, help="Leave out bad rows, and list them."
)
@click.option(
    "--expect",
    type=Whole(0),
    help="How many members the list should name; refuse any other number.",
)
@click.option(
    "--believe",
    type=click.Choice(("lists", "joining-days")),
    default="lists",
    show_default=True,
    metavar="WHICH",
    help="lists, or joining-days: whether lists that lack a member count, or the joining day given here.",
)
@click.option(
    "--complete-since",
    type=DAY,
    help="The registry knows everybody from this day on. [default: the day of the first list]",
)
@click.option("--source", help="Where the list comes from.")
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
    help="Accept a list by which more than a fifth of the members leave.",
)
@command_option
@output_option
@click.pass_obj
@sealed_afterwards
def import_(
    app: App,
    /,
    *,
    file: Path,
    profile: str,
    on: date,
    sheet: str | None,
    names: Path | None,
    dry_run: bool,
    yes: bool,
    output: str,
    **given: Any,
) -> None:
    """Take in a complete member list of a day, before or after others.

    The list says who was where on DAY, and not when anything happened. Whatever differs from the list
    before or after it happened on some day in between, and is recorded with that window; a day of joining
    that the list gives is believed unless another list or a fact contradicts it. Facts that earlier
    imports worked out are worked out again. Everything is recorded as one batch, or nothing is;
    'stewards batch revert' takes the list back.

    A list by which more than a fifth of the members would leave is refused unless --yes or a matching
    --expect is given.

    Example: stewards roster import roster-2019-09-01.xlsx --on 2019-09-01
    """
    how = profile_of(profile, names)
    with roster_beside(app, file, how, on=on, sheet=sheet) as (registry, listed):
        with progress("Comparing", len(listed.rows)) as advance:
            plan = registry.plan_roster(listed, on=on, **given, on_progress=advance)
        if dry_run:
            _print_facts(registry, plan, yes=yes)
        else:
            _record(registry, plan, output, yes=yes)


def _print_facts(registry: Registry, plan: Plan, *, yes: bool) -> None:
    complain(_read(plan.comparison))
    complain(_account(plan))
    for remark in _remarks(plan):
        complain(remark)
    if plan.doubt and not yes:
        complain(f"It would be refused: {plan.doubt}")
    _complain_of(plan.comparison.problems)
    sys.stdout.buffer.writelines(line + b"\n" for line in registry.plan_lines(plan))
    sys.stdout.buffer.flush()


def _record(registry: Registry, plan: Plan, output: str, *, yes: bool) -> None:
    if output == "table":
        _show_plan(plan)
    size = registry.size()
    with progress("Recording", len(plan.facts)) as advance:
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
    for remark in _remarks(plan):
        say(remark)
    if found.problems:
        rows = as_data(found.problems)
        title = f"Left out, bad rows: {bad_rows(found.problems)}"
        show(rows, "table", columns=PROBLEM, title=title)


def _remarks(plan: Plan) -> Iterator[str]:
    """Yield what whoever takes a list in should know, a sentence each."""
    if plan.unbelieved:
        yield (
            f"Joining days not believed, since another list or a fact contradicts them: {plan.unbelieved}."
            " What the list says is kept."
        )
    if plan.leavers_in_office:
        offices = ", ".join(f"{m.member} ({m.office} at {m.unit})" for m in plan.leavers_in_office)
        yield f"In office, and not on the list: {offices}."
    for each in plan.restated:
        where = f" of {each.unit}" if each.unit else ""
        said = "listed" if each.is_listed else "published"
        yield (
            f"The count{where} on {each.on}, {said} as {each.published}, changes from {each.before} to"
            f" {each.after}."
        )
    if plan.comparison.unconcluded:
        yield _unconcluded(len(plan.comparison.unconcluded))


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
        return f"Nothing to record: the list of {plan.comparison.on} is already imported."
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
        "problems": as_data(found.problems),
        "unconcluded": [d.member for d in found.unconcluded],
        "unbelieved": plan.unbelieved,
        "leavers_in_office": [attrs.asdict(m) for m in plan.leavers_in_office],
        "restated": [attrs.asdict(each) for each in plan.restated],
        **as_data(found.source),
    }
