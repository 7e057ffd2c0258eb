"""Mandates: since when, until when, and why they are over."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from stewards.events import Event
from stewards.events.window import SINCE_EVER
from stewards.projections.mandates.fold import courses_on
from stewards.projections.rules import Agreement, At, Office, Rules
from stewards.registry.testing import (
    becomes,
    closed,
    elected,
    ended,
    formed,
    headcount,
    joined,
    left,
    merged,
    moved,
    voided,
    works,
)
from stewards.registry.testing.facts import FOUNDED

from ..decisions.facts import APR, DEC, FEB, JAN, JUN, MAR, MAY
from .histories import history, organisation

RULES = Rules(
    Agreement(
        name="test",
        title="Test",
        threshold=5,
        counted=("active",),
        categories=("active",),
        offices={
            "steward": Office("Steward", At.ELECTORATE),
            "joint-steward": Office("Joint steward", At.UNIT),
        },
    )
)
HELD = (None, None)
A_DAY = timedelta(days=1)

WORKS = [
    formed("top"),
    formed("mid", "top"),
    formed("a", "mid"),
    formed("b", "top"),
    joined("m1", "a"),
]
"""Entries 1 to 5: m1 works at a, below mid, below top; b lies beside mid."""
STEWARD = [*WORKS, elected("m1", "a", FEB)]
"""Entry 6: m1 is elected steward at a in February."""
JOINT = [*WORKS, elected("m1", "mid", FEB, "joint-steward")]
"""Entry 6: m1 is elected joint steward for mid in February."""

End = tuple[date | None, str | None]


def ends(*told: Event, day: date = DEC) -> list[End]:
    """Return how each mandate came to an end by a day, in the order of the elections."""
    found = courses_on(day, history(*told), organisation(*told), RULES)
    return [(mandate.ended_on, mandate.ended_because) for mandate in found]


ENDINGS = [
    pytest.param([], HELD, id="goes on"),
    pytest.param([ended("m1", "a", MAR)], (MAR, "ended"), id="ended"),
    pytest.param([left("m1", MAR)], (MAR, "left the union"), id="left"),
    pytest.param([works("m1", "b", MAR)], (MAR, "workplace changed"), id="works elsewhere"),
    pytest.param([works("m1", None, MAR)], (MAR, "workplace changed"), id="works nowhere"),
    pytest.param([joined("m1", "b", MAR)], (MAR, "workplace changed"), id="joined again elsewhere"),
    pytest.param([merged("b", "top", MAR)], HELD, id="others are merged"),
    pytest.param([merged("a", "b", MAR)], HELD, id="merged, and the seat with it"),
    pytest.param([merged("a", "b", MAR), closed("a", APR)], HELD, id="closed after the merger"),
    pytest.param(
        [merged("a", "b", MAR), closed("b", APR)], (APR, "unit closed"), id="merged into one closed"
    ),
    pytest.param([closed("a", MAR)], (MAR, "unit closed"), id="closed"),
    pytest.param([closed("mid", MAR)], HELD, id="what lies above is closed"),
    pytest.param([moved("a", "b", MAR)], HELD, id="the workplace is moved"),
    pytest.param([becomes("m1", "senior", MAR)], HELD, id="another category"),
    pytest.param([headcount("a", 1, MAR)], HELD, id="a lower headcount"),
    pytest.param([voided(5)], (FEB, "left the union"), id="never joined after all"),
    pytest.param(
        [left("m1", MAR), joined("m1", "a", APR)], (MAR, "left the union"), id="no revival"
    ),
    pytest.param([left("m1", MAR), voided(7)], HELD, id="leaving voided"),
    pytest.param([left("m1", MAR), joined("m1", "a", MAR)], HELD, id="left and back that day"),
]


@pytest.mark.parametrize(("told", "end"), ENDINGS)
def test_a_mandate_ends_on_the_first_day_of_a_reason(told: list[Event], end: End) -> None:
    """A mandate lasts until its ending is told, or the member or the unit is gone from there."""
    assert ends(*STEWARD, *told) == [end]


JOINT_ENDINGS = [
    pytest.param([works("m1", "mid", MAR)], HELD, id="works at the very unit"),
    pytest.param([works("m1", "b", MAR)], (MAR, "workplace changed"), id="works beside it"),
    pytest.param([works("m1", None, MAR)], (MAR, "workplace changed"), id="works nowhere"),
    pytest.param([moved("a", "b", MAR)], (MAR, "workplace changed"), id="the workplace is moved"),
    pytest.param([moved("mid", "b", MAR)], HELD, id="the unit itself is moved"),
    pytest.param([merged("a", "b", MAR)], (MAR, "workplace changed"), id="the workplace is merged"),
    pytest.param([merged("a", "b", MAR), moved("b", "mid", MAR)], HELD, id="into one below"),
    pytest.param([moved("b", "a", MAR), works("m1", "b", MAR)], HELD, id="works further below"),
    pytest.param([closed("mid", MAR)], (MAR, "unit closed"), id="the unit is closed"),
    pytest.param([closed("a", MAR)], HELD, id="the workplace is closed"),
    pytest.param([ended("m1", "mid", MAR)], HELD, id="the mandate as steward was ended"),
]


@pytest.mark.parametrize(("told", "end"), JOINT_ENDINGS)
def test_a_joint_mandate_lasts_while_the_member_works_below(told: list[Event], end: End) -> None:
    """For a joint office, where the workplace lies counts, moves and mergers followed."""
    assert ends(*JOINT, *told) == [end]


def test_an_office_that_the_agreement_lacks_is_held_at_a_workplace() -> None:
    """An import may tell of any office; where it says nothing, the holder works at the unit."""
    told = [*WORKS, elected("m1", "a", FEB, "chair"), elected("m1", "mid", FEB, "chair")]
    assert ends(*told) == [HELD, (FEB, "workplace changed")]


TOLD_ENDINGS = [
    pytest.param([merged("a", "b", MAR), ended("m1", "a", APR)], (APR, "ended"), id="old unit"),
    pytest.param([merged("a", "b", MAR), ended("m1", "b", APR)], (APR, "ended"), id="new unit"),
    pytest.param([merged("a", "b", APR), ended("m1", "b", MAR)], HELD, id="not merged yet"),
    pytest.param([ended("m1", "b", MAR)], HELD, id="another unit"),
    pytest.param([ended("m1", "a", MAR, "deputy")], HELD, id="another office"),
    pytest.param([ended("m2", "a", MAR)], HELD, id="somebody else"),
    pytest.param([ended("m1", "a", JAN)], HELD, id="before the election"),
    pytest.param([ended("m1", "a", FEB)], (FEB, "ended"), id="that day, told after it"),
    pytest.param([ended("m1", "a", MAR), voided(7)], HELD, id="voided"),
    pytest.param([ended("m1", "a", MAY), ended("m1", "a", MAR)], (MAR, "ended"), id="told twice"),
]


@pytest.mark.parametrize(("told", "end"), TOLD_ENDINGS)
def test_an_ending_is_of_one_member_office_and_unit(told: list[Event], end: End) -> None:
    """What is told to end counts from its day, under the unit's old name or its new one."""
    assert ends(*STEWARD, *told) == [end]


