"""Rosters: compared with the registry, and taken in as evidence, each as one batch."""

from .comparison import RosterComparison
from .doubts import (
    CompleteAfterList,
    ImpossibleDay,
    ManyLeftBy,
    ManyWouldLeave,
    OtherListOfThatDay,
    OtherNumber,
    OtherScope,
    UnplacedList,
)
from .plan import Plan, Restated

__all__ = [
    "CompleteAfterList",
    "ImpossibleDay",
    "ManyLeftBy",
    "ManyWouldLeave",
    "OtherListOfThatDay",
    "OtherNumber",
    "OtherScope",
    "Plan",
    "Restated",
    "RosterComparison",
    "UnplacedList",
]
