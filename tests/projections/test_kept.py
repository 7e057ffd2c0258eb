"""What many questions of one day rest on: kept in tables, and every answer as if it were not."""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import pytest
from attrs import evolve
from stewards.cli.demo.command import sample
from stewards.events import MemberLeft, UnitMerged
from stewards.events.errors import UnknownEntryType
from stewards.projections.accounts.member_lists import unplaced
from stewards.projections.questions import became, count, groups, leavings, units
from stewards.projections.replay import kept, sql
from stewards.projections.replay.composing import Shared, Text, composed
from stewards.projections.replay.kept import Tables
from stewards.projections.replay.projection import Projection
from stewards.registry import Registry

from .log import FOUNDED, Log, one_by_one, sept
from .test_relations import GIVEN

DAY = date(2019, 9, 1)
_PART = re.compile(r"\b(\w+)(?:\([\w, ]*\))?\s+as\s+(?:(?:not\s+)?materialized\s+)?\(")
_READ = re.compile(r"\b(?:from|join)\s+(\w+)\b(?!\()")
GIVEN_OF_ALL = GIVEN | {"upto": 1800, "from_upto": 1200, "to_upto": 1800, "top_unit": "jck"}


@pytest.fixture(scope="module")
def branch() -> Iterator[Registry]:
    """Lend the sample branch, to be read only."""
    with Registry.create(":memory:") as registry:
        registry.import_lines(sample())
        registry.count()
        yield registry


def tables(projection: Projection) -> int:
    """Return how many tables are kept."""
    query = "select count(*) from duckdb_tables() where schema_name = 'kept'"
    [(number,)] = projection._connection.execute(query).fetchall()
    return int(number)


def shared(text: Text) -> list[tuple[str, tuple[str, ...]]]:
    """Return what a text reads from tables, each with what it is given."""
    return [
        (piece.answer.name, (*piece.given.values(),)) for piece in text if isinstance(piece, Shared)
    ]


@pytest.fixture(scope="module")
def macros(branch: Registry) -> duckdb.DuckDBPyConnection:
    """Return a connection on which every question is a table macro that works everything out."""
    return branch._projection.snapshot(sql.answers())


@pytest.mark.parametrize("name", [name for name, each in sql.answers().items() if each.needs])
def test_a_question_says_what_its_table_macro_says(
    branch: Registry, macros: duckdb.DuckDBPyConnection, name: str
) -> None:
    """Asked for the first time, and once more when what it rests on is kept."""
    answer = sql.answers()[name]
    given = {parameter: GIVEN_OF_ALL[parameter] for parameter in answer.parameters}
    expected = sorted(map(repr, macros.execute(f"from {answer.call}", given).fetchall()))

    for _ in range(2):
        found = branch._projection.ask(name, ["*"], given)
        assert sorted(map(repr, found)) == expected


def test_only_what_is_given_to_the_question_itself_is_read_from_a_table() -> None:
    """Of each of several days it is worked out where it stands, from what no day changes."""
    answers = sql.answers()

    assert ("units_on", ("on_day", "upto")) in shared(composed(answers, "check_members"))
    assert set(shared(composed(answers, "movements"))) == {
        ("standings_on", ("from_day", "from_upto")),
        ("below_on", ("from_day", "from_upto", "top_unit")),
        ("mergers_on", ("from_day", "from_upto")),
        ("standings_on", ("to_day", "to_upto")),
        ("below_on", ("to_day", "to_upto", "top_unit")),
        ("mergers_on", ("to_day", "to_upto")),
    }
    for name in ("groups_through", "leavings"):
        assert {*shared(composed(answers, name))} == {("units_told", ("upto",))}


