"""Mandates: SQL and the reference let them begin and end alike."""

from hypothesis import given
from stewards.events import StewardElected
from stewards.projections.mandates.rows import Mandate

from .. import reference
from ..reference import resolve
from ..reference.log import of
from ..reference.mandates import belongs, endings
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@examples(3)
@given(questions())
def test_a_mandate_is_the_same(question: Question) -> None:
    """Who, where, since when; the first day it is over, and why; those in office without."""
    with told(question) as registry:
        every = registry.mandates(**moment(question), ended=True)
        held = registry.mandates(**moment(question))

    expected = reference.mandates(question.log, question.on, question.rules)
    assert {m.entry: course(m) for m in every} == {m.election: course(m) for m in expected}
    assert {m.entry for m in held} <= {m.entry for m in every if m.ended_on is None}
    seats = {(m.member, m.office, m.at_unit) for m in every if m.ended_on is None}
    assert {(m.member, m.office, m.at_unit) for m in held} == seats
    assert len(held) == len(seats)


@examples(2)
@given(questions())
def test_what_a_mandate_rests_on_is_the_same(question: Question) -> None:
    """What its unit has become, whether the member was there at first, the ending on record."""
    log, on, rules = question.log, question.on, question.rules

    with told(question) as registry:
        every = registry.mandates(**moment(question), ended=True)

    elections = dict(of(log, StewardElected))
    for m in every:
        elected = elections[m.entry]
        recorded = endings(log, (m.entry, elected), on)
        assert m.at_unit == resolve(log, m.unit, on)
        assert m.was_here == belongs(log, elected, elected.effective_on, rules)
        assert m.ending_entry == (recorded[0][0] if recorded else None)


def course(m: Mandate | reference.Mandate) -> tuple[object, ...]:
    """Return what a mandate is and what became of it."""
    dates = (m.since, m.starts_on, m.until, m.ended_on, m.continuous_since)
    return (m.member, m.unit, m.office, *dates, m.ended_because, m.status)
