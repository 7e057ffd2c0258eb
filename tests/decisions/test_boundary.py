"""The boundary: a decision sees the log as it stood at its first question, and says what it saw."""

import pytest
from eventsourcing.dcb.api import DCBQuery, DCBReadResponse
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from stewards.events import Event
from stewards.events.errors import NoSuchEntry
from stewards.projections.boundary import Boundary
from stewards.registry.decisions import decide
from stewards.registry.testing import joined, left, published, voided

from .elections import OFFICE, elected_on
from .facts import APR, FEB, MAY, TOWN
from .scenario import ORGANISATION, RULES, Scenario, given


class Interrupted(InMemoryDCBRecorder):
    """A log in which others record right after it was read for the n-th time."""

    def __init__(self) -> None:
        super().__init__()
        self.readings = 0
        self.meanwhile: list[Event] = []

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Read, then let the others record."""
        found = super().read(query, after=after, limit=limit)
        self.readings -= 1
        if self.readings == 0:
            Scenario(self).tell(self.meanwhile)
        return found


def interrupted(past: list[Event], meanwhile: list[Event], readings: int = 1) -> Interrupted:
    """Return a log with a past, in which others record after so many readings."""
    log = Interrupted()
    Scenario(log).tell(past)
    log.readings, log.meanwhile = readings, meanwhile
    return log


@pytest.mark.parametrize("readings", range(1, 6))
def test_a_decision_sees_the_log_as_it_stood_at_its_first_question(readings: int) -> None:
    """One came, then one left: there never were four, so the election is not refused."""
    log = interrupted(OFFICE, [joined("m6", "jc-1", FEB), left("jc-1-e", APR)], readings)
    decide(elected_on(MAY), Boundary(log), RULES)
    assert len(log.events) == len(OFFICE) + 2


@pytest.mark.parametrize("readings", range(1, 6))
def test_what_was_recorded_after_the_first_question_fails_the_append(readings: int) -> None:
    """What a decision passed over as too late is caught by the condition of its append."""
    log = interrupted(OFFICE, [left("jc-1-e", APR)], readings)
    seen = Boundary(log)
    decide(elected_on(MAY), seen, RULES)
    assert seen.condition is not None
    assert seen.condition.after == len(OFFICE)
    late = log.read(seen.condition.fail_if_events_match, after=seen.condition.after)
    assert [event.event.type for event in late] == ["MemberLeft"]


def test_an_entry_recorded_after_the_first_question_is_not_there() -> None:
    """An entry that another office is just recording cannot be voided yet."""
    log = interrupted(TOWN, [joined("m1")])
    with pytest.raises(NoSuchEntry):
        decide(voided(7), Boundary(log), RULES)
    decide(voided(7), Boundary(log), RULES)


def test_a_decision_on_an_empty_log_has_a_condition() -> None:
    """The first facts of a log are protected like all others."""
    seen = Boundary(given().log)
    seen.organisation("kk")
    assert seen.condition is not None
    assert seen.condition.after == 0
    assert [(set(item.types), item.tags) for item in seen.condition.fail_if_events_match.items] == [
        (ORGANISATION, ["unit:kk"])
    ]


def test_a_decision_that_reads_nothing_has_no_condition() -> None:
    """Where nothing was asked, nothing can have changed."""
    seen = Boundary(given(*TOWN).log)
    decide(published(805, None, MAY), seen, RULES)
    assert seen.condition is None


def test_each_question_is_asked_once() -> None:
    """What was read before is neither read again nor twice in the condition."""
    town = given(*TOWN)
    seen = Boundary(town.log)
    first = seen.organisation("jc-1", "jc-2")
    assert first.formed("jc-1") == seen.organisation("jc-1").formed("jc-1")
    assert seen.condition is not None
    assert len(seen.condition.fail_if_events_match.items) == 2


def test_entries_are_told_with_what_voids_them() -> None:
    """All that was read comes in the order recorded, and each voided entry names its void."""
    town = given(*TOWN, joined("m1", "home", APR), joined("m1", "jc-1", FEB), voided(7))
    seen = Boundary(town.log)
    assert [entry.number for entry in seen.member("m1")] == [8]
    assert [(entry.number, entry.voided_by) for entry in seen.entries()] == [
        (7, 9),
        (8, None),
        (9, None),
    ]
