"""`stewards doctor`: whether the store is sound, and lies where it should."""

from datetime import UTC, datetime
from typing import Final

import click

from ..registry import Digest
from ..registry.doctor import examine
from ..registry.in_json import as_data
from .app import App
from .commands import Command
from .exit_codes import FINDINGS, UNSOUND
from .heading import Heading
from .options import output_option
from .output import show
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
@output_option
@click.pass_obj
def doctor(app: App, digest: str | None, entries: int | None, output: str) -> None:
    """Check the store and its surroundings, and say what to do.

    Every entry is read; nothing is changed. The exit code is 1 if something needs attention,
    and 4 if the store is damaged or cannot be opened.

    Example: stewards doctor
    """
    if (digest is None) != (entries is None):
        raise click.UsageError(_TOGETHER, click.get_current_context())
    then = Digest(entries, digest) if entries and digest else None
    with progress("Reading the log", None) as advance:
        found = list(examine(app.store, digest=then, on_progress=advance))
    today = datetime.now(UTC).date()
    title = Heading(title="What the doctor found", on=today, registry=app.shown)
    show(as_data(found), output, columns=_COLUMNS, title=title)
    if any(each.unsound for each in found):
        click.get_current_context().exit(UNSOUND)
    if any(each.verdict == "bad" for each in found):
        click.get_current_context().exit(FINDINGS)
