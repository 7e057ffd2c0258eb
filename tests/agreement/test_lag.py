"""Lag: SQL and the reference say the same of how late facts are, and how old knowledge is."""

from datetime import date

import attrs
from hypothesis import given
from hypothesis import strategies as st

from ..reference.lag import lateness, told_within, workplace_ages
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@examples(2)
@given(questions(), st.data())
def test_the_lateness_of_facts_is_the_same(question: Question, data: st.DataObject) -> None:
    """By type, by recorder and by unit, all facts or those recorded lately, everywhere or at a unit."""
    days = sorted({event.recorded_at.date() for event in question.events})
    since = data.draw(st.sampled_from([None, *days]))
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        for by in ("type", "recorder", "unit"):
            rows = registry.lag(**moment(question), by=by, since=since, unit=unit).told
            expected = lateness(question.log, question.on, by, since, unit)
            assert rows[-1:] == () or rows[-1].by == "total"
            assert {attrs.astuple(row) for row in rows} == {tuple(row) for row in expected}


@examples(2)
@given(questions(), st.data())
def test_what_is_told_within_some_days_is_the_same(question: Question, data: st.DataObject) -> None:
    """For each recorder and for all, so many facts within so many days, up to nine tenths of them."""
    days = sorted({event.recorded_at.date() for event in question.events})
    since = data.draw(st.sampled_from([None, *days]))
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        rows = registry.view(**moment(question)).told_within(since=since, unit=unit)

    assert [attrs.astuple(row) for row in rows if row.recorder is None] == [
        attrs.astuple(row) for row in rows[len(rows) - sum(r.recorder is None for r in rows) :]
    ]
    found = {attrs.astuple(row) for row in rows}
    assert found == {*told_within(question.log, question.on, since, unit)}


@examples(3)
@given(questions(), st.booleans(), st.data())
def test_the_age_of_workplaces_is_the_same(
    question: Question, is_leap: bool, data: st.DataObject
) -> None:
    """Members, share and oldest day of each workplace, and in all, on leap days too."""
    on = date(2020, 2, 29) if is_leap else question.on
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        lag = registry.lag(on=on, known_at=question.known_at, unit=unit)

    expected = workplace_ages(question.log, on, unit)
    assert [attrs.astuple(age) for age in lag.workplaces] == [tuple(age) for age in expected]
    assert lag.members == sum(age.members for age in expected)
    assert lag.recent == sum(age.recent for age in expected)
