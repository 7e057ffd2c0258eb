"""Answers as statements for other engines; here DuckDB itself, with nothing but the segments."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from stewards.events.errors import MissingExtra
from stewards.projections.errors import NoSuchQuestion, NothingGiven, NotPortable
from stewards.projections.portable import statement
from stewards.projections.replay import sql
from stewards.registry import Registry

from .answers import ALL, ASKED, HAPPENINGS, embedded, embedded_ranges, given, in_order, ranges

ANYTHING: dict[str, Any] = {
    "on_day": date(2018, 6, 1),
    "upto": ALL,
    "top_unit": "a-00001-1",
    "since": None,
    "since_entry": ALL // 2,
    "of_units": ["a-00001-1"],
    "units": ["a-00001-1"],
    "threshold": 5,
    "counted": ["active"],
    "excluded": [],
    "categories": ["active"],
    "depth": 1,
}
TABLES = {"member_entries": "members", "other_entries": "others"}
OF_OTHER_TABLES = ("offices", "roster")


@pytest.fixture
def elsewhere(registry: Registry, folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a database that has nothing but the files of the segments."""
    assert registry.size() == ALL
    connection = duckdb.connect()
    for table, part in TABLES.items():
        files = str(folder / part / "*.parquet")
        connection.read_parquet(files).create_view(table)
    return connection


def test_what_matters_occurs_in_the_history(own: duckdb.DuckDBPyConnection) -> None:
    """There are mergers, voids, moves, and facts told long after their day, all of which count."""
    assert [name for name, query in HAPPENINGS.items() if not own.execute(query).fetchall()] == []


def test_a_count_is_the_same_elsewhere(
    own: duckdb.DuckDBPyConnection, elsewhere: duckdb.DuckDBPyConnection
) -> None:
    """Over the segments alone a statement gives what the registry gives over the log."""
    for name in ASKED:
        query = statement("count_by_workplace", given(name), "duckdb")

        assert in_order(elsewhere.execute(query).fetchall()) == embedded(own, name), name
        assert embedded(own, name) != [], name


def test_so_is_how_far_it_is_sure(registry: Registry, elsewhere: duckdb.DuckDBPyConnection) -> None:
    """A count with at least and at most is what the registry answers, to the row."""
    for name in ASKED:
        expected = embedded_ranges(registry, name)

        assert in_order(elsewhere.execute(ranges(name, "duckdb")).fetchall()) == expected, name
        assert any(least < members for _, _, members, least, _ in expected), name
        assert any(members < most for _, _, members, _, most in expected), name


def test_so_are_most_answers(
    own: duckdb.DuckDBPyConnection, elsewhere: duckdb.DuckDBPyConnection
) -> None:
    """All that need nothing but the segments, and ask others only what they were asked themselves."""
    alike = 0
    for name, answer in sql.answers().items():
        if not set(answer.parameters) <= ANYTHING.keys():
            continue
        asked = {parameter: ANYTHING[parameter] for parameter in answer.parameters}
        try:
            query = statement(name, asked, "duckdb")
        except NotPortable:
            continue
        if any(f"FROM {table}" in query or f"JOIN {table}" in query for table in OF_OTHER_TABLES):
            continue
        expected = own.execute(f"from {answer.call}", asked).fetchall()
        assert in_order(elsewhere.execute(query).fetchall()) == in_order(expected), name
        alike += 1
    assert alike >= 30


def test_an_unknown_question_is_named() -> None:
    """A question is an SQL file in the room of a subject."""
    with pytest.raises(NoSuchQuestion) as refused:
        statement("count_by_mood", {})
    assert str(refused.value) == (
        "Cannot write count_by_mood for another engine because there is no question of that name."
        " The questions are the SQL files in the folders of projections/."
    )


def test_a_missing_value_is_named() -> None:
    """Every parameter has a value; that of the day is missing here."""
    with pytest.raises(NothingGiven) as refused:
        statement("count_on", {"upto": 7})
    assert str(refused.value) == (
        "Cannot write count_on for another engine because no value is given for on_day."
        " Give a value for every parameter; None is one."
    )


def test_what_asks_with_values_of_its_own_is_not_portable() -> None:
    """A step is there once, so it is asked with one set of values."""
    with pytest.raises(NotPortable) as refused:
        statement("counted_by", ANYTHING)
    assert str(refused.value) == (
        "Cannot write counted_by for another engine because it uses lying_on with values of its own."
        " Ask it with stewards, or write lying_on and continue from there."
    )


def test_without_sqlglot_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is an extra of its own."""
    monkeypatch.setitem(sys.modules, "stewards.projections.portable.transpiling", None)

    with pytest.raises(MissingExtra) as refused:
        statement("count_on", {})
    assert str(refused.value) == (
        "Cannot write count_on for another engine because the extra portable is not installed."
        " Install it with: pip install 'stewards[portable]'"
    )
