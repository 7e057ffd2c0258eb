"""What looks odd."""

from datetime import date
from typing import Final

from attrs import field, frozen

from ..replay.converters import numbers

KINDS: Final = (
    "entitled workplace without a steward",
    "steward under the threshold",
    "was below the threshold",
    "headcount from before a merger",
    "headcount older than a year",
    "too few elect together",
    "could elect alone",
    "mandate over, no ending recorded",
    "more holders than seats",
    "ending that ends nothing",
    "term over before it begins",
    "elected again within the term",
    "unknown office",
    "elected, not notified",
    "notified without approval",
    "objected, not settled",
    "expired, not re-elected",
    "no longer counted",
    "joint office without what it rests on",
    "deputy of nobody",
    "own deputy",
    "recalled within the term",
    "member at a closed unit",
    "member at a unit before it was formed",
    "member without a workplace",
    "unknown category",
    "joined twice",
    "joined and left on one day",
    "changed outside membership",
    "elected elsewhere",
    "circle of units",
    "workplace without a rule book",
    "rule book that cannot be read",
    "rule book changed since it was adopted",
    "agreement that runs out",
    "agreement that binds nothing",
    "list no longer agrees",
    "published figure no longer reproduced",
    "seat vacant",
    "seat held from another group",
    "over the norm",
    "elected too early",
    "seniority unknown",
    "safety representative away",
    "term ends",
    "notice to be given",
    "objection period ends",
    "agreement runs out",
    "number to be looked at",
    "headcount a year old",
    "absence ends",
    "fact takes effect",
)
"""Every kind of finding, in the order in which they are listed."""

PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
"""The place of each kind in that order."""


UNION: Final = "the union"
"""The subject of a finding that is about no unit and no member."""


@frozen
class Finding:
    """Something odd in the log, for a person to look at.

    Attributes:
        finding: Which of `KINDS`, such as `joined twice`.
        subject: The workplace, unit or member it is about, or `the union`.
        detail: What is odd, in a sentence.
        entries: The entries behind it, in order; none where it is about nearly everybody.
        advice: What to do about it, with the command; what only a person knows stands in capitals.
            It follows from the others, and tells no findings apart.
    """

    finding: str
    subject: str
    detail: str
    entries: tuple[int, ...] = field(converter=numbers)
    advice: str = field(default="", eq=False)


@frozen
class Due(Finding):
    """Something that falls due on a day to come.

    Attributes:
        due_on: The day.
        unit: The unit it is at, mergers followed; none where it is of the whole union, or of no workplace.
    """

    due_on: date = field(kw_only=True)
    unit: str | None = field(kw_only=True)
