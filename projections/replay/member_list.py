"""A roster laid beside the replayed log: somebody else's list of members, as a table of its own."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice
from typing import Final

import msgspec

from . import engine

_ROWS_AT_ONCE: Final = 10_000
"""Of ten times as many the text leaves the caches of the processor, and takes twice as long to read."""

_TABLE: Final = """
    create or replace table roster (
        row_number bigint, member varchar, category varchar, workplace varchar, joined_on date
    )
"""
# the lines come from a row of their own: a parameter itself is unfolded value by value, in thrice the time
_ADD: Final = """
    insert into roster
    select line[1]::bigint, line[2], line[3], line[4], if(line[6] is null, line[5]::date, null)
    from (select unnest(from_json(lines, '[["VARCHAR"]]')) as line from (select $lines as lines))
"""

_encoder = msgspec.json.Encoder()

Line = tuple[int, str, str | None, str | None, date | None, *tuple[date | None, ...]]
"""A row of a roster: its number, the member, the category, the workplace, the day of joining, if exact.

Behind it is the first day that may be meant where it is not. What else the row says is left out."""


def make_table(connection: engine.Connection) -> None:
    """Make the table of a roster, empty."""
    connection.execute(_TABLE)


def lay(
    connection: engine.Connection,
    lines: Iterable[Line],
    on_progress: Callable[[int], None] | None = None,
) -> None:
    """Load a member list, in place of the one before; report the rows as they are loaded.

    It goes over as text, as the log does: a million rows in a second, where an insert a row takes
    minutes. In one transaction, since between two the database may look through all that is replayed.
    It is on a connection of its own: what is told of the progress may ask meanwhile, and tables that are
    kept for its questions are neither hidden in that transaction nor gone with it.
    """
    with connection.cursor() as own:
        own.begin()
        make_table(own)
        waiting = iter(lines)
        done = 0
        while batch := list(islice(waiting, _ROWS_AT_ONCE)):
            own.execute(_ADD, {"lines": _encoder.encode(batch).decode()})
            done += len(batch)
            if on_progress:
                on_progress(done)
        own.commit()  # unless it failed: then it is closed with nothing of it done
