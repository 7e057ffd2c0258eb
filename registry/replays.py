"""The read side of a registry: made of the log when it is first asked, and kept up with it."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from threading import RLock
from typing import Concatenate, ParamSpec, TypeVar

import duckdb

from ..events.errors import UnsoundStore
from ..projections import Office, Projection, Segments
from .agreements import Agreement
from .log import Log

Given = ParamSpec("Given")
Answered = TypeVar("Answered")
Asked = TypeVar("Asked", bound="Replays")


def one_at_a_time(
    ask: Callable[Concatenate[Asked, Given], Answered],
) -> Callable[Concatenate[Asked, Given], Answered]:
    """Let what is replayed be one thread's from the catching up to the answer; others wait meanwhile."""

    @wraps(ask)
    def waiting(self: Asked, /, *args: Given.args, **given: Given.kwargs) -> Answered:
        with self._lock:
            return ask(self, *args, **given)

    return waiting


class Replays:
    """The side of a registry that replays its log.

    Whatever uses the projection is `one_at_a_time`.
    """

    _lock: RLock
    log: Log
    agreement: Agreement
    _segments: Segments | None
    _replayed: Projection | None

    @one_at_a_time
    def replay(
        self, *, rebuild: bool = False, on_progress: Callable[[int], None] | None = None
    ) -> int:
        """Take in what was recorded since the last question; return the number of entries known.

        Every question does this first. With `rebuild`, everything is replayed from nothing, and the
        column segments, where there are any, are deleted and made anew.
        """
        if rebuild:
            self._forget()
            if self._segments:
                self._segments.delete()
        self._projection.catch_up(self.log.store, on_progress)
        if rebuild:
            self.keep()
        return self._projection.head

    @one_at_a_time
    def keep(self, *, on_progress: Callable[[int], None] | None = None) -> None:
        """Write column segments of what was replayed: of whole ranges of entries that are in none yet.

        At the end of a `with` block a registry does this by itself, and goes without where it cannot.

        Raises:
            SegmentsUnwritable: the folder cannot be written to; nothing else is amiss.
        """
        if self._replayed is not None:
            self._replayed.keep(on_progress)

    def relations(self) -> duckdb.DuckDBPyConnection:
        """Return a DuckDB connection for SQL of one's own over the log as it is now.

        The files of `projections/answers` are table macros in it, such as
        `select * from members_on(date '2019-09-01', 1803)`.

        It is a replay of its own: nothing that is recorded later shows in it, and nothing that is changed
        through it shows in an answer of the registry. Ask it as often as you like, rather than for a new
        one each time.
        """
        lent = self._empty()
        lent.catch_up(self.log.store)
        with suppress(UnsoundStore):  # so that the next one need not replay the log
            lent.keep()
        return lent.relations()

    @property
    def _projection(self) -> Projection:
        """The read side; only a question makes one, and what tells, copies or follows asks none."""
        if self._replayed is None:
            self._replayed = self._empty()
        return self._replayed

    def _empty(self) -> Projection:
        offices = self.agreement.offices.items()
        rows = [Office(n, o.scope, o.seats, o.threshold) for n, o in offices]
        return Projection(rows, self._segments)

    def _forget(self) -> None:
        if self._replayed is not None:
            self._replayed.close()
            self._replayed = None
