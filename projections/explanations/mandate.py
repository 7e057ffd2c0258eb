"""Why somebody is in office, or no longer."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import attrs
from attrs import frozen

from ...events import StewardElected
from ...events.entry import Entry, in_order, known
from ...events.errors import Refusal
from ...events.stores import Store
from ..boundary import Boundary
from ..mandates.course import Course, workplaces_of
from ..mandates.endings import ended_by
from ..mandates.fold import courses_on
from ..organisation.fold import Organisation
from ..rules import Agreement
from .earlier import Span, changes, known_at, learned_in
from .eligibility import verdict_in
from .rules import OfficeRule

NOT_KNOWN, HELD, OVER = "not known", "held", "over"


@attrs.define(slots=False)
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
        until: The day the term is over; none for until further notice.
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        state: `held` or `over`.
        ended_on: The first day it was no longer held; none while in office.
        ended_because: `ended`, `term over`, `left the union`, `workplace changed` or `unit closed`.
        ended_by: The entries that ended it: one, or the changes of the organisation on that day.
        election: The entry of the election.
        override: The reason why it was recorded although a rule forbade it; none if none did.
        rule: The rule on the office; none if the agreement does not know it.
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
    until: date | None
    on: date
    known_at: datetime
    state: str
    ended_on: date | None
    ended_because: str | None
    ended_by: tuple[Entry, ...]
    election: Entry
    override: str | None
    rule: OfficeRule | None
    known_then: KnownElectorate | None
    known_now: KnownElectorate | None
    earlier: tuple[KnownMandate, ...]


class MandatesOf:
    """The mandates of one member, from what the log says of the member and of the units named."""

    def __init__(self, store: Store, book: Agreement, member: str, span: Span, upto: int) -> None:
        self._store, self._book, self._span, self._upto = store, book, span, upto
        seen = Boundary(store, upto)
        about = seen.everything_about(f"member:{member}")
        self._organisation = seen.organisation(*_units(about), above=True)
        self._rules = seen.rules(book, *_units(about))
        self._entries, self._history = seen.entries(), seen.history()

    def explained(self) -> list[MandateExplained]:
        """Explain every mandate begun by the day, in the order of the elections."""
        found = self._mandates(self._history, self._organisation)
        return [self._explained(mandate) for mandate in found]

    def _mandates(self, history: Sequence[Entry], organisation: Organisation) -> Sequence[Course]:
        return courses_on(self._span.day, history, organisation, self._rules)

    def _explained(self, mandate: Course) -> MandateExplained:
        elected = mandate.elected
        rule = OfficeRule.of(self._then(elected), elected.office)
        takes_number = rule is not None and rule.threshold is not None
        return MandateExplained(
            member=elected.member,
            unit=elected.unit,
            at_unit=self._organisation.resolved(elected.unit, self._span.day),
            office=elected.office,
            since=elected.effective_on,
            until=elected.until,
            on=self._span.day,
            known_at=self._span.end,
            state=_state(mandate),
            ended_on=mandate.ended_on,
            ended_because=mandate.ended_because,
            ended_by=ended_by(mandate, self._history, self._organisation),
            election=mandate.election,
            override=elected.override,
            rule=rule,
            known_then=self._electorate(mandate, mandate.number - 1) if takes_number else None,
            known_now=self._electorate(mandate, self._upto) if takes_number else None,
            earlier=tuple(self._earlier(mandate.number)),
        )

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


def _state(mandate: Course) -> str:
    return HELD if mandate.ended_on is None else OVER


def _units(about: Sequence[Entry]) -> set[str]:
    """Return the units where somebody was elected, or worked."""
    named = {getattr(entry.event, "unit", None) for entry in about}
    return {unit for unit in named if unit is not None} | workplaces_of(about)
