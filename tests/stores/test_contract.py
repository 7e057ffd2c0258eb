"""The four kinds of store keep one contract."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from ..servers import Postgres, umadb_server
from .contract import Contract, Keeping


class TestMemory(Contract):
    """The store in memory."""

    @pytest.fixture
    def fresh(self) -> Callable[[], str]:
        """Return a function that gives the address of a store with nothing in it."""
        return lambda: ":memory:"


class TestSQLite(Contract, Keeping):
    """The store in a file."""

    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Callable[[], str]:
        """Return a function that gives the address of a store with nothing in it."""
        numbers = count(1)
        return lambda: str(tmp_path / f"{next(numbers)}.db")


class TestPostgres(Contract, Keeping):
    """The store in a PostgreSQL database."""

    @pytest.fixture
    def fresh(self, postgres_running: Postgres) -> Iterator[Callable[[], str]]:
        """Return a function that gives the address of a store with nothing in it."""
        with ExitStack() as lent:
            yield lambda: lent.enter_context(postgres_running.database())


class TestUmaDB(Contract, Keeping):
    """The store in a UmaDB server."""

    @pytest.fixture
    def fresh(self) -> Iterator[Callable[[], str]]:
        """Return a function that gives the address of a store with nothing in it."""
        with ExitStack() as lent:
            yield lambda: lent.enter_context(umadb_server()).url
