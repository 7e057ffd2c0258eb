"""Where the entries about members lie: in memory, or in segments that are read where they are."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ....events import Chunk
from ....events.errors import UnsoundStore
from ...errors import SegmentsUnwritable
from .. import engine
from ..loading import ALL_AT_HAND, mark_voided
from ..source import Mark, Source
from . import range_digest
from .files import PARTS, NotWhole, Segment, Segments

MOST_AT_HAND: Final = 12_000_000
"""How many entries are kept in memory, some 160 bytes each; what is beyond is read from segments."""

MOST_BROUGHT: Final = 4_000_000
"""How many entries are brought to memory from segments, so that further questions are faster."""

# The names of folders are no columns, though they may look like `year=2019`.
_BOTH: Final = """
    create or replace view told_of_members as
    select * replace (type::varchar as type) from members_at_hand
    union all by name
    select written.*, taken_back.voided_by
    from read_parquet([{0}], hive_partitioning = false) written
    left join taken_back using (entry)
"""
_REST_AT_HAND: Final = """
    create or replace table members_at_hand as from members_at_hand where entry > {0}
"""
_BRING: Final = "insert into {1} by name from read_parquet([{0}], hive_partitioning = false)"


class Shelf:
    """The segments that one projection reads, and those it is going to write.

    The entries about anything but members are few, and always in memory.
    """

    def __init__(self, connection: engine.Connection, segments: Segments | None) -> None:
        self._connection = connection
        self._segments = segments
        self._known: list[Segment] = []  # of what is replayed here: opened, or written by us
        self._read: list[Segment] = []
        self._covering: range_digest.Covering | None = None
        self._is_lent = False

    def open(self, source: Source) -> int:
        """Read from the segments there are; return the last entry they cover."""
        self._known = self._segments.of(source) if self._segments else []
        self._read = list(self._known)
        self._covering = range_digest.Covering(self._covered)
        if self._read:
            self._bring("others")
            self._read_both()
        return self._covered

    @property
    def is_read(self) -> bool:
        """Whether anything is read from segments."""
        return bool(self._read)

    def bring_to_hand(self) -> None:
        """Take what lies in segments into memory, if it is not too much."""
        if self._read and self._covered <= MOST_BROUGHT:
            self._bring("members")
            self._read_none()

    def passing(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield chunks, and take note of what they cover."""
        for chunk in chunks:
            if self._segments and self._covering:
                self._covering.pass_by(chunk)
            yield chunk

    def mistrust(self) -> None:
        """Write nothing any more: what passed by was not taken in."""
        self._covering = None

    def lend(self) -> None:
        """Write nothing for good: whoever has a connection may change the rows."""
        self._is_lent = True

    def fill(
        self, source: Source, mark: Mark, on_progress: Callable[[int], None] | None = None
    ) -> None:
        """Write segments of the whole ranges that are at hand and not written yet.

        Nothing is written of a log that bears no seal, or no longer that of its mark.

        Raises:
            SegmentsUnwritable: the folder cannot be written to. Nothing is lost: the log is replayed
                next time.
        """
        if self._segments is None or self._is_lent:
            return
        try:
            for segment in self._written(source, mark, self._segments):
                if on_progress:
                    on_progress(segment.upto)
        except (OSError, engine.Error, NotWhole) as problem:
            raise SegmentsUnwritable(str(self._segments.folder), str(problem)) from problem

    def make_room(self, source: Source, mark: Mark) -> None:
        """Write segments, and read from now on where they lie what is in them."""
        with suppress(SegmentsUnwritable, UnsoundStore):
            self.fill(source, mark)
        if len(self._known) > len(self._read):
            self._read = list(self._known)
            self._read_both()
            self._connection.execute(_REST_AT_HAND.format(self._covered))

    def close(self) -> None:
        """Read from no segments; what passes by from now on begins with the first entry."""
        self._known = []
        self._covering = range_digest.Covering(0)
        self._read_none()

    @property
    def _covered(self) -> int:
        return len(self._known) * range_digest.ENTRIES

    def _written(self, source: Source, mark: Mark, segments: Segments) -> Iterator[Segment]:
        """Write what waits, and yield it."""
        whole = self._covering.whole() if self._covering else {}
        entry, seal = mark.entry, mark.seal
        if (
            seal is None
            or self._covered + range_digest.ENTRIES not in whole
            or not mark.is_of(source)
        ):
            return

        def vouch(digest: str) -> bool:
            return source.vouch(digest, entry, seal)

        try:
            while covers := whole.get(upto := self._covered + range_digest.ENTRIES):
                segment = segments.write(self._connection, upto, covers, vouch)
                if segment is None:
                    return
                self._known.append(segment)
                yield segment
        finally:
            segments.tidy(self._known)

    def _bring(self, part: str) -> None:
        self._connection.execute(_BRING.format(self._paths(part), PARTS[part]))
        mark_voided(self._connection)

    def _read_both(self) -> None:
        self._connection.execute(_BOTH.format(self._paths("members")))

    def _read_none(self) -> None:
        self._read = []
        self._connection.execute(ALL_AT_HAND)

    def _paths(self, part: str) -> str:
        """Return the files of a part of the segments that are read, as SQL."""
        folder = self._segments.folder if self._segments else Path()
        paths = (str(segment.path(folder, part)) for segment in self._read)
        return ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
