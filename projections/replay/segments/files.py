"""Column segments: whole ranges of the log in columns, as Parquet files beside the store.

A segment is written once and never changed. It holds no more than the log, so deleting segments is
always safe, and any number of processes may use and write them at once: those of one log all write
the same. Whatever else lies in the folder is left alone.
"""

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import attrs
import msgspec
from attrs import frozen

from ....events import TYPES
from .. import engine, sql
from ..source import Source
from . import range_digest

PARTS: Final = {"members": "members_at_hand", "others": "told_of_others"}
"""The folder of each file of a segment, and the table whose rows it has."""

_OURS: Final = re.compile(
    r"(?P<whole>\d{12}\.json|\d{12}-[0-9a-f]{16}\.parquet)"
    r"|\.(\d{12}\.json|\d{12}-[0-9a-f]{16}\.parquet)\.[0-9a-f]{16}"
)
"""The name of a file that is ours; a draft, which begins with a dot, gets the other name once whole."""

Vouch = Callable[[str], bool]
"""Lets a log remember the digest of a segment; says whether it does."""

_DRAFT_LIVES: Final = 24 * 60 * 60  # seconds, after which whoever wrote it is taken for dead

_COPY: Final = """
    copy (
        select * exclude (voided_by) -- what voids say later is not known to a segment
        from {table}
        where entry > {after} and entry <= {upto}
        order by entry
    )
    to '{path}' (format parquet, compression zstd, use_tmp_file false)
"""


class NotWhole(Exception):
    """A segment would not hold all the entries that it covers."""


@frozen
class Segment:
    """What is known of one segment; it is kept as JSON beside the two files.

    The log remembers the digest of that, so no other files are taken for those it was written with.

    Attributes:
        format: What distinguishes these columns, and the versions of the types in them, from any others.
        upto: The last entry it covers.
        covers: The digest of the entries it covers, as they are stored.
        digests: The digest of the file of each part.
    """

    format: str
    upto: int
    covers: str
    digests: dict[str, str]

    @property
    def name(self) -> str:
        """The name of its files: the last entry, and what distinguishes it from one of another log."""
        return f"{self.upto:012}-{self.covers[:16]}"

    @property
    def digest(self) -> str:
        """What stands for all of this."""
        encoded = msgspec.json.encode(self, order="deterministic")
        return hashlib.sha256(encoded).hexdigest()

    def path(self, folder: Path, part: str) -> Path:
        """Return where the file of a part is, in the folder of the segments."""
        return folder / part / f"{self.name}.parquet"

    def has_its_files(self, folder: Path) -> bool:
        """Return whether both files are, to the byte, those that were written."""
        with suppress(OSError):
            return self.digests == {part: _digest(self.path(folder, part)) for part in PARTS}
        return False


