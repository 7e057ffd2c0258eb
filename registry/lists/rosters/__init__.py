"""Rosters: compared with the registry, and taken in as evidence, each as one batch."""

from .comparison import RosterComparison
from .doubts import ManyWouldLeave, OtherListOfThatDay, OtherNumber, OtherScope
from .plan import Plan, Restated

__all__ = [
    "ManyWouldLeave",
    "OtherListOfThatDay",
    "OtherNumber",
    "OtherScope",
    "Plan",
    "Restated",
    "RosterComparison",
]
