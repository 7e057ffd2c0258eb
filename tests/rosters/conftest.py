"""What the tests of hidden histories and worked examples share."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import pytest

from .branches import Act, Branch
from .hidden import World


@pytest.fixture(scope="module", autouse=True)
def _asked_once(asked_once: None) -> None:
    """Let the tests of this folder share what the database answers about the same lists."""


@pytest.fixture
def give() -> Iterator[Callable[[Iterable[Act], World | None], Branch]]:
    """Return what gives lists and facts, in their order, to a new registry."""
    with ExitStack() as registries:

        def given(acts: Iterable[Act], hidden: World | None = None) -> Branch:
            branch = Branch.of(acts, hidden)
            registries.callback(branch.registry.close)
            return branch

        yield given
