"""Servers for all tests: PostgreSQL is started once, and gives each test a database of its own."""

import secrets
import shlex
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import settings
from playwright.sync_api import Browser
from stewards.projections.replay import loading

from .browser import chromium
from .servers import Postgres, UmaDB, postgres_server, umadb_server

import_module("umadb")  # it handles a signal, so the main thread must be the first to load it

settings.register_profile(
    "suite", deadline=None
)  # how long an example takes, a busy machine decides
settings.load_profile("suite")


@pytest.fixture(scope="module")
def judged_by_the_database() -> Iterator[None]:
    """Let short logs be judged as long ones are, which takes the database longer than the codec."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "FEW", 0)
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
    """Draw the seed of a test that relies on chance; if it fails, pytest shows how to repeat it."""
    given = request.config.getoption("--hypothesis-seed")
    drawn = secrets.randbelow(10**9) if given is None else int(given)
    test = shlex.quote(request.node.nodeid)
    print(f"seed {drawn}; to repeat it: pytest {test} --hypothesis-seed={drawn}")  # noqa: T201
    return drawn
