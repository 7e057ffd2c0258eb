"""The replay: from the log, as text, to columns in an embedded database in memory."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial, wraps
from itertools import chain
from threading import Condition, RLock
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec, TypeVar

import attrs

from ...events import Chunk
from ..errors import ClosedReplay, UnfinishedReplay
from . import composing, engine, kept, member_list, spare, sql
from .loading import Load, refuse_unreadable
from .segments import range_digest
from .segments.files import Segments
from .segments.in_use import MOST_AT_HAND, Shelf
from .source import Mark, Source

if TYPE_CHECKING:
    from concurrent.futures import Future

# The database shares work out in pieces of 122,880 rows: fewer at once leave cores idle.
_ENTRIES_AT_ONCE: Final = 262_144

Row = TypeVar("Row", bound="attrs.AttrsInstance")
Answered = TypeVar("Answered")
Given = ParamSpec("Given")


def one_at_a_time(
    work: Callable[Concatenate["Projection", Given], Answered],
) -> Callable[Concatenate["Projection", Given], Answered]:
    """Let what is replayed be changed by nobody else meanwhile; others wait, see `Projection._alone`."""

    @wraps(work)
    def waiting(self: "Projection", /, *args: Given.args, **given: Given.kwargs) -> Answered:
        with self._alone():
            return work(self, *args, **given)

    return waiting


class Projection:
    """The read side of one log, as far as it has been replayed. Any number of threads may ask it.

    A question is answered from a snapshot: the lock is held to take it, and before that to lay out the
    tables that it reads and that are not there yet (see `kept`), not to answer. So a question waits for
    another one only while that lays out tables: for some tenths of a second of a million facts. What is
    taken in, taken back or brought from segments meanwhile does not show.

    Attributes:
        head: The last entry replayed; 0 before the first.
        readable: The last entry up to which every entry can be read, or was voided.
        lock: Held by whoever changes what is replayed, and by who asks of a roster laid beside it.
    """

    head: int

    def __init__(self, segments: Segments | None = None) -> None:
        """Start with an empty log; `segments` says where segments are kept, none for nowhere."""
        self.head = 0
        self.lock = RLock()
        self._segments = segments
        self._source: Source | None = None
        self._mark = Mark(0, None)
        self._answers = sql.answers()
        self.readable = 0
        self._was_asked = False
        self._is_lent = False
        self._may_be_changed = False
        self._is_closed = False
        self._is_taking_in = False
        self._being_asked = 0
        self._one_less = Condition()

    @one_at_a_time
    def catch_up(self, source: Source, on_progress: Callable[[int], None] | None = None) -> None:
        """Take in what a log holds behind `head`: its segments first of all, then entry by entry.

        Where it is not the log that was read before, as after a backup was restored in its place, all of
        it is taken in, and nothing is left of the other one.

        Raises:
            UnknownEntryType, UnreadableEntry: see `advance`.
        """
        self._source = source
        report = on_progress or _no_progress
        while True:
            # Before the look at the old mark: whenever it is replaced, one of the two no longer fits.
            mark = Mark.at_the_end_of(source)
            with _interruptible():
                if mark != self._mark and not self._mark.is_of(source):
                    self._forget()
                self._make_way_for_segments(mark.entry)
                began, self._mark = self.head, mark
                self._take_segments(source)
            read = partial(self._read, source, report, mark.entry, MOST_AT_HAND)
            try:
                self._despite_deleted_segments(read)
                self._refuse_unreadable()
            except Exception:
                if mark.is_of(source):
                    raise
                continue  # one log took the place of the other amid the reading
            if began >= mark.entry or mark.is_of(source):
                return

    @one_at_a_time
    def advance(
        self, chunks: Iterable[Chunk], on_progress: Callable[[int], None] | None = None
    ) -> None:
        """Take in the entries after `head`, in the order of the log; all of them, or none.

        Args:
            chunks: The entries, each chunk right behind the one before. The next ones are
                fetched while the last ones are laid out.
            on_progress: Called after each chunk with the number of entries fetched so far.

        Raises:
            UnknownEntryType: this version does not know an entry's type, or that version of it.
            UnreadableEntry: an entry does not hold what its type promises.
            UnfinishedReplay: `on_progress` asks the replay that it is told of.
        """
        self._take_in(chunks, on_progress or _no_progress, refuse_unreadable)

    def _take_in(
        self,
        chunks: Iterable[Chunk],
        on_progress: Callable[[int], None],
        judge: Callable[[engine.Connection], None] = lambda _: None,
    ) -> None:
        load = Load(self._connection, self.head)
        passing = self._shelf.passing(chunks)
        self._is_taking_in = True
        try:
            with _interruptible():
                _take_all(load, passing, on_progress)
                judge(self._connection)
        except BaseException:
            load.take_back()
            self._shelf.mistrust()
            raise
        finally:
            self._is_taking_in = False
        if self.readable == self.head and not load.has_unreadable:
            self.readable = load.head
        self.head = load.head

    @one_at_a_time
    def keep(self, on_progress: Callable[[int], None] | None = None) -> None:
        """Write what is at hand as segments, as far as it makes up whole ones.

        Args:
            on_progress: Called after each segment with the last entry that is written.

        Raises:
            SegmentsUnwritable: the folder cannot be written to.
        """
        if self._source is not None:
            with _interruptible():
                self._shelf.fill(self._source, self._mark, on_progress)

    @one_at_a_time
    def lay(
        self, roster: Iterable[member_list.Line], on_progress: Callable[[int], None] | None = None
    ) -> None:
        """Lay a roster beside the log, in place of the one before, to be asked about."""
        self._refuse_closed()
        with _interruptible():
            member_list.lay(self._connection, roster, on_progress)

    def ask(
        self,
        question: str,
        columns: Sequence[str],
        given: Mapping[str, object],
        order: str | None = None,
    ) -> list[tuple[Any, ...]]:
        """Return the rows of an answer.

        Args:
            question: The name of an SQL file in the room of a subject.
            columns: Which of its columns, as SQL.
            given: A value for each of its parameters.
            order: What to sort by, as SQL.
        """
        source = self._answers[question].call
        query = f"select {', '.join(columns)} from {source}"  # noqa: S608 - values are parameters
        sorted_query = f"{query} order by {order}" if order else query
        with _interruptible():
            return self._despite_deleted_segments(
                lambda: self._rows_of(question, sorted_query, given)
            )

    def rows(
        self, row: type[Row], question: str, order: str, given: Mapping[str, object]
    ) -> tuple[Row, ...]:
        """Return the rows of an answer as objects: its columns are the fields of the class."""
        names = [attribute.name for attribute in attrs.fields(row)]
        make: Any = row
        return tuple(make(*values) for values in self.ask(question, names, given, order))

    @one_at_a_time
    def snapshot(self, words: Collection[str]) -> engine.Connection:
        """Return a connection to read what is replayed by now, and nothing later, in SQL of one's own.

        Of the questions, those are made that are among the words of that SQL: to make one takes as long
        as to plan it, and all of them half a second. What lies in segments is brought to memory first,
        unless it is too much. Nothing may be changed through it but what is temporary.
        """
        self._is_lent = True
        engine.complete()
        with _interruptible():
            self._despite_deleted_segments(lambda: self._bring_to_hand(words))
            return self._snapshot()

    @one_at_a_time
    def relations(self) -> engine.Connection:
        """Return a connection to the same tables and answers, to read them in SQL of one's own.

        What lies in segments is brought to memory first, unless it is too much. What is changed through
        it changes later answers, so no segments are written from then on, and no tables are kept.
        """
        self._is_lent = self._may_be_changed = True
        engine.complete()
        self._shelf.lend()
        with _interruptible():
            self._despite_deleted_segments(lambda: self._bring_to_hand(self._answers))
        return self._connection.cursor()

    @one_at_a_time
    def close(self) -> None:
        """Forget everything, once the questions that are being answered are."""
        self._is_closed = True
        with self._one_less:
            self._one_less.wait_for(lambda: not self._being_asked)
        self._let_go()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock, but not within a replay: what is told of its progress has it already.

        There entries are in the tables by half, and another thread goes on with them.
        """
        with self.lock:
            if self._is_taking_in:
                raise UnfinishedReplay
            yield

    def _rows_of(
        self, question: str, query: str, given: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        with self._answering(question, given) as (connection, text):
            whole = query.replace(self._answers[question].call, text, 1)
            return connection.execute(whole, composing.used(whole, given)).fetchall()

    @contextmanager
    def _answering(
        self, question: str, given: Mapping[str, object]
    ) -> Iterator[tuple[engine.Connection, str]]:
        """Lend a snapshot to answer a question from, and the question as SQL.

        It is not closed before that is done.
        """
        with self._alone():
            self._refuse_closed()
            text = self._as_sql(question, given)  # before the snapshot: its tables are laid out
            self._was_asked = True
            connection = self._snapshot()
            with self._one_less:
                self._being_asked += 1
        try:
            yield connection, text
        finally:
            connection.close()
            with self._one_less:
                self._being_asked -= 1
                self._one_less.notify_all()

    def _as_sql(self, question: str, given: Mapping[str, object]) -> str:
        text = self._text_of(question)
        if self._may_be_changed:
            return composing.written(text)
        return self._tables.written(text, given, self.head)

    def _text_of(self, question: str) -> composing.Text:
        """Return what stands for a question, after making the views that it reads."""
        if question not in self._texts:
            text = composing.composed(self._answers, question)
            self._database.make_views(composing.written(text))
            self._texts[question] = text
        return self._texts[question]

    def _snapshot(self) -> engine.Connection:
        """Return a connection to what is there now; the lock is held, so nothing is there by half."""
        connection = self._connection.cursor()
        connection.begin()
        return connection

    def _despite_deleted_segments(self, ask: Callable[[], Answered]) -> Answered:
        """Ask once more after a replay of the log, all of it in memory, where a segment is gone."""
        try:
            return ask()
        except engine.IOException:
            if self._source is None:
                raise
        with self.lock:
            if self._shelf.is_read:  # else somebody who asked beside us has replayed it
                last = max(self.head, self._mark.entry)
                self._forget()
                self._read(self._source, _no_progress, last, at_hand=last)
        return ask()

    @cached_property
    def _database(self) -> spare.Database:
        """What the log is replayed into: taken when it is needed, by when it is known how long the log is."""
        self._refuse_closed()
        return spare.take()

    @property
    def _connection(self) -> engine.Connection:
        return self._database.connection

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._connection, self._segments if self._database.folder else None)

    @cached_property
    def _tables(self) -> kept.Tables:
        return kept.Tables(self._connection)

    @cached_property
    def _texts(self) -> dict[str, composing.Text]:
        return {}  # of the questions whose views are in the database

    def _let_go(self) -> None:
        """Keep no hold of the database: the next registry may use it."""
        database: spare.Database | None = vars(self).pop("_database", None)
        vars(self).pop("_shelf", None)
        vars(self).pop("_tables", None)
        vars(self).pop("_texts", None)
        if database is None:
            return
        if self._is_lent or self._being_asked:
            database.connection.close()  # whoever was lent one, or asks, goes on with it
        else:
            spare.give_back(database, self.head)

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise ClosedReplay

    def _make_way_for_segments(self, last: int) -> None:
        """Go on with a database that reads their folder, as soon as the log is long enough for one.

        A database says once and for all what it reads.
        """
        folder = self._segments.folder if self._segments else None
        if folder is None or last < range_digest.ENTRIES:
            return
        if "_database" in vars(self):
            if self._database.folder:
                return
            self._forget()
            self._let_go()
        self._refuse_closed()
        self._database = spare.take(folder)

    def _take_segments(self, source: Source) -> None:
        try:
            if self.head == 0:
                self.head = self._shelf.open(source)
            elif self._was_asked:
                self._shelf.bring_to_hand()
        except engine.IOException:  # somebody deleted them this very moment
            self._forget()
        except BaseException:
            self._forget()  # half of them may be in the tables
            raise

    def _forget(self) -> None:
        """Be as before the first entry, and read from no segments."""
        Load(self._connection, 0).take_back()
        self._shelf.close()
        self._tables.forget()
        self.head = self.readable = 0

    def _read(
        self, source: Source, on_progress: Callable[[int], None], last: int, at_hand: int
    ) -> None:
        began = self.head
        while (head := self.head) < last:
            if head > began:
                self._shelf.make_room(source, self._mark)
            upto = min(head + at_hand, last)
            self._take_in(source.chunks(head, upto), _behind(on_progress, head))
            if self.head == head:  # the log has become shorter meanwhile
                return

    def _refuse_unreadable(self) -> None:
        if self.readable < self.head:
            refuse_unreadable(self._connection)
            self.readable = self.head

    def _bring_to_hand(self, questions: Collection[str]) -> None:
        """Bring what lies in segments to memory, and make those of the questions that there are."""
        self._shelf.bring_to_hand()
        self._database.make_views()
        for question in self._answers.keys() & {*questions}:
            self._make_ready(question)

    def _make_ready(self, question: str) -> None:
        """Make the table macro of a question, after those of the questions it is made of."""
        answer = self._answers[question]
        for part in answer.needs:
            self._make_ready(part)
        if self._database.ready.get(question) != answer:
            self._connection.execute(answer.macro)
            self._database.ready[question] = answer


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C during a query be what it is elsewhere: the database makes an error of its own of it."""
    try:
        yield
    except RuntimeError as problem:
        if str(problem) == "Query interrupted":
            raise KeyboardInterrupt from problem
        raise


def _take_all(load: Load, chunks: Iterable[Chunk], on_progress: Callable[[int], None]) -> None:
    """Lay out batch by batch: where there are several, each while the next one is fetched."""
    batches = _batches(chunks, on_progress)
    batch = next(batches, None)
    if batch is None:
        return
    if sum(map(len, batch)) < _ENTRIES_AT_ONCE:
        load.take(batch)  # it is the last one, too
    else:
        _take_beside(load, chain([batch], batches))
    load.finish()


def _take_beside(load: Load, batches: Iterable[list[Chunk]]) -> None:
    """Lay out each batch in a thread of its own while the next one is fetched in this thread."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - a short log needs none

    taking: Future[None] | None = None
    with ThreadPoolExecutor(max_workers=1) as worker:
        for batch in batches:
            if taking:
                taking.result()
            taking = worker.submit(load.take, batch)
        if taking:
            taking.result()


def _batches(chunks: Iterable[Chunk], on_progress: Callable[[int], None]) -> Iterator[list[Chunk]]:
    """Yield batches of chunks large enough to be shared out; report each chunk as it comes."""
    batch: list[Chunk] = []
    fetched = waiting = 0
    for chunk in chunks:
        batch.append(chunk)
        fetched += len(chunk)
        waiting += len(chunk)
        on_progress(fetched)
        if waiting >= _ENTRIES_AT_ONCE:
            yield batch
            batch, waiting = [], 0
    if batch:
        yield batch


def _behind(on_progress: Callable[[int], None], done: int) -> Callable[[int], None]:
    """Return what reports progress where so much was done before."""
    return lambda fetched: on_progress(done + fetched)


def _no_progress(_fetched: int) -> None:
    """Take no notice of the progress."""
