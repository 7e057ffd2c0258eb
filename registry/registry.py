"""The front door: a registry that is told facts and asked questions."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from ..events import EntryVoided, line
from ..events.errors import UnsoundStore
from ..projections import Segments
from .agreements import DEFAULT, Agreement, load
from .batches import Batches
from .commands import Command
from .employers import Employers
from .explains import Explains
from .following import Following
from .imports import Progress, import_lines
from .lags import Lags
from .log import Log, system_clock, zoned
from .moves import Moves
from .reconciles import Reconciles
from .replays import one_at_a_time
from .rosters import Rosters
from .stores import Store, open_store
from .tells import Tells


class Registry(Tells, Explains, Rosters, Employers, Batches, Reconciles, Lags, Moves):
    """A union's members, units and mandates, as facts in a log.

    Methods that tell a fact return its entry, or record nothing and say why. Methods that ask take the
    day and the knowledge. Any number of threads may use a registry: those that tell do so at once, those
    that ask one after the other.
    """

    def __init__(
        self,
        store: Store,
        *,
        agreement: Agreement | None = None,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
        segments: Path | None = None,
        despite_clock: bool = False,
    ) -> None:
        self._segments = Segments(segments) if segments else None
        self.log = Log(store, clock=clock, despite_clock=despite_clock)
        self.agreement = agreement or load(DEFAULT)
        self._clock = zoned(clock)
        self._recorded_by = recorded_by
        self._replayed = None
        self._lock = RLock()

    @classmethod
    def open(
        cls,
        store: str | Path = "registry.db",
        *,
        agreement: str | Path = DEFAULT,
        create: bool = True,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
        segments: str | Path | bool = True,
        despite_clock: bool = False,
    ) -> Self:
        """Open the registry in a store, made anew if there is none.

        Args:
            store: The path of an SQLite file, `:memory:`, or the address of a server; see
                `stewards.registry.stores.open_store`.
            agreement: The rule book: a name the package knows, or the path of a TOML file.
            create: Whether to make the store if there is none.
            clock: Where `recorded_at` comes from, with a time zone; the system's clock.
            recorded_by: The opaque id of who tells the facts, unless a fact says otherwise.
            segments: The folder for column segments, which spare a long log its replay. If true, it
                lies beside the store where that is a file; if false, there are none.
            despite_clock: Whether to record also where the log's last entry lies more than five minutes
                ahead of the clock; what is recorded then bears the instant of that entry.

        Raises:
            NoSuchStore: there is none, and `create` is false.
            UnsoundStore: it is something else, damaged, from a newer version, or not to be reached.
            BadInput: the agreement cannot be followed, or the address not be read.
        """
        rules = load(agreement)
        opened = open_store(store, create=create)
        folder = _folder(opened, segments)
        return cls(
            opened,
            agreement=rules,
            clock=clock,
            recorded_by=recorded_by,
            segments=folder,
            despite_clock=despite_clock,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with suppress(UnsoundStore):  # the log is replayed next time
                    self.keep()
        finally:
            self.close()

    @one_at_a_time
    def close(self) -> None:
        """Let go of the store and of what was replayed."""
        self._forget()
        self.log.store.close()

    def import_lines(
        self,
        lines: Iterable[bytes],
        *,
        by: str | None = None,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> range:
        """Record every fact of an interchange file as one batch, or none.

        Args:
            lines: The file.
            by: Who tells the facts that do not say so; the registry's `recorded_by` if left out.
            command: The id by which it can be repeated and is recorded once; a new one if left out.
            on_progress: Told now and then how many lines were read so far.

        Returns:
            The numbers of the new entries; of those of the first time for a command repeated.

        Raises:
            CommandUsed: other facts were recorded as that command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
            BadLines: lines are malformed or name unknown units or entries: it holds all of them.
        """
        recorded_by = by or self._recorded_by
        return import_lines(
            self.log,
            lines,
            now=self._clock(),
            recorded_by=recorded_by,
            command=Command.of(command),
            on_progress=on_progress,
        )

    def follow(self, *, after: int) -> Following:
        """Return the entries after a number and those to come, as they are recorded by anybody.

        Use it in a `with` block; see `Following`. 0 is from the beginning, `size()` from now.

        Raises:
            NoSuchEntry: on entering the block, if the log does not go as far as `after`.
        """
        return Following(self.log.store, after)

    def export_lines(self, *, after: int = 0, limit: int | None = None) -> Iterator[bytes]:
        """Yield the entries after a number in the interchange format, one line each.

        Without those that cannot be read and were voided, and without their voids.
        """
        left_out: set[int] = set()
        head = after
        for each in self.log.entries(after=after, limit=limit):
            left_out.update(range(head + 1, each.number))
            head = each.number
            voids = each.event.voids if isinstance(each.event, EntryVoided) else head
            if not (voids in left_out or (voids <= after and self.log.is_unreadable(voids))):
                yield line(each.event, head)


def _folder(store: Store, segments: str | Path | bool) -> Path | None:
    if isinstance(segments, bool):
        return store.segments if segments else None
    return Path(segments)
