"""A rule as an answer states it: what it is, and where that stands."""

from datetime import date
from typing import Any

from attrs import frozen

from .agreement import Certainty
from .resolving import Rules


@frozen
class RuleStated:
    """A rule behind an answer.

    Attributes:
        path: Which.
        value: What it is.
        book: The rule book, or the entry that recorded what was agreed.
        source: Where it stands.
        certainty: How sure that is.
    """

    path: str
    value: Any
    book: str
    source: str
    certainty: Certainty


def stated(rules: Rules, unit: str | None, day: date, path: str) -> RuleStated | None:
    """Return a rule that holds at a unit on a day, as answers state it; none where nothing is said."""
    for each in rules.in_force(unit, day):
        if each.path == path:
            book = each.set_by.removeprefix("book ").removeprefix("change of ")
            return RuleStated(path, each.value, book, each.why.source, each.why.certainty)
    return None
