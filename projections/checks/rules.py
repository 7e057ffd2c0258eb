"""What looks odd about the rules that were agreed, and the rule books they are of."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from ...events import RuleAgreed
from ...events.entry import Entry
from ..rules import BOOK, Rules
from .rows import UNION, Finding

_SOON: Final = timedelta(days=90)
"""So long before an agreement runs out is there time to make another one."""


def odd_rules(rules: Rules, on: date, workplaces: Iterable[str]) -> Iterator[Finding]:
    """Yield what is odd about what was agreed: nothing where nothing was.

    Args:
        rules: The rules.
        on: The day.
        workplaces: Those that are open on it.
    """
    if not rules.agreed:
        return
    holding = [(entry, entry.event) for entry in rules.holding(on)]
    agreed = [(entry, event) for entry, event in holding if isinstance(event, RuleAgreed)]
    for entry, event in agreed:
        yield from _running_out(rules, entry, event, on)
        if event.rule == BOOK:
            yield from _odd_book(rules, entry, event, on)
        elif not rules.binds(entry, rules.at(event.unit, on)):
            detail = f"{event.rule} was agreed to be {event.value}, and the rules know nothing of that kind"
            advice = f"Void it: stewards void {entry.number} --reason TEXT; or agree what it is"
            yield _finding("agreement that binds nothing", entry, event, detail, advice)
    adopted = {event.unit: entry for entry, event in agreed if event.rule == BOOK and event.value}
    if adopted and None not in adopted:
        yield from _without_book(rules, adopted, on, workplaces)


def _running_out(rules: Rules, entry: Entry, event: RuleAgreed, on: date) -> Iterator[Finding]:
    until = event.until
    if until is None or until > on + _SOON or rules.is_agreed(event.rule, event.unit, until):
        return
    detail = f"{event.rule}, agreed from {event.effective_on}, holds until {until}"
    at = f" --unit {event.unit}" if event.unit else ""
    adopt = f"stewards rules adopt BOOK{at}" if event.rule == BOOK else ""
    again = adopt or f"stewards rules agree {event.rule} VALUE{at}"
    yield _finding(
        "agreement that runs out",
        entry,
        event,
        detail,
        f"Agree what holds then: {again} --on {until}",
    )


def _odd_book(rules: Rules, entry: Entry, event: RuleAgreed, on: date) -> Iterator[Finding]:
    if event.value is None:
        return
    now = rules.readable(entry)
    at = f" --unit {event.unit}" if event.unit else ""
    if now is None:
        detail = (
            f"{event.value}, adopted on {event.effective_on}, cannot be read: what would hold without it is"
            " followed"
        )
        advice = f"Put the file back, or adopt another one: stewards rules adopt BOOK{at} --on {on}"
        yield _finding("rule book that cannot be read", entry, event, detail, advice)
    elif event.digest is not None and event.digest != now.digest:
        detail = f"{event.value} is not what it was when it was adopted on {event.effective_on}"
        advice = (
            f"See what changed, and adopt it anew: stewards rules adopt {event.value}{at} --on DAY"
        )
        yield _finding("rule book changed since it was adopted", entry, event, detail, advice)


def _without_book(
    rules: Rules, adopted: dict[str | None, Entry], on: date, workplaces: Iterable[str]
) -> Iterator[Finding]:
    """Yield the workplaces that no rule book was adopted for, where one was for others."""
    units, entries = (
        sorted(str(unit) for unit in adopted),
        sorted(e.number for e in adopted.values()),
    )
    for workplace in workplaces:
        if not any(entry in rules.applying(workplace, on) for entry in adopted.values()):
            detail = f"a book was adopted at {', '.join(units)}; here {rules.book.name} is followed"
            advice = f"Adopt one: stewards rules adopt BOOK --unit {workplace} --on DAY"
            yield Finding("workplace without a rule book", workplace, detail, entries, advice)


def _finding(kind: str, entry: Entry, event: RuleAgreed, detail: str, advice: str) -> Finding:
    return Finding(kind, event.unit or UNION, detail, [entry.number], advice)
