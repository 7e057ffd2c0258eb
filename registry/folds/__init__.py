"""Histories folded into the state of a day: plain functions without I/O.

Decisions and `member show` share them; they say the same as the SQL in `projections`, which a
property test checks.
"""

from .crossing import crossing
from .electorate import Electorate, Verdict, counted_at, observation
from .endings import ended_by
from .entry import UPCOMING, Entry, in_order, known
from .mandates import Ending, Mandate, Scope, ends, ends_any, mandates_on
from .membership import Membership, membership_on
from .organisation import Organisation

__all__ = [
    "UPCOMING",
    "Electorate",
    "Ending",
    "Entry",
    "Mandate",
    "Membership",
    "Organisation",
    "Scope",
    "Verdict",
    "counted_at",
    "crossing",
    "ended_by",
    "ends",
    "ends_any",
    "in_order",
    "known",
    "mandates_on",
    "membership_on",
    "observation",
]
