"""Who is counted, and by which entries; and how the number changed as more was known."""

from typing import Any

from .. import entries, people
from ..asked import Asked, in_range
from ..parts import Page


def page(asked: Asked) -> Page:
    """Return why a count is what it is."""
    category = asked.given.get("category") or None
    found = asked.view.explain_count(unit=asked.unit, category=category)
    asked = asked.saying(
        "explain", "count", *asked.scope, *(("--category", category) if category else ())
    )
    facts: list[tuple[str, Any]] = [("Members", in_range(found)), ("Unit", asked.place)]
    if category:
        facts.append(("Category", category))
    tables = (
        entries.as_known(asked, found.earlier, (("Members", lambda each: each.members),)),
        *people.tables_of(asked, found.who, found.perhaps),
    )
    return Page(
        title="Why the number is what it is",
        facts=tuple(facts),
        tables=tuple(each for each in tables if each),
    )
