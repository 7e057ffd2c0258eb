"""The stores that the contract is held against, each one fresh."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from stewards.registry.stores import InMemoryStore, SQLiteDCBRecorder, Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a SQLite store may be made."""
    return tmp_path / "registry.db"


@pytest.fixture(params=["memory", "sqlite"])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Return a function that makes a fresh store of each kind."""
    with ExitStack() as opened:
        count = iter(range(1_000))

        def make() -> Store:
            if request.param == "memory":
                return opened.enter_context(InMemoryStore())
            return opened.enter_context(SQLiteDCBRecorder(tmp_path / f"{next(count)}.db"))

        yield make


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """Return a fresh store of each kind."""
    return make_store()


@pytest.fixture
def sqlite_store(path: Path) -> Iterator[SQLiteDCBRecorder]:
    """Return a fresh SQLite store at `path`."""
    with SQLiteDCBRecorder(path) as store:
        yield store
