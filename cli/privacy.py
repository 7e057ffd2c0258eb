"""`stewards privacy`: what is kept of people, for what and for how long, and what there is of one of them."""

from pathlib import Path
from typing import Any, Final

import attrs
import click

from ..registry import DueErasure, Policy
from .app import App
from .commands import Group
from .options import DAY, output_option
from .output import how_many, say, show, show_one
from .policy import policy_in, policy_option
from .printing import person, printing
from .sealing import sealed_afterwards

_DUE: Final = ("member", "what", "since", "due_on", "purpose")
_HELD: Final = ("place", "holds", "number", "size")
_PURPOSES: Final = ("purpose", "title", "basis", "data", "recipients", "kept")

_on_option = click.option("--on", type=DAY, help="By this day. [default: today]")


@click.group(cls=Group)
def privacy() -> None:
    """Answer for what is kept of people, where people are kept apart from the log."""


@privacy.command("due")
@policy_option
@_on_option
@output_option
@click.pass_obj
def due(app: App, /, policy: Path | None, output: str, **given: Any) -> None:
    """List the people and notes whose period is over.

    The exit code is 1 if there are any.

    Example: stewards privacy due --policy privacy.toml
    """
    with app.opened() as registry:
        found = registry.due_for_erasure(_read(app, policy), **given)
    show(
        list(map(_row, found)),
        output,
        columns=_DUE,
        title="What is kept longer than the policy says",
    )
    click.get_current_context().exit(1 if found else 0)


@privacy.command("purge")
@policy_option
@_on_option
@output_option
@click.pass_obj
@sealed_afterwards
def purge(app: App, /, policy: Path | None, output: str, **given: Any) -> None:
    """Erase the people and notes whose period is over.

    'stewards privacy due' lists beforehand whom that concerns. No count changes.

    Example: stewards privacy purge --policy privacy.toml
    """
    what = _read(app, policy)
    with app.opened() as registry:
        numbers = {
            each.member: _row(each)["member"] for each in registry.due_for_erasure(what, **given)
        }
        found = registry.purge(what, **given)
    rows = [attrs.asdict(each) | {"member": numbers.get(each.member)} for each in found]
    people = sum(1 for each in found if each.text is None)
    notes = len(found) - people
    show(rows, output, columns=_DUE, title="What was erased")
    if output == "table":
        say(f"People erased: {people}; notes deleted: {notes}.")


@privacy.command("export")
@click.argument("member")
@output_option
@click.pass_obj
@sealed_afterwards
def export(app: App, /, member: str, output: str) -> None:
    """Print every byte there is of one person, and nothing of others, as JSON.

    Example: stewards privacy export M00233
    """
    with app.opened() as registry:
        told = registry.about(member)
        registry.note_export("person")
    printing().people = None  # what there is of them, byte for byte
    show_one(told, "json" if output == "table" else output, columns=("member", "name", "id"))


@privacy.command("record")
@policy_option
@output_option
@click.pass_obj
def record(app: App, /, policy: Path | None, output: str) -> None:
    """Show what people's data are kept for, on what basis, for how long, and who gets them.

    It is what the policy says, in the form of a record of processing.

    Example: stewards privacy record --policy privacy.toml
    """
    found = _read(app, policy)
    rows = [
        attrs.asdict(each, filter=attrs.filters.exclude("name"))
        | {
            "purpose": each.name,
            "kept": [
                f"{period.what}: {how_many(period.months, 'month')}"
                for period in found.periods
                if period.purpose == each.name
            ],
        }
        for each in found.purposes
    ]
    show(rows, output, columns=_PURPOSES, title="Record of processing")


@privacy.command("inventory")
@output_option
@click.pass_obj
def inventory(app: App, /, output: str) -> None:
    """List what holds data about people: files, and how many people, names and notes.

    Example: stewards privacy inventory
    """
    with app.opened() as registry:
        held = registry.holdings()
    show(
        [attrs.asdict(each) for each in held],
        output,
        columns=_HELD,
        title="What holds data about people",
    )


def _row(each: DueErasure) -> dict[str, Any]:
    """Return what is due, with the number of a person as it is now: soon nobody can say it any more."""
    return attrs.asdict(each) | {"member": each.member and person(each.member)}


def _read(app: App, policy: Path | None) -> Policy:
    return Policy.read(policy or policy_in(app))
