"""Elect: a member is elected to an office at a workplace, or to a joint office at a larger unit."""

from collections.abc import Iterable
from datetime import date

import attrs

from ...events import StewardElected
from ...events.entry import UPCOMING, Entry, in_order
from ...events.errors import BadInput, Refusal
from ...events.validators import MOST_PEOPLE
from ...projections.boundary import Boundary
from ...projections.committees.standing import refuse_seat
from ...projections.electorate.fold import Electorate, Verdict, electing_at, electorate_on
from ...projections.mandates.across import STEWARD
from ...projections.mandates.course import Course, can_be_at, workplaces_of
from ...projections.mandates.fold import courses_on, outlasts
from ...projections.membership.knowledge import is_complete
from ...projections.membership.standing import possibly_in_membership
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit, standing_unit, standing_workplace
from ...projections.rules import Agreement, At, Office, Rules

_ELECT = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
_OVERRIDE = "If the election did take place, record it with --override and the reason."


@attrs.define(slots=False)
class UnknownOffice(Refusal):
    """The agreement has no such office."""

    office: str
    agreement: str
    known: str

    cannot = "elect anyone as {0.office}"
    because = "the agreement {0.agreement} has no such office"
    instead = "Its offices are {0.known}."


@attrs.define(slots=False)
class TermOverAtOnce(BadInput):
    """The term ends on or before the day of election."""

    on: date
    until: date

    cannot = "elect anyone on {0.on} until {0.until}"
    because = "the term would end before it begins"
    instead = "Give a later day, the first on which the office is no longer held."


@attrs.define(slots=False)
class ElectedElsewhere(Refusal):
    """The member works somewhere else on that day, as far as the log knows."""

    member: str
    office: str
    unit: str
    on: date
    place: str
    entry: int

    cannot = _ELECT
    because = "the workplace of {0.member} is {0.place} that day (entry {0.entry})"
    instead = f"Record the change of workplace first. {_OVERRIDE}"


@attrs.define(slots=False)
class CategoryDoesNotCount(Refusal):
    """The member's category is not one that the agreement counts."""

    member: str
    office: str
    unit: str
    on: date
    category: str
    counted: str

    cannot = _ELECT
    because = "{0.member} is {0.category} that day, and only these count: {0.counted}"
    instead = f"Record the change of category first. {_OVERRIDE}"


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

    cannot = _ELECT
    because = (
        "it takes {0.threshold} social workers to elect, and {0.unit} has {0.members} counted members"
        " and {0.observed} that day"
    )
    instead = f"Record the headcount with 'stewards observe {{0.unit}}'. {_OVERRIDE}"


@attrs.define(slots=False)
class ElectsElsewhere(Refusal):
    """The workplace elects together with another one, and there."""

    member: str
    office: str
    unit: str
    on: date
    at: str
    entry: int

    cannot = _ELECT
    because = "{0.unit} elects together with {0.at} that day (entry {0.entry})"
    instead = f"Name {{0.at}} instead. {_OVERRIDE}"


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

    cannot = _ELECT
    because = "the seats there ({0.seats}) are taken on {0.taken_on}: {0.holders}"
    instead = f"Record the ending of that mandate first. {_OVERRIDE}"


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

    cannot = _ELECT
    because = "{0.member} has held that office since {0.since}, {0.until} (entry {0.entry})"
    instead = "Give a term that ends later, or record the ending of that mandate first."


