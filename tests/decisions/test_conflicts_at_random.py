"""At random: a decision reads enough, and is not appended where it would come out differently."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from stewards.events import Event
from stewards.projections.boundary import Boundary

from ..searching import examples
from . import scenario
from .scenario import Proposal
from .worlds import days, elections, facts, other_decisions, tellable

BOTH = pytest.mark.parametrize("kind", [elections, other_decisions], ids=["elections", "others"])
SEARCH = examples(17, HealthCheck.filter_too_much)


class Omniscient(Boundary):
    """A boundary that reads the whole log, whatever is asked."""

    def _read(self, types: Iterable[type[Event]], tags: Iterable[str]) -> None:
        super()._read(types, tags)
        self._take(self._store.read())


@BOTH
@SEARCH
@given(data=st.data(), past=st.lists(facts, max_size=16), day=days)
def test_a_decision_reads_enough(
    kind: st.SearchStrategy[Proposal], data: st.DataObject, past: list[Event], day: date
) -> None:
    """A decision that knows the whole log comes out as on the little that it reads."""
    decision, town = data.draw(kind), scenario.given(*tellable(past))
    assert town.when(decision, day, Omniscient) == town.when(decision, day)


@BOTH
@SEARCH
@given(
    data=st.data(),
    past=st.lists(facts, max_size=8),
    meanwhile=st.lists(facts, min_size=10, max_size=20),
    day=days,
)
def test_what_changes_the_outcome_fails_the_append(
    kind: st.SearchStrategy[Proposal],
    data: st.DataObject,
    past: list[Event],
    meanwhile: list[Event],
    day: date,
) -> None:
    """Each fact told between a decision and its append either conflicts or changes nothing."""
    decision, before = data.draw(kind), tellable(past)
    outcome = scenario.given(*before).when(decision, day)
    assume(isinstance(outcome, Event))
    for fact in meanwhile:
        after = tellable([*past, fact])
        if scenario.given(*after).when(decision, day) != outcome:
            assert scenario.given(*before).conflicts(decision, day, fact)
