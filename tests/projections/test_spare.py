"""Databases that are used again: nothing of one registry is left for the next, and nobody shares one."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

import duckdb
import pytest
from stewards.events.stores import Store
from stewards.projections.errors import ClosedReplay
from stewards.projections.replay import spare
from stewards.projections.replay.projection import Projection
from stewards.registry import Registry

from .log import Log, chunk

DAY = date(2020, 1, 1)
_HELD = "select sum(memory_usage_bytes)::bigint from duckdb_memory()"


@pytest.fixture(autouse=True)
def _none_kept() -> Iterator[None]:
    """Begin and end with none kept, in a process that has needed one before."""
    spare.let_go()
    next(spare._numbers)
    yield
    spare.let_go()


def told(*members: str) -> Registry:
    """Return a registry with a workplace and its members, one more voided, asked how many."""
    registry = Registry.create(":memory:")
    registry.form_unit("jc-1", on=DAY)
    for each in members:
        registry.join(each, workplace="jc-1", on=DAY)
    registry.void(registry.join("M9", workplace="jc-1", on=DAY).number, reason="slip")
    assert registry.count(on=DAY).members == len(members)
    assert [each.unit for each in registry.units(on=DAY)] == ["jc-1"]
    return registry


def rows_of_all_tables(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many rows there are in all tables of a database."""
    tables = connection.execute("select table_name from duckdb_tables()")
    names = [name for (name,) in tables.fetchall()]
    assert {*names} >= {"members_at_hand", "told_of_others", "taken_back", "roster"}
    counted = (connection.execute(f"select 1 from {each}") for each in names)  # noqa: S608
    return sum(len(found.fetchall()) for found in counted)


def test_the_database_of_a_closed_registry_is_used_again_without_its_rows() -> None:
    """What the first one was told is gone, and the second one counts its own."""
    first = told("M1", "M2")
    used = first._projection._connection
    first.close()

    assert rows_of_all_tables(used) == 0
    second = told("M3")
    assert second._projection._connection is used
    assert [each.member for each in second.members(on=DAY)] == ["M3"]
    second.close()


def test_the_first_database_of_a_process_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that needs one only, as a command does, takes no time to empty it."""
    monkeypatch.setattr(spare, "_numbers", count(1))
    first, second = told("M1"), told("M2")
    used = [each._projection._connection for each in (first, second)]
    first.close()
    assert spare._spare == []
    second.close()

    assert [each.connection for each in spare._spare] == used[1:]


def test_two_registries_at_once_share_no_database() -> None:
    """One that is open keeps its database to itself."""
    told("M0").close()
    with told("M1", "M2") as first, told("M3") as second:
        assert first._projection._connection is not second._projection._connection
        assert (first.count(on=DAY).members, second.count(on=DAY).members) == (2, 1)


@pytest.mark.parametrize(
    "use",
    [
        lambda closed, source: closed.catch_up(source),
        lambda closed, source: closed.advance(source.chunks(0, 2)),
        lambda closed, _source: closed.snapshot(()),
        lambda closed, _source: closed.relations(),
        lambda closed, _source: closed.ask("units_on", ["unit"], {"on_day": DAY, "upto": 9}),
        lambda closed, _source: closed.lay([]),
    ],
    ids=["catch up", "advance", "snapshot", "relations", "ask", "lay"],
)
def test_a_closed_replay_reaches_nothing_of_the_registry_that_has_its_database_now(
    use: Callable[[Projection, Store], object],
) -> None:
    """Whatever is asked of it then is refused."""
    first = told("M1")
    closed = first._projection
    first.close()

    with told("M2") as second:
        with pytest.raises(ClosedReplay):
            use(closed, second.log.store)
        assert [each.member for each in second.members(on=DAY)] == ["M2"]


def test_a_database_that_is_used_again_does_not_grow() -> None:
    """What the logs before it held is gone from memory too."""
    log = Log()
    log.form("jc-1")
    log.join(*(f"M{number}" for number in range(1_500)), at="jc-1")
    taken = spare.take()
    spare.give_back(taken, 0)
    held = []
    for _ in range(8):
        projection = Projection()
        projection.advance([chunk(*log.lines)])
        assert projection._connection is taken.connection
        projection.close()
        [(size,)] = taken.connection.execute(_HELD).fetchall()
        held.append(size)

    assert held[-1] <= held[0] * 1.1


@pytest.mark.parametrize(
    "lend",
    [lambda lender: lender.snapshot(()), lambda lender: lender.relations()],
    ids=["snapshot", "relations"],
)
def test_a_database_that_somebody_was_lent_is_not_used_again(
    lend: Callable[[Projection], object],
) -> None:
    """What SQL of one's own made in it reaches no other registry."""
    projection = Projection()
    lent = projection._connection
    lend(projection)
    projection.close()

    taken = spare.take()
    assert taken.connection is not lent
    taken.connection.close()


def test_the_database_of_a_long_log_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its memory goes back at once."""
    monkeypatch.setattr(spare, "SHORT", 3)
    registry = told("M1")
    used = registry._projection._connection
    registry.close()

    with pytest.raises(duckdb.ConnectionException):
        used.execute("select 1")


FORKS = """
import os
from datetime import date
from stewards.projections.replay import spare
from stewards.registry import Registry

def told(member):
    with Registry.create(":memory:") as registry:
        registry.join(member, on=date(2020, 1, 1))
        assert registry.count(on=date(2020, 1, 1)).members == 1

told("M1"), told("M2")
assert len(spare._spare) == 1
child = os.fork()
kept = len(spare._spare)
told("M3")
if child:
    assert os.waitpid(child, 0)[1] == 0
print(kept, flush=True)
os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_gets_no_database_of_its_parent() -> None:
    """Both open, ask and close registries of their own, though the parent kept a database before.

    The parent is a process of its own: databases of other tests, which may be open in this one, are no
    use to a child, and end it when it collects them.
    """
    words = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKS]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "0\n0\n", "")
