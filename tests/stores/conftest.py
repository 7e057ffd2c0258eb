"""A SQLite store, fresh."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a SQLite store may be made."""
    return tmp_path / "registry.db"


@pytest.fixture
def sqlite_store(path: Path) -> Iterator[SQLiteDCBRecorder]:
    """Return a fresh SQLite store at `path`."""
    with SQLiteDCBRecorder(path) as store:
        yield store
