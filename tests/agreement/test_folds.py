"""Folds: what decisions fold from their own part of the log is what SQL answers from all of it."""

from hypothesis import given
from stewards.events.entry import Entry, in_order, known
from stewards.projections.boundary import Boundary
from stewards.projections.electorate.fold import Electorate
from stewards.projections.mandates.fold import courses_on
from stewards.projections.membership.fold import membership_on
from stewards.projections.organisation.fold import Organisation
from stewards.registry import Registry

from .questions import Question, questions
from .registries import moment, told
from .search import examples


@examples(10)
@given(questions())
def test_the_state_of_a_member_is_the_same(question: Question) -> None:
    """Each member alone, from their own history, is as in the list of all of them."""
    with told(question) as registry:
        every = {m.member: m for m in registry.members(**moment(question))}
        alone = {m: registry.member(m, **moment(question)) for m in question.members}

    assert alone == {member: every.get(member) for member in question.members}


@examples(10)
@given(questions())
def test_the_folded_membership_is_the_same(question: Question) -> None:
    """So is a member folded from the history of everybody."""
    history = whole_history(question)
    states = [membership_on(history, member, question.on) for member in question.members]

    with told(question) as registry:
        members = registry.members(**moment(question))

    assert [
        (m.member, m.workplace, m.category, m.joined.number, m.placed.number)
        for m in states
        if m is not None
    ] == [(m.member, m.workplace, m.category, m.joined_by, m.placed_by) for m in members]


@examples(10)
@given(questions())
def test_the_electorate_of_a_decision_is_the_same(question: Question) -> None:
    """Whoever counts at a workplace, the headcount and the verdict, from the boundary alone."""
    with told(question) as registry:
        for place in registry.eligibility(**moment(question)):
            folded = electorate(registry, place.workplace, question)
            assert folded.members == who_counts(registry, place.workplace, question)
            assert len(folded.members) == place.members
            assert folded.observed == place.observed
            assert folded.verdict(question.rules.threshold) == place.verdict


def electorate(registry: Registry, workplace: str, question: Question) -> Electorate:
    """Return the electorate as a decision reads it."""
    history = Boundary(registry.log.store, question.upto).electorate(workplace)
    counted = registry.agreement.counted
    return Electorate.on(question.on, workplace, history, Organisation(history), counted)


def who_counts(registry: Registry, workplace: str, question: Question) -> tuple[str, ...]:
    """Return the members of a workplace whose category counts, by SQL."""
    members = registry.members(**moment(question))
    here = [m for m in members if m.at_unit == workplace]
    return tuple(m.member for m in here if m.category in question.rules.counted)


@examples(15)
@given(questions())
def test_the_folded_mandates_are_the_same(question: Question) -> None:
    """The first day each is over, and why."""
    history = whole_history(question)

    with told(question) as registry:
        scopes = registry.agreement.scopes
        folded = courses_on(question.on, history, Organisation(history), scopes)
        mandates = registry.mandates(**moment(question), ended=True)

    assert {m.number: (m.ended_on, m.ended_because) for m in folded} == {
        m.entry: (m.ended_on, m.ended_because) for m in mandates
    }


def whole_history(question: Question) -> list[Entry]:
    """Return what stands at the instant as a history."""
    entries = [Entry(number, event) for number, event in enumerate(question.events, 1)]
    return in_order(known(entries, question.upto))
