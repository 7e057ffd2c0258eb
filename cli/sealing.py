"""Where seals are written, a file or a folder with a file for each; and what is sealed without asking."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from ..events.errors import BadInput, StewardsError
from ..events.keys import SigningKey
from ..events.notes import Note
from ..registry import Registry
from .app import App
from .errors import FileUnwritable
from .output import complain, how_many
from .progress import progress
from .whole_file import whole_file

SETTING: Final = "stewards.seal"
"""Under which name the context of a command line keeps how the settings ask for seals."""

_ONLY_SEAL: Final = "Note: what the command did stands; only its seal is missing."
_OURS: Final = re.compile(r"\d{12}\.note", re.ASCII)


class SealNotWritten(BadInput):
    """A seal could not be written to all of its places.

    Attributes:
        place: The first one it was not written to.
        problem: Why not.
        written: Where it stands; empty for nowhere.
    """

    place: str
    problem: str
    written: str

    cannot = "write the seal to {0.place}"
    because = "{0.problem}"
    instead = "{0.elsewhere} Run 'stewards log seal' again once the place can be written to."

    @property
    def elsewhere(self) -> str:
        """Where it was written, in words."""
        return f"It was written to {self.written}." if self.written else "It was written nowhere."


@frozen
class Sealing:
    """How a seal is made.

    Attributes:
        key: The file of the key; none for a seal without a signature.
        origin: Which log it is; none for the name of the key.
        places: Files and folders to write it to; none for standard output.
    """

    key: Path | None = None
    origin: str | None = None
    places: tuple[str, ...] = ()


def asked_for() -> Sealing:
    """Return how the settings ask for seals; nothing in it where they do not."""
    found: Sealing = click.get_current_context().meta.get(SETTING, Sealing())
    return found


def sealed_afterwards(command: Callable[..., None]) -> Callable[..., None]:
    """Let a seal follow a command, where the settings ask for seals; without its key nothing is done.

    What only shows what would be recorded is followed by none, nor is a log that is gone at the end.
    """

    @wraps(command)
    def run(app: App, /, **given: Any) -> None:
        how = asked_for()
        if not how.places or given.get("dry_run") or app.in_memory:
            command(app, **given)
            return
        if how.key is not None:
            SigningKey.read(how.key)
        command(app, **given)
        try:
            with Registry.open(app.store, segments=False, people=app.people) as registry:
                note, written = seal_at(registry, how)
        except StewardsError:
            complain(_ONLY_SEAL)
            raise
        entries = how_many(note.entries, "entry", "entries")
        complain(f"Wrote a seal of {entries}: {', '.join(written)}.")

    return run


def seal_at(registry: Registry, how: Sealing) -> tuple[Note, list[str]]:
    """Seal a log, and return the seal and the files it was written to.

    Raises:
        SealNotWritten: not all of them could be written; it says which were.
        SealDiffers: the log does not agree with a seal that is there; none is written.
        MalformedNote: what is there is no seal; nothing is overwritten.
    """
    key = SigningKey.read(how.key) if how.key else None
    since = [note for place in how.places for note in _latest(Path(place))]
    with progress("Reading the log", registry.size()) as advance:
        note = registry.seal(key, origin=how.origin, since=since, on_progress=advance)
    return note, _written(note, [_file(note, place) for place in how.places])


def write_note(note: Note, path: Path) -> None:
    """Write a note to a file, whole or not at all; raise FileUnwritable."""
    with whole_file(path) as file:
        file.write(bytes(note))
        file.flush()
        if path.is_file() or not path.exists():
            os.fsync(file.fileno())


def _written(note: Note, paths: Sequence[Path]) -> list[str]:
    """Write a note to every file that takes it; the lines of others who signed the same stay."""
    written: list[str] = []
    failed: list[FileUnwritable] = []
    for path in paths:
        there = [each for each in _note_in(path) if each.text == note.text]
        try:
            write_note(note.with_lines_of(there[0]) if there else note, path)
            written.append(str(path))
        except FileUnwritable as problem:
            failed.append(problem)
    if failed:
        raise SealNotWritten(failed[0].path, failed[0].problem, ", ".join(written))
    return written


def _file(note: Note, place: str) -> Path:
    path = Path(place)
    return path / f"{note.entries:012}.note" if path.is_dir() or place.endswith("/") else path


def _latest(place: Path) -> Iterator[Note]:
    """Yield the newest seal that a place holds, if there is one."""
    if place.is_dir():
        named = [path for path in place.iterdir() if _OURS.fullmatch(path.name)]
        yield from _note_in(max(named)) if named else ()
    else:
        yield from _note_in(place)


def _note_in(path: Path) -> Iterator[Note]:
    if path.is_file() and path.stat().st_size:
        yield Note.read(path)
