"""Whether segments hold what the log holds: its rows are laid out again, and compared one by one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from ....events import Chunk
from ....events.errors import UnsoundStore
from .. import engine
from ..database import locked_down
from ..loading import Load, make_tables
from . import range_digest
from .files import PARTS, Segment, Segments

_LAID_OUT: Final = "select * exclude (voided_by) replace (type::varchar as type) from {0}"
_WRITTEN: Final = "from read_parquet({0}, hive_partitioning = false)"


def strange_to(segments: Segments, chunks: Iterable[Chunk]) -> list[int]:
    """Return the last entries of the segments that do not hold what the log holds.

    Args:
        segments: Those in a folder, whether the log remembers them or not.
        chunks: The whole log. Reading it takes longer than what `Segments.of` looks at, and sees
            more: an entry that was changed in place, and rows that no entry stands behind.
    """
    described = {each.upto: each for each in segments.described()}
    engine.complete()
    with closing(locked_down(segments.folder)) as connection:
        make_tables(connection)
        for whole in _ranges(chunks):
            segment = described.get(whole[-1].upto)
            if segment and _holds(connection, segments, segment, whole):
                del described[segment.upto]
    return list(described)


def _ranges(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Yield the chunks of each whole range."""
    waiting: list[Chunk] = []
    for chunk in chunks:
        waiting.append(chunk)
        if chunk.upto % range_digest.ENTRIES == 0:
            yield waiting
            waiting = []


def _holds(
    connection: engine.Connection,
    segments: Segments,
    segment: Segment,
    whole: Sequence[Chunk],
) -> bool:
    if segment.covers != range_digest.digest_of(whole) or not segment.has_its_files(
        segments.folder
    ):
        return False
    if segment.format != segments.format:
        return True  # of another version, with columns of its own: they are not read
    load = Load(connection, whole[0].after)
    try:
        load.take(whole)
        paths = {table: segment.path(segments.folder, part) for part, table in PARTS.items()}
        return all(_has_the_rows_of(connection, *each) for each in paths.items())
    except (engine.Error, UnsoundStore):  # no segment at all, or nothing that one could be made of
        return False
    finally:
        load.take_back()


def _has_the_rows_of(connection: engine.Connection, table: str, path: Path) -> bool:
    quoted = str(path).replace("'", "''")
    laid_out = connection.sql(_LAID_OUT.format(table))
    written = connection.sql(_WRITTEN.format(f"'{quoted}'"))
    if (laid_out.columns, laid_out.types) != (written.columns, written.types):
        return False
    # As many rows on both sides, and none of the one lacks on the other: the same rows, however often.
    as_many = laid_out.count("*").fetchall() == written.count("*").fetchall()
    return as_many and not laid_out.except_(written).limit(1).fetchall()
