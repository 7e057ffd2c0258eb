"""What every store promises, as tests that each kind of store inherits.

class TestMyStore(Contract):
@pytest.fixture
def fresh(self) -> Callable[[], str]: ...
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from stewards.events.stores import Store, open_store

from .appending import Appending
from .chunks import Chunks
from .closing import Closing
from .keeping import Keeping
from .library import LibraryCases
from .limits import Limits
from .reading import Reading
from .registry import FrontDoor
from .subscribing import Subscribing
from .threads import Threads

__all__ = ["Contract", "Keeping"]


class Contract(
    Appending, Reading, Limits, Chunks, Subscribing, Closing, Threads, LibraryCases, FrontDoor
):
    """All that a store promises; a subclass says where a fresh one is."""

    @pytest.fixture
    def fresh(self) -> Callable[[], str]:
        """Return a function that gives the address of a store with nothing in it."""
        raise NotImplementedError

    @pytest.fixture
    def make_store(self, fresh: Callable[[], str]) -> Iterator[Callable[[], Store]]:
        """Return a function that opens a fresh store."""
        with ExitStack() as opened:
            yield lambda: opened.enter_context(open_store(fresh()))

    @pytest.fixture
    def store(self, make_store: Callable[[], Store]) -> Store:
        """Return a fresh store."""
        return make_store()
