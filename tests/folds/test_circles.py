"""Circles: what would lead back to where it began, on any day on which it is in force."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import Event
from stewards.events.entry import UPCOMING, Entry
from stewards.projections.organisation.circles import closes_circle
from stewards.projections.organisation.fold import Organisation
from stewards.registry.testing import formed, joined, merged, moved

from ..decisions.facts import APR, FEB, JAN, JUN, MAR, MAY
from .histories import organisation

UNITS = [formed("top"), formed("mid", "top"), formed("a", "mid"), formed("b", "mid")]

CIRCLES = [
    pytest.param([], formed("x", "x"), id="formed under itself"),
    pytest.param([], moved("a", "a", MAR), id="moved under itself"),
    pytest.param([], moved("top", "a", MAR), id="moved under what lies below"),
    pytest.param([], moved("top", "a", JAN), id="moved under what is formed below it"),
    pytest.param(
        [moved("mid", None, FEB), moved("mid", "top", MAY)],
        moved("top", "a", APR),
        id="moved under what comes to lie below",
    ),
    pytest.param(
        [moved("mid", None, FEB), moved("top", "b", MAY)],
        moved("mid", "top", JUN),
        id="moved back to what lies below since",
    ),
    pytest.param([merged("a", "b", JUN)], merged("b", "a", MAR), id="merged back later"),
    pytest.param([merged("a", "b", FEB)], merged("b", "a", MAR), id="merged back"),
    pytest.param(
        [merged("a", "b", FEB), merged("b", "mid", MAR)], merged("mid", "a", MAR), id="in a chain"
    ),
]


@pytest.mark.parametrize(("past", "event"), CIRCLES)
def test_a_circle_is_seen(past: list[Event], event: Event) -> None:
    """A circle is seen on whichever day it would close, mergers and parents each by themselves."""
    assert closes_circle(organisation(*UNITS, *past), Entry(UPCOMING, event))


NO_CIRCLES = [
    pytest.param([], formed("x", "top"), id="formed"),
    pytest.param([], moved("a", None, MAR), id="made a root"),
    pytest.param([], moved("a", "b", MAR), id="moved beside"),
    pytest.param([moved("mid", None, FEB)], moved("top", "a", MAR), id="moved away before"),
    pytest.param(
        [moved("mid", None, FEB), moved("top", None, MAY), moved("mid", "top", MAY)],
        moved("top", "a", APR),
        id="moved on before the other comes back",
    ),
    pytest.param(
        [merged("a", "b", FEB), merged("a", "top", MAR)], merged("b", "a", MAR), id="merged away"
    ),
    pytest.param(
        [merged("b", "top", MAY), merged("a", "b", JUN)],
        merged("b", "a", APR),
        id="merged on before the other is merged",
    ),
    pytest.param([merged("b", "a", FEB)], moved("a", "b", FEB), id="a merger is no parent"),
    pytest.param([], joined("m1", "a"), id="no unit at all"),
]


@pytest.mark.parametrize(("past", "event"), NO_CIRCLES)
def test_what_is_no_circle_is_not_seen_as_one(past: list[Event], event: Event) -> None:
    """What leads back on no day on which it is in force is no circle."""
    assert not closes_circle(organisation(*UNITS, *past), Entry(UPCOMING, event))


units = st.sampled_from(["top", "mid", "a", "b"])
days = st.sampled_from([JAN, FEB, MAR, APR])
changes = st.builds(merged, units, units, days) | st.builds(moved, units, st.none() | units, days)


@given(st.lists(changes, max_size=12))
def test_a_circle_is_seen_exactly_where_it_would_close(told: list[Event]) -> None:
    """Without what closes a circle, no walk ever comes back; with it, one does on some day."""
    standing: list[Event] = list(UNITS)
    for event in told:
        entry = Entry(UPCOMING, event)
        closes = closes_circle(organisation(*standing), entry)
        assert closes == comes_back(organisation(*standing, event))
        if not closes:
            standing.append(event)


def comes_back(there: Organisation) -> bool:
    """Return whether mergers or parents lead from any unit back to it on any day."""
    steps = [there.into, there.parent]
    return any(
        unit in followed(unit, lambda at: step(at, day))  # noqa: B023 -- called at once
        for day in there.days()
        for step in steps
        for unit in ("top", "mid", "a", "b")
    )


def followed(unit: str, step: Callable[[str], str | None]) -> list[str]:
    """Return where the first few steps lead."""
    found: list[str] = []
    while len(found) < 4 and (following := step(found[-1] if found else unit)) is not None:
        found.append(following)
    return found
