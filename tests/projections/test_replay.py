"""The replay: all of a log or none of it, piece by piece or at once, closed to everything else."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from time import sleep

import duckdb
import pytest
from stewards.cli.demo.command import sample
from stewards.events import TYPES, Chunk, MemberJoined, MemberLeft
from stewards.events.errors import UnknownEntryType
from stewards.events.stores import InMemoryStore
from stewards.projections.errors import ClosedReplay, UnfinishedReplay
from stewards.projections.questions import count, members
from stewards.projections.replay import lifting
from stewards.projections.replay import projection as replay
from stewards.projections.replay.loading import Load
from stewards.projections.replay.projection import Projection
from stewards.registry import Registry

from .log import Log, chunk, one_by_one, sept

_FOR_A_WHILE = "select count(*) from range(30_000_000) each(n) where n % 7 = 3"

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


def three(log: Log) -> list[str]:
    """Tell of three who join; return the lines."""
    log.join("M1", "M2", "M3")
    return log.lines


def test_a_replay_takes_the_entries_in(log: Log) -> None:
    """Every chunk is taken in, and the head is the last entry."""
    lines = three(log)
    projection = Projection()
    projection.advance([chunk(*lines[:2]), chunk(lines[2], after=2)])

    assert projection.head == 3
    assert count(projection, sept(1), 3) == 3


def test_a_replay_goes_on_where_it_ended(log: Log) -> None:
    """Entries recorded since are added to those replayed before."""
    lines = three(log)
    projection = Projection()
    for entry, text in enumerate(lines, 1):
        projection.advance([chunk(text, after=entry - 1)])
        assert projection.head == entry
        assert count(projection, sept(1), entry) == entry


def test_nothing_new_changes_nothing(log: Log) -> None:
    """Where no entries come, the projection stays where it was."""
    projection = Projection()
    projection.advance([chunk(*three(log))])
    projection.advance([])
    projection.advance(iter([]))

    assert projection.head == 3
    assert count(projection, sept(1), 3) == 3


def test_what_the_library_writes_is_laid_out_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """No entry of the sample goes through the codec, but for those of types that a log holds few of."""
    reread, names = lifting.reread, set[str]()

    def seen(chunk: Chunk, wanted: set[int] | None) -> Iterator[Chunk]:
        for each in reread(chunk, wanted):
            names.update(each.types.decode().split(","))
            yield each

    monkeypatch.setattr(lifting, "reread", seen)

    with Registry(InMemoryStore()) as registry:
        registry.import_lines(sample())
        assert registry.count().members > 0
    assert names <= {name for name, kind in TYPES.items() if kind.few}


def test_progress_is_told_after_each_batch(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits is told how many entries have come so far."""
    monkeypatch.setattr(replay, "_ENTRIES_AT_ONCE", 2)
    lines = three(log)
    told: list[int] = []
    Projection().advance([chunk(*lines[:2]), chunk(lines[2], after=2)], told.append)

    assert told == [2, 3]


