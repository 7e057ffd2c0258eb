"""The front door and the write side: stores, decisions, agreements."""

from ..projections import (
    BatchSummary,
    Count,
    Eligibility,
    Finding,
    Lag,
    Lateness,
    Line,
    Mandate,
    Member,
    Movement,
    Unit,
    WorkplaceAge,
)
from .agreements import DEFAULT as DEFAULT_AGREEMENT
from .agreements import Agreement
from .asks import Knowledge, end_of
from .copying import Copied
from .digest import Digest
from .folds import Entry
from .following import Following
from .reconciles import Reconciliation, Reproduction
from .registry import Registry
from .statement import Month, Statement

__all__ = [
    "DEFAULT_AGREEMENT",
    "Agreement",
    "BatchSummary",
    "Copied",
    "Count",
    "Digest",
    "Eligibility",
    "Entry",
    "Finding",
    "Following",
    "Knowledge",
    "Lag",
    "Lateness",
    "Line",
    "Mandate",
    "Member",
    "Month",
    "Movement",
    "Reconciliation",
    "Registry",
    "Reproduction",
    "Statement",
    "Unit",
    "WorkplaceAge",
    "end_of",
]
