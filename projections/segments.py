"""Column segments: whole ranges of the log in columns, as Parquet files beside the store.

A segment is written once and never changed. It holds no more than the log, so deleting segments is
always safe, and any number of processes may use and write them at once: those of one log all write
the same.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import rmtree
from typing import Final, Protocol

import duckdb
import msgspec
from attrs import frozen

from ..events import Stretch

ENTRIES: Final = 65_536
"""How many entries a segment covers; the first one covers entries 1 to 65,536."""

FORMAT: Final = 1
"""Rises when the columns change; segments of another format are not used."""

PARTS: Final = {"members": "members_at_hand", "others": "told_of_others"}
"""The folder of each file of a segment, and the table whose rows it has."""

_COPY: Final = """
    copy (
        select * exclude (voided_by) -- what voids say later is not known to a segment
        from {table}
        where entry > {after} and entry <= {upto}
        order by entry
    )
    to '{path}' (format parquet, compression zstd)
"""


class Source(Protocol):
    """The log, as a replay needs it."""

    def size(self) -> int:
        """Return the number of the last entry."""

    def stretches(self, after: int = 0, upto: int | None = None) -> Iterator[Stretch]:
        """Return the entries after one and up to another, stretch by stretch."""

    def seal(self, entry: int) -> str | None:
        """Return what tells this log from any other that has come to an entry of that number.

        None if nothing does.
        """


@frozen
class Segment:
    """What is known of one segment; it is kept as JSON beside the two files.

    Attributes:
        format: The version of the columns.
        upto: The last entry it covers.
        covers: The digest of the entries it covers, as they are stored.
        known_at: An entry at or behind the last: where the log stood when the segment was written.
        seal: The seal of the log at that entry.
        digests: The digest of the file of each part.
    """

    format: int
    upto: int
    covers: str
    known_at: int
    seal: str
    digests: dict[str, str]

    @property
    def name(self) -> str:
        """The name of its files: the last entry, and what tells it from one of another log."""
        return f"{self.upto:012}-{self.covers[:16]}"

    def path(self, folder: Path, part: str) -> Path:
        """Return where the file of a part is, in the folder of the segments."""
        return folder / part / f"{self.name}.parquet"


class Segments:
    """The segments of one log, in a folder of their own.

    Attributes:
        folder: Where they are; it is made when the first one is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()

    def of(self, source: Source) -> list[Segment]:
        """Return the segments that are of this log, from its beginning without a gap.

        A segment counts only if the log still bears the seal it bore when the segment was written, and
        both files are, to the byte, those written then.
        """
        found: list[Segment] = []
        seals: dict[int, str | None] = {}
        for segment in self._written():
            if segment.known_at not in seals:
                seals[segment.known_at] = source.seal(segment.known_at)
            is_next = segment.upto == (len(found) + 1) * ENTRIES
            if not is_next or segment.seal != seals[segment.known_at] or not self._has(segment):
                break
            found.append(segment)
        return found

    def strange_to(self, stretches: Iterable[Stretch]) -> list[int]:
        """Return the last entries of the segments that do not cover what a log holds.

        Args:
            stretches: The whole log. Reading it takes longer than what `of` looks at, and sees more: an
                entry that was changed in place.
        """
        covering = Covering(0)
        for stretch in stretches:
            covering.pass_by(stretch)
        whole = covering.whole()
        return [each.upto for each in self._written() if whole.get(each.upto) != each.covers]

    def write(
        self,
        connection: duckdb.DuckDBPyConnection,
        upto: int,
        covers: str,
        known_at: int,
        seal: str,
    ) -> Segment:
        """Write the segment that ends with an entry from the tables; it is there whole or not at all.

        Raises:
            OSError, duckdb.Error: the folder cannot be written to.
        """
        bare = Segment(FORMAT, upto, covers, known_at, seal, {})
        digests = {
            part: self._write_part(connection, table, upto, bare.path(self.folder, part))
            for part, table in PARTS.items()
        }
        segment = Segment(FORMAT, upto, covers, known_at, seal, digests)
        description = self._draft(self.folder / f"{upto:012}.json")
        description.write_bytes(msgspec.json.format(msgspec.json.encode(segment)))
        _put_in_place(description, self.folder / f"{upto:012}.json")
        self._delete_others(segment)
        return segment

    def delete(self) -> None:
        """Delete all segments."""
        for path in self.folder.glob("*.json"):
            path.unlink(missing_ok=True)
        for part in PARTS:
            rmtree(self.folder / part, ignore_errors=True)

    def _written(self) -> Iterator[Segment]:
        for path in sorted(self.folder.glob("*.json")):
            try:
                segment = msgspec.json.decode(path.read_bytes(), type=Segment)
            except (OSError, msgspec.MsgspecError):
                return
            if segment.format != FORMAT:
                return
            yield segment

    def _delete_others(self, segment: Segment) -> None:
        """Delete what another log left of the same entries."""
        for part in PARTS:
            for path in (self.folder / part).glob(f"{segment.upto:012}-*.parquet"):
                if path != segment.path(self.folder, part):
                    path.unlink(missing_ok=True)

    def _has(self, segment: Segment) -> bool:
        try:
            return segment.digests == {p: _digest(segment.path(self.folder, p)) for p in PARTS}
        except OSError:
            return False

    def _write_part(
        self, connection: duckdb.DuckDBPyConnection, table: str, upto: int, path: Path
    ) -> str:
        draft = self._draft(path)
        quoted = str(draft).replace("'", "''")
        connection.execute(_COPY.format(table=table, after=upto - ENTRIES, upto=upto, path=quoted))
        digest = _digest(draft)
        _put_in_place(draft, path)
        return digest

    def _draft(self, path: Path) -> Path:
        """Return a new empty file beside a path, for its owner alone; only whole ones get the name."""
        for folder in (self.folder, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        return draft


class Covering:
    """The digests of the segments that stretches make up, as these pass by.

    A digest is the SHA-256 of two: that of the names of the types, each followed by a comma, and that of
    what the entries store, each followed by a line break.
    """

    def __init__(self, head: int) -> None:
        """Start behind the entry `head`; where that is amid a segment, with the next one."""
        self._done: dict[int, str] = {}
        self._is_whole = head % ENTRIES == 0
        self._begin()

    def pass_by(self, stretch: Stretch) -> None:
        """Take in the next stretch, of one segment alone."""
        self._types.update(stretch.types + b",")
        self._data.update(stretch.data + b"\n")
        if stretch.upto % ENTRIES == 0:
            if self._is_whole:
                both = self._types.digest() + self._data.digest()
                self._done[stretch.upto] = hashlib.sha256(both).hexdigest()
            self._begin()
            self._is_whole = True

    def whole(self) -> dict[int, str]:
        """Return the digests of the segments that have passed whole, by their last entries."""
        return dict(self._done)

    def _begin(self) -> None:
        self._types, self._data = hashlib.sha256(), hashlib.sha256()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put_in_place(draft: Path, path: Path) -> None:
    descriptor = os.open(draft, os.O_RDONLY)
    try:
        os.fchmod(descriptor, 0o600)  # the database makes its files for everybody to read
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.replace(path)
