"""Your own SQL over the relations of a view."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from typing import Any

import duckdb
import pytest
from stewards.cli.demo.command import sample
from stewards.projections.relations import COUNTED, JUDGED
from stewards.registry import Registry, View

from .readme import README

DAY = date(2019, 9, 1)
PAGE = (README.parent / "docs" / "embedding.md").read_text("utf-8")


@pytest.fixture(scope="module")
def registry() -> Iterator[Registry]:
    """Lend the sample."""
    with Registry.create(":memory:") as made:
        made.import_lines(sample())
        yield made


@pytest.fixture(params=["now", "then"])
def view(request: pytest.FixtureRequest, registry: Registry) -> View:
    """Return a view of a day, with all that is known or with half of it."""
    return registry.view(on=DAY, known_at=900 if request.param == "then" else None)


def column(view: View, query: str) -> list[Any]:
    """Return the first column of what a query finds."""
    return [row[0] for row in view.sql(query).fetchall()]


def test_the_page_lists_every_column(view: View) -> None:
    """Each relation is in docs/embedding.md, with its columns in order."""
    for name in (*COUNTED, *JUDGED):
        [line] = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")]
        listed = [part.split("`")[1] for part in line.split(" | ")[2].split(", ") if "`" in part]
        assert listed == view.sql(f"from {name}").columns, name


def test_the_relations_are_what_the_view_answers(view: View) -> None:
    """Members, units, mandates, eligibility and headcounts are those of its day and knowledge."""
    assert column(view, "select member from members order by 1") == [
        each.member for each in view.members()
    ]
    assert column(view, "select unit from units where is_open order by 1") == [
        each.unit for each in view.units()
    ]
    assert sorted(column(view, "select entry from mandates")) == sorted(
        each.entry for each in view.mandates(ended=True)
    )
    rows = view.sql("select workplace, members, verdict, stewards from eligibility order by 1")
    assert rows.fetchall() == [
        (each.workplace, each.members, each.verdict, list(each.stewards))
        for each in view.eligibility()
    ]


def test_entries_are_those_known_and_effective_by_the_day(registry: Registry, view: View) -> None:
    """An entry is voided only where its void is known."""
    known = list(registry.log.entries(limit=view.upto))
    voided = {getattr(each.event, "voids", None) for each in known} - {None}

    found = view.sql("select entry, voided_by is not null from entries order by 1").fetchall()

    assert found == [
        (each.number, each.number in voided) for each in known if each.event.effective_on <= DAY
    ]


def test_several_relations_are_joined(view: View) -> None:
    """Names that the questions use themselves do not get in each other's way."""
    every = ", ".join(f"(select count(*) from {name})" for name in (*JUDGED, *reversed(COUNTED)))  # noqa: S608

    [counted] = view.sql(f"select {every}").fetchall()

    assert counted == tuple(
        view.sql(f"select count(*) from {name}").fetchall()[0][0]  # noqa: S608
        for name in (*JUDGED, *reversed(COUNTED))
    )


@pytest.mark.parametrize(
    "query", ["delete from members", "select 1; select 2", "create table x (a int)", ""]
)
def test_what_is_no_question_is_refused(view: View, query: str) -> None:
    """Nothing is changed, and nothing is asked twice."""
    with pytest.raises(Exception) as refused:  # noqa: PT011 - the message says which
        view.sql(query)

    assert str(refused.value) == (
        f"Cannot ask {query!r} because it is not one select."
        " Ask one question at a time, and change nothing."
    )


def test_what_cannot_be_answered_is_an_error_of_the_database(view: View) -> None:
    """A column that is not there is named by DuckDB."""
    with pytest.raises(duckdb.Error, match="nosuch"):
        view.sql("select nosuch from members")


def test_nothing_that_is_recorded_later_shows() -> None:
    """A view kept answers the same, and so does a relation not fetched yet."""
    with Registry.create(":memory:") as registry:
        registry.join("M1", on=DAY)
        view = registry.view(on=DAY)
        kept = view.sql("select member from members")
        registry.join("M2", on=DAY)

        assert registry.view(on=DAY).sql("select count(*) from members").fetchall() == [(2,)]
        assert (kept.fetchall(), column(view, "select member from members")) == ([("M1",)], ["M1"])


def test_threads_ask_side_by_side(registry: Registry) -> None:
    """Each has relations of its own day."""
    days = [date(year, month, 1) for year in (2017, 2018, 2019) for month in (1, 6)]

    def ask(day: date) -> bool:
        view = registry.view(on=day)
        return view.sql("select count(*) from members").fetchall() == [(view.count().members,)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, days * 4))


def test_polars_takes_what_is_found(view: View) -> None:
    """The columns are of the types that they have here."""
    polars = import_module("polars")  # here, as each process that runs tests reads this file
    frame = polars.DataFrame(view.sql("select member, at_unit, since, until from mandates"))

    assert frame["since"].to_list() == [
        each.since
        for entry in column(view, "select entry from mandates")
        for each in view.mandates(ended=True)
        if each.entry == entry
    ]


def test_frames_and_tables(view: View) -> None:
    """The result can be taken as a frame of pandas or Polars, or read as a table of Arrow."""
    query = "select member, joined_by from members order by member"
    members = [(each.member, each.joined_by) for each in view.members()]

    frame, other = view.sql(query).df(), view.sql(query).pl()
    table = view.sql(query).arrow().read_all()

    made_by = [type(each).__module__.partition(".")[0] for each in (frame, other, table)]
    assert made_by == ["pandas", "polars", "pyarrow"]
    assert list(frame.itertuples(index=False, name=None)) == sorted(members)
    assert other.rows() == sorted(members)
    assert [tuple(row.values()) for row in table.to_pylist()] == sorted(members)
