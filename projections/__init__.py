"""The read side: SQL over the log, one question a file, and the replay that feeds it.

Imports `stewards.events`, and neither `stewards.registry` nor `stewards.cli`.
"""

from .movements import LINES, Line, Movement, Side, lines_between
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
    "LINES",
    "BatchSummary",
    "Count",
    "Eligibility",
    "Finding",
    "Group",
    "Headcount",
    "Line",
    "Mandate",
    "Member",
    "Movement",
    "Office",
    "Projection",
    "PublishedCount",
    "Side",
    "Unit",
    "batches",
    "count",
    "eligibility",
    "findings",
    "groups",
    "headcounts",
    "lines_between",
    "mandates",
    "members",
    "published",
    "units",
    "vacancies",
    "voided",
]
