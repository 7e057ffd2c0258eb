"""The proofs there are, and how one is run."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from attrs import frozen

from .columns import segments_while_others_delete_them
from .cuts import cut_off
from .damage import damaged_file, damaged_write_ahead_log
from .disks import disk_full, disk_read_only, file_full, may_mount
from .faults import each_call_fails, may_fail_calls
from .imports import killed_while_importing
from .interrupts import interrupted
from .kills import killed_while_recording, server_killed_while_recording
from .kinds import Kind
from .mixed import mixed_run
from .models import like_the_model
from .people import (
    changed_people,
    erased_everywhere,
    killed_while_erasing,
    numbers_of_citizens,
    put_back_old,
    theirs_alone,
)
from .questions import asked_by_threads
from .reads import eight_writers_and_readers
from .restores import restored
from .seals import changed_logs, changed_segments, killed_while_sealing, parsed_notes
from .seats import one_seat
from .sharing import open_across_a_fork, shared_among_threads
from .syncs import may_trace, synced_before_it_returns
from .trials import Failure, OnTrial, Trials, bound


@frozen
class Proof:
    """A claim about stores, and how often it is tried.

    Attributes:
        name: What the table calls it.
        run: Runs the trials against one kind of store, and notes what went wrong.
        kinds: The names of the kinds of store that it is about.
        few: How many trials `make test` runs; 0 to leave it out.
        many: How many trials `make prove` runs at scale 1.
        possible: Whether this machine has what it takes.
    """

    name: str
    run: Callable[[Any, Trials], None]
    kinds: Sequence[str]
    few: int
    many: int
    possible: Callable[[], bool] = lambda: True


@frozen
class Count:
    """What came of the trials of one proof against one kind of store."""

    proof: str
    kind: str
    trials: int
    failures: tuple[Failure, ...]
    seconds: float

    @property
    def bound(self) -> float:
        """How likely a trial fails at most, at 95 %."""
        return bound(self.trials, len(self.failures))


ALL: Final = ("memory", "sqlite", "postgres", "umadb")
PROCESSES: Final = ("sqlite", "postgres", "umadb")
SQLITE: Final = ("sqlite",)
IN_PROCESS: Final = ("memory", "sqlite")
SERVERS: Final = ("postgres", "umadb")

CLEAN_FORKS: Final = ("sqlite", "postgres")  # UmaDB's client does not survive all forks

crowded: Final = partial(one_seat, number=32)
importing_50_000: Final = partial(killed_while_importing, facts=50_000)
# As many as a UmaDB server takes at a time.
importing_10_000: Final = partial(killed_while_importing, facts=10_000)

failing_append: Final = partial(each_call_fails, work="fail_while_appending")
failing_import: Final = partial(each_call_fails, work="fail_while_importing")
failing_segments: Final = partial(each_call_fails, work="fail_while_using_segments")

erasing: Final = partial(killed_while_erasing, purge=False)
purging: Final = partial(killed_while_erasing, purge=True)

PROOFS: Final = (
    Proof("eight writers, one seat", partial(one_seat, number=8), ALL, few=5, many=300),
    Proof("32 writers, one seat", crowded, ("sqlite", "umadb"), few=1, many=100),
    Proof("32 writers, one seat", crowded, ("memory", "postgres"), few=0, many=100),
    Proof("readers with eight writers", eight_writers_and_readers, PROCESSES, few=2, many=50),
    # `tests/stores/test_model.py` tries these two a hundred times each.
    Proof("as the in-memory model", like_the_model, IN_PROCESS, few=2, many=1_000),
    Proof("as the in-memory model", like_the_model, SERVERS, few=4, many=1_000),
    Proof("kill -9 while recording", killed_while_recording, PROCESSES, few=5, many=1_000),
    Proof("kill -9 of the server", server_killed_while_recording, SERVERS, few=1, many=50),
    Proof("kill -9 while importing 50,000", importing_50_000, ("sqlite",), few=1, many=20),
    Proof("kill -9 while importing 50,000", importing_50_000, ("postgres",), few=0, many=20),
    Proof("kill -9 while importing 10,000", importing_10_000, ("umadb",), few=1, many=20),
    Proof("cut off in a command, repeated", cut_off, SERVERS, few=4, many=300),
    Proof("ctrl-C while recording", interrupted, PROCESSES, few=10, many=1_000),
    Proof("one open store, eight threads", shared_among_threads, ALL, few=2, many=50),
    Proof("a fork amid appends", open_across_a_fork, CLEAN_FORKS, few=5, many=200),
    Proof("synced before it returns", synced_before_it_returns, SQLITE, 20, 200, may_trace),
    Proof("disk full (tmpfs of 1 MiB)", disk_full, SQLITE, 3, 200, may_mount),
    Proof("file full (RLIMIT_FSIZE)", file_full, SQLITE, few=3, many=200),
    Proof("disk read-only (remounted)", disk_read_only, SQLITE, 3, 200, may_mount),
    Proof("each call fails: append", failing_append, SQLITE, 4, 200, may_fail_calls),
    Proof("each call fails: import", failing_import, SQLITE, 2, 200, may_fail_calls),
    Proof("each call fails: segments", failing_segments, SQLITE, 1, 50, may_fail_calls),
    Proof("a long mixed run", mixed_run, SQLITE, few=1, many=50),
    Proof("a restore drill", restored, SQLITE, few=1, many=50),
    Proof("one registry, eight threads that ask", asked_by_threads, IN_PROCESS, few=1, many=50),
    Proof("segments while others delete them", segments_while_others_delete_them, SQLITE, 1, 50),
    Proof("a sealed log that was changed", changed_logs, SQLITE, few=170, many=10_000),
    Proof("a segment that was changed", changed_segments, SQLITE, few=2, many=500),
    Proof("kill -9 while sealing", killed_while_sealing, SQLITE, few=5, many=50),
    Proof("a thousand notes that were changed", parsed_notes, ("memory",), few=5, many=5_000),
    Proof("a changed row of people", changed_people, SQLITE, few=20, many=10_000),
    Proof("erased from every file, of 20", erased_everywhere, SQLITE, few=1, many=50),
    Proof("kill -9 at each step of erasing", erasing, SQLITE, few=1, many=50),
    Proof("kill -9 at each step of purging", purging, SQLITE, few=0, many=50),
    Proof("old people, old log: five of each", put_back_old, SQLITE, few=1, many=50),
    Proof("what there is of one person", theirs_alone, SQLITE, few=5, many=5_000),
    Proof("a thousand numbers of citizens", numbers_of_citizens, SQLITE, few=1, many=50),
    Proof("damaged file", damaged_file, SQLITE, few=30, many=3_000),
    Proof("damaged write-ahead log", damaged_write_ahead_log, SQLITE, few=30, many=3_000),
)


def prove(
    proof: Proof, kind: Kind, number: int, seed: int, on_trial: OnTrial = lambda _done: None
) -> Count:
    """Run a number of trials, beginning with a seed, and return what came of them."""
    trials = Trials(number, seed, on_trial)
    began = time.monotonic()
    proof.run(kind, trials)
    seconds = time.monotonic() - began
    return Count(proof.name, kind.name, trials.done, tuple(trials.failures), seconds)
