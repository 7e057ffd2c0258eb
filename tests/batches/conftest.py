"""Registries of every kind of store, each told the town."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stewards.registry import Registry

from ..facts import TOWN
from .telling import tell

NOW = datetime(2019, 12, 24, 10, 30, tzinfo=UTC)


@pytest.fixture(params=["memory", "file"])
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    """Lend a registry that holds the town, entries 1 to 5."""
    store = ":memory:" if request.param == "memory" else tmp_path / "registry.db"
    with Registry.create(store, clock=lambda: NOW, recorded_by="office-2") as made:
        tell(made, TOWN)
        yield made
