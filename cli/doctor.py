"""`stewards doctor`: whether the store is sound, and lies where it should."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import attrs
import click

from ..registry import Digest, Kept, Policy
from ..registry.doctor import Backups, examine
from ..registry.in_json import as_data
from .app import App
from .commands import Command
from .exit_codes import FINDINGS, UNSOUND
from .heading import Heading
from .options import output_option
from .output import show
from .policy import policy_in, policy_option
from .progress import progress
from .values import HexDigest, Whole

_COLUMNS: Final = ("check", "verdict", "found", "advice")
_TOGETHER: Final = "Give --digest and --entries together."


@click.command("doctor", cls=Command)
@click.option(
    "--digest",
    type=HexDigest(),
    metavar="DIGEST",
    help="Compare with a digest noted earlier: see 'stewards log digest'.",
)
@click.option(
    "--entries",
    type=Whole(1),
    metavar="NUMBER",
    help="The number of entries that the digest covers.",
)
@policy_option
@output_option
@click.pass_obj
def doctor(
    app: App, digest: str | None, entries: int | None, policy: Path | None, output: str
) -> None:
    """Check the store and its surroundings, and say what to do.

    Every entry is read; nothing is changed. Backups are looked at where the settings say where they
    are kept. The exit code is 1 if something needs attention, and 4 if the store is damaged or
    cannot be opened.

    Example: stewards doctor
    """
    if (digest is None) != (entries is None):
        raise click.UsageError(_TOGETHER, click.get_current_context())
    then = Digest(entries, digest) if entries and digest else None
    kept = _backups(app, policy)
    with progress("Reading the log", None) as advance:
        found = list(
            examine(app.store, digest=then, kept=kept, people=app.people, on_progress=advance)
        )
    today = datetime.now(UTC).date()
    title = Heading(title="What the doctor found", on=today, registry=app.shown)
    show(as_data(found), output, columns=_COLUMNS, title=title)
    if any(each.unsound for each in found):
        click.get_current_context().exit(UNSOUND)
    if any(each.verdict == "bad" for each in found):
        click.get_current_context().exit(FINDINGS)


def _backups(app: App, policy: Path | None) -> Backups | None:
    """Return where the settings say that backups are kept, and how long the policy keeps those of people."""
    told: Backups | None = click.get_current_context().meta.get("stewards.backups")
    there = policy or policy_in(app)
    if told is None or not (policy or there.is_file()):
        return told
    return attrs.evolve(told, kept=Policy.read(there).period(Kept.PEOPLE_BACKUPS))
