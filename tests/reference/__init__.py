"""A naive reference of what the words mean: design section 5, sentence by sentence.

Written for obviousness and not for speed: every question walks the facts again. It shares nothing
with the library but the event classes, so that a mistake in one does not hide in the other.

Everything starts from `known(events, upto)`: the facts that count as said, once the first `upto`
entries of a log are known. Entry n of the log is `events[n - 1]`.
"""

from .acceptance import acceptable
from .check import Finding, check
from .counts import count, count_by_category, count_by_unit, count_by_workplace
from .electorate import Electorate, eligibility, headcount_of, vacancies, verdict
from .history import history
from .log import Log, Told, known, upto_at
from .mandates import Mandate, in_office, mandates
from .members import Membership, members, state
from .movements import Side, movements
from .organisation import at_or_below, circles, is_open, parent, resolve
from .rules import DK_MUNICIPAL, Office, Rules

__all__ = [
    "DK_MUNICIPAL",
    "Electorate",
    "Finding",
    "Log",
    "Mandate",
    "Membership",
    "Office",
    "Rules",
    "Side",
    "Told",
    "acceptable",
    "at_or_below",
    "check",
    "circles",
    "count",
    "count_by_category",
    "count_by_unit",
    "count_by_workplace",
    "eligibility",
    "headcount_of",
    "history",
    "in_office",
    "is_open",
    "known",
    "mandates",
    "members",
    "movements",
    "parent",
    "resolve",
    "state",
    "upto_at",
    "vacancies",
    "verdict",
]
