"""The front door and the write side: stores, decisions, agreements."""

from ..projections import (
    Count,
    Eligibility,
    Finding,
    Lag,
    Lateness,
    Mandate,
    Member,
    Unit,
    WorkplaceAge,
)
from .agreements import DEFAULT as DEFAULT_AGREEMENT
from .agreements import Agreement
from .asks import end_of
from .folds import Entry
from .registry import Registry

__all__ = [
    "DEFAULT_AGREEMENT",
    "Agreement",
    "Count",
    "Eligibility",
    "Entry",
    "Finding",
    "Lag",
    "Lateness",
    "Mandate",
    "Member",
    "Registry",
    "Unit",
    "WorkplaceAge",
    "end_of",
]
