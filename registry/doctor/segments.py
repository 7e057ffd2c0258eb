"""The column segments beside a store: whether they hold what the log holds."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Final

from ...events import Chunk
from ...events.stores import store
from ...events.stores.sql import sql
from ...events.stores.sqlite.file import SEGMENTS
from ...projections.replay.segments.comparing import strange_to
from ...projections.replay.segments.files import Segments
from .observation import Observation, bad, ok, several

_SHOWN: Final = 3


def observations(path: Path, connection: sqlite3.Connection) -> Iterator[Observation]:
    """Yield whether the segments are those of the log; nothing where there are none."""
    folder = path.with_name(path.name + SEGMENTS)
    if not folder.is_dir():
        return
    strange = strange_to(Segments(folder), _chunks(connection))
    if strange:
        named = [f"entry {upto}" for upto in strange[:_SHOWN]]
        yield bad(
            "segments",
            f"column segments do not hold what the log holds, up to {several(named, len(strange))}",
            f"Build them again: stewards --store {quote(str(path))} replay --rebuild",
        )
    else:
        yield ok("segments", "the column segments hold what the log holds")


def _chunks(connection: sqlite3.Connection) -> Iterator[Chunk]:
    after = 0
    while True:
        bounds = {"after": after, "upto": after + store.ENTRIES_IN_A_CHUNK}
        types, data = connection.execute(sql("chunk"), bounds).fetchone()
        if types is None:
            return
        yield Chunk(after, types, data)
        after += store.ENTRIES_IN_A_CHUNK
