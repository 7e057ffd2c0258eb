"""What `doctor` says of the column segments beside a store."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stewards.events.stores import store as store_module
from stewards.projections.replay.segments import range_digest
from stewards.registry import Registry

from ..segments import let_nobody_join, rewrite
from .seeing import seen


@pytest.fixture(autouse=True)
def _of_sixteen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(range_digest, "ENTRIES", 16)
    monkeypatch.setattr(store_module, "ENTRIES_IN_A_CHUNK", 8)


def test_nothing_is_said_where_there_are_none(store: Path) -> None:
    """A short log has no segments, and needs none."""
    assert "segments" not in seen(store)


def test_segments_of_the_log_are_well(store: Path) -> None:
    """What they cover is what the log holds, by its digest."""
    with Registry.open(store) as registry:
        registry.replay()

    found = seen(store)["segments"]
    assert (found.verdict, found.found) == ("ok", "the column segments hold what the log holds")


def test_rows_rewritten_by_hand_are_found(store: Path) -> None:
    """Though files and descriptions agree, the rows are not those that the entries tell."""
    with Registry.open(store) as registry:
        registry.replay()
    let_nobody_join(store.with_name("registry.db-segments"))

    found = seen(store)["segments"]
    assert (found.verdict, found.found, found.advice) == (
        "bad",
        "column segments do not hold what the log holds, up to entry 64; entry 80; entry 96; and 6 more",
        f"Build them again: stewards --store {store} replay --rebuild",
    )


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("select * exclude (category) from rows", id="a column less"),
        pytest.param("select * rename (category as note) from rows", id="a column by another name"),
        pytest.param(
            "select * replace (entry::varchar as entry) from rows", id="a column of another type"
        ),
        pytest.param("select * from rows limit 1", id="a row less"),
        pytest.param(
            "select unnest([entry, entry]) as entry, * exclude (entry) from rows", id="rows twice"
        ),
    ],
)
def test_other_rows_and_columns_are_found(store: Path, change: str) -> None:
    """However a file was rewritten."""
    with Registry.open(store) as registry:
        registry.replay()
    rewrite(store.with_name("registry.db-segments"), change)

    assert seen(store)["segments"].verdict == "bad"


def test_segments_of_another_version_are_left_alone(store: Path) -> None:
    """They are not read, so their columns do no harm."""
    with Registry.open(store) as registry:
        registry.replay()
    rewrite(
        store.with_name("registry.db-segments"),
        "select entry from rows",
        format="of another version",
    )

    assert seen(store)["segments"].verdict == "ok"


def test_an_entry_changed_in_place_is_found(store: Path) -> None:
    """What opening cannot see without reading the log, doctor sees, and says what to do."""
    with Registry.open(store) as registry:
        registry.replay()
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("drop trigger entries_refuse_update")
        connection.execute(
            "update entries set data = cast(replace(data, 'region', 'office') as blob) where position = 2"
        )

    found = seen(store)["segments"]
    assert (found.verdict, found.found, found.advice) == (
        "bad",
        "column segments do not hold what the log holds, up to entry 16",
        f"Build them again: stewards --store {store} replay --rebuild",
    )
