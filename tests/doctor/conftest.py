"""Stores to examine."""

import shutil
from pathlib import Path

import pytest
from stewards.cli.demo.command import sample
from stewards.registry import Registry


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of two hundred entries, to be copied."""
    path = tmp_path_factory.mktemp("doctor") / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(sample()[:200])
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a copy of that store, in a folder for its owner alone."""
    folder = tmp_path / "registry"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(made, folder / "registry.db"))
