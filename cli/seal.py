"""`stewards log seal`, `witness`, `verify` and `key`: showing later that a log is what it was."""

from pathlib import Path
from typing import Any, Final

import click

from ..events.keys import SigningKey, Verifier
from ..events.notes import Note
from ..registry import Verification, verify_export
from ..registry.in_json import as_data
from .app import App
from .commands import Command
from .exit_codes import UNSOUND
from .options import output_option
from .output import complain, how_many, say, show
from .progress import progress
from .sealing import Sealing, asked_for, seal_at, write_note

_COLUMNS: Final = ("check", "verdict", "found", "advice")
_NAMELESS: Final = "Give --key FILE to sign the seal, or --origin NAME for one without a signature."


class _VerifierKey(click.ParamType[Verifier]):
    """A public key as `stewards log key` prints it, or a file that holds it."""

    name = "key"

    def convert(self, value: Any, _param: Any, _ctx: Any) -> Verifier:
        """Return the key; raise MalformedVerifier or UnknownAlgorithm."""
        if isinstance(value, Verifier):
            return value
        try:
            return Verifier.parse(Path(value).read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return Verifier.parse(value)


_key_option = click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help="The private key to sign with."
)
_verifier_option = click.option(
    "--verifier",
    "verifiers",
    type=_VerifierKey(),
    multiple=True,
    metavar="KEY",
    help="A public key that must have signed, or a file that holds it; again for any of several.",
)


@click.command("seal", cls=Command)
@_key_option
@click.option("--origin", metavar="NAME", help="Which log it is. [default: the name of the key]")
@click.option(
    "-O",
    "--output-file",
    "places",
    multiple=True,
    metavar="PLACE",
    help="Write to this file, or into this folder; again for another. [default: standard output]",
)
@click.pass_obj
def seal(app: App, /, *, key: Path | None, origin: str | None, places: tuple[str, ...]) -> None:
    """Seal the log, to show later that nothing was changed.

    A seal is a text of a few lines, signed with --key: how many entries there are, and what
    stands for every byte of them, as transparency logs write it. It tells nothing of what
    the entries say. Keep it where nobody who can write to the log can change it, and verify
    the log against it with 'stewards log verify'. In a folder each seal is a file of its
    own. Where a place holds an earlier seal of this log, the log must still agree with it,
    or none is written. What is not given here may stand in the settings.

    Example: stewards log seal --origin union.example/registry
    """
    asked = asked_for()
    how = Sealing(key or asked.key, origin or asked.origin, places or asked.places)
    if how.key is None and how.origin is None:
        raise click.UsageError(_NAMELESS, click.get_current_context())
    with app.opened() as registry:
        note, written = seal_at(registry, how)
    if not written:
        click.echo(bytes(note), nl=False)
        return
    entries = how_many(note.entries, "entry", "entries")
    say(f"Sealed {entries} of {note.origin}: {', '.join(written)}.")


@click.command("witness", cls=Command)
@click.argument("note", type=click.Path(path_type=Path))
@click.option(
    "--key",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="The private key to sign with.",
)
@_verifier_option
@click.pass_obj
def witness(app: App, /, *, note: Path, key: Path, verifiers: tuple[Verifier, ...]) -> None:
    """Sign the seal of another office.

    NOTE is a file that 'stewards log seal' wrote there. If this copy of the log agrees with
    it, it gets one more line; if not, it stays as it is.

    Example: stewards log witness seal.note --key office.key --verifier office.pub
    """
    given, signing = Note.read(note), SigningKey.read(key)
    with app.opened() as registry, progress("Reading the log", given.entries) as advance:
        signed = registry.witness(given, signing, verifiers=verifiers, on_progress=advance)
    if not verifiers:
        complain("Note: who signed it before was not verified; to do so, give --verifier KEY.")
    write_note(signed, note)
    entries = how_many(signed.entries, "entry", "entries")
    say(f"The log agrees with {note} on {entries}. Signed by {signing.name}.")


@click.command("verify", cls=Command)
@click.argument("notes", type=click.Path(path_type=Path), nargs=-1, metavar="NOTE...")
@_verifier_option
@click.option("--origin", metavar="NAME", help="Which log they must be of. [default: any, but one]")
@click.option(
    "--export",
    "exported",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Verify what 'stewards log export --stored' wrote, without a store.",
)
@output_option
@click.pass_context
def verify(
    context: click.Context,
    /,
    *,
    notes: tuple[Path, ...],
    verifiers: tuple[Verifier, ...],
    origin: str | None,
    exported: Path | None,
    output: str,
) -> None:
    """Verify that the log is what it was when it was sealed.

    NOTES are seals, in the order in which they were made. Every entry is read once: the log
    must begin as each seal says; every entry must be there, complete, found by its tags, and
    recorded no earlier than the one before; the column segments must hold what the log holds.
    The first bad entry is named. The exit code is 4 if anything is bad, and 2 if a note is.

    Example: stewards log verify seal.note --verifier office.pub
    """
    app: App = context.obj
    read = [Note.read(path) for path in notes]
    if exported is not None:
        with progress("Reading the export", None) as advance:
            found = verify_export(
                exported, read, verifiers=verifiers, origin=origin, on_progress=advance
            )
    else:
        with app.opened() as registry, progress("Reading the log", registry.size()) as advance:
            found = registry.verify(read, verifiers=verifiers, origin=origin, on_progress=advance)
    show(as_data(found.checks), output, columns=_COLUMNS)
    if output == "table":
        _conclude(found)
    if not found.is_sound:
        context.exit(UNSOUND)


def _conclude(found: Verification) -> None:
    if found.first_bad is None:
        return
    first, last = found.first_bad
    if first == last:
        say(f"The first bad entry is entry {first}.")
    else:
        say(f"The first bad entry is among entries {first} to {last}.")


@click.command("key", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--name",
    required=True,
    metavar="NAME",
    help="Whose key it is: the log that it seals, or the office that witnesses.",
)
def key(file: Path, name: str) -> None:
    """Create a key to sign seals with.

    FILE is new, and only its owner can read it: whoever has it can sign in your name. What is
    printed is the public key, to verify your signatures with.

    Example: stewards log key office.key --name union.example/registry
    """
    made = SigningKey.make(name)
    made.write(file)
    click.echo(str(made.verifier))
