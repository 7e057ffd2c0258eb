"""Why somebody is in office, or no longer."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from attrs import frozen

from ...events import AbsenceBegan, AbsenceEnded, StewardElected
from ...events.entry import Entry, in_order, known
from ...events.errors import Refusal
from ...events.stores import Store
from ..boundary import Boundary
from ..mandates.across import delays_protection, depends_on_others, ends_by_numbers
from ..mandates.acting import acting_on, away
from ..mandates.course import Course, Offices, workplaces_of
from ..mandates.endings import ended_by
from ..mandates.fold import courses_on
from ..mandates.numbers import NumbersOf
from ..mandates.standing import Standing, standings
from ..membership.employment import by_member
from ..organisation.fold import Organisation
from ..rules import Agreement, Rules
from ..rules.stated import RuleStated, stated
from .earlier import Span, changes, known_at, learned_in
from .eligibility import verdict_in
from .rules import OfficeRule

NOT_KNOWN, HELD, OVER = "not known", "held", "over"

_COURSE: Final = (
    *("at", "recognise_most", "member", "among", "when_that_ends", "on_expiry", "below"),
    *("retest_after_months", "retest_percent", "retest_least", "on_merger", "lapses"),
    *("objection_days", "objection_late", "protected_from", "protected_before_months"),
    *("protected_after_months", "protected_after_served_months", "protected_if_waived_months"),
    *("recall",),
)
"""The rules of an office by which its mandates go."""
_ABSENCES: Final = (AbsenceBegan, AbsenceEnded)


class NoMandate(Refusal):
    """The member had not been elected by that day, as known at that instant."""

    member: str
    which: str
    on: date

    cannot = "explain the mandate of {0.member}{0.which} on {0.on}"
    because = "the log had no such election for that day at that instant"
    instead = "See 'stewards mandate list --all', or ask for another --on or --known-at."


@frozen
class KnownElectorate:
    """Those who could elect, as known at some time.

    Attributes:
        members: How many members counted at the unit on the day of election.
        at_least: How many of them surely.
        observed: What was counted there last by that day; none if nobody counted.
        headcount: What that had come to by the moves since.
        verdict: `yes`, `no` or `unknown`.
    """

    members: int
    at_least: int
    observed: int | None
    headcount: int | None
    verdict: str


@frozen
class KnownMandate:
    """What was known of a mandate from an instant on.

    Attributes:
        known_at: The instant.
        state: `held`, `over`, or `not known` where the election was not, or was taken back.
        ended_on: The first day it was no longer held; none unless it is over.
        ended_because: Why; none unless it is over.
        entries: What was recorded at the instant that it may rest on; nothing for the first one.
    """

    known_at: datetime
    state: str
    ended_on: date | None
    ended_because: str | None
    entries: tuple[int, ...]


@frozen
class MandateExplained:
    """A mandate as it stands on a day, and why.

    Attributes:
        member: Who was elected.
        unit: The unit of the election.
        at_unit: What it has become by mergers.
        office: The office.
        since: The day of the election.
        starts_on: The first day of office.
        until: The day the term is over; none for until further notice.
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        state: `held` or `over`.
        ended_on: The first day it was no longer held; none while in office.
        ended_because: Why it is over, as in the list of mandates; none while in office.
        ended_by: The entries that ended it: one, or the changes of the organisation on that day.
        election: The entry of the election.
        override: The reason why it was recorded although a rule forbade it; none if none did.
        standing: Its status, the dates of notice, objection and protection, and since when it goes on.
        acting: Whether it is a deputy's who acts that day.
        learned_on: The day the log learned of what ended it, UTC; none while in office.
        steps: What happened to the election since.
        rule: The rule on the office; none if the agreement does not know it.
        rules: The rules by which it goes, as they hold on the day or held on the last one in office.
        known_then: The electorate on the day of election, as known just before the election was
            recorded; none where the rule asks for no number.
        known_now: The same as known at the instant of the knowledge.
        earlier: What was known at the end of the day, and each later change of it.
    """

    member: str
    unit: str
    at_unit: str
    office: str
    since: date
    starts_on: date
    until: date | None
    on: date
    known_at: datetime
    state: str
    ended_on: date | None
    ended_because: str | None
    ended_by: tuple[Entry, ...]
    election: Entry
    override: str | None
    standing: Standing
    acting: bool
    learned_on: date | None
    steps: tuple[Entry, ...]
    rule: OfficeRule | None
    rules: tuple[RuleStated, ...]
    known_then: KnownElectorate | None
    known_now: KnownElectorate | None
    earlier: tuple[KnownMandate, ...]


class MandatesOf:
    """The mandates of one member, from what the log says of the member and of the units named."""

    def __init__(self, store: Store, book: Agreement, member: str, span: Span, upto: int) -> None:
        self._store, self._book, self._span, self._upto = store, book, span, upto
        self._member = member
        seen = Boundary(store, upto)
        about = seen.everything_about(f"member:{member}")
        units = _units(about)
        self._organisation = seen.organisation(*units, above=True)
        self._rules = seen.rules(book, *units)
        offices = Offices(self._rules, self._organisation, span.day)
        elected = [each.event for each in about if isinstance(each.event, StewardElected)]
        if depends_on_others(self._rules, span.day) or any(
            offices.of(each, span.day).stands_in_for for each in elected
        ):
            self._read_others(seen, elected)
        self._is_delayed = delays_protection(self._rules, span.day)
        if self._is_delayed:
            seen.employment(member)
        self._by_numbers = ends_by_numbers(self._rules, span.day)
        if self._by_numbers:
            for unit in sorted({each.unit for each in elected}):
                seen.electorate(unit)
            self._organisation = seen.organisation(*units, above=True)
        self._entries, self._history = seen.entries(), seen.history()

    def _read_others(self, seen: Boundary, elected: Sequence[StewardElected]) -> None:
        """Read those elected where the member was, and when they are away."""
        others = {
            each.event.member
            for event in elected
            for each in seen.elections(event.unit)
            if isinstance(each.event, StewardElected)
        }
        found = [*seen.member(*sorted(others)), *seen.employment(*sorted(others))]
        self._organisation = seen.organisation(*_units(found), above=True)

    def explained(self) -> list[MandateExplained]:
        """Explain every mandate begun by the day, in the order of the elections."""
        day, organisation = self._span.day, self._organisation
        found = self._mandates(self._history, organisation)
        offices = Offices(self._rules, organisation, day)
        facts = by_member(self._history) if self._is_delayed else None
        standing = standings(day, found, organisation, offices, facts)
        absences = [each for each in self._history if isinstance(each.event, _ABSENCES)]
        acting = acting_on(day, found, away(absences, day), organisation, offices)
        own = [each for each in found if each.elected.member == self._member]
        return [self._explained(each, standing[each.number], each.number in acting) for each in own]

    def _mandates(self, history: Sequence[Entry], organisation: Organisation) -> Sequence[Course]:
        numbers = NumbersOf(lambda _: history, organisation, self._rules)
        own = numbers if self._by_numbers else None
        return courses_on(self._span.day, history, organisation, self._rules, own)

    def _explained(self, mandate: Course, standing: Standing, acting: bool) -> MandateExplained:
        elected = mandate.elected
        rule = OfficeRule.of(self._then(elected), elected.office)
        takes_number = rule is not None and rule.threshold is not None
        behind = ended_by(mandate, self._history, self._organisation)
        return MandateExplained(
            member=elected.member,
            unit=elected.unit,
            at_unit=self._organisation.resolved(elected.unit, self._span.day),
            office=elected.office,
            since=elected.effective_on,
            starts_on=mandate.starts_on,
            until=mandate.until,
            on=self._span.day,
            known_at=self._span.end,
            state=_state(mandate),
            ended_on=mandate.ended_on,
            ended_because=mandate.ended_because,
            ended_by=behind,
            election=mandate.election,
            override=elected.override,
            standing=standing,
            acting=acting,
            learned_on=max((e.event.recorded_at.date() for e in behind), default=None),
            steps=mandate.steps,
            rule=rule,
            rules=tuple(self._stated(mandate)),
            known_then=self._electorate(mandate, mandate.number - 1) if takes_number else None,
            known_now=self._electorate(mandate, self._upto) if takes_number else None,
            earlier=tuple(self._earlier(mandate.number)),
        )

    def _stated(self, mandate: Course) -> Iterator[RuleStated]:
        """Yield the rules by which a mandate goes, each with where it stands."""
        elected, day = mandate.elected, min(self._span.day, mandate.ended_on or self._span.day)
        agreement = self._rules.at(elected.unit, day)
        office = agreement.office(elected.office)
        for name in _COURSE if office else ():
            value, path = getattr(office, name), f"{elected.office}.{name}"
            if value is not None:
                yield _rule(self._rules, elected.unit, day, path, value)

    def _then(self, elected: StewardElected) -> Agreement:
        """Return what held on the day of an election, where it was held."""
        return self._rules.at(elected.unit, elected.effective_on)

    def _electorate(self, mandate: Course, upto: int) -> KnownElectorate:
        """Return the electorate on the day of election, as known up to an entry."""
        day, unit = mandate.elected.effective_on, mandate.elected.unit
        seen = Boundary(self._store, upto)
        at = seen.organisation(unit).resolved(unit, day)
        seen.electorate(at)
        seen.rules(self._book, at)
        verdict, found = verdict_in(seen.entries(), self._book, at, day)
        numbers = (found.members, found.at_least, found.observed, found.headcount)
        return KnownElectorate(*numbers, verdict)

    def _earlier(self, number: int) -> Iterator[KnownMandate]:
        def figures(instant: datetime) -> tuple[str, date | None, str | None]:
            history = in_order(known(known_at(self._entries, instant)))
            found = self._mandates(history, Organisation(history))
            mandate = next((m for m in found if m.number == number), None)
            if mandate is None:
                return NOT_KNOWN, None, None
            return _state(mandate), mandate.ended_on, mandate.ended_because

        for learnt, then in changes(self._span, learned_in(self._span, self._entries), figures):
            yield KnownMandate(learnt.known_at, *then, learnt.entries)


def _rule(rules: Rules, unit: str, day: date, path: str, value: object) -> RuleStated:
    found = stated(rules, unit, day, path) if rules.agreed else None
    if found is not None:
        return found
    agreement = rules.at(unit, day)
    why = agreement.why_of(path)
    return RuleStated(path, value, agreement.name, why.source, why.certainty)


def _state(mandate: Course) -> str:
    return HELD if mandate.ended_on is None else OVER


def _units(about: Sequence[Entry]) -> set[str]:
    """Return the units where somebody was elected, or worked."""
    named = {getattr(entry.event, "unit", None) for entry in about}
    return {unit for unit in named if unit is not None} | workplaces_of(about)
