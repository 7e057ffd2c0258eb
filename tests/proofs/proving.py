"""The proofs there are, and how one is run."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from .kills import killed_while_recording
from .kinds import KINDS, Kind
from .seats import one_seat
from .trials import Failure, OnTrial, Trials, bound


@frozen
class Proof:
    """A claim about stores, and how often it is tried.

    Attributes:
        name: What the table calls it.
        run: Runs the trials against one kind of store, and notes what went wrong.
        kinds: The names of the kinds of store that it is about.
        few: How many trials `make test` runs.
        many: How many trials `make prove` runs at scale 1.
    """

    name: str
    run: Callable[[Kind, Trials], None]
    kinds: Sequence[str]
    few: int
    many: int


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


ALL: Final = ("memory", "sqlite")
PROCESSES: Final = ("sqlite",)

PROOFS: Final = (
    Proof("eight writers, one seat", one_seat, ALL, few=10, many=500),
    Proof("kill -9 while recording", killed_while_recording, PROCESSES, few=20, many=1_000),
)


def prove(
    proof: Proof, kind: str, number: int, seed: int, on_trial: OnTrial = lambda _done: None
) -> Count:
    """Run a number of trials, beginning with a seed, and return what came of them."""
    trials = Trials(number, seed, on_trial)
    began = time.monotonic()
    proof.run(KINDS[kind], trials)
    seconds = time.monotonic() - began
    return Count(proof.name, kind, trials.done, tuple(trials.failures), seconds)
