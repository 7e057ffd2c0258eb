"""Files that a command writes: whole or not at all, and for their owner alone."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import attrs

from ..events.errors import BadInput


@attrs.define(slots=False)
class CannotWrite(BadInput):
    """A file cannot be written."""

    path: str
    problem: str

    cannot = "write {0.path}"
    because = "{0.problem}"
    instead = "Name a file in a folder that you may write to."


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that nobody else may read: it is there whole, or as it was before.

    Raises CannotWrite.
    """
    if path.is_dir():
        raise CannotWrite(str(path), "it is a folder")
    try:
        # of the owner alone from the first byte on, and gone again if anything fails
        number, beside = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as problem:
        raise CannotWrite(str(path), _said(problem)) from problem
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as problem:
        raise CannotWrite(str(path), _said(problem)) from problem
    finally:
        with suppress(FileNotFoundError):
            Path(beside).unlink()


def _said(problem: OSError) -> str:
    return f"the system says: {problem.strerror or problem}"