def test_an_ending_told_before_an_election_of_its_day_is_not_of_it() -> None:
    """Ended and elected again on one day, the second mandate goes on."""
    told = [*STEWARD, ended("m1", "a", MAR), elected("m1", "a", MAR)]
    assert ends(*told) == [(MAR, "ended"), HELD]


def test_an_ending_ends_the_newest_mandate_whose_ending_is_not_told() -> None:
    """Elected twice, a member resigns once, and once more."""
    told = [*STEWARD, elected("m1", "a", MAR), ended("m1", "a", APR), elected("m1", "a", MAY)]
    assert ends(*told) == [HELD, (APR, "ended"), HELD]
    assert ends(*told, ended("m1", "a", APR)) == [(APR, "ended"), (APR, "ended"), HELD]


def test_an_ending_may_name_the_election_it_ends() -> None:
    """It ends that one, however many came later; one that names another's election ends nothing."""
    told = [*STEWARD, elected("m1", "a", MAR)]
    assert ends(*told, evolve(ended("m1", "a", APR), election=6)) == [(APR, "ended"), HELD]
    assert ends(*told, evolve(ended("m1", "a", APR), election=5)) == [HELD, HELD]


@pytest.mark.parametrize(
    ("until", "end"),
    [
        (APR, (APR, "term over")),
        (FEB, (FEB, "term over")),
        (JAN, (FEB, "term over")),
    ],
)
def test_a_term_is_over_on_its_last_day_and_never_before_it_began(until: date, end: End) -> None:
    """On the day `until` the office is no longer held; a term over at once is over that day."""
    assert ends(*WORKS, elected("m1", "a", FEB, until=until)) == [end]


def test_of_several_reasons_on_one_day_the_first_is_told() -> None:
    """Ended before term over, before left, before the workplace, before the closing."""
    told: list[Event] = [closed("a", MAR)]
    reasons = []
    for another in (works("m1", "b", MAR), left("m1", MAR), ended("m1", "a", MAR)):
        told.append(another)
        reasons += ends(*STEWARD, *told)
    assert [because for _, because in reasons] == ["workplace changed", "left the union", "ended"]
    term = [*WORKS, elected("m1", "a", FEB, until=MAR), left("m1", MAR)]
    assert ends(*term) == [(MAR, "term over")]
    assert ends(*term, ended("m1", "a", MAR)) == [(MAR, "ended")]


def test_what_comes_after_the_day_does_not_exist_for_it() -> None:
    """On a day before its end, a mandate is held; before its election there is none."""
    told = [*STEWARD, left("m1", APR)]
    assert ends(*told, day=JAN) == []
    assert ends(*told, day=APR - A_DAY) == [HELD]
    assert ends(*told, day=APR) == [(APR, "left the union")]


