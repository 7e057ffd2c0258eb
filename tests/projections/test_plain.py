"""What the database lays out by itself, and what the codec reads for it: the rows are the same."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.cli.demo.command import sample
from stewards.events import TYPES, Chunk, EntryVoided, Event, encode
from stewards.projections.replay import loading, sql
from stewards.projections.replay.projection import Projection
from stewards.registry import Registry

from ..events.strategies import events, events_of
from ..searching import examples

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


def rows(few: int, monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return what is laid out of the sample, where so many entries at once are few."""
    monkeypatch.setattr(loading, "FEW", few)
    with Registry.create(":memory:") as registry:
        registry.import_lines(sample())
        told = registry.relations().execute("select * exclude recorded_at from told order by entry")
        return told.fetchall()


def test_few_entries_are_laid_out_as_many_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read by the codec or judged by the database, each entry has the same row.

    So has each of the few among many that the database leaves to the codec.
    """
    few = rows(10_000, monkeypatch)

    assert len(few) == 1813
    assert few == rows(0, monkeypatch)
    assert few == rows(100, monkeypatch)


def laid_out(told: list[Event], few: int) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of the tables, where so many entries at once are few."""
    projection = Projection()
    read = [(type(each).__name__, encode(each)) for each in told]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "FEW", few)
        projection.advance([Chunk.of(0, read)])
    rows = {
        table: projection._connection.execute(f"from {table} order by entry").fetchall()
        for table in ("members_at_hand", "told_of_others", "taken_back")
    }
    projection.close()
    return rows


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Draw a log with every type of entry; what its voids take back is in it."""
    every = draw(st.tuples(*(events_of(kind.cls) for kind in TYPES.values())))
    told = [*every, *draw(st.lists(events() | events_of(EntryVoided), max_size=30))]
    entries = st.integers(1, len(told))
    return [
        attrs.evolve(each, voids=draw(entries)) if isinstance(each, EntryVoided) else each
        for each in told
    ]


@examples(2)
@given(logs())
def test_few_entries_of_any_type_are_laid_out_as_many_are(told: list[Event]) -> None:
    """Each column of the tables is the same, whatever an event says or takes back."""
    assert laid_out(told, few=len(told)) == laid_out(told, few=0)


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


@pytest.mark.parametrize(
    ("table", "layout"),
    [("members_at_hand", "told_of_members"), ("told_of_others", "told_of_others")],
)
def test_a_table_has_the_columns_that_are_laid_out(table: str, layout: str) -> None:
    """It is made before anything is, with the same columns of the same types in the same order."""
    projection = Projection()
    connection = projection._connection.cursor()
    for lines in ("lines", "other_lines"):
        connection.execute(f"create temp table {lines} (entry bigint, type varchar, line varchar)")
    query = sql.texts("staging")[layout]
    own = "select * exclude (line, said) replace (type::entry_type as type) from "

    there = connection.execute(f"describe {table}").fetchall()
    assert there == connection.execute(f"describe {own} ({query})").fetchall()
    projection.close()
