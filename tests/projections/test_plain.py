"""What the database lays out by itself, and what the codec reads for it: the rows are the same."""

import json

import pytest
from stewards.cli.demo.command import sample
from stewards.events import TYPES, Chunk
from stewards.projections.replay import loading
from stewards.registry import Registry

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


def rows(few: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return what is laid out of the sample, where so many entries at once are few."""
    monkeypatch.setattr(loading, "FEW", few)
    with Registry.create(":memory:") as registry:
        registry.import_lines(sample())
        told = registry.relations().execute("select * exclude recorded_at from told order by entry")
        return told.fetchall()


def test_few_entries_are_laid_out_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by the codec or judged by the database, each entry has the same row."""
    few = rows(10_000, monkeypatch)

    assert len(few) == 1813
    assert few == rows(0, monkeypatch)


def test_what_the_library_writes_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """No entry of the sample needs the codec, but for those of types that a log holds few of."""
    found: list[set[int] | None] = []
    judge = loading.Load._not_plain

    def judged(load: loading.Load, chunks: list[Chunk]) -> set[int] | None:
        found.append(judge(load, chunks))
        return found[-1]

    monkeypatch.setattr(loading.Load, "_not_plain", judged)
    with Registry.create(":memory:") as registry:
        registry.import_lines(sample())
        registry.replay()

    lines = [json.loads(each) for each in sample()]
    few = {n for n, each in enumerate(lines, start=1) if TYPES[each["type"]].few}
    assert found == [few]
