"""Answers as JSON: what the command line prints with `-o json`, for programs.

Most answers are their fields. Where JSON has other keys than the class has fields, there is a form for it
here, by the name of the class: so whoever shows one answer loads the classes of no other.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from ..events import TYPES

if TYPE_CHECKING:
    from datetime import date

    from ..events.entry import Entry
    from ..projections.accounts.lateness import Lag
    from ..projections.accounts.movements import Line, Movement
    from ..projections.accounts.reconciling import Reconciliation, Reproduction
    from ..projections.accounts.statement import Month, Statement
    from ..projections.batches.rows import BatchSummary
    from ..projections.checks.rows import Due, Finding
    from ..projections.committees.rows import Committee
    from ..projections.explanations.crossings import Interval
    from ..projections.explanations.eligibility import EligibilityExplained
    from ..projections.mandates.candidate import Candidacy, Reason
    from ..projections.mandates.rows import Represented
    from ..projections.membership.comings import Leavers, Leaving, Move
    from ..projections.membership.rows import Count, Group
    from ..projections.rules import InForce, Steps
    from .doctor import Observation
    from .lists import RowProblem
    from .lists.employers import EmployerComparison
    from .lists.rosters import RosterComparison

Row = dict[str, Any]

_COMMON: Final = ("effective_on", "recorded_at", "recorded_by")
_RANGE: Final = ("members", "at_least", "at_most")


def to_json(answer: Any) -> Any:
    """Return an answer as data that `json.dumps` takes, with the keys that `-o json` prints.

    docs/json.md lists them. Two keys belong to the question and are missing: `merged_into`, where it is about
    a unit that was merged, and the empty `groups` of a series of counts without groups.

    Args:
        answer: What a method of a registry or a view returned: one answer, or several in a list or a
            tuple.

    Returns:
        Dictionaries, lists, texts, numbers, true, false and none. Days are texts such as `2019-09-01`,
        instants RFC 3339 in UTC, exact amounts texts.

    Raises:
        TypeError: it is no answer, such as a registry or a view.
    """
    return msgspec.to_builtins(as_data(answer))


def as_data(answer: Any) -> Any:
    """Return what `to_json` does, with days, instants and words as they are, for whoever prints them."""
    form = _FORMS.get(type(answer).__name__)
    if form is not None:
        return form(answer)
    if attrs.has(type(answer)):
        return _fields(answer)
    if isinstance(answer, Mapping):
        return {key: as_data(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [as_data(each) for each in answer]
    return f"{answer:f}" if isinstance(answer, Decimal) else answer


def _fields(answer: Any) -> Row:
    names = (each.name for each in attrs.fields(type(answer)))
    return _only(answer, *names)


def _only(answer: Any, *names: str) -> Row:
    return {name: as_data(getattr(answer, name)) for name in names}


def _entry(entry: "Entry") -> Row:
    event = entry.event
    kind = type(event).__name__
    own = {name: getattr(event, name) for name in TYPES[kind].fields if name not in _COMMON}
    head = {"entry": entry.number, "type": kind} | _only(event, *_COMMON)
    return head | {"voided_by": entry.voided_by} | own


def _entries(entries: range) -> Row:
    first, last = (entries[0], entries[-1]) if entries else (None, None)
    return {"recorded": len(entries), "first": first, "last": last}


def _count(count: "Count") -> Row:
    row = _only(count, "on", "known_at", "unit", "category", *_RANGE)
    return row if count.by is None else row | _only(count, "groups")


def _group(group: "Group") -> Row:
    return {group.by: group.value} | _only(group, "name", *_RANGE)


def _interval(interval: "Interval") -> Row:
    row = _fields(interval)
    return {"from": row.pop("first"), **row}


def _candidacy(found: "Candidacy") -> Row:
    return _only(found, "member", "unit", "office", "on", "verdict", "electable_from", "reasons")


def _reason(reason: "Reason") -> Row:
    rule = _fields(reason.rule)
    said = _only(reason, "verdict", "detail", "entries")
    return {"rule": rule.pop("path"), **said, **rule}


def _committee(found: "Committee") -> Row:
    return _fields(found) | {"present": found.present}


def _rule(found: "InForce") -> Row:
    row = {"path": found.path, "value": as_data(found.value), "from": found.since}
    row |= {"source": found.why.source, "certainty": found.why.certainty}
    return row | {"set_by": found.set_by, "against": found.why.against}


def _steps(steps: "Steps") -> Any:
    return as_data(steps.steps) if steps.same is None else steps.same


def _finding(found: "Finding") -> Row:
    return _fields(found) | {"findings": 1, "subjects": [found.subject]}


def _due(found: "Due") -> Row:
    row = {"on": found.due_on, "what": found.finding}
    return row | _only(found, "subject", "unit", "detail", "entries", "advice")


def _leavers(found: "Leavers") -> Row:
    why = [{"reason": reason, "members": number} for reason, number in found.reasons]
    row = _only(found, "by", "value", "name", *_RANGE, "median_months")
    return row | {"reasons": why}


def _leaving(found: "Leaving") -> Row:
    row = _fields(found)
    return row | {"not_before": _before(row.pop("left_first"), found.left_on)}


def _move(found: "Move") -> Row:
    row = {"on": found.on, "not_before": _before(found.first, found.on), "member": found.member}
    return row | {"from": found.origin} | _only(found, "to", "category", "entry")


def _before(first: "date", last: "date") -> "date | None":
    """Return the first day of a window; none for a day that is known exactly."""
    return None if first == last else first


def _represented(found: "Represented") -> Row:
    return _fields(found.mandate) | _only(found, *_RANGE, "holders")


def _eligibility_explained(found: "EligibilityExplained") -> Row:
    row = _fields(found)
    return row | {"observation": row["observations"][-1] if found.observations else None}


def _reconciliation(account: "Reconciliation") -> Row:
    ends = {"from": account.opening, "to": account.closing}
    row = {key: _only(count, "on", "known_at", *_RANGE) for key, count in ends.items()}
    row |= _only(account, "learnt", "happened") | _only(account.opening, "unit", "category")
    return row | _only(account, "learnt_range", "happened_range")


def _line(line: "Line") -> Row:
    row = _only(line, "line", "members", "unsure")
    return row | _only(line, "who") if line.who else row


def _movement(movement: "Movement") -> Row:
    return _only(movement, "member", "entries", "unsure_by")


def _reproduction(found: "Reproduction") -> Row:
    row = _only(found, "on", "unit", "published", "known_then", "known_now")
    row |= {"reproduced": found.is_reproduced}
    return row | _only(found, "learnt", "entry", "source", "recorded_at", "categories")


def _statement(found: "Statement") -> Row:
    row = _only(found, "unit", "known_at", "months", "total", "member_months", "rate", "rate_name")
    return row | _only(
        found, "rates", "contribution", "contribution_at_least", "contribution_at_most"
    )


def _month(month: "Month") -> Row:
    row = _fields(month)
    return {"from": row.pop("start"), "to": row.pop("until"), **row}


def _lag(found: "Lag") -> Row:
    return _fields(found) | {"share": found.share}


def _batch(summary: "BatchSummary") -> Row:
    return _fields(summary) | {"types": dict(summary.types)}


def _observation(found: "Observation") -> Row:
    return _only(found, "check", "verdict", "found", "advice")


def _roster_comparison(found: "RosterComparison") -> Row:
    def members(differing: Iterable[Any]) -> list[str]:
        return [each.member for each in differing]

    def pairs(differing: Iterable[Any], known: str, listed: str) -> list[Row]:
        return [
            {"member": each.member, "from": getattr(each, known), "to": getattr(each, listed)}
            for each in differing
        ]

    return {
        **_only(found, "on", "roster", "registry"),
        "joined": members(found.joined),
        "left": members(found.left),
        "moved": pairs(found.moved, "workplace", "listed_workplace"),
        "category": pairs(found.category, "category", "listed_category"),
        "joining_days": pairs(found.other_joinings, "joined_on", "listed_joined_on"),
        "problems": as_data(found.problems),
        "unconcluded": members(found.unconcluded),
        **_fields(found.source),
    }


def _employer_comparison(found: "EmployerComparison") -> Row:
    return _only(found, "on", "rows", "problems") | _fields(found.source)


def _problem(problem: "RowProblem") -> Row:
    return _only(problem, "row", "column", "value", "problem")


_FORMS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "BatchSummary": _batch,
    "Candidacy": _candidacy,
    "Committee": _committee,
    "Count": _count,
    "Due": _due,
    "EligibilityExplained": _eligibility_explained,
    "EmployerComparison": _employer_comparison,
    "Entry": _entry,
    "Finding": _finding,
    "Group": _group,
    "InForce": _rule,
    "Interval": _interval,
    "Lag": _lag,
    "Leavers": _leavers,
    "Leaving": _leaving,
    "Line": _line,
    "Month": _month,
    "Move": _move,
    "Movement": _movement,
    "Observation": _observation,
    "Reason": _reason,
    "Reconciliation": _reconciliation,
    "Represented": _represented,
    "Reproduction": _reproduction,
    "RosterComparison": _roster_comparison,
    "RowProblem": _problem,
    "Statement": _statement,
    "Steps": _steps,
    "range": _entries,
}
