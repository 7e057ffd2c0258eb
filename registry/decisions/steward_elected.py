"""Elect: a member is elected to an office at a workplace, or to a joint office at a larger unit."""

from collections.abc import Collection, Iterable
from datetime import date

import attrs

from ...events import StewardElected
from ...events.entry import UPCOMING, Entry, in_order
from ...events.errors import BadInput, Refusal
from ...events.validators import MOST_PEOPLE
from ...projections.boundary import Boundary
from ...projections.committees.standing import refuse_seat
from ...projections.electorate.crossing import verdict_in
from ...projections.electorate.fold import Electorate, Verdict, electing_at, electorate_on
from ...projections.mandates.across import STEWARD
from ...projections.mandates.candidate import office_there, organisation_for, reasons
from ...projections.mandates.course import Course, workplaces_of
from ...projections.mandates.fold import courses_on, outlasts
from ...projections.mandates.numbers import NumbersOf
from ...projections.mandates.refusals import (
    ELECT,
    OVERRIDE,
    AbsenceTooShort,
    BeyondTheRest,
    TermTooLong,
)
from ...projections.mandates.seats import REMAINDER, followed_in, seats_at
from ...projections.mandates.terms import over_on
from ...projections.membership.employment import Absence, planned_on
from ...projections.membership.knowledge import is_complete
from ...projections.months import months_after
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit, standing_unit, standing_workplace
from ...projections.rules import Agreement, At, Office, Rules
from ...projections.rules.stated import stated_as
from ..errors import ElectsElsewhere


class TermOverAtOnce(BadInput):
    """The term ends on or before the day of election."""

    on: date
    until: date

    cannot = "elect anyone on {0.on} until {0.until}"
    because = "the term would end before it begins"
    instead = "Give a later day, the first on which the office is no longer held."


class NotEntitled(Refusal):
    """The workplace does not reach the threshold, as far as the log knows."""

    member: str
    office: str
    unit: str
    on: date
    members: str
    observed: str
    threshold: int
    for_months: int = 0

    cannot = ELECT
    because = (
        "it takes {0.threshold} social workers{0.in_a_row} to elect, and {0.unit} has {0.members} counted"
        " members and {0.observed} that day"
    )
    instead = f"Record the headcount with 'stewards observe {{0.unit}}'. {OVERRIDE}"

    @property
    def in_a_row(self) -> str:
        """For how long, in words; nothing where the day is enough."""
        return f" for {self.for_months} months in a row" if self.for_months else ""


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
    event = attrs.evolve(event, agreement=event.agreement or rules.name)
    office = office_there(rules, event.office)
    first = event.starts_on or event.effective_on
    if event.until is not None and event.until <= first:
        raise TermOverAtOnce(first, event.until)
    existing_unit(_action(event), seen.organisation(event.unit), event.unit)
    refuse_seat(event, seen, rules, _action(event))
    if event.override is not None:
        return
    standing = standing_workplace if office.at is At.ELECTORATE else standing_unit
    standing(_action(event), seen.organisation(event.unit), event.unit, event.effective_on)
    if office.at is At.ELECTORATE:
        _refuse_elsewhere(event, seen.organisation(event.unit))
    for judged in reasons(event, seen, every, office):
        if judged.refusal is not None:
            raise judged.refusal
    _refuse_long_term(event, office, every)
    number = MOST_PEOPLE
    if office.threshold and office.at is At.ELECTORATE:
        number = _refuse_below_threshold(event, seen, every)
    held = _Held(event, seen, office, every)
    _refuse_holder(event, held)
    away = _refuse_short_absence(event, held, office, every)
    _refuse_beyond_the_rest(event, held, office, every, away)
    seats = _seats(event, held, office, rules, number)
    if seats is not None:
        _refuse_taken_seat(event, held, seats, away)


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


def _refuse_elsewhere(event: StewardElected, organisation: Organisation) -> None:
    """Refuse a workplace that elects together with another one, and there."""
    day = event.effective_on
    at = organisation.electorate(event.unit, day)
    if at != event.unit and (changed := organisation.elects_by(event.unit, day)):
        raise ElectsElsewhere(_action(event), event.unit, at, day, changed.number)


def _refuse_below_threshold(event: StewardElected, seen: Boundary, every: Rules) -> int:
    """Refuse where too few elect; return how many do at least."""
    history = seen.electorate(event.unit)
    organisation, day = seen.organisation(), event.effective_on
    units = electing_at(event.unit, organisation, day)
    rules = seen.rules(every.book, *units)
    agreement = rules.at(event.unit, day)
    electorate = electorate_on(day, event.unit, history, seen.organisation(), rules)
    if verdict_in(electorate, lambda: history, rules, day) is not Verdict.YES:
        known = counted(electorate)
        members = _how_many(electorate, seen, event)
        needed = (agreement.threshold, agreement.for_months)
        raise NotEntitled(*_what(event), members, known, *needed)
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
    if not is_complete(lists, seen.organisation, unit, event.effective_on):
        return f"at least {at_least}"
    return f"{at_least}" if at_least == at_most else f"at least {at_least}, at most {at_most}"


