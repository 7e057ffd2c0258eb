"""A registry to seal, and keys, made once; each test that changes the registry gets a copy."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from stewards.registry import Registry, SigningKey

ENTRIES = 12


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store that the others are copied from: twelve entries, the last one a void."""
    path = tmp_path_factory.mktemp("sealed") / "registry.db"
    with Registry.create(path) as registry:
        registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
        for number in range(1, ENTRIES - 1):
            registry.join(f"M{number}", workplace="jc-1", on=date(2015, 1, number), note="told")
        registry.void(3, reason="by mistake", command="void-3")
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a store of twelve entries."""
    return Path(shutil.copy(made, tmp_path / "registry.db"))


@pytest.fixture(scope="session")
def key() -> SigningKey:
    """Return the key of the office that seals."""
    return SigningKey.make("union.example/registry")


@pytest.fixture(scope="session")
def other_key() -> SigningKey:
    """Return the key of an office that witnesses."""
    return SigningKey.make("district.example")
