"""Every kind of store that there is a proof about."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Final

from ..servers import Postgres, postgres_server
from .kinds import Kind, Memory, SQLite
from .nursery import nursery
from .servers import OnPostgres, OnUmaDB

NAMES: Final = ("memory", "sqlite", "postgres", "umadb")


@contextmanager
def kinds(postgres: Callable[[], Postgres] | None = None) -> Iterator[dict[str, Kind]]:
    """Lend the kinds of store by their names; what was started for them ends with the block.

    Args:
        postgres: Returns a server that runs already; otherwise one is started when it is needed.
    """
    with ExitStack() as started, nursery() as workers:
        running = postgres or cache(lambda: started.enter_context(postgres_server()))
        every = (Memory(), SQLite(workers), OnPostgres(workers, running), OnUmaDB(workers))
        yield {kind.name: kind for kind in every}
