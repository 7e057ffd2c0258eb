"""What falls due within some days: each kind a plain function over what a view has judged."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from ...events import RuleAgreed
from ...events.entry import Entry
from ..electorate.rows import Eligibility
from ..mandates.rows import Mandate
from ..mandates.standing import Status
from ..membership.employment import away_on, by_member
from ..months import months_after
from ..rules import BOOK, Office, Rules
from .elections import lacks_notice
from .rows import UNION, Due

OLD: Final = 12
"""After so many months a headcount is old."""


@frozen
class Ahead:
    """A fact that was recorded by a day and holds from a later one.

    Attributes:
        entry: Its number.
        type: What it says, such as `MemberLeft`.
        effective_on: The day from which it holds.
        recorded_on: The civil day, UTC, on which it was recorded.
        member: The member it is about; none where it is about none.
        unit: The unit it names; none where it names none.
        at_unit: That unit, or where the member works on the day, mergers followed.
    """

    entry: int
    type: str
    effective_on: date
    recorded_on: date
    member: str | None
    unit: str | None
    at_unit: str | None


def falls_due(
    on: date,
    last: date,
    held: Iterable[Mandate],
    workplaces: Iterable[Eligibility],
    rules: Rules,
    *,
    steps_since: date | None,
    absences: Iterable[Entry],
    place_of: Callable[[str], str | None],
) -> Iterator[Due]:
    """Yield what falls due after a day, up to another one.

    Args:
        on: The day.
        last: The last day that is looked at.
        held: The mandates that are not over, one a person and seat.
        workplaces: The open workplaces.
        rules: The rules.
        steps_since: The first day of any step of an election on record; none where there is none.
        absences: Who was away from work, and who came back.
        place_of: Returns where a member works on the day, mergers followed.
    """
    for each in held:
        yield from _terms(each, on, last)
        if lacks_notice(each, steps_since, lambda unit: rules.at(unit, on)):
            yield from _notices(each, on, last)
        yield from _objections(each, on, last)
        yield from _retests(each, on, last, rules.at(each.at_unit, on).office(each.office))
    for place in workplaces:
        yield from _headcounts(place, on, last)
    yield from _agreements(on, last, rules)
    yield from _absences(on, last, absences, place_of)


def _terms(mandate: Mandate, on: date, last: date) -> Iterator[Due]:
    until = mandate.until
    if until is None or not on < until <= last:
        return
    detail = (
        f"{mandate.office} at {mandate.unit} since {mandate.since}; the term is over on {until}"
    )
    advice = f"Hold an election, and record it: {_elect(mandate)} --on DAY"
    yield Due(
        "term ends",
        mandate.member,
        detail,
        [mandate.entry],
        advice,
        due_on=until,
        unit=mandate.at_unit,
    )


def _notices(mandate: Mandate, on: date, last: date) -> Iterator[Due]:
    day = max(mandate.starts_on, on)
    if day > last:
        return
    detail = (
        f"{mandate.office} at {mandate.unit}, elected on {mandate.since}: the employer is to have the"
        f" notice by {mandate.starts_on}, the first day of office"
    )
    advice = f"When the employer has it, record that: {_step(mandate, 'received')} --on DAY"
    found = [mandate.entry]
    at = mandate.at_unit
    yield Due("notice to be given", mandate.member, detail, found, advice, due_on=day, unit=at)


def _objections(mandate: Mandate, on: date, last: date) -> Iterator[Due]:
    until = mandate.objection_until
    if until is None or mandate.status != Status.OPEN or not on <= until <= last:
        return
    detail = f"{mandate.office} at {mandate.unit}: the employer may object up to {until}"
    advice = f"If the employer objects, record it: {_step(mandate, 'objected')} --on DAY"
    found = [mandate.entry]
    at = mandate.at_unit
    yield Due("objection period ends", mandate.member, detail, found, advice, due_on=until, unit=at)


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
    found, at = [mandate.entry], mandate.at_unit
    yield Due("number to be looked at", mandate.member, detail, found, advice, due_on=day, unit=at)


def _headcounts(place: Eligibility, on: date, last: date) -> Iterator[Due]:
    day = place.observed_on and months_after(place.observed_on, OLD)
    if day is None or not on < day <= last:
        return
    detail = f"{place.observed} employees counted on {place.observed_on}"
    advice = f"Count again: stewards observe {place.workplace} --employees NUMBER"
    at = place.workplace
    yield Due("headcount a year old", at, detail, [], advice, due_on=day, unit=at)


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
        found, where = [entry.number], event.unit
        subject = where or UNION
        yield Due("agreement runs out", subject, detail, found, advice, due_on=until, unit=where)


def _absences(
    on: date, last: date, absences: Iterable[Entry], place_of: Callable[[str], str | None]
) -> Iterator[Due]:
    for member, facts in by_member(absences).items():
        absence = away_on(on, facts)
        day = None if absence is None else absence.until
        if absence is None or day is None or not on < day <= last:
            continue
        detail = f"away from {absence.first}, to be back on {day}"
        advice = f"When they are back, record it: stewards member back {member} --on {day}"
        found, at = sorted(entry.number for entry in absence.by), place_of(member)
        yield Due("absence ends", member, detail, found, advice, due_on=day, unit=at)


def told_ahead(facts: Iterable[Ahead]) -> Iterator[Due]:
    """Yield the facts that were recorded before the day from which they hold."""
    for each in facts:
        day, subject = each.effective_on, each.member or each.unit or UNION
        detail = f"{each.type} takes effect; it was recorded on {each.recorded_on}"
        advice = f"If it will not be so, take it back: stewards void {each.entry} --reason REASON"
        found, at = [each.entry], each.at_unit
        yield Due("fact takes effect", subject, detail, found, advice, due_on=day, unit=at)


def _elect(mandate: Mandate) -> str:
    return f"stewards mandate elect MEMBER --unit {mandate.at_unit} --office {mandate.office}"


def _step(mandate: Mandate, step: str) -> str:
    who = f"{mandate.member} --unit {mandate.unit} --office {mandate.office}"
    return f"stewards mandate step {who} --step {step}"
