"""The front door and the write side: stores, decisions, agreements."""

from ..projections import BatchSummary, Count, Eligibility, Finding, Mandate, Member, Unit
from .agreements import DEFAULT as DEFAULT_AGREEMENT
from .agreements import Agreement
from .asks import end_of
from .folds import Entry
from .registry import Registry

__all__ = [
    "DEFAULT_AGREEMENT",
    "Agreement",
    "BatchSummary",
    "Count",
    "Eligibility",
    "Entry",
    "Finding",
    "Mandate",
    "Member",
    "Registry",
    "Unit",
    "end_of",
]