def test_as_units_lie_on_one_of_two_days_is_not_read_for_the_other(log: Log) -> None:
    """That of the last day, or the one given, is worked out where it stands."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    log.tell(MemberLeft, sept(5), member="M1")
    log.tell(UnitMerged, sept(9), unit="jc-1", into="jc-2")
    projection = log.replay()

    def left_from(last: int, organised: date | None) -> list[str | None]:
        span = FOUNDED, sept(last)
        return [each.at_unit for each in leavings(projection, span, 5, organised=organised)]

    assert [left_from(10, None), left_from(10, sept(8))] == [["jc-2"], ["jc-1"]]
    assert [left_from(8, None), left_from(10, None)] == [["jc-1"], ["jc-2"]]


def test_a_plain_count_keeps_nothing(log: Log) -> None:
    """It reads the facts about members alone."""
    log.join("M1")
    projection = log.replay()

    assert count(projection, DAY, 1) == 1
    assert tables(projection) == 0


def test_the_state_of_everybody_is_kept_when_it_is_asked_again(log: Log) -> None:
    """Asked once, as by most commands, it is not; then any question of the day reads it."""
    log.join("M1")
    projection = log.replay()

    assert [each.members for each in groups(projection, DAY, 1, "category")] == [1]
    assert tables(projection) == 0
    assert [each.members for each in groups(projection, DAY, 1, "category")] == [1]
    assert tables(projection) == 1


def test_of_a_long_log_the_state_of_everybody_is_not_kept(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would take as much memory again as the log."""
    monkeypatch.setattr(kept, "LONG", 0)
    log.join("M1")
    projection = log.replay()
    for _ in range(3):
        assert [each.members for each in groups(projection, DAY, 1, "category")] == [1]

    assert tables(projection) == 0


def test_what_is_known_with_an_entry_yet_to_come_is_known_anew(log: Log) -> None:
    """A question that named a later entry than the last one is not answered from then any more."""
    log.form("jc-1")
    assert [each.unit for each in units(log.replay(), DAY, 9)] == ["jc-1"]
    log.form("jc-2")

    assert [each.unit for each in units(log.replay(), DAY, 9)] == ["jc-1", "jc-2"]
    assert [each.unit for each in units(log.replay(), DAY, 1)] == ["jc-1"]


def test_entries_that_were_not_taken_in_are_not_answered_for(log: Log) -> None:
    """Neither what was asked before they failed nor after it is read for others of the same numbers."""
    log.form("jc-1")
    projection = log.replay()

    def there(upto: int) -> list[str]:
        return [each.unit for each in units(projection, DAY, upto)]

    assert there(3) == ["jc-1"]
    failing = Log()
    failing.form("jc-1", "jc-2")
    with pytest.raises(UnknownEntryType):
        projection.advance(one_by_one([failing.lines[1], "PartyHeld{}"], after=1))
    assert (there(2), there(3)) == (["jc-1"], ["jc-1"])

    log.form("jc-3", "jc-4")
    log.replay()
    assert (there(2), there(3)) == (["jc-1", "jc-3"], ["jc-1", "jc-3", "jc-4"])
    assert there(1) == ["jc-1"]


