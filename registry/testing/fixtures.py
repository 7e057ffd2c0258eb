"""The kit as fixtures of pytest; `pytest_plugins = ["stewards.registry.testing"]` loads them.

PYTEST_DONT_REWRITE: as in the package.
"""

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pytest

from ...events import Event
from ..registry import Registry
from . import memory
from .branch import Branch
from .clock import Clock


class Given(Protocol):
    """Tells a registry what happened; returns the numbers of the entries."""

    def __call__(self, *facts: Event) -> range:
        """Record the facts; see `stewards.registry.testing.given`."""


@pytest.fixture
def clock() -> Clock:
    """Return the clock of `registry`, which stands at 1 January 2020 until it is set."""
    return Clock()


@pytest.fixture
def registry(clock: Clock) -> Iterator[Registry]:
    """Lend a registry in memory with nothing in it."""
    with memory.in_memory(clock=clock) as made:
        yield made


@pytest.fixture
def given(registry: Registry) -> Given:
    """Return the function that tells `registry` what happened; see `stewards.registry.testing.given`."""
    return partial(memory.given, registry)


@pytest.fixture
def branch() -> Branch:
    """Return a branch of an employer without workplaces, to be built by the test."""
    return Branch()
