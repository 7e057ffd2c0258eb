"""Threads that write to one store, told to at the same moment, as `tests.concurrency` has processes."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from attrs import define
from stewards.registry import Registry

from ..concurrency.writer import answer
from ..concurrency.writers import Answer, Fact

RESTLESS = 1e-6  # seconds between two threads: a decision takes less than it is by default


@define
class Threads:
    """Threads with a registry of their own each, on the same store."""

    registries: list[Registry]
    pool: ThreadPoolExecutor

    def tell(self, facts: Iterable[Fact]) -> list[Answer]:
        """Tell each thread a fact of its own at once; return the answers when all have come."""
        start = threading.Barrier(len(self.registries))

        def tell_one(registry: Registry, fact: Fact) -> Answer:
            fields = dict(fact)
            start.wait()
            return answer(registry, fields.pop("tell"), fields)

        return list(self.pool.map(tell_one, self.registries, facts))


@contextmanager
def threads_that_write(registry: Callable[[], Registry], number: int) -> Iterator[Threads]:
    """Lend some threads, which interrupt each other all the time; they end with the block."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(RESTLESS)
    try:
        with ThreadPoolExecutor(number) as pool:
            yield Threads([registry() for _ in range(number)], pool)
    finally:
        sys.setswitchinterval(usual)
