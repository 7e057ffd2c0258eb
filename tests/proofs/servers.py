"""The kinds of store that a server keeps."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import define, frozen
from stewards.events.stores import open_store

from ..servers import Postgres, Server, umadb_server
from .kinds import Place, Shared

PATIENCE = 30
"""Seconds that a server gets to come back: some of its processes may outlive it for a while."""


@frozen
class OnAServer(Place):
    """A store that a server keeps.

    Attributes:
        server: Its process, which can be killed.
        is_ready: Whether it lets us in by now.
    """

    address: str
    server: Server
    is_ready: Callable[[], bool]

    @property
    def port(self) -> int:
        """Where the server listens."""
        return self.server.port

    def through(self, port: int) -> str:
        """Return the address by way of another port of this machine."""
        return self.address.replace(f":{self.port}", f":{port}")

    def crash(self) -> None:
        """Kill the server, and start it again."""
        self.server.stop(signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while not self._starts():
            if time.monotonic() > deadline:
                raise TimeoutError("the server does not come back")
            time.sleep(0.1)

    def _starts(self) -> bool:
        try:
            self.server.start()
        except RuntimeError:
            return False
        while not self.is_ready():
            time.sleep(0.02)
        return True


@define
class OnPostgres(Shared):
    """Databases of one PostgreSQL server, which is started when it is first needed."""

    running: Callable[[], Postgres]
    name = "postgres"

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a database."""
        postgres = self.running()
        with postgres.database() as url:
            open_store(url).close()
            yield OnAServer(url, postgres.server, postgres.ready)


class OnUmaDB(Shared):
    """UmaDB servers, each with one store."""

    name = "umadb"

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a server that nobody else uses."""
        with umadb_server() as running:
            open_store(running.url).close()
            yield OnAServer(running.url, running.server, lambda: True)
