"""A store and the processes that write to it, for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stewards.registry import Registry

from .town import FIVES, SEATS, build
from .writers import Writers, writers

EIGHT = 8


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a store that holds the town."""
    path = tmp_path_factory.mktemp("store") / "registry.db"
    with Registry.create(path) as registry:
        build(registry, [*SEATS, *FIVES])
    return path


@pytest.fixture(scope="module")
def eight(store: Path) -> Iterator[Writers]:
    """Lend eight processes that write to the store."""
    with writers(store, EIGHT) as processes:
        yield processes


@pytest.fixture
def registry(store: Path) -> Iterator[Registry]:
    """Lend a registry that reads what they wrote."""
    with Registry.open(store) as registry:
        yield registry
