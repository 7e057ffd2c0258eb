"""The read side: SQL over the log, one question a file, and the replay that feeds it.

Imports `stewards.events`, and neither `stewards.registry` nor `stewards.cli`.
"""

from .questions import (
    batches,
    count,
    eligibility,
    findings,
    groups,
    headcounts,
    mandates,
    members,
    published,
    units,
    vacancies,
    voided,
)
from .replay import Projection
from .rows import (
    BatchSummary,
    Count,
    Eligibility,
    Finding,
    Group,
    Headcount,
    Mandate,
    Member,
    Office,
    PublishedCount,
    Unit,
)

__all__ = [
    "BatchSummary",
    "Count",
    "Eligibility",
    "Finding",
    "Group",
    "Headcount",
    "Mandate",
    "Member",
    "Office",
    "Projection",
    "PublishedCount",
    "Unit",
    "batches",
    "count",
    "eligibility",
    "findings",
    "groups",
    "headcounts",
    "mandates",
    "members",
    "published",
    "units",
    "vacancies",
    "voided",
]
