"""Elect: a member is elected to an office at a workplace, or to a joint office at a larger unit."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, MemberJoined, StewardElected, WorkplaceChanged
from ...events.entry import UPCOMING, Entry, in_order
from ...events.errors import BadInput, Refusal
from ...events.validators import is_day, is_id, is_text, is_unit_id
from ...projections.boundary import Boundary
from ...projections.electorate.fold import Electorate, Verdict
from ...projections.mandates.fold import Course, Scope, courses_on
from ...projections.membership.fold import Membership
from ...projections.membership.standing import in_membership
from ...projections.organisation.fold import Organisation
from ...projections.organisation.standing import existing_unit, standing_unit, standing_workplace
from ...projections.rules import Agreement, Office
from .decision import Told

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

    cannot = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
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

    cannot = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
    because = "{0.member} is {0.category} that day, and only these count: {0.counted}"
    instead = f"Record the change of category first. {_OVERRIDE}"


@attrs.define(slots=False)
class NotEntitled(Refusal):
    """The workplace does not reach the threshold, as far as the log knows."""

    member: str
    office: str
    unit: str
    on: date
    members: int
    observed: str
    threshold: int

    cannot = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
    because = (
        "it takes {0.threshold} social workers to elect, and {0.unit} has {0.members} counted members"
        " and {0.observed} that day"
    )
    instead = f"Record the headcount with 'stewards observe {{0.unit}}'. {_OVERRIDE}"


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

    cannot = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
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

    cannot = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
    because = "{0.member} has held that office since {0.since}, {0.until} (entry {0.entry})"
    instead = "Give a term that ends later, or record the ending of that mandate first."


@frozen
class Elect:
    """Elect a member who works there, where enough work to elect, to a seat that is free.

    With an override, only an unknown office, unit or an impossible term is refused.
    """

    member: str = field(validator=is_id)
    unit: str = field(validator=is_unit_id)
    office: str = field(validator=is_id)
    until: date | None = field(validator=is_day)
    override: str | None = field(validator=is_text)
    agreement: Agreement

    def says(self, told: Told) -> StewardElected:
        """Return what it comes to if nothing forbids it."""
        return StewardElected(
            member=self.member,
            unit=self.unit,
            office=self.office,
            until=self.until,
            override=self.override,
            **told,
        )

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with the reasons above, NotInMembership, or those of a unit that is not open."""
        on, office = told["effective_on"], self._office()
        if self.until is not None and self.until <= on:
            raise TermOverAtOnce(on, self.until)
        existing_unit(self._action, seen.organisation(self.unit), self.unit)
        event = self.says(told)
        if self.override is None:
            self._refuse_unit(seen, office, on)
            self._refuse_candidate(seen, office, on)
            self._refuse_below_threshold(seen, office, on)
            organisation, mandates = self._mandates(seen, office, event)
            self._refuse_holder(organisation, mandates, event)
            self._refuse_taken_seat(organisation, mandates, office, event)
        return event

    @property
    def _action(self) -> str:
        return f"elect {self.member} as {self.office} at {self.unit}"

    def _office(self) -> Office:
        offices = self.agreement.offices
        if self.office not in offices:
            raise UnknownOffice(self.office, self.agreement.name, ", ".join(offices))
        return offices[self.office]

    def _refuse_unit(self, seen: Boundary, office: Office, on: date) -> None:
        standing = standing_workplace if office.scope is Scope.WORKPLACE else standing_unit
        standing(self._action, seen.organisation(self.unit), self.unit, on)

    def _refuse_candidate(self, seen: Boundary, office: Office, on: date) -> None:
        state = in_membership(self._action, seen, self.member, on)
        if not self._works_there(seen, state, office, on):
            place, entry = state.workplace or "none", state.placed.number
            raise ElectedElsewhere(self.member, self.office, self.unit, on, place, entry)
        if state.category not in self.agreement.counted:
            counted = ", ".join(self.agreement.counted)
            raise CategoryDoesNotCount(
                self.member, self.office, self.unit, on, state.category, counted
            )

    def _works_there(self, seen: Boundary, state: Membership, office: Office, on: date) -> bool:
        if state.workplace is None:
            return False
        organisation = self._organisation(seen, office, state.workplace)
        at = organisation.resolved(state.workplace, on)
        if office.scope is Scope.WORKPLACE:
            return at == self.unit
        return self.unit in organisation.line(at, on)

    def _refuse_below_threshold(self, seen: Boundary, office: Office, on: date) -> None:
        if not office.threshold:
            return
        history = seen.electorate(self.unit)
        electorate = Electorate.on(
            on, self.unit, history, Organisation(history), self.agreement.counted
        )
        if electorate.verdict(self.agreement.threshold) is not Verdict.YES:
            observed, members = electorate.observed, len(electorate.members)
            known = "no observed headcount" if observed is None else f"{observed} observed"
            raise NotEntitled(
                self.member, self.office, self.unit, on, members, known, self.agreement.threshold
            )

    def _refuse_holder(
        self, organisation: Organisation, mandates: list[Course], event: StewardElected
    ) -> None:
        """Let a member in office be elected again for a longer term only."""
        on = event.effective_on
        own = [m for m in mandates if m.elected.member == self.member and m.elected is not event]
        for held in (m for m in own if self._has_seat(m, organisation, on)):
            last = held.elected.until
            if last is None or (self.until is not None and self.until <= last):
                until = "until further notice" if last is None else f"until {last}"
                since, entry = held.elected.effective_on, held.number
                raise AlreadyInOffice(self.member, self.office, self.unit, on, since, until, entry)

    def _refuse_taken_seat(
        self,
        organisation: Organisation,
        mandates: list[Course],
        office: Office,
        event: StewardElected,
    ) -> None:
        """Look at the first day, and at each later one on which somebody else takes a seat."""
        if office.seats is None:
            return
        on = event.effective_on
        own = next(m for m in mandates if m.elected is event)
        others = [m for m in mandates if m.elected.member != self.member]
        taking = [m for m in others if self._has_seat(m, organisation, m.elected.effective_on)]
        starts = {m.elected.effective_on for m in taking}
        for day in sorted({on, *filter(own.held_on, starts)}):
            held = [m for m in others if self._has_seat(m, organisation, day)]
            holders = {m.elected.member: f"{m.elected.member} (entry {m.number})" for m in held}
            if len(holders) >= office.seats:
                names = ", ".join(holders.values())
                raise SeatTaken(self.member, self.office, self.unit, on, office.seats, day, names)

    def _mandates(
        self, seen: Boundary, office: Office, event: StewardElected
    ) -> tuple[Organisation, list[Course]]:
        """Return whoever was ever elected to the office there, this election included."""
        elected = {self.member}
        for earlier in seen.elections(self.unit):
            if isinstance(earlier.event, StewardElected) and earlier.event.office == self.office:
                elected.add(earlier.event.member)
        places = _workplaces(seen.member(*sorted(elected)), elected)
        organisation = self._organisation(seen, office, *places)
        history = in_order([*seen.history(), Entry(UPCOMING, event)])
        mandates = courses_on(date.max, history, organisation, self.agreement.scopes)
        return organisation, [m for m in mandates if m.elected.office == self.office]

    def _organisation(self, seen: Boundary, office: Office, *places: str) -> Organisation:
        """Read the unit with its mergers; a joint office also needs what the places lie under.

        Without that, a place is at the unit only if mergers lead there, and those are read.
        """
        above = places if office.scope is Scope.UNIT else ()
        seen.organisation(self.unit)
        return seen.organisation(*above, above=True)

    def _has_seat(self, mandate: Course, organisation: Organisation, day: date) -> bool:
        there = organisation.resolved(mandate.elected.unit, day)
        return mandate.held_on(day) and there == organisation.resolved(self.unit, day)


def _workplaces(history: list[Entry], members: set[str]) -> list[str]:
    facts = (e.event for e in history if isinstance(e.event, MemberJoined | WorkplaceChanged))
    return sorted({f.workplace for f in facts if f.workplace and f.member in members})
