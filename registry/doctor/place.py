"""Where a file of ours lies: on what kind of file system, in whose reach, with how much room."""

import os
import re
import shlex
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ...events.stores.sqlite.drafts import abandoned
from ...events.stores.sqlite.file import PEOPLE, SEGMENTS, open_to_others
from .observation import Observation, bad, note, ok

MOUNTS: Final = Path("/proc/self/mounts")

_NETWORK: Final = re.compile(
    r"nfs4?|cifs|smb.*|afs|coda|ncpfs|9p|davfs.*|lustre|ceph|gpfs|beegfs|glusterfs|vboxsf|vmhgfs.*|drvfs"
    r"|fuse\.(sshfs|rclone|s3fs|gcsfuse|glusterfs|davfs2?|goofys|blobfuse2?|vmhgfs-fuse|.*drive.*)"
)
_FLEETING: Final = re.compile(r"tmpfs|ramfs|overlay|aufs")
_SYNCHRONISED: Final = re.compile(
    r"onedrive.*|dropbox.*|google ?drive.*|my drive|nextcloud.*|owncloud.*|icloud.*"
    r"|mobile documents|cloudstorage|box|box sync|pcloud ?drive|mega(sync)?|proton ?drive|kdrive",
    re.IGNORECASE,
)
_MARKS: Final = (".dropbox", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log", ".sync")
_BESIDE: Final = ("-journal", "-wal", "-shm", SEGMENTS, PEOPLE)
_LITTLE: Final = 100 * 2**20

_LOCKS: Final = "Locks do not work there, and facts get lost: move the store to a local disk."


def observations(path: Path) -> Iterator[Observation]:
    """Yield what is to be said of the surroundings of a file; nothing is opened."""
    folder = path.absolute().parent
    if not folder.is_dir():
        yield bad(
            "folder", f"there is no folder {folder}", "Create the folder, or give another path."
        )
        return
    yield _folder(folder)
    yield _file_system(folder)
    yield _synchronised(folder)
    yield _room(folder, path)
    yield from _drafts(path)


def file_system_of(path: Path, mounts: str) -> str:
    """Return the kind of file system that a path lies on, given the table of mounts."""
    places: dict[str, str] = {}
    for line in mounts.splitlines():
        _device, place, kind, *_ = line.split(" ")
        places[re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place)] = kind
    real = path.resolve()
    return next((places[str(p)] for p in (real, *real.parents) if str(p) in places), "unknown")


def rights(path: Path) -> Iterator[Observation]:
    """Yield what is to be said of who may open the file of a registry, and by which names."""
    status = path.stat()
    found = [place.name for place in _ours(path) if open_to_others(place)]
    if found:
        yield bad(
            "permissions",
            f"other users of this machine can open {', '.join(found)}",
            "Remove the rights of group and others: chmod go= on each.",
        )
    else:
        yield ok("permissions", f"{stat.filemode(status.st_mode)}: only its owner can open it")
    if status.st_nlink > 1:
        yield bad(
            "links",
            f"the file has {status.st_nlink} names",
            "Remove all names but one: opened by another name, the file has no journal.",
        )


def _ours(path: Path) -> Iterator[Path]:
    yield path
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            yield beside
            if beside.is_dir():
                yield from sorted(beside.rglob("*"))


def _folder(folder: Path) -> Observation:
    mode = folder.stat().st_mode
    others_write = mode & (stat.S_IWGRP | stat.S_IWOTH) and not mode & stat.S_ISVTX
    if others_write:
        return bad(
            "folder",
            f"other users of this machine can write to {folder}, and so replace the store",
            f"To prevent that: chmod go-w {shlex.quote(str(folder))}",
        )
    return ok("folder", f"{folder}, {stat.filemode(mode)}")


def _file_system(folder: Path) -> Observation:
    if not MOUNTS.exists():
        return note(
            "file system",
            "this system does not tell what kind it is",
            "Make sure that the store is on a local disk, not on a network drive.",
        )
    kind = file_system_of(folder, MOUNTS.read_text("utf-8", "surrogateescape"))
    if _NETWORK.fullmatch(kind):
        return bad(
            "file system",
            f"{kind}, which is reached over a network or from outside this machine",
            _LOCKS,
        )
    if _FLEETING.fullmatch(kind):
        return note(
            "file system",
            f"{kind}, which may be gone when the machine or its container stops",
            "Use it for trials only.",
        )
    return ok("file system", kind)


def _synchronised(folder: Path) -> Observation:
    real = folder.resolve()
    for place in (real, *real.parents):
        marks = [mark for mark in _MARKS if os.path.lexists(place / mark)]
        if _SYNCHRONISED.fullmatch(place.name) or marks:
            return bad(
                "synchronised",
                f"{place} looks like a folder that is copied to other machines",
                "Move the store elsewhere: a file that is copied while it is written is damaged in the copy.",
            )
    return ok("synchronised", "no sign of a folder that is copied to other machines")


def _drafts(path: Path) -> Iterator[Observation]:
    if left := abandoned(path):
        yield note(
            "drafts",
            f"an import into a new store was cut short: {', '.join(each.name for each in left)}",
            "Nothing needs to be done: the next command with this store deletes it. Import again.",
        )


def _room(folder: Path, path: Path) -> Observation:
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.is_file() else 0
    found = f"{free / 2**30:.1f} GiB free, {size / 2**20:.1f} MiB used by the store"
    if free < max(_LITTLE, size):
        return note("room", found, "Make room: a large import needs as much again.")
    return ok("room", found)
