"""`stewards log`: the log itself, in and out."""

from typing import BinaryIO

import click

from .app import App
from .options import output_option
from .output import say, show
from .progress import progress
from .rows import ENTRY_COLUMNS, entry_row, entry_summary


@click.group()
def log() -> None:
    """Show the log, take facts in, write them out."""


@log.command("import")
@click.argument("file", type=click.File("rb"))
@click.pass_obj
def import_(app: App, file: BinaryIO) -> None:
    """Record every fact of an interchange file, or of - for standard input, in one batch.

    All of it is recorded or nothing is: every bad line is listed with its number.

    Example: stewards log import history.jsonl
    """
    lines = file.readlines()
    with app.telling(create=True) as registry, progress("Importing", len(lines)) as advance:
        entries = registry.import_lines(lines, on_progress=advance)
    if not entries:
        say("Nothing to record: the file has no facts.")
    else:
        say(f"Recorded {len(entries)} facts as entries {entries[0]} to {entries[-1]}.")


@log.command("export")
@click.option("--after", type=int, default=0, help="Only entries after this number.")
@click.pass_obj
def export(app: App, after: int) -> None:
    """Print the log in the interchange format, one fact a line.

    Example: stewards log export > history.jsonl
    """
    with app.telling() as registry:
        for line in registry.export_lines(after=after):
            click.echo(line)


@log.command("show")
@click.argument("entry", type=click.IntRange(min=1), required=False)
@click.option("--last", type=int, default=20, show_default=True, help="So many, the newest.")
@output_option
@click.pass_obj
def show_(app: App, entry: int | None, last: int, output: str) -> None:
    """Show one entry, or the newest ones.

    Example: stewards log show 1806
    """
    with app.telling() as registry:
        entries = [registry.entry(entry)] if entry else registry.newest(last)
    row = entry_summary if output == "table" else entry_row
    show([row(each) for each in entries], output, columns=ENTRY_COLUMNS)
