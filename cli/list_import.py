"""What `unit import` and `mandate import` share: a plan first, then one batch."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry import Registry
from ..registry.in_json import as_data
from ..registry.lists import ListPlan, Profile, load_profile
from .app import App
from .lists import PROBLEM, file_argument, profile_option, source_sentence
from .options import command_option, output_option, remark_on_repeat
from .output import complain, how_many, say, show, show_one
from .sealing import sealed_afterwards

_CHANGES: Final = ("change", "subject", "known", "listed")
_RECORDED: Final = ("recorded", "first", "last", "batch")


def importing(command: Callable[..., ListPlan]) -> Callable[..., None]:
    """Make a function that plans a list into a command that shows the plan and records it.

    The function is given the replayed registry, the file, the profile, and as `how` what every plan takes.
    """

    @file_argument
    @profile_option
    @click.option(
        "--skip-bad-rows", is_flag=True, default=False, help="Leave out bad rows, and list them."
    )
    @click.option(
        "--dry-run",
        is_flag=True,
        default=False,
        help="Record nothing; print the facts, ready for 'stewards log import'.",
    )
    @command_option
    @output_option
    @click.pass_obj
    @sealed_afterwards
    def run(
        app: App,
        /,
        *,
        file: Path,
        profile: str,
        skip_bad_rows: bool,
        dry_run: bool,
        output: str,
        **given: Any,
    ) -> None:
        how = {"skip_bad_rows": skip_bad_rows, "command": given.pop("command")}
        read_as: Profile = load_profile(profile)
        with app.replayed() as registry:
            plan = command(registry, file, read_as, how, **given)
            if dry_run:
                _print_facts(plan)
            else:
                _record(registry, plan, output)

    run.__doc__ = command.__doc__
    return run


def _print_facts(plan: ListPlan) -> None:
    complain(_read(plan))
    for each in plan.problems:
        complain(f"Left out {each}")
    sys.stdout.buffer.writelines(line + b"\n" for line in plan.lines())
    sys.stdout.buffer.flush()


def _record(registry: Registry, plan: ListPlan, output: str) -> None:
    changes = [attrs.asdict(each) for each in plan.changes]
    if output == "table":
        say(_read(plan))
        if changes:
            show(changes, output, columns=_CHANGES, title="Plan")
        if plan.problems:
            rows = as_data(plan.problems)
            show(rows, output, columns=PROBLEM, title=f"Left out, bad rows: {len(rows)}")
    size = registry.size()
    entries = registry.record_list(plan)
    if output == "table":
        say(_sentence(plan, entries))
    else:
        first, last = (entries[0], entries[-1]) if entries else (None, None)
        row: dict[str, Any] = {"recorded": len(entries), "first": first, "last": last}
        row |= {"batch": plan.batch if entries else None, "changes": changes}
        row |= {"problems": as_data(plan.problems), **as_data(plan.source)}
        show_one(row, output, columns=_RECORDED)
    if output == "csv":
        for each in plan.problems:
            complain(f"Left out {each}")
    remark_on_repeat(entries, size)


def _read(plan: ListPlan) -> str:
    return f"{source_sentence(plan.source)}: {how_many(plan.rows, 'row')}."


def _sentence(plan: ListPlan, entries: range) -> str:
    if not entries:
        return "Nothing to record."
    facts, first, last = how_many(len(entries), "fact"), entries[0], entries[-1]
    numbers = f"entry {first}" if first == last else f"entries {first} to {last}"
    return f"Recorded {facts} as {numbers}, batch {plan.batch}."
