"""`stewards batch`: what was recorded together, as from one roster, and taking it back together."""

from datetime import date
from typing import Any, Final

import attrs
import click

from ..events import EntryVoided
from ..registry import BatchSummary, KnownAt
from ..registry.in_json import as_data
from .app import App
from .commands import Group
from .heading import Heading
from .options import DAY, command_option, known_at_option, output_option, remark_on_repeat
from .output import say, show, show_one
from .progress import progress
from .rows import show_entries

_COLUMNS: Final = tuple(field.name for field in attrs.fields(BatchSummary))
_REVERTED: Final = ("batch", "reverted_by", "voided", "recorded", "first", "last")


@click.group(cls=Group)
def batch() -> None:
    """List, show and revert batches."""


@batch.command("list")
@known_at_option
@output_option
@click.pass_obj
def list_(app: App, known_at: KnownAt, output: str) -> None:
    """List the batches: facts that were recorded together, oldest first.

    Each with its entries and how many of them still stand, who recorded it, the days it is about, and
    the batch that reverted it.

    Example: stewards batch list --known-at 2019-12-31
    """
    with app.replayed() as registry:
        view = registry.view(known_at=known_at)
        rows = [_row(each, output) for each in registry.batches(known_at=known_at)]
        title = attrs.evolve(Heading.of(view, "Batches", known_at=known_at), on=None)
    show(rows, output, columns=_COLUMNS, title=title)


def _row(summary: BatchSummary, output: str) -> dict[str, Any]:
    row: dict[str, Any] = as_data(summary)
    if output in {"json", "jsonl"}:
        return row
    in_words = ", ".join(f"{number} {kind}" for kind, number in summary.types)
    if output == "table":
        row["recorded_at"] = str(summary.recorded_at)[: len("2019-09-01 18:52")]
    return row | {"types": in_words}


@batch.command("show")
@click.argument("batch")
@output_option
@click.pass_obj
def show_(app: App, batch: str, output: str) -> None:
    """Show the entries of a batch, in the order they were recorded.

    A voided entry is shown with the one that voided it.

    Example: stewards batch show roster-2019-09-01-1814
    """
    with app.opened() as registry:
        entries = registry.batch(batch)
    show_entries(entries, output, title=f"Entries of batch {batch}")


@batch.command("revert")
@click.argument("batch")
@click.option("--reason", required=True, help="Why it was wrong.")
@click.option("--on", type=DAY, help="The day the voids take effect. [default: today]")
@command_option
@output_option
@click.pass_obj
def revert(
    app: App, /, *, batch: str, reason: str, on: date | None, command: str | None, output: str
) -> None:
    """Void every entry of a batch that still stands, or none.

    Refused if a later entry builds on the batch. A void is final: to undo a revert, import the list
    again.

    Example: stewards batch revert roster-2019-09-01-1814 --reason "wrong branch"
    """
    with app.opened() as registry:
        size = registry.size()
        with progress("Reverting", 2 * size) as advance:
            entries = registry.revert(
                batch, reason=reason, on=on, command=command, on_progress=advance
            )
        own = str(registry.entry(entries[0]).event.batch)
        voided = sum(isinstance(each.event, EntryVoided) for each in registry.batch(own))
    if output == "table":
        say(_sentence(batch, own, voided, entries))
    else:
        row = {"batch": batch, "reverted_by": own, "voided": voided}
        row |= {"recorded": len(entries) - voided, "first": entries[0], "last": entries[-1]}
        show_one(row, output, columns=_REVERTED)
    remark_on_repeat(entries, size)


def _sentence(batch: str, own: str, voided: int, entries: range) -> str:
    what = f"entries {entries[0]} to {entries[-1]}" if len(entries) > 1 else f"entry {entries[0]}"
    done = f"{voided} voided by {what}"
    if voided < len(entries):  # what the other lists come to by themselves
        done = f"{voided} voided and {len(entries) - voided} recorded anew by {what}"
    return (
        f"Reverted batch {batch}: {done}, batch {own}."
        " A void is final; to undo the revert, import the list again."
    )
