"""`stewards log`: the log itself, in and out."""

import sys
from contextlib import suppress
from itertools import islice
from typing import Any, BinaryIO, Final

import attrs
import click

from ..events.stores.addresses import shown
from ..registry import Registry
from .app import App
from .commands import Group
from .errors import StoreInTheWay
from .exit_codes import INTERRUPTED
from .heading import Heading
from .options import command_option, output_option, remark_on_repeat
from .output import complain, how_many, say, show_one
from .progress import progress
from .reader import while_read
from .rows import show_entries, stream_entries
from .seal import key, seal, verify, witness
from .sealing import sealed_afterwards
from .values import Whole

_GONE: Final = "A copy in memory would be lost at once. Name a file or a server."
_LEFT_OUT: Final = "Left out: {0} that cannot be read and were voided, or voided such an entry."
_IMPORTED_BEFORE: Final = (
    "These facts were imported before; nothing new was recorded."
    " To record them again, give --again."
)
_STREAMS: Final = ("table", "jsonl", "csv")
_IMPORTED: Final = ("recorded", "first", "last")
_COPIED: Final = ("entries", "digest", "copied", "behind")
_DIGEST: Final = ("entries", "digest")
_FORGOTTEN: Final = ("entries", "digest", "of_entries", "of_digest", "forgotten", "ids", "behind")
_COMPARED: Final = (
    "The same on both sides, with {1}: the members of each category on every one of {0.days} days, those of"
    " each workplace and unit on every day on which anything is said of whoever is forgotten, at last on"
    " {0.placed} days; mandates and vacancies {2}."
)
_LEFT: Final = (
    "{0} is as it was: nobody is forgotten before it is deleted, with its people file, its segments and"
    " every backup."
)
_MENTIONED: Final = (
    "Warning: notes about others, or nobody, that still mention a number or a name of whoever is"
    " forgotten: {0}."
)
_ONLY_FORGOTTEN: Final = "--to-people goes with --forget."


@click.group(cls=Group)
def log() -> None:
    """Show, import, export, follow, copy, seal and verify the log."""


@log.command("import")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--again", is_flag=True, default=False, help="Record the facts of a file imported before again."
)
@command_option
@output_option
@click.pass_obj
@sealed_afterwards
def import_(app: App, /, *, file: BinaryIO, again: bool, command: str | None, output: str) -> None:
    """Record every fact of a file in the interchange format.

    FILE may be - for standard input. Either every fact is recorded or none is, and then every
    bad line is listed with its number. The registry is created if there is none.

    Facts that belong to no batch form the batch import-N, N the number of the first entry;
    'stewards batch revert' undoes it. A file that was imported before records nothing.

    Example: stewards --store copy.db log import history.jsonl
    """
    lines = file.readlines()
    entries, size = _record(app, lines, command=command, again=again)
    if output != "table":
        first, last = (entries[0], entries[-1]) if entries else (None, None)
        row = {"recorded": len(entries), "first": first, "last": last}
        show_one(row, output, columns=_IMPORTED)
    else:
        say(_sentence(entries))
    if command:
        remark_on_repeat(entries, size)
    elif entries and entries[0] <= size:
        complain(_IMPORTED_BEFORE)


def _sentence(entries: range) -> str:
    match len(entries):
        case 0:
            return "Nothing to record: the file has no facts."
        case 1:
            return f"Recorded 1 fact as entry {entries[0]}."
        case number:
            return f"Recorded {number} facts as entries {entries[0]} to {entries[-1]}."


def _record(app: App, lines: list[bytes], **how: Any) -> tuple[range, int]:
    """Return the numbers of the entries, and the size of the log before."""
    if not app.exists:
        # of several who find no store, one makes it, and the others add to it
        with suppress(StoreInTheWay), app.created() as registry:
            return _imported(registry, lines, **how)
    with app.opened() as registry:
        return _imported(registry, lines, **how)


def _imported(registry: Registry, lines: list[bytes], **how: Any) -> tuple[range, int]:
    size = registry.size()
    with progress("Importing", len(lines)) as advance:
        return registry.import_lines(lines, as_batch=True, on_progress=advance, **how), size


@log.command("export")
@click.option("--after", type=Whole(0), default=0, help="Only entries after this number.")
@click.option(
    "--stored",
    is_flag=True,
    default=False,
    help="Every entry byte for byte, with its tags: for 'stewards log verify --export'.",
)
@click.pass_obj
@sealed_afterwards
def export(app: App, after: int, stored: bool) -> None:
    """Print the log in the interchange format, one fact per line.

    An entry that cannot be read and was voided is left out, and so is its void.

    With --stored it is not for 'stewards log import', but for whoever verifies the log
    elsewhere: the interchange format leaves out what a digest is also taken of.

    Example: stewards log export > history.jsonl
    """
    with app.opened() as registry:
        left_out = 0 if stored else registry.size() - after
        told = registry.export_stored if stored else registry.export_lines
        for line in told(after=after):
            sys.stdout.buffer.write(line + b"\n")
            left_out -= 0 if stored else 1
        registry.note_export("log")
    sys.stdout.buffer.flush()
    if left_out > 0:
        complain(_LEFT_OUT.format(how_many(left_out, "entry", "entries")))


