"""Agree a rule: from a day, one rule of the book, or the whole book, is another one at a unit."""

from datetime import date

from ...events import RuleAgreed
from ...events.errors import BadInput, Refusal
from ...projections.boundary import Boundary
from ...projections.organisation.standing import existing_unit
from ...projections.rules import BOOK, LOCAL, Agreement, load, with_agreed

_OVERRIDE = "If it was agreed all the same, record it with --override and the reason."


class UnknownRule(Refusal):
    """The rule book has no such rule."""

    rule: str
    agreement: str

    cannot = "agree {0.rule}"
    because = "the agreement {0.agreement} has no such rule"
    instead = (
        "'stewards rules show' lists them; begin with local. what is only to be kept on record."
    )


class RuleNotOpenToAgreement(Refusal):
    """The rule book does not leave that rule to those on the spot."""

    rule: str
    agreement: str
    open: str

    cannot = "agree {0.rule}"
    because = "the agreement {0.agreement} leaves only these open: {0.open}"
    instead = _OVERRIDE


class NoSuchValue(BadInput):
    """The rule can be nothing of that kind."""

    rule: str
    given: str
    problem: str

    cannot = "agree {0.rule} to be {0.given}"
    because = "{0.problem}"
    instead = "'stewards rules show' has what it is now, which shows its kind."


class RuleOverAtOnce(BadInput):
    """What was agreed is over on or before the day from which it holds."""

    rule: str
    on: date
    until: date

    cannot = "agree {0.rule} from {0.on} until {0.until}"
    because = "it would be over before it holds"
    instead = "Give a later day, the first on which it holds no more."


def decide(event: RuleAgreed, seen: Boundary, book: Agreement) -> None:
    """Refuse with the reasons above, UnknownUnit, or those of a rule book that cannot be read.

    With an override, a rule is recorded that the book does not leave open, but none that is not there.
    """
    if event.unit is not None:
        action = f"agree {event.rule} at {event.unit}"
        existing_unit(action, seen.organisation(event.unit), event.unit)
    if event.until is not None and event.until <= event.effective_on:
        raise RuleOverAtOnce(event.rule, event.effective_on, event.until)
    if event.rule.startswith(LOCAL):
        return
    if event.rule == BOOK:
        _refuse_book(event)
        return
    units = [event.unit] if event.unit is not None else []
    rules = seen.rules(book, *units, is_lenient=True).at(event.unit, event.effective_on)
    if not rules.knows(event.rule):
        raise UnknownRule(event.rule, rules.name)
    _refuse_value(event, rules)
    if event.rule not in rules.local and event.override is None:
        raise RuleNotOpenToAgreement(event.rule, rules.name, ", ".join(rules.local) or "none")


def _refuse_book(event: RuleAgreed) -> None:
    """Raise NoSuchAgreement, MalformedAgreement or NoSuchValue unless it names a sound rule book."""
    if isinstance(event.value, str):
        load(event.value)
    elif event.value is not None:
        raise NoSuchValue(BOOK, _shown(event), "it must be the name of a rule book, or its file")


def _refuse_value(event: RuleAgreed, rules: Agreement) -> None:
    if event.value is None:
        return
    try:
        with_agreed(rules, event)
    except ValueError as problem:
        why = str(problem).removeprefix(f"{event.rule}: ")
        raise NoSuchValue(event.rule, _shown(event), why) from None


def _shown(event: RuleAgreed) -> str:
    value = event.value
    if isinstance(value, bool):
        return str(value).lower()
    return "steps" if isinstance(value, tuple) else repr(value)
