"""A file that is written whole or not at all, and that nobody else of this machine can read."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .errors import FileUnwritable


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Lend a file to write to, which stands at the path once the block has ended well.

    Until then it lies beside it, and is removed if the block fails. Its mode is 600: what is
    written may tell of members. What is no file, such as a pipe, is written to as it is.

    Raises:
        FileUnwritable: the folder is not there or cannot be written to, or the disk is full.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            with place.open("wb") as there:
                yield there
            return
        with _draft_of(place) as draft:
            yield draft
    except OSError as problem:
        raise FileUnwritable(str(path), problem.strerror or str(problem)) from problem


@contextmanager
def _draft_of(place: Path) -> Iterator[IO[bytes]]:
    number, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with open(number, "wb") as draft:  # noqa: PTH123 - it is open already
            yield draft
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
