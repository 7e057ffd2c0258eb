"""What the answers are made of: one frozen row for each kind of answer."""

from .batches import BatchSummary
from .counts import Count, Group, Headcount, Member, PublishedCount
from .findings import Finding
from .lateness import Lag, Lateness, WorkplaceAge
from .learning import Counted, Learnt, State
from .mandates import Eligibility, Mandate
from .organisation import Office, Unit

__all__ = [
    "BatchSummary",
    "Count",
    "Counted",
    "Eligibility",
    "Finding",
    "Group",
    "Headcount",
    "Lag",
    "Lateness",
    "Learnt",
    "Mandate",
    "Member",
    "Office",
    "PublishedCount",
    "State",
    "Unit",
    "WorkplaceAge",
]
