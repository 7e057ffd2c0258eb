"""Counts: SQL and the reference number the same members, in every scope and every group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .. import reference
from ..reference.counts import counted, workplace_of
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

SCOPES = [(None, None), (None, "active"), ("some", None), ("some", "active")]


@examples(2)
@given(questions(), st.data())
def test_a_count_is_the_same_in_every_scope(question: Question, data: st.DataObject) -> None:
    """The union, a category, a unit, or both: the same number as by the reference."""
    unit = data.draw(st.sampled_from(question.units))
    scopes = [(None, None), (None, "active"), (unit, None), (unit, "student")]

    with told(question) as registry:
        counts = [registry.count(**moment(question), unit=u, category=c).members for u, c in scopes]

    assert counts == [reference.count(question.log, question.on, u, c) for u, c in scopes]


@examples(1)
@given(questions(), st.data())
def test_the_groups_of_a_count_are_the_same(question: Question, data: st.DataObject) -> None:
    """By workplace, by unit and by category, each group with as many members, and they add up."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))
    asked = (question.log, question.on, unit, category)

    with told(question) as registry:
        counts = {
            by: registry.count(**moment(question), unit=unit, category=category, by=by)
            for by in ("workplace", "unit", "category")
        }

    groups = {
        by: {g.value: g.members for g in count.groups if g.members} for by, count in counts.items()
    }
    assert groups == {
        "workplace": reference.count_by_workplace(*asked),
        "unit": reference.count_by_unit(*asked),
        "category": reference.count_by_category(*asked),
    }
    for count in counts.values():
        assert sum(group.members for group in count.groups) == count.members


@examples(2)
@given(questions(), st.data())
def test_the_members_counted_are_the_same(question: Question, data: st.DataObject) -> None:
    """Each with the workplace on record, what it has become, and the entries it rests on."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    log, on = question.log, question.on

    with told(question) as registry:
        members = registry.members(**moment(question), unit=unit)

    found = {
        m.member: (m.workplace, m.at_unit, m.category, m.joined_by, m.placed_by) for m in members
    }
    assert found == {
        member: (m.workplace, workplace_of(log, m, on), m.category, m.joined_by, m.placed_by)
        for member, m in counted(log, on, unit).items()
    }
