"""Who holds an office, since when, until when, and why no longer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep

import pytest
from attrs import evolve
from stewards.events import (
    ElectionStepTaken,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
)
from stewards.projections.mandates.rows import Mandate
from stewards.projections.replay.projection import Projection

from .log import RULES, Log, sept

Ending = tuple[date | None, str | None, int | None]


def town(log: Log) -> None:
    """Tell of three workplaces, two of them in a centre, and of Mary, who works at the first."""
    log.form("centre", "away", kind="centre")
    log.form("jc-1", "jc-2", parent="centre")
    log.form("jc-3", parent="away")
    log.join("mary", at="jc-1")


def elect(log: Log, number: int = 1, unit: str = "jc-1", **fields: object) -> int:
    """Elect Mary on a day of September; return the entry."""
    return log.tell(StewardElected, sept(number), member="mary", unit=unit, **fields)


def mandate(log: Log, number: int = 30, upto: int | None = None) -> Mandate:
    """Return the only mandate, as of a day of September."""
    [found] = log.view(sept(number), upto).mandates(ended=True)
    return found


def ending(log: Log, number: int = 30, upto: int | None = None) -> Ending:
    """Return when and why the only mandate ended, and the entry that ended it."""
    found = mandate(log, number, upto)
    return found.ended_on, found.ended_because, found.ended_by


def test_a_mandate_is_held_from_the_day_of_the_election(log: Log) -> None:
    """Before the day there is none; from the day it is in office."""
    town(log)
    entry = elect(log, 10)

    assert log.view(sept(9)).mandates(ended=True) == ()
    assert mandate(log, 10) == Mandate(
        member="mary",
        unit="jc-1",
        office="steward",
        since=sept(10),
        starts_on=sept(10),
        until=None,
        ended_on=None,
        ended_because=None,
        status="not notified",
        approved=None,
        received=None,
        objection_until=None,
        valid_since=None,
        protected_from=None,
        protected_until=None,
        continuous_since=sept(10),
        acting=False,
        seat=None,
        agreement=None,
        ended_not_before=None,
        learned_on=None,
        ended_by=None,
        at_unit="jc-1",
        was_here=True,
        ending_entry=None,
        entry=entry,
    )


def test_a_recorded_ending_ends_a_mandate(log: Log) -> None:
    """A MandateEnded ends it on its day, and not before."""
    town(log)
    elect(log)
    ended = log.tell(MandateEnded, sept(10), member="mary", unit="jc-1")

    assert ending(log, 9) == (None, None, None)
    assert ending(log, 10) == (sept(10), "ended", ended)


@pytest.mark.parametrize(
    "other",
    [
        {"member": "mary", "unit": "jc-2"},
        {"member": "mary", "unit": "jc-1", "office": "deputy"},
        {"member": "john", "unit": "jc-1"},
    ],
)
def test_the_ending_of_another_mandate_ends_nothing(log: Log, other: dict[str, str]) -> None:
    """An ending of another member, office or unit is not about this mandate."""
    town(log)
    elect(log)
    log.tell(MandateEnded, sept(10), **other)

    assert ending(log) == (None, None, None)


def test_an_ending_may_name_the_unit_that_the_elections_was_merged_into(log: Log) -> None:
    """After a merger both the old and the new unit name the mandate; before it, only the old."""
    town(log)
    elect(log)
    log.tell(MandateEnded, sept(4), member="mary", unit="jc-2")
    log.tell(UnitMerged, sept(5), unit="jc-1", into="jc-2")
    ended = log.tell(MandateEnded, sept(10), member="mary", unit="jc-2")

    assert ending(log) == (sept(10), "ended", ended)


def test_an_ending_ends_only_mandates_elected_before_it(log: Log) -> None:
    """A member who is elected again on the day of an ending, and after it, stays in office."""
    town(log)
    elect(log, 1)
    log.tell(MandateEnded, sept(10), member="mary", unit="jc-1")
    elect(log, 10)

    found = log.view(sept(30)).mandates(ended=True)
    assert [(m.since, m.ended_on) for m in found] == [(sept(1), sept(10)), (sept(10), None)]


def test_one_ending_ends_the_newest_mandate_of_the_same_office_and_unit(log: Log) -> None:
    """Elected twice, given up once: the first mandate goes on until that is given up, too."""
    town(log)
    elect(log, 1)
    elect(log, 5)
    log.tell(MandateEnded, sept(10), member="mary", unit="jc-1")

    found = log.view(sept(30)).mandates(ended=True)
    assert [m.ended_on for m in found] == [None, sept(10)]

    log.tell(MandateEnded, sept(10), member="mary", unit="jc-1")
    found = log.view(sept(30)).mandates(ended=True)
    assert [m.ended_on for m in found] == [sept(10), sept(10)]


def test_a_term_is_over_on_its_last_day(log: Log) -> None:
    """On the day of `until` the office is no longer held."""
    town(log)
    entry = elect(log, until=sept(10))

    assert ending(log, 9) == (None, None, None)
    assert ending(log, 10) == (sept(10), "term over", entry)


def test_a_term_that_was_over_before_it_began_is_over_on_the_day_of_the_election(log: Log) -> None:
    """An `until` before the election ends the mandate on the election's day."""
    town(log)
    entry = elect(log, 10, until=sept(5))

    assert ending(log) == (sept(10), "term over", entry)


