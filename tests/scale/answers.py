"""What is asked of every engine, and the embedded answer to it."""

from datetime import date
from typing import Any, Final

import duckdb
from stewards.projections.replay import sql

from .conftest import ENTRIES, SEGMENTS

ALL: Final = SEGMENTS * ENTRIES

ASKED: Final[dict[str, dict[str, Any]]] = {
    "a late day": {"on_day": date(2018, 6, 1), "upto": ALL},
    "before much of it was known": {"on_day": date(2018, 6, 1), "upto": ALL * 3 // 4},
    "an early day": {"on_day": date(2008, 6, 1), "upto": ALL},
    "below a unit": {"on_day": date(2018, 6, 1), "upto": ALL, "top_unit": "a-00001-1"},
    "in a category": {"on_day": date(2018, 6, 1), "upto": ALL, "categories": ["active"]},
}
"""Counts by workplace: what is left out is asked with none."""

_NOTHING: Final = {"top_unit": None, "categories": None}

HAPPENINGS: Final = {
    "mergers": "select unit from unit_facts where kind = 'UnitMerged'",
    "voids": "select voids from voids",
    "moves of units": "select unit from unit_facts where kind = 'UnitMoved'",
    "changes of workplace": "select member from member_facts where kind = 'WorkplaceChanged'",
    "late knowledge": "select entry from entries where recorded_at::date > effective_on + 90",
    "members at merged workplaces": """
        select member from members_on(date '2018-06-01', 1_000_000) where at_unit <> workplace
    """,
    "void joinings": """
        select entry from member_facts where kind = 'MemberJoined' and voided_by is not null
    """,
}
"""What must occur in the history: each a query that must find something."""


def given(name: str) -> dict[str, Any]:
    """Return the parameters of one of the counts asked for."""
    return _NOTHING | ASKED[name]


def embedded(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    """Return one of the counts as the registry itself gives it, in order."""
    call = sql.answers()["count_by_workplace"].call
    rows = connection.execute(f"from {call}", given(name)).fetchall()
    return in_order(rows)


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows in an order that does not depend on the engine."""
    return sorted(rows, key=repr)