class Segments:
    """The segments of one log, in a folder.

    Attributes:
        folder: Where they are; it is made when the first one is written.
        format: The format of the columns of this version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.format = _format()

    def of(self, source: Source) -> list[Segment]:
        """Return the segments that are of this log, from its beginning without a gap.

        A segment counts only if the log remembers it, and both files are those written then.
        """
        found: list[Segment] = []
        vouched = source.vouched()
        for segment in self.described():
            is_next = segment.upto == (len(found) + 1) * range_digest.ENTRIES
            is_ours = segment.format == self.format and segment.digest in vouched
            if not (is_next and is_ours and segment.has_its_files(self.folder)):
                break
            found.append(segment)
        return found

    def described(self) -> Iterator[Segment]:
        """Yield what is known of the segments, up to the first that cannot be read."""
        for path in _ours(self.folder):
            if path.suffix == ".json":
                try:
                    yield msgspec.json.decode(path.read_bytes(), type=Segment)
                except (OSError, msgspec.MsgspecError):
                    return

    def write(
        self, connection: engine.Connection, upto: int, covers: str, vouch: Vouch
    ) -> Segment | None:
        """Write the segment that ends with an entry from the tables; it is there whole or not at all.

        Args:
            connection: The database with the tables.
            upto: The last entry it covers.
            covers: The digest of what it covers.
            vouch: What lets the log remember the digest of the segment, and says whether it does.

        Returns:
            The segment; none if the log does not remember it.

        Raises:
            OSError, duckdb.Error: the folder cannot be written to.
            NotWhole: the tables do not hold all the entries.
        """
        bare = Segment(self.format, upto, covers, {})
        rows = 0
        for part, table in PARTS.items():
            rows += self._write_part(connection, table, upto, bare.path(self.folder, part))
        if rows != range_digest.ENTRIES:
            raise NotWhole(upto, rows)
        digests = {part: _digest(bare.path(self.folder, part)) for part in PARTS}
        segment = attrs.evolve(bare, digests=digests)
        if not vouch(segment.digest):
            return None
        with self._draft(self.folder / f"{upto:012}.json") as draft:
            draft.write_bytes(msgspec.json.format(msgspec.json.encode(segment)))
        return segment

    def tidy(self, kept: Sequence[Segment]) -> None:
        """Delete what another log left of the entries of segments, and drafts of killed writers."""
        names = {f"{segment.name}.parquet" for segment in kept}
        covered = f"{len(kept) * range_digest.ENTRIES:012}-~"  # behind all names that begin with the number
        for folder in (self.folder, *(self.folder / part for part in PARTS)):
            for path in _ours(folder, drafts=True):
                is_other = path.suffix == ".parquet" and path.name <= covered
                if (is_other and path.name not in names) or _is_forsaken(path):
                    path.unlink(missing_ok=True)

    def delete(self) -> None:
        """Delete all segments, and the folder if nothing else is in it."""
        for folder in (*(self.folder / part for part in PARTS), self.folder):
            for path in _ours(folder, drafts=True):
                path.unlink(missing_ok=True)
            with suppress(OSError):
                folder.rmdir()

    def _write_part(self, connection: engine.Connection, table: str, upto: int, path: Path) -> int:
        """Write one file; return the number of its rows."""
        after = upto - range_digest.ENTRIES
        with self._draft(path) as draft:
            quoted = str(draft).replace("'", "''")
            copy = _COPY.format(table=table, after=after, upto=upto, path=quoted)
            [(rows,)] = connection.execute(copy).fetchall()
        return int(rows)

    @contextmanager
    def _draft(self, path: Path) -> Iterator[Path]:
        """Lend an empty file for its owner alone, which gets the path as its name once it is whole."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        from secrets import token_hex  # noqa: PLC0415 - who writes none needs no random names

        draft = path.with_name(f".{path.name}.{token_hex(8)}")
        draft.touch(mode=0o600)
        try:
            yield draft
            _wait_for_disk(draft)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _ours(folder: Path, *, drafts: bool = False) -> list[Path]:
    """Return the files of a folder that bear names of ours, in order."""
    try:
        named = [(path, _OURS.fullmatch(path.name)) for path in sorted(folder.iterdir())]
    except OSError:
        return []
    return [path for path, ours in named if ours and (drafts or ours["whole"])]


def _is_forsaken(path: Path) -> bool:
    """Return whether a file is a draft whose writer is taken for dead."""
    with suppress(OSError):
        return path.name.startswith(".") and time.time() - path.stat().st_mtime > _DRAFT_LIVES
    return False


def _format() -> str:
    queries = sql.texts("staging")
    texts = [queries["told_of_members"], queries["told_of_others"]]
    types = [f"{name} {kind.version}" for name, kind in sorted(TYPES.items())]
    return hashlib.sha256("\n".join([*texts, *types]).encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wait_for_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if hasattr(os, "fchmod"):  # not on Windows before Python 3.13
            os.fchmod(descriptor, 0o600)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
