"""Where the entries about members lie: in memory, or in segments that are read where they are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import duckdb

from ..events import Stretch
from ..events.errors import UnsoundStore
from .loading import mark_voided
from .segments import ENTRIES, PARTS, Covering, Segment, Segments, Source

MOST_AT_HAND: Final = 12_000_000
"""How many entries are kept in memory, some 80 bytes each; what is beyond is read from segments."""

MOST_BROUGHT: Final = 4_000_000
"""How many entries are brought to memory from segments, so that further questions are faster."""

_AT_HAND: Final = "create or replace view told_of_members as from members_at_hand"
_BOTH: Final = """
    create or replace view told_of_members as
    select * replace (type::varchar as type) from members_at_hand
    union all by name
    select written.*, taken_back.voided_by
    from read_parquet([{0}]) written
    left join taken_back using (entry)
"""
_REST_AT_HAND: Final = """
    create or replace table members_at_hand as from members_at_hand where entry > {0}
"""
_BRING: Final = "insert into {0} by name from read_parquet([{1}])"


class Shelf:
    """The segments that one projection reads, and those it is going to write.

    The entries about anything but members are few, and always in memory.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, segments: Segments | None) -> None:
        self._connection = connection
        self._segments = segments
        self._read: list[Segment] = []
        self._written = 0
        self._covering: Covering | None = Covering(0)

    def open(self, source: Source) -> int:
        """Read from the segments there are; return the last entry they cover."""
        self._read = self._segments.of(source) if self._segments else []
        self._written = len(self._read) * ENTRIES
        self._covering = Covering(self._written)
        if self._read:
            self._bring("others")
            self._connection.execute(_BOTH.format(self._paths("members")))
        return self._written

    def bring_to_hand(self) -> None:
        """Take what lies in segments into memory, if it is not too much."""
        if self._read and self._written <= MOST_BROUGHT:
            self._bring("members")
            self._read_none()

    def passing(self, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
        """Yield stretches, and take note of what they cover."""
        for stretch in stretches:
            if self._covering:
                self._covering.pass_by(stretch)
            yield stretch

    def mistrust(self) -> None:
        """Write nothing any more: what passed by was not taken in."""
        self._covering = None

    def fill(self, source: Source, on_progress: Callable[[int], None] = lambda _upto: None) -> None:
        """Write segments of the whole ranges that are at hand and not written yet.

        Where that cannot be done nothing is lost: the log is replayed next time.
        """
        with suppress(OSError, duckdb.Error, UnsoundStore):
            if self._segments and self._covering:
                self._fill(source, self._segments, self._covering.whole(), on_progress)

    def make_room(self, source: Source) -> None:
        """Write segments, and read from now on where they lie what is in them."""
        self.fill(source)
        segments = self._segments.of(source) if self._segments else []
        if len(segments) > len(self._read):
            self._read = segments
            self._connection.execute(_REST_AT_HAND.format(len(segments) * ENTRIES))
            self._connection.execute(_BOTH.format(self._paths("members")))

    def close(self) -> None:
        """Read from no segments; what passes by from now on begins with the first entry."""
        self._written = 0
        self._covering = Covering(0)
        self._read_none()

    def _fill(
        self,
        source: Source,
        segments: Segments,
        whole: Mapping[int, str],
        on_progress: Callable[[int], None],
    ) -> None:
        waiting = {upto: covers for upto, covers in whole.items() if upto > self._written}
        if not waiting:
            return
        known_at = source.size()
        seal = source.seal(known_at)
        if seal is None:
            return
        for upto, covers in waiting.items():
            segments.write(self._connection, upto, covers, known_at, seal)
            self._written = upto
            on_progress(upto)

    def _read_none(self) -> None:
        self._read = []
        self._connection.execute(_AT_HAND)

    def _bring(self, part: str) -> None:
        self._connection.execute(_BRING.format(PARTS[part], self._paths(part)))
        mark_voided(self._connection)

    def _paths(self, part: str) -> str:
        """Return the files of a part of the segments that are read, as SQL."""
        folder = self._segments.folder if self._segments else Path()
        paths = (str(segment.path(folder, part)) for segment in self._read)
        return ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
