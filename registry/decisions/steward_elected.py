"""Elect: a member is elected to an office at a workplace, or to a joint office at a larger unit."""

from datetime import date

import attrs

from ...events import StewardElected
from ...events.entry import UPCOMING, Entry, in_order
from ...events.errors import BadInput, Refusal
from ...events.validators import MOST_PEOPLE
from ...projections.boundary import Boundary
from ...projections.electorate.fold import Electorate, Verdict
from ...projections.mandates.candidate import office_there, organisation_for, reasons
from ...projections.mandates.fold import Course, courses_on, outlasts, workplaces_of
from ...projections.mandates.refusals import ELECT, OVERRIDE, AbsenceTooShort, TermTooLong
from ...projections.mandates.terms import over_on
from ...projections.membership.employment import planned_on
from ...projections.membership.knowledge import is_complete
from ...projections.months import months_after
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit, standing_unit, standing_workplace
from ...projections.rules import Agreement, At, Office, Rules
from ...projections.rules.stated import stated_as


@attrs.define(slots=False)
class TermOverAtOnce(BadInput):
    """The term ends on or before the day of election."""

    on: date
    until: date

    cannot = "elect anyone on {0.on} until {0.until}"
    because = "the term would end before it begins"
    instead = "Give a later day, the first on which the office is no longer held."


@attrs.define(slots=False)
class NotEntitled(Refusal):
    """The workplace does not reach the threshold, as far as the log knows."""

    member: str
    office: str
    unit: str
    on: date
    members: str
    observed: str
    threshold: int

    cannot = ELECT
    because = (
        "it takes {0.threshold} social workers to elect, and {0.unit} has {0.members} counted members"
        " and {0.observed} that day"
    )
    instead = f"Record the headcount with 'stewards observe {{0.unit}}'. {OVERRIDE}"


@attrs.define(slots=False)
class SeatTaken(Refusal):
    """As many others hold the office there as there are seats, on that day or later in the term."""

    member: str
    office: str
    unit: str
    on: date
    seats: int
    taken_on: date
    holders: str

    cannot = ELECT
    because = "the seats there ({0.seats}) are taken on {0.taken_on}: {0.holders}"
    instead = f"Record the ending of that mandate first. {OVERRIDE}"


@attrs.define(slots=False)
class AlreadyInOffice(Refusal):
    """The member holds that office there on the day, for as long as the new term or longer."""

    member: str
    office: str
    unit: str
    on: date
    since: date
    until: str
    entry: int

    cannot = ELECT
    because = "{0.member} has held that office since {0.since}, {0.until} (entry {0.entry})"
    instead = "Give a term that ends later, or record the ending of that mandate first."


def decide(event: StewardElected, seen: Boundary, book: Agreement) -> None:
    """Refuse with the reasons above, those of a candidate, or those of a unit that is not open.

    Elected is who may be, where enough work to elect, to a seat that is free, for as long as a term may
    last. With an override, only an unknown office, unit or an impossible term is refused.
    """
    every = seen.rules(book, event.unit)
    rules = every.at(event.unit, event.effective_on)
    office = office_there(rules, event.office)
    first = event.starts_on or event.effective_on
    if event.until is not None and event.until <= first:
        raise TermOverAtOnce(first, event.until)
    existing_unit(_action(event), seen.organisation(event.unit), event.unit)
    if event.override is not None:
        return
    standing = standing_workplace if office.at is At.ELECTORATE else standing_unit
    standing(_action(event), seen.organisation(event.unit), event.unit, event.effective_on)
    for judged in reasons(event, seen, every, office):
        if judged.refusal is not None:
            raise judged.refusal
    _refuse_long_term(event, office, every)
    if office.threshold:
        _refuse_below_threshold(event, seen, rules)
    organisation, mandates = _mandates(event, seen, office, every)
    _refuse_holder(event, organisation, mandates, office)
    away = _refuse_short_absence(event, seen, organisation, mandates, office, every)
    seats = _seats(event, seen, office, rules, every)
    if seats is not None:
        _refuse_taken_seat(event, organisation, mandates, seats, away)


def _action(event: StewardElected) -> str:
    return f"elect {event.member} as {event.office} at {event.unit}"


def _what(event: StewardElected) -> tuple[str, str, str, date]:
    """Return what the reasons above begin with."""
    return event.member, event.office, event.unit, event.effective_on


def _refuse_long_term(event: StewardElected, office: Office, every: Rules) -> None:
    most = office.term_months_most
    if most is None:
        return
    until, first = over_on(event, office), event.starts_on or event.effective_on
    last = months_after(first, most)
    if until is None or until > last:
        told = "until further notice" if until is None else f"from {first} until {until}"
        path = f"{event.office}.term_months_most"
        rule = stated_as(every, event.unit, event.effective_on, path, most)
        raise TermTooLong(*_what(event), told, most, last, str(rule))


def _refuse_below_threshold(event: StewardElected, seen: Boundary, rules: Agreement) -> None:
    history = seen.electorate(event.unit)
    electorate = Electorate.on(
        event.effective_on, event.unit, history, Organisation(history), rules.counted
    )
    if electorate.verdict(rules.threshold) is not Verdict.YES:
        observed = electorate.observed
        known = "no observed headcount" if observed is None else f"{observed} observed"
        members = _how_many(electorate, seen, event)
        raise NotEntitled(*_what(event), members, known, rules.threshold)


