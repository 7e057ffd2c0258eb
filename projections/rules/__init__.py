"""Agreements: the rules that counts and elections follow, as dated rule books with their sources."""

from .agreement import NEUTRAL, Agreement, At, Certainty, Change, Community, Figure, Office, Why
from .loading import DEFAULT, MalformedAgreement, NoSuchAgreement, load, look_for_books_in, names
from .resolving import BOOK, LOCAL, BookGone, InForce, Rules, with_agreed
from .steps import Steps

__all__ = [
    "BOOK",
    "DEFAULT",
    "LOCAL",
    "NEUTRAL",
    "Agreement",
    "At",
    "BookGone",
    "Certainty",
    "Change",
    "Community",
    "Figure",
    "InForce",
    "MalformedAgreement",
    "NoSuchAgreement",
    "Office",
    "Rules",
    "Steps",
    "Why",
    "load",
    "look_for_books_in",
    "names",
    "with_agreed",
]
