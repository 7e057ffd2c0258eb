"""A roster laid beside the replayed log: somebody else's list of members, as a table of its own."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Final

import duckdb
import msgspec

_ROWS_AT_ONCE: Final = 100_000

_TABLE: Final = """
    create or replace table roster (
        row_number bigint, member varchar, category varchar, workplace varchar, joined_on date
    )
"""
_ADD: Final = """
    insert into roster
    select
        (line ->> 0)::bigint, line ->> 1, line ->> 2, line ->> 3,
        if(line ->> 5 is null, (line ->> 4)::date, null)
    from (select unnest(from_json($lines, '["JSON"]')) as line)
"""

_encoder = msgspec.json.Encoder()

Line = tuple[int, str, str | None, str | None, date | None, *tuple[date | None, ...]]
"""A row of a roster: its number, the member, the category, the workplace, the day of joining, if exact.

Behind it is the first day that may be meant where it is not. What else the row says is left out."""


def make_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of a roster, empty."""
    connection.execute(_TABLE)


def lay(
    connection: duckdb.DuckDBPyConnection,
    lines: Iterable[Line],
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Load a member list, in place of the one before; report the rows as they are loaded.

    It goes over as text, as the log does: a million rows in a second, where an insert a row takes
    minutes.
    """
    make_table(connection)
    waiting = iter(lines)
    done = 0
    while batch := list(islice(waiting, _ROWS_AT_ONCE)):
        connection.execute(_ADD, {"lines": _encoder.encode(batch).decode()})
        done += len(batch)
        if on_progress:
            on_progress(done)
