"""What `doctor` says of the column segments beside a store."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stewards.projections import covering
from stewards.registry import Registry
from stewards.registry.stores import store as store_module

from .seeing import seen


@pytest.fixture(autouse=True)
def _of_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "ENTRIES", 4)
    monkeypatch.setattr(store_module, "ENTRIES_IN_A_STRETCH", 2)


def test_nothing_is_said_where_there_are_none(store: Path) -> None:
    """A short log has no segments, and needs none."""
    assert "segments" not in seen(store)


def test_segments_of_the_log_are_well(store: Path) -> None:
    """What they cover is what the log holds, by its digest."""
    with Registry.open(store) as registry:
        registry.replay()

    found = seen(store)["segments"]
    assert (found.verdict, found.found) == ("ok", "the column segments are what the log holds")


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
        "column segments are not what was written of the log, up to entry 4",
        f"Make them anew: stewards --store {store} replay --rebuild",
    )
