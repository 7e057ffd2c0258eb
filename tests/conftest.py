"""Servers for all tests: PostgreSQL is started once, and gives each test a database of its own."""

import secrets
import shlex
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final
from weakref import WeakKeyDictionary

import pytest
from hypothesis import is_hypothesis_test, settings
from playwright.sync_api import Browser
from stewards.events.stores import InMemoryStore
from stewards.projections.replay import loading, member_list, sql
from stewards.projections.replay.projection import Projection

from .browser import chromium
from .searching import IS_SEARCH, TIMES, USUAL, examples
from .servers import Postgres, UmaDB, postgres_server, umadb_server

import_module("umadb")  # it handles a signal, so the main thread must be the first to load it

settings.register_profile("suite", examples(USUAL))
settings.load_profile("suite")


@pytest.fixture(scope="module")
def judged_by_the_database() -> Iterator[None]:
    """Let short logs be judged as long ones are, which takes the database longer than the codec."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "FEW", 0)
        yield


LONGEST: Final = {
    *("test_looks.py", "test_histories.py", "test_hidden_history.py", "test_sharing.py"),
    *("test_readme.py", "test_wheel.py", "test_upgrades.py", "test_eight_writers.py"),
}
"""The files whose tests take longest, one by one: what is begun last ends last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that in the end no process waits for one of them.

    In `make search`, only what relies on chance is run.
    """
    items.sort(key=lambda item: item.path.name not in LONGEST)
    if IS_SEARCH:
        items[:] = [item for item in items if relies_on_chance(item)]


def relies_on_chance(item: pytest.Item) -> bool:
    """Return whether another run of a test tries something else; proofs have a task of their own."""
    is_drawn = is_hypothesis_test(getattr(item, "obj", None))
    return is_drawn or (
        "seed" in getattr(item, "fixturenames", ()) and "proofs" not in item.path.parts
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test that takes a seed take many of them in `make search`."""
    if IS_SEARCH and "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(TIMES), indirect=True)


_ANSWERED: Final[dict[object, list[tuple[Any, ...]]]] = {}
"""What the database answered: by the log, the types there were, and what it was asked with."""


def sealed(projection: Projection) -> object:
    """Return what distinguishes a log, as far as it was replayed, from any other; none if nothing does.

    In memory that is a hash of all that it holds so far but its tags: among those are the ids of the
    commands, which are drawn, and no answer is read from them.
    """
    source = projection._source
    if isinstance(source, InMemoryStore):
        replayed = source.events[: projection.head]  # another registry may have added to it since
        return hash(tuple((told.event.type, told.event.data) for told in replayed))
    return projection._mark if projection._mark.seal else None


@pytest.fixture(scope="module")
def asked_once() -> Iterator[None]:
    """Let the database answer a question about the same log only once; what is made of it is tried.

    A log is the same where its seal is: that of a copy is, until something is recorded in it; so is that of
    what is told again at the same instants. To plan a question takes the database longer than all else that
    a command does. In `make search` it is asked each time: so much is not to be remembered.
    """
    if IS_SEARCH:
        yield
        return
    answer, lay = Projection._rows_of, Projection.lay
    rosters = WeakKeyDictionary[Projection, int]()

    def remember(
        self: Projection, question: str, query: str, given: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        self._refuse_closed()
        is_whole = self.readable == self.head == self._mark.entry
        log = sealed(self)
        if log is None or not is_whole:
            return answer(self, question, query, given)
        key = log, rosters.get(self), sql.known_types(), query, repr(sorted(given.items()))
        if key not in _ANSWERED:
            _ANSWERED[key] = answer(self, question, query, given)
        return list(_ANSWERED[key])

    def lay_beside(self: Projection, roster: Iterable[member_list.Line], *told: Any) -> None:
        lines = list(roster)
        rosters[self] = hash(repr(lines))
        lay(self, lines, *told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Projection, "_rows_of", remember)
        patch.setattr(Projection, "lay", lay_beside)
        yield


@pytest.fixture(scope="session")
def postgres_running() -> Iterator[Postgres]:
    """Lend the PostgreSQL server of this session."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def postgres(postgres_running: Postgres) -> Iterator[str]:
    """Return the address of a PostgreSQL database with nothing in it."""
    with postgres_running.database() as url:
        yield url


@pytest.fixture
def umadb_running() -> Iterator[UmaDB]:
    """Lend a UmaDB server with nothing in it; it keeps one store, so each test has its own."""
    with umadb_server() as server:
        yield server


@pytest.fixture
def umadb(umadb_running: UmaDB) -> str:
    """Return the address of a UmaDB store with nothing in it."""
    return umadb_running.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Lend the browser of a file of tests; while it is open, nothing else can run an event loop."""
    with chromium() as lent:
        yield lent


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Draw the seed of a test that relies on chance; if it fails, pytest shows how to repeat it.

    In `make search` a test has a number, and may look at more days, so it is repeated as part of a search.
    """
    given = request.config.getoption("--hypothesis-seed")
    drawn = secrets.randbelow(10**9) if given is None else int(given)
    search = f"SEARCH={TIMES} " if IS_SEARCH else ""
    repeat = f"{search}pytest {shlex.quote(request.node.nodeid)} --hypothesis-seed={drawn}"
    print(f"seed {drawn}; to repeat it: {repeat}")  # noqa: T201
    return drawn
