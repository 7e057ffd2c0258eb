"""A store to move, made once."""

from pathlib import Path

import pytest
from stewards.cli.demo.command import sample
from stewards.registry import Registry


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the registry of the sample branch; it is to be copied, not changed."""
    path = tmp_path_factory.mktemp("moving") / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(sample())
    return path
