"""What is asked of every engine, and the embedded answer to it."""

from datetime import date
from typing import Any, Final

import duckdb
from stewards.projections.portable import statement
from stewards.projections.replay import sql
from stewards.registry import Registry

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
    "windows": "select entry from member_facts where not_before is not null",
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


def ranges(name: str, dialect: str) -> str:
    """Return one of the counts with how far it is sure, as one statement for another engine."""
    counted = statement("count_by_workplace", given(name), dialect)
    unsure = statement("ranges_by_workplace", given(name) | {"excluded": []}, dialect)
    return f"""
        select
            coalesce(c.workplace, r.workplace) as workplace,
            coalesce(c.name, r.name) as name,
            coalesce(c.members, 0) as members,
            coalesce(c.members, 0) - coalesce(r.unsure, 0) as at_least,
            coalesce(c.members, 0) + coalesce(r.perhaps, 0) as at_most
        from ({counted}) c
        full join ({unsure}) r on c.workplace is not distinct from r.workplace
        where c.members > 0 or r.perhaps > 0
    """  # noqa: S608 - from our own files


def embedded_ranges(registry: Registry, name: str) -> list[tuple[Any, ...]]:
    """Return one of the counts with how far it is sure, as the registry itself answers, in order."""
    asked = given(name)
    known_at = registry.entry(asked["upto"]).event.recorded_at
    category = asked["categories"] and tuple(asked["categories"])
    view = registry.view(on=asked["on_day"], known_at=known_at)
    counted = view.count(unit=asked["top_unit"], category=category, by="workplace")
    found = [(g.value, g.name, g.members, g.at_least, g.at_most) for g in counted.groups]
    return in_order(found)


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows in an order that does not depend on the engine."""
    return sorted(rows, key=repr)