@log.command("show")
@click.argument("entry", type=Whole(1), required=False)
@click.option("--last", type=Whole(1), default=20, show_default=True, help="The newest N entries.")
@output_option
@click.pass_obj
def show_(app: App, entry: int | None, last: int, output: str) -> None:
    """Show one entry, or the newest ones.

    Example: stewards log show 1806
    """
    with app.opened() as registry:
        entries = [registry.entry(entry)] if entry else registry.newest(last)
        title = f"Entry {entry}" if entry else "The newest entries"
        heading = Heading(title=title, entry=registry.size(), registry=app.shown)
    show_entries(entries, output, title=heading)


@log.command("follow")
@click.option(
    "--after", type=Whole(0), help="Start after this entry; 0 for all. [default: the last one]"
)
@click.option("--count", type=Whole(1), help="Stop after this many entries. [default: never]")
@click.option(
    "-o",
    "--output",
    type=click.Choice(_STREAMS),
    metavar="FORMAT",
    help="table, jsonl or csv. [default: table in a terminal, else jsonl]",
)
@click.pass_context
def follow(
    context: click.Context, /, *, after: int | None, count: int | None, output: str | None
) -> None:
    """Print entries as anyone records them, until Ctrl-C.

    One line per entry, written at once. To continue where a program stopped, give --after the number of
    the last entry it handled. Where people are kept apart, an entry says that this began, unless it is a
    table, for reading.

    Example: stewards log follow --after 1800 --count 3
    """
    app: App = context.obj
    output = output or _default_stream()
    with suppress(KeyboardInterrupt), app.opened() as registry:
        if output != "table":
            registry.note_export("follow")
        after = registry.size() if after is None else after
        with registry.follow(after=after) as entries, while_read(entries.stop):
            stream_entries(islice(entries, count), output)
        return
    context.exit(INTERRUPTED)


def _default_stream() -> str:
    return "table" if sys.stdout.isatty() else "jsonl"


@log.command("copy")
@click.option(
    "--to", required=True, metavar="STORE", help="The other store; created if it does not exist."
)
@click.option(
    "--forget",
    multiple=True,
    metavar="ID",
    help="Copy the log so that this person is forgotten in it; again for another.",
)
@click.option(
    "--to-people",
    metavar="PLACE",
    help="The people of that copy: a file, or a PostgreSQL address. [default: beside it]",
)
@output_option
@click.pass_obj
def copy_(
    app: App, /, to: str, forget: tuple[str, ...], to_people: str | None, output: str
) -> None:
    """Copy the log to another store, and compare the two.

    Every entry keeps its number and every byte. The other store is new, or holds the
    beginning of this log: a copy that was interrupted continues where it stopped. Facts
    recorded meanwhile are copied too. Do not record anything in the other store until the
    copy is done.

    With --forget it is a new generation: whoever is named gets new ids, one for each stay in
    the union, and texts about them are left out. They must have left, or be erased. The new
    store names the digest of this log in its first entry, and must hold nothing. The answers of
    both are compared; if any differs, there is no copy. This registry stays as it is: to forget
    somebody, delete it afterwards, and its backups.

    Example: stewards log copy --to moved.db
    """
    if attrs.evolve(app, store=to).in_memory:
        raise click.UsageError(_GONE, click.get_current_context())
    if forget:
        _forget(app, to, forget, to_people, output)
        return
    if to_people:
        raise click.UsageError(_ONLY_FORGOTTEN, click.get_current_context())
    with (
        app.opened() as registry,
        progress("Copying and comparing", 3 * registry.size()) as advance,
    ):
        registry.note_export("copy")
        copied = registry.copy_to(to, on_progress=advance)
    title = f"{shown(to)} holds {how_many(copied.entries, 'entry', 'entries')}, the same as {app.shown}."
    show_one(attrs.asdict(copied), output, columns=_COPIED, title=title)


def _forget(
    app: App, to: str, members: tuple[str, ...], to_people: str | None, output: str
) -> None:
    with (
        app.opened() as registry,
        progress("Copying and comparing", 4 * registry.size()) as advance,
    ):
        made = registry.copy_forgetting(to, members, people=to_people, on_progress=advance)
    title = (
        f"{shown(to)} is a new generation of {app.shown}, in which"
        f" {how_many(made.forgotten, 'person is', 'people are')} forgotten."
    )
    show_one(attrs.asdict(made), output, columns=_FORGOTTEN, title=title)
    known = how_many(made.knowledges, "knowledge")
    complain(_COMPARED.format(made, known, how_many(made.mandates, "time")))
    if made.mentioned:
        complain(_MENTIONED.format(made.mentioned))
    complain(_LEFT.format(app.shown))


@log.command("digest")
@click.option(
    "--entries", type=Whole(1), metavar="NUMBER", help="Only the first N entries. [default: all]"
)
@output_option
@click.pass_obj
def digest(app: App, entries: int | None, output: str) -> None:
    """Print a fingerprint of every byte of the log.

    Two registries with the same digest hold the same entries. Write it down elsewhere, such
    as in the minutes of a meeting, and it will show whether any of those entries was changed
    later: see 'stewards doctor --digest'.

    Example: stewards log digest
    """
    with (
        app.opened() as registry,
        progress("Reading the log", entries or registry.size()) as advance,
    ):
        answer = registry.digest(entries, on_progress=advance)
    title = Heading(title="Digest of the log", entry=answer.entries, registry=app.shown)
    show_one(attrs.asdict(answer), output, columns=_DIGEST, title=title)


for _each in (key, seal, witness, verify):
    log.add_command(_each)