class _Held:
    """The mandates there: of the office, this election included, and of those that it depends on."""

    def __init__(self, event: StewardElected, seen: Boundary, office: Office, rules: Rules) -> None:
        self._event, self._seen = event, seen
        involved = {event.office, office.stands_in_for, office.among}
        involved.add(STEWARD if office.lapses is not None else None)
        elected = {event.member}
        for earlier in seen.elections(event.unit):
            if isinstance(earlier.event, StewardElected) and earlier.event.office in involved:
                elected.add(earlier.event.member)
        if office.among is not None:
            # a seat is free once what its holder rests on is over, wherever that was
            for earlier in seen.mandates_of(*sorted(elected)):
                if isinstance(earlier.event, StewardElected) and earlier.event.member in elected:
                    seen.organisation(earlier.event.unit, above=True)
            rules = Rules(rules.book, rules.agreed, seen.organisation())
        facts = [e for e in seen.member(*sorted(elected)) if _member(e) in elected]
        places, at = sorted(workplaces_of(facts)), office.at or At.ELECTORATE
        self._organisation = organisation_for(seen, event.unit, at, places)
        history = in_order([*seen.history(), Entry(UPCOMING, event)])
        numbers = NumbersOf(seen.electorate, self._organisation, rules)
        self._every = courses_on(date.max, history, self._organisation, rules, numbers)

    @property
    def upcoming(self) -> Course:
        """The mandate that would begin."""
        return next(each for each in self._every if each.elected is self._event)

    def by_others(self, office: str) -> list[Course]:
        """Return the mandates of others in an office, wherever they are."""
        told = (each for each in self._every if each.elected.office == office)
        return [each for each in told if each.elected.member != self._event.member]

    def by_candidate(self) -> list[Course]:
        """Return those of the candidate in the office, without the one that would begin."""
        told = (each for each in self._every if each.elected.office == self._event.office)
        own = (each for each in told if each.elected.member == self._event.member)
        return [each for each in own if each.elected is not self._event]

    def is_there(self, course: Course, day: date) -> bool:
        """Return whether a mandate is held on a day where the election is, mergers followed."""
        return course.held_on(day) and self.was_there(course, day)

    def was_there(self, course: Course, day: date) -> bool:
        """Return whether a mandate, held or over, is one of where the election is on a day."""
        there = self._organisation.resolved(course.elected.unit, day)
        return there == self._organisation.resolved(self._event.unit, day)

    def planned_absences(self, members: Iterable[str], day: date) -> dict[str, Absence]:
        """Return the absences of members on a day, as they were planned then."""
        history = self._seen.employment(*sorted(members))
        planned = {m: planned_on(day, [e for e in history if _member(e) == m]) for m in members}
        return {member: absence for member, absence in planned.items() if absence is not None}


def _member(entry: Entry) -> str | None:
    member: str | None = getattr(entry.event, "member", None)
    return member


def _refuse_holder(event: StewardElected, held: _Held) -> None:
    """Let a member in office be elected again for a longer term only."""
    own = (each for each in held.by_candidate() if held.is_there(each, event.effective_on))
    for course in own:
        last = course.until
        if not outlasts(held.upcoming.until, last):
            until = "until further notice" if last is None else f"until {last}"
            since, entry = course.elected.effective_on, course.number
            raise AlreadyInOffice(*_what(event), since, until, entry)


def _refuse_short_absence(
    event: StewardElected, held: _Held, office: Office, rules: Rules
) -> Collection[str]:
    """Return who holds the office there and is away for as long as a by-election takes.

    Refuse it where they are away for less, and nobody who holds it is at work.
    """
    months, day = office.absence_months, event.effective_on
    if months is None:
        return ()
    there = (each for each in held.by_others(event.office) if held.is_there(each, day))
    holders = {each.elected.member for each in there}
    away = held.planned_absences(holders, day)
    long = {m for m, each in away.items() if each.lasts(months, each.until) is not False}
    if holders and away.keys() == holders and not long:
        holder, absence = min(away.items())
        path = f"{event.office}.absence_months"
        rule = str(stated_as(rules, event.unit, day, path, months))
        until, entry = absence.until or date.max, absence.by[-1].number
        raise AbsenceTooShort(*_what(event), holder, absence.first, until, months, entry, rule)
    return long


def _refuse_beyond_the_rest(
    event: StewardElected, held: _Held, office: Office, rules: Rules, away: Collection[str]
) -> None:
    """Refuse a term beyond that of whoever is followed within it, where the rules leave the rest only."""
    if office.by_election != REMAINDER:
        return
    until, first = held.upcoming.until, held.upcoming.starts_on
    there = [each for each in held.by_others(event.office) if held.was_there(each, first)]
    followed = followed_in(there, first, away)
    if followed is None or followed.until is None or not outlasts(until, followed.until):
        return
    told = "until further notice" if until is None else f"from {first} until {until}"
    path = f"{event.office}.by_election"
    rule = stated_as(rules, event.unit, event.effective_on, path, REMAINDER)
    who, last = followed.elected.member, followed.until
    raise BeyondTheRest(*_what(event), told, who, last, followed.number, str(rule))


def _seats(
    event: StewardElected, held: _Held, office: Office, rules: Agreement, number: int
) -> int | None:
    """Return how many may hold the office there; none for no limit. Of a committee each seat is one."""
    if event.seat is not None:
        return 1
    other = office.stands_in_for
    others = held.by_others(other) if other is not None else ()
    in_office = {e.elected.member for e in others if held.is_there(e, event.effective_on)}
    return seats_at(rules, event.office, number, len(in_office))


def _refuse_taken_seat(
    event: StewardElected, held: _Held, seats: int, away: Collection[str]
) -> None:
    """Look at the first day, and at each later one on which somebody else takes a seat."""
    own, others = held.upcoming, held.by_others(event.office)
    others = [each for each in others if each.elected.member not in away]
    others = [each for each in others if event.seat in (None, each.elected.seat)]
    starts = {each.starts_on for each in others if held.is_there(each, each.starts_on)}
    for day in sorted({own.starts_on, *filter(own.held_on, starts)}):
        there = [each for each in others if held.is_there(each, day)]
        holders = {m.elected.member: f"{m.elected.member} (entry {m.number})" for m in there}
        if len(holders) >= seats:
            raise SeatTaken(*_what(event), seats, day, ", ".join(holders.values()))
