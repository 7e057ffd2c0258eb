"""The pages of the sample branch, asked without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from stewards.cli.demo.command import elections, sample
from stewards.cli.language import Language
from stewards.cli.serve.application import Pages
from stewards.cli.serve.entrance import Entrance
from stewards.registry import Registry

ORIGIN = "http://127.0.0.1:8123"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the sample branch, with its elections; nobody records in it."""
    path = tmp_path_factory.mktemp("pages") / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines([*sample(), *elections()], command="made")
    return path


@pytest.fixture(scope="session")
def registry(store: Path) -> Iterator[Registry]:
    """Return the registry of the sample branch; nobody records in it."""
    with Registry.open(store) as registry:
        yield registry


def client_of(registry: Registry, language: str = "en") -> TestClient:
    """Return a browser that has opened the first address of the pages of a registry."""
    pages = Pages(registry, Entrance(ORIGIN), Language(language))
    client = stranger(pages)
    client.get(pages.entrance.first_address)
    return client


def stranger(pages: Pages) -> TestClient:
    """Return a browser that has opened nothing yet, and shows what it is answered."""
    return TestClient(pages.application(), base_url=ORIGIN, follow_redirects=False)


@pytest.fixture(scope="session")
def client(registry: Registry) -> TestClient:
    """Return a browser that has opened the first address."""
    return client_of(registry)