def _how_many(electorate: Electorate, seen: Boundary, event: StewardElected) -> str:
    """Return how many count: one number where it is sure."""
    at_least, at_most, unit = electorate.at_least, electorate.at_most, event.unit
    lists = seen.lists(unit)
    if not is_complete(lists, lambda: Organisation(seen.history()), unit, event.effective_on):
        return f"at least {at_least}"
    return f"{at_least}" if at_least == at_most else f"at least {at_least}, at most {at_most}"


def _refuse_holder(
    event: StewardElected, organisation: Organisation, mandates: list[Course], office: Office
) -> None:
    """Let a member in office be elected again for a longer term only."""
    until_then = over_on(event, office)
    own = [m for m in mandates if m.elected.member == event.member and m.elected is not event]
    for held in (m for m in own if _has_seat(m, event, organisation, event.effective_on)):
        last = over_on(held.elected, office)
        if not outlasts(until_then, last):
            until = "until further notice" if last is None else f"until {last}"
            since, entry = held.elected.effective_on, held.number
            raise AlreadyInOffice(*_what(event), since, until, entry)


def _refuse_short_absence(
    event: StewardElected,
    seen: Boundary,
    organisation: Organisation,
    mandates: list[Course],
    office: Office,
    every: Rules,
) -> set[str]:
    """Return who holds the office there and is away for as long as a by-election takes.

    Refuse it where they are away for less, and nobody who holds it is at work.
    """
    months, day = office.absence_months, event.effective_on
    others = [m for m in mandates if m.elected.member != event.member]
    held = [m.elected.member for m in others if _has_seat(m, event, organisation, day)]
    if months is None or not held:
        return set()
    history = seen.employment(*sorted(held))
    planned = {
        member: planned_on(day, [e for e in history if getattr(e.event, "member", None) == member])
        for member in held
    }
    away = {member: absence for member, absence in planned.items() if absence is not None}
    long = {m for m, each in away.items() if each.lasts(months, each.until) is not False}
    if len(away) == len(planned) and not long:
        holder, absence = next(iter(away.items()))
        path = f"{event.office}.absence_months"
        rule = str(stated_as(every, event.unit, day, path, months))
        until, entry = absence.until or date.max, absence.by[-1].number
        raise AbsenceTooShort(*_what(event), holder, absence.first, until, months, entry, rule)
    return long


def _seats(
    event: StewardElected, seen: Boundary, office: Office, rules: Agreement, every: Rules
) -> int | None:
    """Return how many may hold the office there; none for no limit.

    Those who stand in for somebody are as many as there are to stand in for: by seats, or in office.
    """
    other = office.stands_in_for
    if other is None:
        return None if office.seats is None else office.seats.at(MOST_PEOPLE)
    each = 1 if office.seats is None else office.seats.at(MOST_PEOPLE)
    organisation, mandates = _mandates(event, seen, office, every, other)
    held = {
        m.elected.member for m in mandates if _has_seat(m, event, organisation, event.effective_on)
    }
    theirs = rules.office(other)
    seats = theirs.seats.at(MOST_PEOPLE) if theirs and theirs.seats else 0
    return each * max(len(held), seats)


def _refuse_taken_seat(
    event: StewardElected,
    organisation: Organisation,
    mandates: list[Course],
    seats: int,
    away: set[str],
) -> None:
    """Look at the first day, and at each later one on which somebody else takes a seat."""
    own = next(m for m in mandates if m.elected is event)
    others = [m for m in mandates if m.elected.member not in {event.member, *away}]
    taking = [m for m in others if _has_seat(m, event, organisation, m.elected.effective_on)]
    starts = {m.elected.effective_on for m in taking}
    for day in sorted({event.effective_on, *filter(own.held_on, starts)}):
        held = [m for m in others if _has_seat(m, event, organisation, day)]
        holders = {m.elected.member: f"{m.elected.member} (entry {m.number})" for m in held}
        if len(holders) >= seats:
            raise SeatTaken(*_what(event), seats, day, ", ".join(holders.values()))


def _mandates(
    event: StewardElected, seen: Boundary, office: Office, rules: Rules, other: str | None = None
) -> tuple[Organisation, list[Course]]:
    """Return whoever was ever elected to the office there, this election included; or to another office."""
    name = other or event.office
    elected = {event.member}
    for earlier in seen.elections(event.unit):
        if isinstance(earlier.event, StewardElected) and earlier.event.office == name:
            elected.add(earlier.event.member)
    facts = [
        e for e in seen.member(*sorted(elected)) if getattr(e.event, "member", None) in elected
    ]
    organisation = organisation_for(
        seen, event.unit, office.at or At.ELECTORATE, sorted(workplaces_of(facts))
    )
    history = in_order([*seen.history(), Entry(UPCOMING, event)])
    mandates = courses_on(date.max, history, organisation, rules)
    return organisation, [m for m in mandates if m.elected.office == name]


def _has_seat(
    mandate: Course, event: StewardElected, organisation: Organisation, day: date
) -> bool:
    there = organisation.resolved(mandate.elected.unit, day)
    return mandate.held_on(day) and there == organisation.resolved(event.unit, day)
