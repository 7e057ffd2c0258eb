"""The folders beside a store in which a new one is made, and those that nobody finishes any more.

Whoever makes a store locks the folder, and the system takes the lock away when the process is gone,
however it ended. So a folder that can be locked is abandoned.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from ..errors import NoSuchFolder, StoreUnwritable, UnsyncedCommit

_ENDING = "-draft-"
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP}  # as on memory sticks


@contextmanager
def _draft_folder(place: Path) -> Iterator[Path]:
    """Lend a new folder beside the place of a store; it is gone afterwards.

    Raises:
        OSError: the folder that it is to lie in is not there, or cannot be written to.
    """
    from shutil import rmtree
    from tempfile import mkdtemp

    while True:
        folder = Path(mkdtemp(prefix=_prefix(place), dir=place.parent))
        with _locked(folder):
            if not folder.exists():  # somebody tidied up between its making and its locking
                continue
            try:
                yield folder
            finally:
                rmtree(folder, ignore_errors=True)
            return


@contextmanager
def folder_beside(place: Path) -> Iterator[Path]:
    """Lend such a folder; those that nobody finishes any more are deleted on the way.

    Raises:
        NoSuchFolder: the folder that it is to lie in is not there.
        StoreUnwritable: that cannot be written to.
    """
    tidy(place)
    with ExitStack() as lent:
        try:
            folder = lent.enter_context(_draft_folder(place))
        except FileNotFoundError as problem:
            raise NoSuchFolder(str(place), str(place.parent)) from problem
        except OSError as problem:
            raise _unwritable(place, problem) from problem
        yield folder


def put(draft: Path, place: Path) -> None:
    """Give a file that was made in such a folder its name: a link never takes the place of another file.

    Raises:
        FileExistsError: something is there.
        StoreUnwritable: it cannot be given that name, or is not whole.
        UnsyncedCommit: it is there, and a loss of power may take it away again.
    """
    if Path(
        f"{draft}-wal"
    ).exists():  # closing failed to move it into the file, and does not say so
        raise StoreUnwritable(str(place), "the write-ahead log cannot be moved into the file")
    try:
        _link(draft, place)
    except FileExistsError:
        raise
    except OSError as problem:
        raise _unwritable(place, problem) from problem
    try:
        _sync(place.parent)
    except OSError as problem:
        raise UnsyncedCommit(str(place), os.strerror(problem.errno or 0)) from problem


def _unwritable(place: Path, problem: OSError) -> StoreUnwritable:
    return StoreUnwritable(str(place), os.strerror(problem.errno or 0))


def _link(draft: Path, place: Path) -> None:
    try:
        place.hardlink_to(draft)
    except OSError as problem:
        if problem.errno not in _NO_LINKS or place.exists():
            raise
        draft.rename(place)


def _sync(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power, as what the files hold does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def abandoned(place: Path) -> list[Path]:
    """Return the folders in which somebody began to make a store at a place and will not go on."""
    return [folder for folder in _drafts(place) if _is_free(folder)]


def tidy(place: Path) -> None:
    """Delete the folders in which somebody began to make a store at a place and will not go on."""
    for folder in _drafts(place):
        with _locked(folder, wait=False) as is_free:
            if is_free:
                from shutil import rmtree

                rmtree(folder, ignore_errors=True)


def _prefix(place: Path) -> str:
    return f".{place.name}{_ENDING}"


def _drafts(place: Path) -> list[Path]:
    with suppress(OSError), os.scandir(place.absolute().parent) as there:
        found = [each for each in there if each.name.startswith(_prefix(place))]
        return sorted(Path(each) for each in found if each.is_dir(follow_symlinks=False))
    return []


def _is_free(folder: Path) -> bool:
    with _locked(folder, wait=False) as is_free:
        return is_free


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Lock a folder; give whether it could be, which some systems do not let anybody do."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield False
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # somebody was faster to delete it
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            is_locked = True
        except OSError:
            is_locked = False
        yield is_locked
    finally:
        os.close(descriptor)