def test_leaving_the_union_ends_a_mandate(log: Log) -> None:
    """Whoever is not a member holds no office, and does not get it back by joining again."""
    town(log)
    elect(log)
    left = log.tell(MemberLeft, sept(10), member="mary")
    log.tell(MemberJoined, sept(12), member="mary", workplace="jc-1")

    assert ending(log) == (sept(10), "left the union", left)


def test_working_elsewhere_ends_a_mandate(log: Log) -> None:
    """Whoever changes workplace holds the office no longer, and not again after coming back."""
    town(log)
    elect(log)
    moved = log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    log.tell(WorkplaceChanged, sept(12), member="mary", workplace="jc-1")

    assert ending(log) == (sept(10), "workplace changed", moved)


def test_being_away_within_one_day_ends_nothing(log: Log) -> None:
    """Only what holds at the end of a day's facts counts."""
    town(log)
    elect(log)
    log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-1")

    assert ending(log) == (None, None, None)


def test_a_mandate_goes_with_its_unit_through_a_merger(log: Log) -> None:
    """A merger takes along the member and the office alike, and ends nothing."""
    town(log)
    elect(log)
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-3")

    assert ending(log) == (None, None, None)
    assert (mandate(log, 9).at_unit, mandate(log, 10).at_unit) == ("jc-1", "jc-3")


def test_a_merger_can_take_the_workplace_away(log: Log) -> None:
    """Merged together and merged apart again: the workplace is no longer the unit."""
    town(log)
    log.tell(UnitMerged, sept(2), unit="jc-1", into="jc-2")
    elect(log, 5, unit="jc-2")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-3")

    assert ending(log) == (sept(10), "workplace changed", None)


def test_closing_the_unit_ends_a_mandate(log: Log) -> None:
    """The day the unit is closed the office is gone, also after a merger into a closed unit."""
    town(log)
    elect(log)
    closed = log.tell(UnitClosed, sept(5), unit="jc-2")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert ending(log, 9) == (None, None, None)
    assert ending(log, 10) == (sept(10), "unit closed", closed)


def test_an_election_at_a_closed_unit_is_over_at_once(log: Log) -> None:
    """A mandate at a unit closed before is over on the day of the election."""
    town(log)
    closed = log.tell(UnitClosed, sept(5), unit="jc-1")
    elect(log, 10)

    assert ending(log) == (sept(10), "unit closed", closed)


def test_an_election_elsewhere_is_over_at_once(log: Log) -> None:
    """Whoever did not work there on the day never held the office."""
    town(log)
    elect(log, 10, unit="jc-2")

    found = mandate(log)
    assert (found.ended_on, found.ended_because) == (sept(10), "workplace changed")
    assert not found.was_here


