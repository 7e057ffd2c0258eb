"""Chance that always falls the same way for the same seed."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Throws that a seed decides.

    Of the standard library's generator only `random()` gives the same for a seed in every version
    of Python; so all throws are made of that.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311  # a made-up history is no secret

    def falls(self, chance: float) -> bool:
        """Return whether something of that chance, between 0 and 1, happens."""
        return self._random() < chance

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to the limit, which is left out."""
        return int(self._random() * limit)

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, each as likely."""
        return options[int(self._random() * len(options))]

    def draw(self, pool: list[T]) -> T:
        """Take one out of a pool, which keeps no order, and return it."""
        i = int(self._random() * len(pool))
        pool[i], pool[-1] = pool[-1], pool[i]
        return pool.pop()
