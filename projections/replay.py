"""The replay: from the log, as text, to columns in an embedded database in memory."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

import attrs
import duckdb

from . import laying, relations
from .database import locked_down
from .loading import Load, make_tables
from .rows import Office

# The database shares work out in pieces of 122,880 rows: fewer at once leave cores idle.
_LINES_AT_ONCE: Final = 200_000

Row = TypeVar("Row", bound="attrs.AttrsInstance")


class Projection:
    """The read side of one log, as far as it has been replayed. For one thread at a time.

    Attributes:
        head: The last entry replayed; 0 before the first.
    """

    head: int

    def __init__(self, offices: Iterable[Office] = ()) -> None:
        """Start with an empty log and the offices of the agreement."""
        self.head = 0
        self._connection = locked_down()
        make_tables(self._connection, offices)
        laying.make_table(self._connection)
        self._answers = relations.answers()
        self._ready: set[str] = set()

    def advance(
        self, chunks: Iterable[str], on_progress: Callable[[int], None] | None = None
    ) -> None:
        """Take in the entries after `head`, in the order of the log; all of them, or none.

        Args:
            chunks: Texts of newline-joined lines, a line the flat JSON object of one entry with its
                `entry` and `type`. The next chunk is fetched while the last one is laid out.
            on_progress: Called after each chunk with the number of entries fetched so far.

        Raises:
            UnknownEntryType: this version does not know an entry's type, or that version of it.
            UnreadableEntry: an entry does not hold what its type promises.
        """
        load = Load(self._connection, self.head)
        try:
            with _interruptible():
                _take_all(load, chunks, on_progress or _tell_nobody)
        except BaseException:
            load.take_back()
            raise
        self.head = load.head

    def lay(
        self, roster: Iterable[laying.Line], on_progress: Callable[[int], None] | None = None
    ) -> None:
        """Lay a roster beside the log, in place of the one before, to be asked about."""
        with _interruptible():
            laying.lay(self._connection, roster, on_progress)

    def known(self, at: datetime | None) -> int:
        """Return the last entry recorded at or before an instant, 0 if none; `head` for no instant.

        The instant must have a time zone.
        """
        if at is None:
            return self.head
        instant = at.astimezone(UTC).replace(tzinfo=None)
        [(upto,)] = self.ask("known", ["upto"], {"instant": instant})
        return int(upto)

    def ask(
        self,
        question: str,
        columns: Sequence[str],
        given: Mapping[str, object],
        order: str | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return the rows of an answer.

        Args:
            question: The name of a file of `answers/`.
            columns: Which of its columns, as SQL.
            given: A value for each of its parameters.
            order: What to sort by, as SQL.
        """
        self._make_ready(question)
        source = self._answers[question].call
        query = f"select {', '.join(columns)} from {source}"  # noqa: S608 - values are parameters
        sorted_query = f"{query} order by {order}" if order else query
        with _interruptible():
            return self._connection.execute(sorted_query, dict(given)).fetchall()

    def rows(
        self, row: type[Row], question: str, order: str, given: Mapping[str, object]
    ) -> tuple[Row, ...]:
        """Return the rows of an answer as objects: its columns are the fields of the class."""
        names = [attribute.name for attribute in attrs.fields(row)]
        make: Any = row
        return tuple(make(*values) for values in self.ask(question, names, given, order))

    def relations(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the same tables and answers, to read them in SQL of one's own."""
        for question in self._answers:
            self._make_ready(question)
        return self._connection.cursor()

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def _make_ready(self, question: str) -> None:
        """Make the table macro of a question, after those of the questions it is made of."""
        if question not in self._ready:
            for part in self._answers[question].needs:
                self._make_ready(part)
            self._connection.execute(self._answers[question].macro)
            self._ready.add(question)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C during a query be what it is elsewhere: the database makes an error of its own of it."""
    try:
        yield
    except RuntimeError as problem:
        if str(problem) == "Query interrupted":
            raise KeyboardInterrupt from problem
        raise


def _take_all(load: Load, chunks: Iterable[str], on_progress: Callable[[int], None]) -> None:
    """Lay out each batch in a thread of its own while the next one is fetched in this thread."""
    taking: Future[None] | None = None
    with ThreadPoolExecutor(max_workers=1) as worker:
        for batch in _batches(chunks, on_progress):
            if taking:
                taking.result()
            taking = worker.submit(load.take, batch)
        if taking:
            taking.result()
            load.finish()


def _batches(chunks: Iterable[str], on_progress: Callable[[int], None]) -> Iterator[list[str]]:
    """Yield batches of chunks large enough to be shared out; tell of each chunk as it comes."""
    batch: list[str] = []
    fetched = lines = 0
    for chunk in filter(None, chunks):
        batch.append(chunk)
        lines += chunk.count("\n") + 1
        on_progress(fetched + lines)
        if lines >= _LINES_AT_ONCE:
            yield batch
            batch, fetched, lines = [], fetched + lines, 0
    if batch:
        yield batch


def _tell_nobody(_fetched: int) -> None:
    """Take no notice of the progress."""