def test_a_void_reaches_the_tables_of_those_who_know_it(log: Log) -> None:
    """Who asks as known before it is answered as before, whether or not the tables were laid out by then."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    projection = log.replay()

    def found(upto: int) -> tuple[list[str], list[int]]:
        for _ in range(2):
            members = [each.members for each in groups(projection, DAY, upto, "category")]
        return [each.unit for each in units(projection, DAY, upto)], members

    assert found(3) == (["jc-1", "jc-2"], [1])
    log.void(2)
    log.void(3)
    log.replay()

    assert found(5) == (["jc-1"], [])
    assert found(4) == (["jc-1"], [1])
    assert found(3) == (["jc-1", "jc-2"], [1])


def test_who_is_told_of_the_progress_of_a_member_list_may_ask(log: Log) -> None:
    """What is laid out for that question is there for the next one, and so is the list."""
    log.form("jc-1")
    projection = log.replay()
    found = []
    row = (1, "M1", None, "jc-9", None)
    projection.lay([row], lambda _: found.append(units(projection, DAY, 1)))

    assert [each.unit for each in units(projection, DAY, 1)] == ["jc-1"]
    assert found == [units(projection, DAY, 1)]
    assert [each.workplace for each in unplaced(projection, 1)] == ["jc-9"]


def test_what_was_asked_during_a_member_list_that_failed_is_there(log: Log) -> None:
    """The list is not: the one before it still lies there."""
    log.form("jc-1")
    projection = log.replay()
    projection.lay([(1, "M1", None, "jc-9", None)])

    def ask_and_fail(_done: int) -> None:
        units(projection, DAY, 1)
        raise OSError("nobody listens")

    with pytest.raises(OSError, match="nobody listens"):
        projection.lay([(1, "M1", None, "jc-8", None)], ask_and_fail)

    assert [each.unit for each in units(projection, DAY, 1)] == ["jc-1"]
    assert [each.workplace for each in unplaced(projection, 1)] == ["jc-9"]


def test_nothing_is_kept_of_the_log_that_was_there_before(tmp_path: Path) -> None:
    """Of another log in its place the same day is worked out, with an entry of the same number."""
    with Registry.create(tmp_path / "other.db") as other:
        other.form_unit("jc-2", on=DAY)
    with Registry.create(tmp_path / "registry.db") as registry:
        registry.form_unit("jc-1", on=DAY)
        assert [each.unit for each in registry.units(on=DAY)] == ["jc-1"]
        projection = registry._projection
        with Registry.open(tmp_path / "other.db") as other:
            projection.catch_up(other.log.store)

            assert [each.unit for each in units(projection, DAY, 1)] == ["jc-2"]


@pytest.mark.parametrize(("limit", "most"), [("MOST_TABLES", 2), ("MOST_ROWS", 108)])
def test_only_so_much_is_kept(
    branch: Registry, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    """The days that were not asked of for longest are forgotten, but nothing that a question reads."""
    projection = branch._projection
    days = [DAY - timedelta(each) for each in range(4)]
    right = [groups(projection, day, 1800, "unit") for day in days]
    assert tables(projection) > 10
    monkeypatch.setattr(kept, limit, most)

    assert [groups(projection, day, 1800, "unit") for day in days] == right
    assert tables(projection) <= 5  # what one of them reads
    assert became(projection, DAY, 1800)
    assert tables(projection) == 3
    assert [groups(projection, day, 1800, "unit") for day in days] == right


def test_what_alone_takes_all_the_room_is_laid_out_once(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would give way to whatever does not read it, and be laid out again whenever something does."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    log.tell(MemberLeft, sept(5), not_before=sept(1), member="M1")
    log.tell(MemberLeft, sept(6), not_before=sept(1), member="M2")
    projection = log.replay()
    monkeypatch.setattr(kept, "MOST_ROWS", 3)
    laid_out = list[object]()
    lay_out = Tables._lay_out

    def lay(self: Tables, key: tuple[object, ...], query: str, given: dict[str, object]) -> None:
        laid_out.append(key)
        lay_out(self, key, query, given)

    monkeypatch.setattr(Tables, "_lay_out", lay)
    for _ in range(3):
        found = projection.ask("open_on", ["member"], {"on_day": sept(2), "upto": 5}, "entry")
        assert found == [("M1",), ("M2",)]
        units(projection, DAY, 5)

    assert tables(projection) == 2
    assert laid_out == [("windowed_facts", 5), ("units_told", 5), ("units_on", DAY, 5)]


def test_threads_read_what_is_forgotten_meanwhile(
    branch: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that gives way to another day is there for who reads it."""
    projection, chance = branch._projection, Random()  # noqa: S311 - chance, not a secret
    days = [DAY - timedelta(each) for each in range(3)]
    right = {day: groups(projection, day, 1800, "workplace") for day in days}
    monkeypatch.setattr(kept, "MOST_TABLES", 1)
    asked = chance.choices(days, k=20)

    with ThreadPoolExecutor(8) as several:
        found = list(several.map(lambda day: groups(projection, day, 1800, "workplace"), asked))
    assert found == [right[day] for day in asked]


