"""What the benchmarks share: one generated history, and stores that hold it.

The history lies in a file, so that no million of Python objects weighs on what is measured.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.registry import Registry
from stewards.tests.servers import umadb_server

from .peer import Peer
from .peer_facts import read
from .umadb_peer import UmaDBPeer


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the size of the history be chosen."""
    parser.addoption("--facts", type=int, default=1_000_000, help="how many facts to generate")


@pytest.fixture(scope="session")
def facts(request: pytest.FixtureRequest) -> int:
    """Return how many facts the history has."""
    return int(request.config.getoption("--facts"))


@pytest.fixture(scope="session")
def history(facts: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a generated history as a file of the interchange format."""
    path = tmp_path_factory.mktemp("history") / "history.jsonl"
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines(facts))
    return path


@pytest.fixture(scope="session")
def peer(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Return a peer that holds the history."""
    with open_peer(tmp_path_factory.mktemp("peer")) as app, history.open("rb") as file:
        app.append(read(file))
        yield app


@pytest.fixture(scope="session")
def store(history: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a registry that holds the history."""
    path = tmp_path_factory.mktemp("ours") / "registry.db"
    with Registry.create(path) as registry, history.open("rb") as file:
        registry.import_lines(file)
    return path


@pytest.fixture(scope="session")
def registry(store: Path) -> Iterator[Registry]:
    """Return that registry, replayed."""
    with Registry.open(store) as opened:
        opened.replay()
        yield opened


@pytest.fixture(scope="session")
def umadb_peer(store: Path) -> Iterator[UmaDBPeer]:
    """Return a UmaDB server's client, with the log of that registry in the server."""
    with umadb_server() as server, Registry.open(store, segments=False) as registry:
        peer = UmaDBPeer(server.url)
        peer.append(registry.log.store.read())
        yield peer
        peer.close()


def open_peer(folder: Path) -> Peer:
    """Return a new peer with its database in a folder."""
    return Peer({"SQLITE_DBNAME": str(folder / "peer.db")})
