"""Which entries of a SQLite store match a query."""

import sqlite3
from collections.abc import Sequence

import msgspec
from eventsourcing.dcb.api import DCBQuery

from ..checks import checked_query
from ..sql import sql

_encoder = msgspec.json.Encoder()


def matching_positions(
    connection: sqlite3.Connection,
    query: DCBQuery | None,
    after: int | None,
    head: int,
    limit: int | None,
) -> Sequence[int]:
    """Return the positions of the matching entries after one and up to the head, in order.

    Raises:
        MalformedTag: the query names a tag or type with a NUL character.
    """
    first = min(max(after or 0, 0), head)
    most = head if limit is None else min(max(limit, 0), head)
    query = checked_query(query)
    if _matches_everything(query):
        return range(first + 1, head + 1)[:most]
    wanted = _encoder.encode(query).decode()
    given = {"query": wanted, "after": first, "head": head, "limit": most}
    # All at once: a loop that is interrupted keeps the file from writers while its traceback is kept.
    found = connection.execute(sql("matching_positions"), given).fetchall()
    return [position for (position,) in found]


def _matches_everything(query: DCBQuery) -> bool:
    return not query.items or any(not (item.types or item.tags) for item in query.items)
