"""The rule behind an answer: what it is, and how sure it is that it is one."""

from datetime import date
from typing import Any

from attrs import frozen

from .agreement import Why
from .resolving import Rules


@frozen
class RuleBehind:
    """A rule, and how sure it is that it is one.

    Attributes:
        path: Which.
        value: What it is.
        book: The rule book.
        source: Where it stands.
        certainty: `confirmed`, `secondary`, `inferred` or `unconfirmed`.
    """

    path: str
    value: Any
    book: str
    source: str
    certainty: str

    def __str__(self) -> str:
        """Return it in words: `steward.electable, dk-municipal: Frederiksberg's agreement, confirmed`."""
        source = f"{self.source}, " if self.source else ""
        return f"{self.path}, {self.book}: {source}{self.certainty}"


def rule_behind(rules: Rules, unit: str, day: date, path: str, value: Any) -> RuleBehind:
    """Return a rule as it holds at a unit on a day, with where it stands: in the book, or as agreed."""
    agreement = rules.at(unit, day)
    why: Why | None = None
    if rules.agreed:
        said = (each.why for each in rules.in_force(unit, day) if each.path == path)
        why = next(said, None)
    why = why or agreement.why_of(path)
    return RuleBehind(path, value, agreement.name, why.source, str(why.certainty))
