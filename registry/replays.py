"""The read side of a registry: made of the log when it is first asked, and kept up with it."""

from collections.abc import Callable

import duckdb

from ..projections import Office, Projection, Segments
from .agreements import Agreement
from .log import Log


class Replays:
    """The side of a registry that replays its log."""

    log: Log
    agreement: Agreement
    _segments: Segments | None
    _replayed: Projection | None

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

    def keep(self, *, on_progress: Callable[[int], None] | None = None) -> None:
        """Write column segments of what was replayed: of whole ranges of entries that are in none yet.

        At the end of a `with` block a registry does this by itself, and goes without where it cannot.

        Raises:
            SegmentsUnwritable: the folder cannot be written to; nothing else is amiss.
        """
        if self._replayed is not None:
            self._replayed.keep(on_progress)

    def relations(self) -> duckdb.DuckDBPyConnection:
        """Return a DuckDB connection for SQL of one's own over the replayed log, for reading.

        The files of `projections/answers` are table macros in it, such as
        `select * from members_on(date '2019-09-01', 1803)`.
        """
        self.replay()
        return self._projection.relations()

    @property
    def _projection(self) -> Projection:
        """The read side; only a question makes one, and what tells, copies or follows asks none."""
        if self._replayed is None:
            offices = self.agreement.offices.items()
            rows = [Office(n, o.scope, o.seats, o.threshold) for n, o in offices]
            self._replayed = Projection(rows, self._segments)
        return self._replayed

    def _forget(self) -> None:
        if self._replayed is not None:
            self._replayed.close()
            self._replayed = None