def decide(event: StewardElected, seen: Boundary, book: Agreement) -> None:
    """Refuse with the reasons above, NotInMembership, or those of a unit that is not open.

    A member who works there is elected, where enough work to elect, to a seat that is free. With an
    override, only an unknown office, unit or an impossible term is refused.
    """
    every = seen.rules(book, event.unit)
    rules = every.at(event.unit, event.effective_on)
    office = rules.office(event.office)
    if office is None:
        raise UnknownOffice(event.office, rules.name, ", ".join(rules.offices))
    if event.until is not None and event.until <= event.effective_on:
        raise TermOverAtOnce(event.effective_on, event.until)
    existing_unit(_action(event), seen.organisation(event.unit), event.unit)
    refuse_seat(event, seen, rules, _action(event))
    if event.override is not None:
        return
    standing = standing_workplace if office.at is At.ELECTORATE else standing_unit
    standing(_action(event), seen.organisation(event.unit), event.unit, event.effective_on)
    if office.at is At.ELECTORATE:
        _refuse_elsewhere(event, seen.organisation(event.unit))
    _refuse_candidate(event, seen, office, rules)
    number = MOST_PEOPLE
    if office.threshold and office.at is At.ELECTORATE:
        number = _refuse_below_threshold(event, seen, every)
    organisation, mandates = _mandates(event, seen, office, every)
    _refuse_holder(event, organisation, mandates)
    if office.seats is not None:
        _refuse_taken_seat(event, organisation, mandates, office.seats.at(number))


def as_decided(event: StewardElected, seen: Boundary, book: Agreement) -> StewardElected:
    """Return an election with the rule book that decided, unless it names one."""
    if event.agreement is not None:
        return event
    rules = seen.rules(book, event.unit).at(event.unit, event.effective_on)
    return attrs.evolve(event, agreement=rules.name)


def _action(event: StewardElected) -> str:
    return f"elect {event.member} as {event.office} at {event.unit}"


def _what(event: StewardElected) -> tuple[str, str, str, date]:
    """Return what the reasons above begin with."""
    return event.member, event.office, event.unit, event.effective_on


def _refuse_candidate(
    event: StewardElected, seen: Boundary, office: Office, rules: Agreement
) -> None:
    """Refuse somebody who is surely outside membership, elsewhere, or of another category."""
    day = event.effective_on
    possible = possibly_in_membership(_action(event), seen, event.member, day)
    places = [place for place in possible.workplaces_if_in if place is not None]
    organisation = _organisation(event, seen, office, sorted(places))
    if not can_be_at(possible, event, organisation, office.at or At.ELECTORATE, day):
        place = " or ".join(sorted(each or "none" for each in possible.workplaces_if_in))
        by = [*possible.joinings, *possible.placings][-1]
        raise ElectedElsewhere(*_what(event), place or "none", by.number)
    known = [each for each in possible.categories_if_in if each is not None]
    if len(known) == len(possible.categories_if_in) and not set(known) & set(rules.counted):
        counted = ", ".join(rules.counted)
        raise CategoryDoesNotCount(*_what(event), " or ".join(sorted(known)), counted)


def _refuse_elsewhere(event: StewardElected, organisation: Organisation) -> None:
    """Refuse a workplace that elects together with another one, and there."""
    day = event.effective_on
    at = organisation.electorate(event.unit, day)
    if at != event.unit and (changed := organisation.elects_by(event.unit, day)):
        raise ElectsElsewhere(*_what(event), at, changed.number)


def _refuse_below_threshold(event: StewardElected, seen: Boundary, every: Rules) -> int:
    """Refuse where too few elect; return how many do at least."""
    history = seen.electorate(event.unit)
    organisation, day = Organisation(history), event.effective_on
    units = electing_at(event.unit, organisation, day)
    rules = seen.rules(every.book, *units)
    threshold = rules.at(event.unit, day).threshold
    electorate = electorate_on(day, event.unit, history, Organisation(seen.history()), rules)
    if electorate.verdict(threshold) is not Verdict.YES:
        known = counted(electorate)
        members = _how_many(electorate, seen, event)
        raise NotEntitled(*_what(event), members, known, threshold)
    return electorate.least


def counted(electorate: Electorate) -> str:
    """Return in words what was counted where people elect together, and what that has come to."""
    if electorate.observed is None:
        return "no observed headcount"
    now = electorate.headcount
    left = "" if now == electorate.observed else f" ({now} since members moved)"
    return f"{electorate.observed} observed{left}"