def test_what_is_changed_in_sql_of_ones_own_is_not_read_from_before(log: Log) -> None:
    """Whoever was lent the tables themselves changes every answer from then on."""
    log.form("jc-1")
    projection = log.replay()
    assert [each.unit for each in units(projection, DAY, 1)] == ["jc-1"]
    relations = projection.relations()
    relations.execute("update told_of_others set name = 'Elsewhere'")

    assert [each.name for each in units(projection, DAY, 1)] == ["Elsewhere"]


@pytest.mark.parametrize(
    ("query", "parameters", "sentence"),
    [
        (
            "from units_on(on_day, upto)",
            ("on_day",),
            "lost cannot be kept: it has no parameter upto",
        ),
        ("from roster_unplaced(upto)", ("upto",), "lost cannot be kept: it reads the roster"),
        ("select member from roster", ("upto",), "lost cannot be kept: it reads the roster"),
    ],
    ids=["whatever is known", "what reads the roster", "the roster"],
)
def test_a_question_that_does_not_follow_from_what_is_known_is_not_kept(
    query: str, parameters: tuple[str, ...], sentence: str
) -> None:
    """A file that says so all the same is refused before it is asked."""
    needs = tuple(name for name in ("units_on", "roster_unplaced") if name in query)
    lost = sql.Answer("lost", parameters, needs, query, sql.Kept.AT_ONCE)

    with pytest.raises(TypeError) as refused:
        sql.refuse_what_changes(lost, sql.answers())

    assert str(refused.value) == sentence


def hidden(answers: Mapping[str, sql.Answer], stored: set[str]) -> set[tuple[str, str]]:
    """Return each name that a question gives a part of itself, and a question it is made of reads."""
    parts: dict[str, set[str]] = {}
    read: dict[str, set[str]] = {}
    for answer in answers.values():
        query = re.sub(r"--.*", "", answer.query)
        parts[answer.name] = {*_PART.findall(query)}
        read[answer.name] = stored.intersection(_READ.findall(query)) - parts[answer.name]
    return {
        (name, each)
        for name in answers
        for need in sql._with_needs(answers, name) - {name}
        for each in parts[name] & read[need]
    }


def test_no_question_hides_what_one_that_it_is_made_of_reads(branch: Registry) -> None:
    """The text of that stands in its own, where its names for parts of itself come before tables."""
    answers = dict(sql.answers())
    query = "select table_name from duckdb_tables() union select view_name from duckdb_views()"
    found = branch._projection._connection.execute(query).fetchall()
    stored = {name for (name,) in found}
    assert {"roster", "told", "member_facts", "taken_back"} <= stored

    assert hidden(answers, stored) == set()
    whole = answers["standings_on"]
    assert "told as (" in whole.query
    answers["standings_on"] = evolve(whole, needs=("lost",))
    answers["lost"] = sql.Answer("lost", ("upto",), (), "select * from told where entry <= upto")
    assert ("standings_on", "told") in hidden(answers, stored)


def test_no_question_has_a_comment_within_a_line() -> None:
    """What composes them knows those up to the end of a line alone."""
    assert [name for name, each in sql.answers().items() if "/*" in each.query] == []


def test_a_question_may_end_with_the_name_of_another_one() -> None:
    """As what it is called within, it asks nothing."""
    answers = dict(sql.answers())
    query = "select * from units_on(on_day, upto) units_on"
    answers["places_on"] = evolve(answers["places_on"], query=query, needs=("units_on",))

    *_, last, _bracket = composed(answers, "places_on")

    assert last == " units_on"


def test_a_question_asked_with_too_few_values_is_refused() -> None:
    """A file that is written so asks nothing."""
    answers = dict(sql.answers())
    query = "from units_on(on_day)"
    answers["places_on"] = evolve(answers["places_on"], query=query, needs=("units_on",))

    with pytest.raises(TypeError, match=r"^units_on takes 2 values, not 1$"):
        composed(answers, "places_on")
