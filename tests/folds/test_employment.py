"""Employment: since when somebody has been where they work, as what, and when they are away."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from stewards.events import Event
from stewards.events.entry import Entry
from stewards.projections.membership.employment import (
    With,
    absences,
    away_on,
    planned_on,
    since_on,
    standings_on,
)
from stewards.projections.months import months_after
from stewards.registry.testing import (
    away,
    back,
    employed,
    formed,
    joined,
    left,
    merged,
    moved,
    works,
)

from ..decisions.facts import APR, AUG, DEC, FEB, JAN, JUL, JUN, MAR, MAY, NOV
from .histories import history, organisation

TOWN = [
    formed("kk", kind="employer"),
    formed("bif", "kk", kind="administration"),
    formed("a", "bif"),
    formed("b", "bif"),
    formed("aarhus", kind="employer"),
    formed("c", "aarhus"),
    formed("alone"),
]


def facts(*told: Event) -> list[Entry]:
    """Return what the log says of the member m1, after the town."""
    every = history(*TOWN, *told)
    return [entry for entry in every if getattr(entry.event, "member", None) == "m1"]


def since(*told: Event, on: date = DEC, where: With = With.EMPLOYER) -> tuple[object, ...]:
    """Return since when m1 has been there at the earliest and at the latest, and the entries that say so."""
    found = since_on(on, facts(*told), organisation(*TOWN, *told), where)
    return found.earliest, found.latest, [entry.number for entry in found.by]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param([], (None, None, []), id="nobody we know"),
        pytest.param([joined("m1")], (None, None, []), id="no workplace known"),
        pytest.param([joined("m1", "a")], (None, JAN, [8]), id="joined there"),
        pytest.param(
            [joined("m1", "a"), works("m1", "b", MAR)], (None, JAN, [8]), id="the same employer"
        ),
        pytest.param(
            [joined("m1", "a"), works("m1", "c", MAR)], (None, MAR, [9]), id="another employer"
        ),
        pytest.param(
            [joined("m1", "a"), works("m1", None, MAR), works("m1", "a", APR)],
            (None, APR, [10]),
            id="no work in between",
        ),
        pytest.param(
            [joined("m1", "a"), left("m1", MAR), joined("m1", "a", APR)],
            (None, APR, [10]),
            id="not a member in between",
        ),
        pytest.param([joined("m1", "a"), left("m1", MAR)], (None, None, []), id="left the union"),
        pytest.param(
            [evolve(joined("m1", "a", MAR), not_before=JAN)], (None, MAR, [8]), id="joined by then"
        ),
        pytest.param(
            [joined("m1", "a"), moved("a", "aarhus", JUN)], (None, JUN, [8]), id="moved with all"
        ),
        pytest.param(
            [joined("m1", "a"), merged("a", "b", JUN)], (None, JAN, [8]), id="merged within it"
        ),
        pytest.param(
            [joined("m1", "a"), merged("kk", "aarhus", JUN), works("m1", "c", JUL)],
            (None, JAN, [8]),
            id="the employer was merged",
        ),
        pytest.param(
            [joined("m1", "alone")], (None, JAN, [8]), id="what has no employer is its own"
        ),
    ],
)
def test_a_recorded_stay_says_since_when_at_the_latest(
    told: list[Event], found: tuple[object, ...]
) -> None:
    """Somebody may have worked there before they were a member, or before somebody told us."""
    assert since(*told) == found


HIRED = [joined("m1", "a", FEB), employed("m1", APR, since=JAN)]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param(HIRED, (JAN, JAN, [9]), id="stated"),
        pytest.param([*HIRED, works("m1", "b", JUN)], (JAN, JAN, [9]), id="the same employer"),
        pytest.param([*HIRED, works("m1", "c", JUN)], (None, JUN, [10]), id="another employer"),
        pytest.param(
            [*HIRED, works("m1", "c", JUN), works("m1", "a", JUL)],
            (None, JUL, [11]),
            id="came back to it",
        ),
        pytest.param([*HIRED, works("m1", None, JUN)], (None, None, []), id="no work"),
        pytest.param([*HIRED, left("m1", JUN)], (JAN, JAN, [9]), id="left the union, not the work"),
        pytest.param(
            [*HIRED, employed("m1", JUN, since=MAR)], (MAR, MAR, [10]), id="the last one counts"
        ),
        pytest.param(
            [*HIRED, employed("m1", JUN, standing="manager")], (JAN, JAN, [9]), id="as what"
        ),
        pytest.param(
            [*HIRED, evolve(works("m1", "c", DEC + timedelta(9)), not_before=NOV)],
            (None, None, []),
            id="may work elsewhere",
        ),
        pytest.param(
            [joined("m1", "a", FEB), employed("m1", DEC + timedelta(9), since=JAN)],
            (JAN, JAN, [9]),
            id="stated later",
        ),
        pytest.param([employed("m1", APR, since=JAN)], (JAN, JAN, [8]), id="not a member"),
    ],
)
def test_what_was_stated_is_certain_while_the_work_is_under_that_employer(
    told: list[Event], found: tuple[object, ...]
) -> None:
    """The day of hiring holds until the work is under another employer, or there is none."""
    assert since(*told) == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param([joined("m1", "a")], (None, JAN, [8]), id="joined there"),
        pytest.param(
            [joined("m1", "a"), works("m1", "b", MAR)], (None, MAR, [9]), id="another workplace"
        ),
        pytest.param(
            [joined("m1", "a"), merged("a", "b", MAR)], (None, JAN, [8]), id="merged with all"
        ),
        pytest.param(
            [*HIRED, works("m1", "b", AUG)], (JAN, AUG, [10, 9]), id="for no longer than hired"
        ),
        pytest.param(
            [joined("m1", "a", FEB), employed("m1", APR, since=MAR)],
            (MAR, MAR, [8, 9]),
            id="recorded there before hired",
        ),
    ],
)
def test_a_workplace_is_counted_by_the_recorded_stay(
    told: list[Event], found: tuple[object, ...]
) -> None:
    """Nobody has been at a workplace for longer than with its employer."""
    assert since(*told, where=With.WORKPLACE) == found


def test_what_is_long_enough_is_certain_and_what_is_too_short_is_not() -> None:
    """A recorded stay says yes or nothing; a stated day of hiring says no as well."""
    stay = since_on(DEC, facts(joined("m1", "a", JUN)), organisation(*TOWN))
    hired = since_on(DEC, facts(*HIRED, employed("m1", NOV, since=JUL)), organisation(*TOWN))

    assert [stay.reaches(6, DEC), stay.reaches(7, DEC)] == [True, None]
    assert [hired.reaches(5, DEC), hired.reaches(6, DEC)] == [True, False]
    assert [stay.is_certain, hired.is_certain] == [False, True]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2019, 3, 1), 6, date(2019, 9, 1)),
        (date(2019, 3, 1), 9, date(2019, 12, 1)),
        (date(2019, 3, 31), -1, date(2019, 2, 28)),
        (date(2019, 1, 31), -1, date(2018, 12, 31)),
        (date(2019, 1, 31), 0, date(2019, 1, 31)),
        (date.max, 1, date.max),
        (date.min, -1, date.min),
    ],
)
def test_months_end_with_the_month(day: date, months: int, after: date) -> None:
    """A month that is too short for a day ends with its last one."""
    assert months_after(day, months) == after


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param([], {None: None}, id="nobody said"),
        pytest.param([employed("m1", APR, since=JAN)], {None: None}, id="said something else"),
        pytest.param([employed("m1", APR, standing="manager")], {"manager": 9}, id="stated"),
        pytest.param(
            [employed("m1", APR, standing="apprentice"), employed("m1", MAY, standing="employee")],
            {"employee": 10},
            id="the last one counts",
        ),
        pytest.param(
            [employed("m1", APR, standing="manager"), works("m1", "c", MAY)],
            {None: None},
            id="another employer",
        ),
        pytest.param(
            [evolve(employed("m1", DEC + timedelta(9), standing="manager"), not_before=NOV)],
            {None: None, "manager": 9},
            id="may be by now",
        ),
    ],
)
def test_the_standing_is_what_was_stated_of_the_present_employer(
    told: list[Event], found: dict[str | None, int | None]
) -> None:
    """As what somebody may be employed, with the entry that says so."""
    every = [joined("m1", "a"), *told]
    standings = standings_on(DEC, facts(*every), organisation(*TOWN, *every))
    assert {each: entry and entry.number for each, entry in standings.items()} == found


@pytest.mark.parametrize(
    ("told", "found"),
    [
        pytest.param([away("m1", FEB)], [(FEB, None)], id="nobody knows until when"),
        pytest.param([away("m1", FEB, JUN)], [(FEB, JUN)], id="as planned"),
        pytest.param([away("m1", FEB, JUN), back("m1", APR)], [(FEB, APR)], id="back earlier"),
        pytest.param([away("m1", FEB, APR), back("m1", JUN)], [(FEB, JUN)], id="back later"),
        pytest.param(
            [away("m1", FEB, APR), away("m1", APR, JUN)], [(FEB, JUN)], id="away for longer"
        ),
        pytest.param([away("m1", FEB, JUN), away("m1", MAR, APR)], [(FEB, APR)], id="not as long"),
        pytest.param(
            [away("m1", FEB, MAR), away("m1", MAY, JUN)], [(FEB, MAR), (MAY, JUN)], id="twice"
        ),
        pytest.param(
            [away("m1", FEB), back("m1", MAR), away("m1", MAR, JUN)],
            [(FEB, MAR), (MAR, JUN)],
            id="back for a day",
        ),
        pytest.param([back("m1", MAR)], [], id="back from nowhere"),
    ],
)
def test_when_somebody_is_away(told: list[Event], found: list[tuple[object, ...]]) -> None:
    """From the first day to the one of the return, as told or else as planned."""
    assert [(each.first, each.until) for each in absences(facts(*told))] == found


def test_an_absence_on_a_day_is_known_as_planned_then() -> None:
    """Whoever comes back earlier than planned was to be away for longer."""
    told = facts(away("m1", FEB, JUN), back("m1", APR))
    planned, found = planned_on(MAR, told), away_on(MAR, told)

    assert planned is not None
    assert found is not None
    assert (planned.until, found.until) == (JUN, APR)
    assert [away_on(JAN, told), away_on(APR, told), planned_on(APR, told)] == [None, None, None]
    assert [planned.lasts(4, planned.until), found.lasts(4, found.until)] == [True, False]
    assert planned.lasts(4, None) is None


def test_an_absence_that_may_have_begun_earlier_may_be_long_enough() -> None:
    """Whichever day of the window is the true one."""
    [found] = absences(facts(evolve(away("m1", MAR, JUN), not_before=FEB)))
    assert [found.lasts(3, JUN), found.lasts(4, JUN), found.lasts(5, JUN)] == [True, None, False]
