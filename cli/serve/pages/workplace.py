"""Why a workplace may elect, or may not."""

from ....registry import EligibilityExplained
from ...report.parts import Word
from .. import entries, people
from ..asked import Asked, in_range
from ..parts import Links, Page


def page(asked: Asked) -> Page:
    """Return the verdict on a workplace, who counts there and what it rests on."""
    workplace = asked.wanted("workplace")
    found = asked.view.explain_eligibility(workplace)
    asked = asked.saying("explain", "eligibility", workplace)
    behind = list(found.observations)
    if found.crossed and found.crossed not in behind:
        behind.append(found.crossed)
    tables = (
        entries.as_known(
            asked,
            found.earlier,
            (
                ("May elect", lambda each: Word(each.verdict)),
                ("Members", in_range),
                ("Headcount", lambda each: each.headcount),
            ),
        ),
        entries.table_of(asked, behind, "What it rests on", asked.said) if behind else None,
        *people.tables_of(asked, found.who, found.perhaps),
    )
    return Page(
        title="{name}: may it elect?",
        parts={"name": found.name},
        facts=tuple(_facts(asked, found)),
        tables=tuple(each for each in tables if each),
    )


def _facts(asked: Asked, found: EligibilityExplained) -> list[tuple[str, object]]:
    rule, threshold = found.rule, found.threshold
    facts: list[tuple[str, object]] = [
        ("May elect", Word(found.verdict)),
        ("Since", found.crossed_on),
        ("Members who count", in_range(found)),
        ("Employees counted", found.observed),
        ("On the day", found.observed_on),
        ("Headcount since members moved", found.headcount),
        ("Lacking", found.lacking),
        ("Elects with", _together(asked, found)),
        ("Needed to elect", rule.threshold),
        ("For months in a row", rule.for_months or None),
        ("Categories that count", ", ".join(rule.counted)),
        ("Rule book", rule.agreement),
        ("Where it stands", f"{threshold.source} ({threshold.certainty})"),
        ("What there is to do", ", ".join(found.options) or None),
    ]
    return [(name, value) for name, value in facts if value is not None]


def _together(asked: Asked, found: EligibilityExplained) -> Links | None:
    others = [each for each in found.workplaces if each != found.workplace]
    return Links(tuple(map(asked.to_workplace, others))) if others else None
