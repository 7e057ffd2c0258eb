"""A new store is made beside its place and put there whole, or nothing is left of it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..events.stores.errors import NoSuchFolder, StoreUnwritable, UnsyncedCommit
from ..events.stores.sqlite.drafts import draft_folder, link, sync
from .errors import StoreInTheWay


@contextmanager
def draft_of(store: str) -> Iterator[str]:
    """Give a path to make a store at; it moves to its place when the block ends well.

    Nobody sees a store that is half made, and one that somebody else made meanwhile stays.

    Raises:
        NoSuchFolder, StoreUnwritable: its folder is not there, or cannot be written to.
        StoreInTheWay: somebody made something at that path meanwhile.
        UnsyncedCommit: it is there, and a loss of power may take it away again.
    """
    place = Path(store)
    with _folder_beside(place) as folder:
        draft = folder / place.name
        yield str(draft)
        _put(draft, place)


@contextmanager
def _folder_beside(place: Path) -> Iterator[Path]:
    with ExitStack() as lent:
        try:
            folder = lent.enter_context(draft_folder(place))
        except FileNotFoundError as problem:
            raise NoSuchFolder(str(place), str(place.parent)) from problem
        except OSError as problem:
            raise StoreUnwritable(str(place), os.strerror(problem.errno or 0)) from problem
        yield folder


def _put(draft: Path, place: Path) -> None:
    """Give the store its name: a link, unlike a renaming, never takes the place of another file."""
    if Path(
        f"{draft}-wal"
    ).exists():  # closing failed to move it into the file, and does not say so
        raise StoreUnwritable(str(place), "the write-ahead log cannot be moved into the file")
    try:
        link(draft, place)
    except FileExistsError as problem:
        raise StoreInTheWay(str(place)) from problem
    except OSError as problem:
        raise StoreUnwritable(str(place), os.strerror(problem.errno or 0)) from problem
    try:
        sync(place.parent)
    except OSError as problem:
        raise UnsyncedCommit(str(place), os.strerror(problem.errno or 0)) from problem
