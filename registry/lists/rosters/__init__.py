"""Rosters: compared with the registry, and taken in as facts, as one batch."""

from .comparison import RosterComparison
from .doubts import ManyWouldLeave, OlderList
from .plan import Plan

__all__ = ["ManyWouldLeave", "OlderList", "Plan", "RosterComparison"]
