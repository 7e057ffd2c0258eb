"""Batches: what was recorded together, and taking it back together."""

from collections.abc import Callable
from datetime import date, datetime

from .. import projections
from ..events.validators import check_asked_id
from ..projections import BatchSummary
from .asks import Asks, Knowledge
from .commands import Command
from .decisions import Told
from .folds import Entry
from .replays import one_at_a_time
from .reverts import NoSuchBatch, Progress, revert


class Batches(Asks):
    """The side of a registry that knows what was recorded together, as from one roster."""

    _clock: Callable[[], datetime]
    _recorded_by: str

    @one_at_a_time
    def batches(self, *, known_at: Knowledge = None) -> tuple[BatchSummary, ...]:
        """Return every batch with what it recorded, the oldest first."""
        _, upto = self._asked(None, known_at)
        return projections.batches(self._projection, upto)

    def batch(self, batch: str) -> list[Entry]:
        """Return the entries of a batch as they were told, each with what voids it.

        Raises:
            NoSuchBatch: no entry belongs to it.
        """
        check_asked_id("batch", batch)
        # the voids of its entries bear its tag as well
        found = self.log.history(f"batch:{batch}", self.size())
        own = [entry for entry in found if entry.event.batch == batch]
        if not own:
            raise NoSuchBatch("show", batch)
        return sorted(own, key=lambda entry: entry.number)

    def revert(
        self,
        batch: str,
        *,
        reason: str,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> range:
        """Void what a batch recorded and still stands, in one batch of its own, or nothing of it.

        A void is final: to undo a revert, record the facts anew, as by importing the list again.

        Args:
            batch: Its id.
            reason: Why it was wrong.
            on: The day of the voids; they take effect at once, whatever it is.
            by: Who takes it back; the registry's `recorded_by` if left out.
            note: A remark for people, without names.
            command: The id by which it can be repeated and is recorded once; a new one if left out.
            on_progress: Called now and then with how far it has come, of twice the size of the log.

        Returns:
            The numbers of the voids, which form the batch `revert-N`, N being the first of them.

        Raises:
            NoSuchBatch: no entry belongs to it.
            BatchHoldsVoids: it holds voids, which are final.
            NothingStands: all of it has been voided already.
            BuiltUpon: a later entry builds on it; see `docs/semantics.md`.
            CommandUsed: something else was recorded as that command.
            TooManyConflicts: others kept recording meanwhile.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `Registry.open`.
        """
        now = self._clock()
        told = Told(
            effective_on=now.astimezone().date() if on is None else on,
            recorded_at=now,
            recorded_by=self._recorded_by if by is None else by,
            note=note,
            batch=None,
        )
        return revert(
            self.log,
            batch,
            reason,
            told,
            scopes=self.agreement.scopes,
            command=Command.of(command, says_day=on is not None),
            on_progress=on_progress,
        )
