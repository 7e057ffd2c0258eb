"""A test kit for programs that embed the registry: registries in memory, a clock to set, pasts to tell.

The functions need nothing but the package. With pytest, `pytest_plugins = ["stewards.registry.testing"]`
in a conftest.py adds the fixtures `clock`, `registry`, `given` and `branch`.

PYTEST_DONT_REWRITE: nothing is asserted here, and a conftest.py may import it before pytest does.
"""

from .branch import Branch
from .clock import Clock
from .facts import (
    away,
    back,
    becomes,
    closed,
    confirmed,
    elected,
    employed,
    ended,
    fact,
    formed,
    headcount,
    joined,
    left,
    merged,
    moved,
    published,
    renamed,
    step,
    team,
    voided,
    works,
)
from .memory import given, in_memory

pytest_plugins = ["stewards.registry.testing.fixtures"]  # pytest alone looks at it, and loads them

__all__ = [
    "Branch",
    "Clock",
    "away",
    "back",
    "becomes",
    "closed",
    "confirmed",
    "elected",
    "employed",
    "ended",
    "fact",
    "formed",
    "given",
    "headcount",
    "in_memory",
    "joined",
    "left",
    "merged",
    "moved",
    "published",
    "renamed",
    "step",
    "team",
    "voided",
    "works",
]