def _how_many(electorate: Electorate, seen: Boundary, event: StewardElected) -> str:
    """Return how many count: one number where it is sure."""
    at_least, at_most, unit = electorate.at_least, electorate.at_most, event.unit
    lists = seen.lists(unit)
    if not is_complete(lists, lambda: Organisation(seen.history()), unit, event.effective_on):
        return f"at least {at_least}"
    return f"{at_least}" if at_least == at_most else f"at least {at_least}, at most {at_most}"


def _refuse_holder(
    event: StewardElected, organisation: Organisation, mandates: list[Course]
) -> None:
    """Let a member in office be elected again for a longer term only."""
    own = [m for m in mandates if m.elected.member == event.member and m.elected is not event]
    for held in (m for m in own if _has_seat(m, event, organisation, event.effective_on)):
        last = held.elected.until
        if not outlasts(event.until, last):
            until = "until further notice" if last is None else f"until {last}"
            since, entry = held.elected.effective_on, held.number
            raise AlreadyInOffice(*_what(event), since, until, entry)


def _refuse_taken_seat(
    event: StewardElected, organisation: Organisation, mandates: list[Course], seats: int
) -> None:
    """Look at the first day, and at each later one on which somebody else takes a seat."""
    own = next(m for m in mandates if m.elected is event)
    others = [m for m in mandates if m.elected.member != event.member]
    taking = [m for m in others if _has_seat(m, event, organisation, m.starts_on)]
    starts = {m.starts_on for m in taking}
    for day in sorted({own.starts_on, *filter(own.held_on, starts)}):
        held = [m for m in others if _has_seat(m, event, organisation, day)]
        holders = {m.elected.member: f"{m.elected.member} (entry {m.number})" for m in held}
        if len(holders) >= seats:
            raise SeatTaken(*_what(event), seats, day, ", ".join(holders.values()))


def _mandates(
    event: StewardElected, seen: Boundary, office: Office, rules: Rules
) -> tuple[Organisation, list[Course]]:
    """Return whoever was ever elected to the office there, this election included."""
    elected = {event.member}
    involved = {event.office, office.among, STEWARD if office.lapses is not None else None}
    for earlier in seen.elections(event.unit):
        if isinstance(earlier.event, StewardElected) and earlier.event.office in involved:
            elected.add(earlier.event.member)
    if (
        office.among is not None
    ):  # a seat is free once what its holder rests on is over, wherever that was
        for earlier in seen.mandates_of(*sorted(elected)):
            if isinstance(earlier.event, StewardElected) and earlier.event.member in elected:
                seen.organisation(earlier.event.unit, above=True)
        rules = Rules(rules.book, rules.agreed, Organisation(seen.history()))
    facts = [
        e for e in seen.member(*sorted(elected)) if getattr(e.event, "member", None) in elected
    ]
    organisation = _organisation(event, seen, office, sorted(workplaces_of(facts)))
    history = in_order([*seen.history(), Entry(UPCOMING, event)])
    mandates = courses_on(date.max, history, organisation, rules)
    return organisation, [m for m in mandates if m.elected.office == event.office]


def _organisation(
    event: StewardElected, seen: Boundary, office: Office, places: Iterable[str]
) -> Organisation:
    """Read the unit with its mergers; a joint office also needs what the places lie under.

    Without that, a place is at the unit only if mergers lead there, and those are read.
    """
    above = places if office.at is not At.ELECTORATE else ()
    seen.organisation(event.unit)
    return seen.organisation(*above, above=True)


def _has_seat(
    mandate: Course, event: StewardElected, organisation: Organisation, day: date
) -> bool:
    there = organisation.resolved(mandate.elected.unit, day)
    return mandate.held_on(day) and there == organisation.resolved(event.unit, day)