OVERRIDE = [*WORKS, elected("m1", "b", FEB, override="agreed")]
"""Entry 6: m1, who works at a, is recorded by override as steward at b."""

OVERRIDES = [
    pytest.param([], HELD, id="goes on elsewhere"),
    pytest.param([works("m1", None, MAR)], HELD, id="and elsewhere again"),
    pytest.param([left("m1", MAR)], (MAR, "left the union"), id="but not outside the union"),
    pytest.param([works("m1", "b", MAR)], HELD, id="comes there"),
    pytest.param(
        [works("m1", "b", MAR), works("m1", "a", APR)],
        (APR, "workplace changed"),
        id="comes and goes",
    ),
    pytest.param(
        [works("m1", "b", MAR), left("m1", APR)], (APR, "left the union"), id="comes and leaves"
    ),
    pytest.param([merged("b", "a", MAR), works("m1", "b", APR)], HELD, id="is merged and stays"),
    pytest.param(
        [merged("b", "a", MAR), works("m1", "top", APR)],
        (APR, "workplace changed"),
        id="is merged and goes",
    ),
    pytest.param([works("m1", "b", MAR), works("m1", "a", MAR)], HELD, id="there for no day"),
    pytest.param([closed("b", MAR)], (MAR, "unit closed"), id="closed all the same"),
    pytest.param([ended("m1", "b", MAR)], (MAR, "ended"), id="ended all the same"),
]


@pytest.mark.parametrize(("told", "end"), OVERRIDES)
def test_an_override_binds_to_the_unit_once_the_member_is_there(
    told: list[Event], end: End
) -> None:
    """An election recorded against the rules is not over at once for the same reason."""
    assert ends(*OVERRIDE, *told) == [end]


def test_an_override_that_was_not_needed_ends_like_any_other() -> None:
    """Whoever was there on the day of election is bound from that day."""
    told = [*WORKS, elected("m1", "a", FEB, override="agreed"), works("m1", "b", MAR)]
    assert ends(*told) == [(MAR, "workplace changed")]


def test_a_mandate_begins_in_the_order_of_the_days() -> None:
    """Mandates come in the order of the elections, each with its entry."""
    told = [*WORKS, elected("m1", "a", MAR), elected("m2", "a", FEB)]
    found = courses_on(DEC, history(*told), organisation(*told), RULES)
    assert [(m.number, m.elected.member) for m in found] == [(7, "m2"), (6, "m1")]
    assert not found[0].held_on(FOUNDED)
    assert [found[1].held_on(day) for day in (FEB, MAR, JUN)] == [False, True, True]


def test_a_circle_of_mergers_after_a_void_moves_the_holder_around() -> None:
    """Where a void closes a circle, a walk ends before the unit it began with."""
    told = [*STEWARD, merged("a", "b", MAR), merged("a", "top", APR), merged("b", "a", MAY)]
    assert ends(*told) == [HELD]
    assert ends(*told, voided(8)) == [HELD]


def within(event: Event, not_before: date) -> Event:
    """Return a fact that became true on some day from one on."""
    return evolve(event, not_before=not_before)


ON_THE_FIRST_LIST = within(joined("m1", "a", JUN), SINCE_EVER)
WINDOWS = [
    pytest.param([ON_THE_FIRST_LIST], HELD, id="a member by the first list"),
    pytest.param([within(joined("m1", "a", JUN), MAR)], (FEB, "left the union"), id="joined later"),
    pytest.param(
        [within(joined("m1", "b", JUN), JAN)], (FEB, "workplace changed"), id="a member elsewhere"
    ),
    pytest.param(
        [ON_THE_FIRST_LIST, within(left("m1", MAY), MAR)],
        (FEB, "left the union"),
        id="left from before, and joined after that",
    ),
    pytest.param(
        [joined("m1", "a", JAN), within(left("m1", MAY), MAR)],
        (MAY, "left the union"),
        id="left in May at the latest",
    ),
    pytest.param(
        [joined("m1", "b", JAN), within(works("m1", "a", MAY), JAN)], HELD, id="there already"
    ),
    pytest.param(
        [joined("m1", "b", JAN), works("m1", None, APR), within(works("m1", "a", MAY), JAN)],
        (FEB, "workplace changed"),
        id="what comes later in the history is true no sooner",
    ),
    pytest.param(
        [evolve(joined("m1", "b", JAN), placed_on=MAY), works("m1", "b", JUN)],
        (MAY, "workplace changed"),
        id="nobody knows where until May",
    ),
]


@pytest.mark.parametrize(("facts", "end"), WINDOWS)
def test_a_mandate_ends_by_what_is_sure(facts: list[Event], end: End) -> None:
    """Elected in February, somebody is in office as long as they may be a member there."""
    town = [formed("a"), formed("b"), elected("m1", "a", FEB)]
    assert ends(*town, *facts) == [end]
    assert ends(*town, *facts, day=FEB) == [end if end[0] == FEB else HELD]