def test_many_lines_are_laid_out_in_turns(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log longer than what is laid out at once is the same in the end."""
    monkeypatch.setattr(replay, "_ENTRIES_AT_ONCE", 2)
    log.join("M1", "M2", "M3", "M4", "M5")
    projection = Projection()
    projection.advance(one_by_one(log.lines))

    assert [m.member for m in members(projection, sept(1), 5)] == ["M1", "M2", "M3", "M4", "M5"]


def test_a_failing_replay_leaves_the_projection_as_it_was(log: Log) -> None:
    """After an entry that cannot be read, nothing of that replay is left, and it can be repeated."""
    lines = three(log)
    projection = Projection()
    projection.advance([chunk(lines[0])])
    with pytest.raises(UnknownEntryType):
        projection.advance(one_by_one([lines[1], "PartyHeld{}"], after=1))

    assert projection.head == 1
    assert count(projection, sept(1), 9) == 1
    projection.advance(one_by_one(lines[1:], after=1))
    assert projection.head == 3
    assert count(projection, sept(1), 9) == 3


def test_what_was_laid_out_before_the_failure_is_taken_back(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Batches that were taken in before the entry that cannot be read go with it, voids too."""
    monkeypatch.setattr(replay, "_ENTRIES_AT_ONCE", 1)
    lines = three(log)
    log.void(1)
    projection = Projection()
    projection.advance([chunk(*lines[:2])])
    with pytest.raises(UnknownEntryType):
        projection.advance(one_by_one([*lines[2:4], "PartyHeld{}"], after=2))

    assert projection.head == 2
    assert count(projection, sept(1), 9) == 2
    projection.advance(one_by_one(lines[2:], after=2))
    assert count(projection, sept(1), 9) == 2


def test_a_store_that_fails_leaves_the_projection_as_it_was(log: Log) -> None:
    """Where the entries break off with an error, nothing is taken in, and the error comes through."""
    lines = three(log)

    def broken() -> Iterator[Chunk]:
        yield chunk(lines[0])
        raise OSError("the disk is gone")

    projection = Projection()
    with pytest.raises(OSError, match="the disk is gone"):
        projection.advance(broken())

    assert projection.head == 0
    assert count(projection, sept(1), 9) == 0


def test_a_late_fact_and_a_void_reach_the_count_of_a_later_replay(log: Log) -> None:
    """Whatever a member's history becomes, the count follows it, as known then and as known now."""
    log.join("M1")
    log.tell(MemberLeft, sept(20), member="M1")
    projection = log.replay()
    late = log.tell(MemberLeft, sept(10), member="M1")
    log.replay()
    again = log.tell(MemberJoined, sept(15), member="M1")
    log.replay()
    log.void(late)
    log.replay()

    known = [count(projection, sept(12), upto) for upto in range(1, 6)]
    assert known == [1, 1, 0, 0, 1]
    assert [count(projection, sept(17), upto) for upto in (late, again)] == [0, 1]


def test_the_answers_can_be_asked_in_sql(log: Log) -> None:
    """Whoever embeds the library joins the answers and tables in SQL of their own."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    relations = log.replay().relations()
    rows = relations.execute(
        "select m.member, u.name, e.recorded_by from members_on(date '2019-09-01', 2) m "
        "join units_on(date '2019-09-01', 2) u on u.unit = m.at_unit "
        "join entries e on e.entry = m.joined_by"
    ).fetchall()

    assert rows == [("M1", "JC-1", "region")]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "copy entries to 'entries.csv'",
        "attach 'other.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set temp_directory = '.'",
        "set threads = 1",
        "set lock_configuration = false",
        "select * from here",
    ],
)
def test_sql_reaches_nothing_outside(log: Log, statement: str) -> None:
    """Neither files, nor extensions, nor the settings, nor the program's variables are in reach."""
    here = log.replay().relations()  # noqa: F841 - the variable that must not be found

    with pytest.raises(duckdb.Error):
        log.projection.relations().execute(statement)


def test_nothing_is_spilled_to_a_disk(log: Log) -> None:
    """Members' histories leave the memory for no file, however large an answer is."""
    found = log.replay().relations().execute("select current_setting('temp_directory')")

    assert found.fetchall() == [("",)]


def test_a_closed_projection_answers_no_more(log: Log) -> None:
    """Closing gives the memory back."""
    projection = log.replay()
    projection.close()

    with pytest.raises(ClosedReplay):
        count(projection, date(2019, 9, 1), 1)


@pytest.mark.parametrize(
    "use",
    [
        lambda projection, _lines: count(projection, sept(1), 3),
        lambda projection, lines: projection.advance([chunk(*lines)]),
        lambda projection, _lines: projection.snapshot(()),
        lambda projection, _lines: projection.close(),
    ],
    ids=["ask", "advance", "snapshot", "close"],
)
def test_who_is_told_of_the_progress_of_a_replay_cannot_ask(
    log: Log, use: Callable[[Projection, list[str]], object]
) -> None:
    """Entries are there by half; nothing of that replay is left, and it can be repeated."""
    lines = three(log)
    projection = Projection()
    with pytest.raises(UnfinishedReplay) as refused:
        projection.advance(one_by_one(lines), lambda _: use(projection, lines))

    assert str(refused.value) == (
        "Cannot answer this because the log is being replayed, and this is asked while its progress is "
        "told. Ask once the replay is done."
    )
    assert projection.head == 0
    projection.advance([chunk(*lines)])
    assert count(projection, sept(1), 3) == 3


@pytest.mark.parametrize("failing", ["members_at_hand", "told_of_others"])
def test_of_two_inserts_at_once_one_fails(
    log: Log, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Its error comes through while the other one still runs, and neither table keeps anything."""
    log.form("jc-1")
    lines = three(log)
    fill, runs = Load._fill, Event()

    def filled(self: Load, connection: duckdb.DuckDBPyConnection, table: str, insert: str) -> None:
        if table == failing:
            assert runs.wait(60)
            sleep(0.02)
            raise ValueError("there is no room")
        runs.set()
        connection.execute(_FOR_A_WHILE).fetchall()
        fill(self, connection, table, insert)

    projection = Projection()
    with monkeypatch.context() as patch:
        patch.setattr(Load, "_fill", filled)
        with pytest.raises(ValueError, match="there is no room"):
            projection.advance([chunk(*lines)])

    rows = "select entry from members_at_hand union all select entry from told_of_others"
    assert (projection.head, projection._connection.execute(rows).fetchall()) == (0, [])
    projection.advance([chunk(*lines)])
    assert count(projection, sept(1), 4) == 3


class Interrupted:
    """A connection on which somebody presses Ctrl-C, as the database tells of it."""

    def cursor(self) -> "Interrupted":
        """Return a connection for the query, on which the same happens."""
        return self

    def begin(self) -> None:
        """Begin a transaction."""

    def close(self) -> None:
        """Close it."""

    def execute(self, *_query: object) -> None:
        """Raise what the database raises then."""
        raise RuntimeError("Query interrupted")


def test_a_question_is_interrupted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a query is Ctrl-C, and not an error of the database."""
    projection = log.replay()
    count(projection, sept(1), 0)
    monkeypatch.setattr(Projection, "_connection", Interrupted())

    with pytest.raises(KeyboardInterrupt):
        count(projection, sept(1), 0)
