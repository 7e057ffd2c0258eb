"""Given a past, when something is to be decided on a day, then an event or a refusal; no I/O."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from attrs import evolve, field, frozen
from eventsourcing.dcb.api import DCBEvent
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.persistence import IntegrityError
from stewards.events import EntryVoided, Event, encode, tags
from stewards.events.errors import StewardsError
from stewards.projections.boundary import Boundary
from stewards.projections.rules import Agreement, load
from stewards.registry.decisions import decide

RULES = load()
NOW = datetime(2019, 12, 24, 10, 30, tzinfo=UTC)

ORGANISATION = {
    "UnitFormed",
    "UnitRenamed",
    "UnitMoved",
    "UnitMerged",
    "UnitClosed",
    "ElectorateChanged",
    "EntryVoided",
}
MEMBERSHIP = {"MemberJoined", "MemberLeft", "WorkplaceChanged", "CategoryChanged", "EntryVoided"}
ELECTORS = {*MEMBERSHIP, "EmploymentStated"}
PLACINGS = {"MemberJoined", "WorkplaceChanged", "EntryVoided"}
HEADCOUNTS = {"HeadcountObserved", "EntryVoided"}
LISTS = {"RosterTaken"}
RULES_AGREED = {"RuleAgreed"}
MANDATES = {"StewardElected", "MandateEnded", "ElectionStepTaken", "EntryVoided"}
EMPLOYMENT = {"EmploymentStated", "AbsenceBegan", "AbsenceEnded", "EntryVoided"}
EVERYTHING: set[str] = set()

ANY = "whatever it is about"
"""Where the tag stands of what is read with any tag, or none."""

Outcome = Event | tuple[type[StewardsError], str]
Kind = TypeVar("Kind", bound=Event)


def told(on: date) -> dict[str, Any]:
    """Return all that a fact can carry beside its own fields."""
    return {
        "effective_on": on,
        "recorded_at": NOW,
        "recorded_by": "office-2",
        "note": "by letter",
        "batch": "week-52",
    }


@frozen
class Proposal:
    """What somebody wants recorded, by some rules; on which day is said when it is decided."""

    event: Event
    rules: Agreement

    def on(self, day: date) -> Event:
        """Return the event that is proposed for a day."""
        return evolve(self.event, effective_on=day)


def propose(kind: type[Event], /, rules: Agreement = RULES, **fields: Any) -> Proposal:
    """Return what somebody wants recorded."""
    return Proposal(kind(**told(NOW.date()), **fields), rules)


def decided(kind: type[Kind], on: date, /, **fields: Any) -> Kind:
    """Return the event that a decision is expected to make of what it was told."""
    return kind(**told(on), **fields)


def refused(reason: type[StewardsError], message: str) -> Outcome:
    """Return the refusal that is expected, with its whole message."""
    return reason, message


@frozen
class Scenario:
    """A past, in a log in memory, and what is decided on it."""

    log: InMemoryDCBRecorder = field(factory=InMemoryDCBRecorder)

    def tell(self, events: Iterable[Event]) -> "Scenario":
        """Append facts as the registry stores them: a void with the tags of what it voids."""
        for event in events:
            found_by = tags(event)
            if isinstance(event, EntryVoided):
                found_by += self.log.events[event.voids - 1].event.tags
            self.log.append([DCBEvent(type(event).__name__, encode(event), found_by)])
        return self

    def when(self, decision: Proposal, on: date, seeing: type[Boundary] = Boundary) -> Outcome:
        """Return the event that is decided, or the class and message of the refusal."""
        return self._ask(decision, on, seeing)[1]

    def reads(self, decision: Proposal, on: date) -> dict[str, set[str]]:
        """Return the boundary that was read: for each tag, or any, the types, none of them for all."""
        condition = self._ask(decision, on)[0].condition
        boundary: dict[str, set[str]] = {}
        for item in condition.fail_if_events_match.items if condition else []:
            (tag,) = item.tags or [ANY]
            boundary.setdefault(tag, set()).update(item.types)
        return boundary

    def conflicts(self, decision: Proposal, on: date, *meanwhile: Event) -> bool:
        """Return whether facts told after the decision and before its append make this fail."""
        seen, event = self._ask(decision, on)
        assert isinstance(event, Event)
        self.tell(meanwhile)
        before = len(self.log.events)
        try:
            self.log.append([DCBEvent("Decided", b"", [])], seen.condition)
        except IntegrityError:
            assert len(self.log.events) == before
            return True
        return False

    def _ask(
        self, decision: Proposal, on: date, seeing: type[Boundary] = Boundary
    ) -> tuple[Boundary, Outcome]:
        seen, before = seeing(self.log), len(self.log.events)
        try:
            event = decision.on(on)
            decide(event, seen, decision.rules)
            outcome: Outcome = event
        except StewardsError as refusal:
            outcome = type(refusal), str(refusal)
        assert len(self.log.events) == before, "deciding records nothing by itself"
        return seen, outcome


def given(*past: Event) -> Scenario:
    """Return a log in which a past was told, entry 1 first."""
    return Scenario().tell(past)
