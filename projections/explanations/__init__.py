"""Explanations: what stands behind a number, a verdict or a mandate."""

from .count import CountExplained, KnownCount, Scope, explain_count
from .earlier import Span
from .eligibility import EligibilityExplained, KnownVerdict, Voter, explain_eligibility
from .mandate import KnownElectorate, KnownMandate, MandateExplained, MandatesOf, NoMandate
from .rules import OfficeRule, Rule

__all__ = [
    "CountExplained",
    "EligibilityExplained",
    "KnownCount",
    "KnownElectorate",
    "KnownMandate",
    "KnownVerdict",
    "MandateExplained",
    "MandatesOf",
    "NoMandate",
    "OfficeRule",
    "Rule",
    "Scope",
    "Span",
    "Voter",
    "explain_count",
    "explain_eligibility",
]
