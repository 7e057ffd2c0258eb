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

    def __str__(self) -> str:
        """Return it in words: `steward.electable, dk-municipal: MED handbook, section 10, confirmed`."""
        source = f"{self.source}, " if self.source else ""
        return f"{self.path}, {self.book}: {source}{self.certainty}"


def stated_as(rules: Rules, unit: str, day: date, path: str, value: Any) -> RuleStated:
    """Return a rule that comes to some value there: one that an office takes over from another one, too."""
    found = stated(rules, unit, day, path) if rules.agreed else None
    if found is not None:
        return found
    agreement = rules.at(unit, day)
    why = agreement.why_of(path)
    return RuleStated(path, value, agreement.name, why.source, why.certainty)


def stated(rules: Rules, unit: str | None, day: date, path: str) -> RuleStated | None:
    """Return a rule that holds at a unit on a day, as answers state it; none where nothing is said."""
    for each in rules.in_force(unit, day):
        if each.path == path:
            book = each.set_by.removeprefix("book ").removeprefix("change of ")
            return RuleStated(path, each.value, book, each.why.source, each.why.certainty)
    return None