def test_an_election_of_a_stranger_is_over_at_once(log: Log) -> None:
    """Whoever was never a member is said to have left the union, by no entry."""
    log.form("jc-1")
    elect(log, 10)

    assert ending(log) == (sept(10), "left the union", None)


def test_an_override_lets_a_mandate_wait_for_its_member(log: Log) -> None:
    """Recorded in spite of the rules, a mandate ends when its member goes after having come."""
    town(log)
    elect(log, 5, unit="jc-2", override="elected while still employed elsewhere")
    log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    left = log.tell(MemberLeft, sept(20), member="mary")

    assert ending(log, 9) == (None, None, None)
    assert ending(log, 19) == (None, None, None)
    assert ending(log, 20) == (sept(20), "left the union", left)


def test_leaving_the_union_ends_a_mandate_by_override(log: Log) -> None:
    """Whoever may be elsewhere still is no steward after leaving the union."""
    town(log)
    elect(log, 5, unit="jc-2", override="works at both")
    left = log.tell(MemberLeft, sept(9), member="mary")

    assert ending(log, 8) == (None, None, None)
    assert ending(log) == (sept(9), "left the union", left)


def test_an_override_exempts_from_nothing_else(log: Log) -> None:
    """A term runs out and a unit closes for a mandate recorded in spite of the rules too."""
    town(log)
    elect(log, 5, unit="jc-2", override="a mistake of ours", until=sept(20))
    closed = log.tell(UnitClosed, sept(10), unit="jc-2")

    assert ending(log) == (sept(10), "unit closed", closed)


def test_a_joint_office_is_held_for_everything_below_its_unit(log: Log) -> None:
    """Changing to another workplace below the unit ends nothing; leaving it does."""
    town(log)
    elect(log, unit="centre", office="joint-steward")
    log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    away = log.tell(WorkplaceChanged, sept(20), member="mary", workplace="jc-3")

    assert ending(log, 19) == (None, None, None)
    assert ending(log, 20) == (sept(20), "workplace changed", away)


def test_a_joint_office_ends_when_the_workplace_is_moved_away(log: Log) -> None:
    """A workplace moved under another unit takes its members out of the joint office."""
    town(log)
    elect(log, unit="centre", office="joint-steward")
    log.tell(UnitMoved, sept(10), unit="jc-1", parent="away")
    log.tell(UnitMoved, sept(12), unit="jc-1", parent="centre")

    assert ending(log) == (sept(10), "workplace changed", None)


def test_an_unknown_office_is_held_at_one_workplace(log: Log) -> None:
    """An office the agreement does not know ends when the member changes workplace."""
    town(log)
    elect(log, office="chair")
    moved = log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")

    assert ending(log) == (sept(10), "workplace changed", moved)


def test_a_mandate_revives_when_the_fact_that_ended_it_is_voided(log: Log) -> None:
    """As known before the void it was over; once the void is known it never ended."""
    town(log)
    elect(log)
    moved = log.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    log.void(moved)

    assert ending(log, upto=moved) == (sept(10), "workplace changed", moved)
    assert ending(log) == (None, None, None)


def test_a_voided_election_gave_no_mandate(log: Log) -> None:
    """An election taken back counts as never held."""
    town(log)
    log.void(elect(log))

    assert log.view(sept(30)).mandates(ended=True) == ()


def test_the_first_ending_counts(log: Log) -> None:
    """What happens after a mandate is over changes nothing about how it ended."""
    town(log)
    elect(log, until=sept(15))
    left = log.tell(MemberLeft, sept(10), member="mary")
    late = log.tell(MandateEnded, sept(20), member="mary", unit="jc-1")

    found = mandate(log)
    assert (found.ended_on, found.ended_because, found.ended_by) == (
        sept(10),
        "left the union",
        left,
    )
    assert found.ending_entry == late


