"""What falls due within some days: each kind a plain function over what a view has judged."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ...events import RuleAgreed
from ..electorate.rows import Eligibility
from ..mandates.rows import Mandate
from ..mandates.standing import Status
from ..months import months_after
from ..rules import BOOK, Office, Rules
from .rows import Due

OLD: Final = 12
"""After so many months a headcount is old."""


def falls_due(
    on: date,
    last: date,
    held: Iterable[Mandate],
    workplaces: Iterable[Eligibility],
    rules: Rules,
) -> Iterator[Due]:
    """Yield what falls due after a day, up to another one.

    Args:
        on: The day.
        last: The last day that is looked at.
        held: The mandates that are not over, one a person and seat.
        workplaces: The open workplaces.
        rules: The rules.
    """
    for each in held:
        yield from _terms(each, on, last)
        yield from _objections(each, on, last)
        yield from _retests(each, on, last, rules.at(each.at_unit, on).office(each.office))
    for place in workplaces:
        yield from _headcounts(place, on, last)
    yield from _agreements(on, last, rules)


def _terms(mandate: Mandate, on: date, last: date) -> Iterator[Due]:
    until = mandate.until
    if until is None or not on < until <= last:
        return
    detail = (
        f"{mandate.office} at {mandate.unit} since {mandate.since}; the term is over on {until}"
    )
    advice = f"Hold an election, and record it: {_elect(mandate)} --on DAY"
    yield Due("term ends", mandate.member, detail, [mandate.entry], advice, due_on=until)


def _objections(mandate: Mandate, on: date, last: date) -> Iterator[Due]:
    until = mandate.objection_until
    if until is None or mandate.status != Status.OPEN or not on <= until <= last:
        return
    detail = f"{mandate.office} at {mandate.unit}: the employer may object up to {until}"
    advice = f"If the employer objects, record it: {_step(mandate, 'objected')} --on DAY"
    found = [mandate.entry]
    yield Due("objection period ends", mandate.member, detail, found, advice, due_on=until)


def _retests(mandate: Mandate, on: date, last: date, office: Office | None) -> Iterator[Due]:
    if office is None or office.below != "retest" or office.retest_after_months is None:
        return
    day = months_after(mandate.since, office.retest_after_months)
    if not on < day <= last:
        return
    detail = (
        f"{mandate.office} at {mandate.unit} since {mandate.since}: the number is looked at again"
    )
    advice = (
        f"Record how many work there then: stewards observe {mandate.at_unit} --employees NUMBER"
    )
    yield Due("number to be looked at", mandate.member, detail, [mandate.entry], advice, due_on=day)


def _headcounts(place: Eligibility, on: date, last: date) -> Iterator[Due]:
    day = place.observed_on and months_after(place.observed_on, OLD)
    if day is None or not on < day <= last:
        return
    detail = f"{place.observed} employees counted on {place.observed_on}"
    advice = f"Count again: stewards observe {place.workplace} --employees NUMBER"
    yield Due("headcount a year old", place.workplace, detail, [], advice, due_on=day)


def _agreements(on: date, last: date, rules: Rules) -> Iterator[Due]:
    for entry in rules.agreed:
        event = entry.event
        assert isinstance(event, RuleAgreed)  # noqa: S101 -- by construction
        until = event.until
        if until is None or event.effective_on > on or not on < until <= last:
            continue
        at = f" --unit {event.unit}" if event.unit else ""
        what = "adopt BOOK" if event.rule == BOOK else f"agree {event.rule} VALUE"
        detail = f"{event.rule} is {event.value} from {event.effective_on} to {until}"
        advice = f"Agree what holds then: stewards rules {what}{at} --on {until}"
        subject = event.unit or "the union"
        yield Due("agreement runs out", subject, detail, [entry.number], advice, due_on=until)


def _elect(mandate: Mandate) -> str:
    return f"stewards mandate elect MEMBER --unit {mandate.at_unit} --office {mandate.office}"


def _step(mandate: Mandate, step: str) -> str:
    who = f"{mandate.member} --unit {mandate.unit} --office {mandate.office}"
    return f"stewards mandate step {who} --step {step}"
