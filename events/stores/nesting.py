"""An append within an append is a mistake of the caller, and would wait for itself."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from eventsourcing.persistence import ProgrammingError


class Appends(threading.local):
    """Which threads are in the middle of an append."""

    going_on = False

    @contextmanager
    def one(self) -> Iterator[None]:
        """Mark this thread as appending for the block.

        Raises:
            eventsourcing.persistence.ProgrammingError: it is already.
        """
        if self.going_on:
            raise ProgrammingError("An append is already going on in this thread")
        self.going_on = True
        try:
            yield
        finally:
            self.going_on = False