def test_of_several_reasons_on_a_day_the_most_direct_is_given(log: Log) -> None:
    """An ending recorded goes before a term, a term before leaving, leaving before a closing."""
    town(log)
    steps: list[Callable[[], int]] = [
        lambda: log.tell(UnitClosed, sept(10), unit="jc-1"),
        lambda: log.tell(MemberLeft, sept(10), member="mary"),
        lambda: elect(log, until=sept(10)),
        lambda: log.tell(MandateEnded, sept(10), member="mary", unit="jc-1"),
        lambda: log.tell(MandateEnded, sept(10), member="mary", unit="jc-1"),
    ]
    elect(log)
    reasons = []
    for step in steps:
        step()
        found = log.view(sept(30)).mandates(ended=True)
        reasons.append([m.ended_because for m in found])

    assert reasons == [
        ["unit closed"],
        ["left the union"],
        ["left the union", "term over"],
        ["left the union", "ended"],
        ["ended", "ended"],
    ]


@pytest.mark.parametrize(("on_expiry", "ended"), [("ends", 12), ("accepted", 14)])
def test_days_asked_before_change_no_answer(log: Log, on_expiry: str, ended: int) -> None:
    """The days of one knowledge, in whatever order or at once, answer what each would alone."""
    town(log)
    log.join("john", at="jc-1")
    elect(log, 2, until=sept(12))
    log.tell(ElectionStepTaken, sept(8), member="mary", unit="jc-1", step="received")
    log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=6)
    log.tell(StewardElected, sept(14), member="john", unit="jc-1")
    log.tell(WorkplaceChanged, sept(18), member="john", workplace="jc-2", not_before=sept(10))
    log.tell(MandateEnded, sept(20), member="mary", unit="jc-1")
    steward = evolve(RULES.offices["steward"], on_expiry=on_expiry)
    book = evolve(RULES, offices={**RULES.offices, "steward": steward})
    days = [sept(number) for number in (30, 12, 9, 2, 1, 20, 8)]
    asked = evolve(log.view(sept(30)), book=book)
    alone = [evolve(log.view(day), book=book) for day in days]

    for day, other in zip(days, alone, strict=True):
        assert asked.on_day(day).mandates(ended=True) == other.mandates(ended=True)
        assert asked.on_day(day).eligibility() == other.eligibility()

    held = {number: asked.on_day(sept(number)).mandates() for number in (1, 8, 12)}
    received = [[each.received for each in found] for found in held.values()]
    assert received == [[], [sept(8)], [sept(8)] if on_expiry == "accepted" else []]
    course = [(each.member, each.ended_on) for each in asked.mandates(ended=True)]
    assert course == [("mary", sept(ended)), ("john", sept(18))]
    other_days = evolve(log.view(sept(30)), book=book)
    with ThreadPoolExecutor(2) as several:
        at_once = several.map(lambda day: other_days.on_day(day).mandates(ended=True), days)
        assert [*at_once] == [each.mandates(ended=True) for each in alone]


def test_who_was_elected_by_a_day_is_asked_once(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two days asked in turn, each keeps whom it asks for."""
    town(log)
    entry = elect(log)
    asked: list[str] = []
    ask = Projection.ask

    def noted(self: Projection, question: str, *words: object, **more: object) -> object:
        asked.append(question)
        return ask(self, question, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Projection, "ask", noted)
    first = log.view(sept(9))
    second = first.on_day(sept(10))
    for with_ended in (False, True):
        for view in (first, second):
            assert [each.entry for each in view.mandates(ended=with_ended)] == [entry]

    assert asked.count("terms_on") == 2


def test_two_days_asked_at_once_follow_a_mandate_once(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One waits for the other, and finds its course at hand."""
    town(log)
    entry = elect(log)
    asked: list[str] = []
    both = Barrier(2, timeout=60)
    ask = Projection.ask

    def noted(self: Projection, question: str, *words: object, **more: object) -> object:
        asked.append(question)
        if question == "terms_on":
            both.wait()
        if question == "elected_entries":
            sleep(0.1)  # so long the other one has time to ask as well
        return ask(self, question, *words, **more)  # type: ignore[arg-type]

    view = log.view(sept(9))
    monkeypatch.setattr(Projection, "ask", noted)
    with ThreadPoolExecutor(2) as several:
        days = several.map(lambda number: view.on_day(sept(number)).mandates(), (9, 10))
        assert [[each.entry for each in found] for found in days] == [[entry], [entry]]

    assert asked.count("elected_entries") == 1
