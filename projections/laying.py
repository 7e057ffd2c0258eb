"""A roster laid beside the replayed log: somebody else's list of members, as a table of its own."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final

import duckdb

_ROWS_AT_ONCE: Final = 100_000

_TABLE: Final = """
    create or replace table roster (
        row_number bigint, member varchar, category varchar, workplace varchar, joined_on date
    )
"""
_ADD: Final = """
    insert into roster
    select
        unnest(string_split($numbers, chr(10)))::bigint,
        unnest(string_split($members, chr(10))),
        nullif(unnest(string_split($categories, chr(10))), ''),
        nullif(unnest(string_split($workplaces, chr(10))), ''),
        nullif(unnest(string_split($joined_on, chr(10))), '')::date
"""
_COLUMNS: Final = ("numbers", "members", "categories", "workplaces", "joined_on")

Line = tuple[int, str, str | None, str | None, date | None]
"""A row of a roster: its number, the member, the category, the workplace, the day of joining."""


def make_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of a roster, empty."""
    connection.execute(_TABLE)


def lay(connection: duckdb.DuckDBPyConnection, lines: Iterable[Line]) -> None:
    """Lay a roster out, in place of the one before.

    It goes over as text, a column at a time, as the lines of the log do: an insert a row would take
    minutes. Ids have no line breaks, which their check sees to.
    """
    make_table(connection)
    waiting = iter(lines)
    while batch := list(islice(waiting, _ROWS_AT_ONCE)):
        connection.execute(
            _ADD, dict(zip(_COLUMNS, map(_text, zip(*batch, strict=True)), strict=True))
        )


def _text(column: Sequence[object]) -> str:
    return "\n".join("" if value is None else str(value) for value in column)
