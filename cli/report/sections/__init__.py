"""The sections of a report, in their order: each asks the views for what it shows."""

from collections.abc import Callable
from typing import Final

from ..asked import Asked
from ..parts import Section
from . import (
    change,
    committees,
    contributions,
    count,
    electing,
    elections,
    lateness,
    loads,
    movement,
    odd,
    offices,
    organisation,
)

SECTIONS: Final[tuple[Callable[[Asked], Section], ...]] = (
    count.section,
    movement.section,
    change.section,
    electing.section,
    offices.section,
    elections.section,
    contributions.section,
    committees.section,
    loads.section,
    lateness.section,
    organisation.section,
    odd.section,
)
