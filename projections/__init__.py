"""The read side: SQL over the log, one question a file, and the replay that feeds it.

Imports `stewards.events`, and neither `stewards.registry` nor `stewards.cli`.
"""

from .questions import (
    count,
    eligibility,
    findings,
    groups,
    headcounts,
    lateness,
    mandates,
    members,
    published,
    units,
    vacancies,
    voided,
    workplace_ages,
)
from .replay import Projection
from .rows import (
    Count,
    Eligibility,
    Finding,
    Group,
    Headcount,
    Lag,
    Lateness,
    Mandate,
    Member,
    Office,
    PublishedCount,
    Unit,
    WorkplaceAge,
)

__all__ = [
    "Count",
    "Eligibility",
    "Finding",
    "Group",
    "Headcount",
    "Lag",
    "Lateness",
    "Mandate",
    "Member",
    "Office",
    "Projection",
    "PublishedCount",
    "Unit",
    "WorkplaceAge",
    "count",
    "eligibility",
    "findings",
    "groups",
    "headcounts",
    "lateness",
    "mandates",
    "members",
    "published",
    "units",
    "vacancies",
    "voided",
    "workplace_ages",
]
