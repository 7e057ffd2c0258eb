"""Registries to work on, each test with a copy of its own."""

import shutil
from pathlib import Path

import pytest
from stewards.cli.demo.command import sample
from stewards.registry import Registry

from .branch import lines


def _made(path: Path, facts: list[bytes]) -> Path:
    with Registry.create(path) as registry:
        registry.import_lines(facts, command="made")  # so that its digest is always the same
    return path


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample registry that the others are copied from."""
    return _made(tmp_path_factory.mktemp("sample") / "registry.db", sample())


@pytest.fixture(scope="session")
def branch_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the registry of the small branch that the others are copied from."""
    facts = [line.encode() for line in lines()]
    return _made(tmp_path_factory.mktemp("branch") / "registry.db", facts)


@pytest.fixture
def sample_store(sample_made: Path, tmp_path: Path) -> Path:
    """Return a registry of the sample branch."""
    return Path(shutil.copy(sample_made, tmp_path / "registry.db"))


@pytest.fixture
def store(branch_made: Path, tmp_path: Path) -> Path:
    """Return a registry of the small branch."""
    return Path(shutil.copy(branch_made, tmp_path / "registry.db"))


@pytest.fixture(scope="module", autouse=True)
def _asked_once(asked_once: None) -> None:
    """Let the tests of this folder share what the database answers about the sample."""
