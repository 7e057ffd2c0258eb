"""Trials that are counted: a seed for each, and what went wrong in which."""

import random
import signal
from collections.abc import Callable, Iterator
from math import exp, lgamma, log, log1p
from types import FrameType, TracebackType
from typing import Final

from attrs import Factory, define, frozen

PATIENCE: Final = 120
"""Seconds after which a trial that hangs has failed."""
DOUBT: Final = 0.05

OnTrial = Callable[[int], None]


@frozen
class Failure:
    """A trial that went wrong.

    Attributes:
        seed: What repeats it: `python -m tests.proofs NAME --store KIND --seed SEED --trials 1`.
        what: What was seen.
    """

    seed: int
    what: str


class TrialTooLong(Exception):
    """A trial hangs."""


@define
class Trials:
    """A number of trials, the seeds of which follow one another; iterate to get each."""

    wanted: int
    seed: int
    on_trial: OnTrial = lambda _done: None
    done: int = 0
    failures: list[Failure] = Factory(list)

    def __iter__(self) -> Iterator["Trial"]:
        """Yield the trials; each is a block that notes what is raised within as a failure."""
        for seed in range(self.seed, self.seed + self.wanted):
            yield Trial(self, seed)
            self.count()

    def count(self) -> None:
        """Count a trial that is done."""
        self.done += 1
        self.on_trial(self.done)

    def note(self, what: str) -> None:
        """Note a failure that shows only after the trials."""
        self.failures.append(Failure(self.seed, what))


@define
class Trial:
    """One trial."""

    trials: Trials
    seed: int

    @property
    def chance(self) -> random.Random:
        """The chance of this trial, from the start."""
        return random.Random(self.seed)  # noqa: S311 - chance, not a secret

    def __enter__(self) -> random.Random:
        """Begin; return the chance of this trial."""
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(PATIENCE)
        return self.chance

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Note what went wrong, and go on with the next trial."""
        signal.alarm(0)
        if not isinstance(problem, Exception):
            return False
        self.trials.failures.append(Failure(self.seed, f"{type(problem).__name__}: {problem}"))
        return True


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TrialTooLong(f"not done after {PATIENCE} seconds")


def expect(holds: object, otherwise: object) -> None:
    """Raise AssertionError with what was seen unless something holds."""
    if not holds:
        raise AssertionError(otherwise)


def bound(trials: int, failures: int) -> float:
    """Return how likely a trial fails at most, at 95 %: Clopper and Pearson's exact upper bound.

    It is the share of failures at which so few would be seen with a chance of 5 %. Without a
    failure that is 1 - 0.05 ** (1 / trials), close to the rule of three, 3 / trials.
    """
    if failures >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(failures, trials, middle) > DOUBT else (low, middle)
    return high


def _at_most(failures: int, trials: int, share: float) -> float:
    """Return how likely so few of the trials fail if that share of them does."""
    return sum(exp(_log_exactly(k, trials, share)) for k in range(failures + 1))


def _log_exactly(failures: int, trials: int, share: float) -> float:
    """Return the logarithm, as the ways in which so many of them fail soon are beyond a float."""
    sound = trials - failures
    ways = lgamma(trials + 1) - lgamma(failures + 1) - lgamma(sound + 1)
    return ways + failures * log(share) + sound * log1p(-share)
