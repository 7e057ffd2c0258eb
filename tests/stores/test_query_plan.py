"""How SQLite goes about the question of which entries match."""

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.sql import sql

from .helpers import item, positions, query, told

BOUNDS = "position>? AND position<?"


@pytest.fixture
def plan(sqlite_store: SQLiteDCBRecorder) -> list[str]:
    """Return the steps of the statement that finds what matches."""
    given = {"query": '{"items":[]}', "after": 0, "head": 1, "limit": 1}
    with sqlite_store._connections.use() as connection:
        steps = connection.execute(f"explain query plan {sql('matching_positions')}", given)
        return [step for *_numbers, step in steps]


def test_entries_are_found_through_an_index(plan: list[str]):
    """By tag and position, by type and position, by position: no table is read from end to end."""
    assert f"SEARCH tags USING PRIMARY KEY (tag=? AND {BOUNDS})" in plan
    assert "SEARCH borne USING PRIMARY KEY (tag=? AND position=?)" in plan
    assert "SEARCH entries USING INTEGER PRIMARY KEY (rowid=?)" in plan
    assert f"SEARCH entries USING COVERING INDEX entries_by_type (type=? AND {BOUNDS})" in plan
    assert not [
        step for step in plan if step.startswith(("SCAN tags", "SCAN entries", "SCAN borne"))
    ]


def test_a_question_of_any_size_is_one_statement(sqlite_store: SQLiteDCBRecorder):
    """Twenty thousand items, or tags or types of one item, meet no limit of SQLite."""
    sqlite_store.append([told("T7", "a7", "a8"), told("T", "b")])
    many = range(20_000)

    assert positions(sqlite_store.read(query(*(item(f"a{n}") for n in many)))) == [1]
    assert positions(sqlite_store.read(query(item(*(f"a{n}" for n in many))))) == []
    assert positions(sqlite_store.read(query(item(types=[f"T{n}" for n in many])))) == [1]
