"""Imports as a batch of their own."""

import pytest
from stewards.events.log import Log
from stewards.events.stores import InMemoryStore
from stewards.registry import Registry
from stewards.registry.imports import import_lines
from stewards.registry.reverts import BatchHoldsVoids

from .files import NOW, TOWN, Row, joined, text, voided


def imported(log: Log, *rows: Row, again: bool = False) -> range:
    """Import lines as a batch of their own."""
    given = text(rows)
    return import_lines(log, given, now=NOW, recorded_by="office-1", as_batch=True, again=again)


def test_facts_without_a_batch_get_one() -> None:
    """It has the number of the first entry; those that bear one keep it."""
    log = Log(InMemoryStore())
    imported(log, *TOWN)
    imported(log, joined("m1"), joined("m2", batch="week-52"))
    batches = [entry.event.batch for entry in log.entries()]
    assert batches == ["import-1", "import-1", "import-1", "import-4", "week-52"]


def test_a_file_that_was_imported_before_records_nothing() -> None:
    """Its lines are known again, as long as the first of them stands, unless they are told again."""
    log = Log(InMemoryStore())
    imported(log, *TOWN)
    rows = (joined("m1"), joined("m2"))
    assert imported(log, *rows) == range(4, 6)
    assert imported(log, *rows) == range(4, 6)
    assert log.store.size() == 5
    assert imported(log, *rows, again=True) == range(6, 8)
    assert imported(log, *reversed(rows)) == range(8, 10)
    imported(log, voided(6))
    assert imported(log, *rows) == range(11, 13)


def test_an_import_is_reverted_with_the_voids_of_its_own() -> None:
    """What it took back of itself stays so; a void of an earlier entry cannot be taken back."""
    with Registry.open(":memory:") as registry:
        registry.import_lines(text(TOWN), as_batch=True)
        registry.import_lines(text([joined("m1"), joined("m2"), voided(4)]), as_batch=True)
        assert registry.revert("import-4", reason="wrong file") == range(7, 8)
        registry.import_lines(text([joined("m3")]), as_batch=True)
        registry.import_lines(text([joined("m4"), voided(8)]), as_batch=True)
        with pytest.raises(BatchHoldsVoids):
            registry.revert("import-9", reason="wrong file")
