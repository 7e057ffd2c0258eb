"""Electing: a candidate is refused for a reason exactly when the answers give that reason."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import StewardElected
from stewards.events.errors import Refusal
from stewards.projections.boundary import Boundary
from stewards.registry import Registry
from stewards.registry.decisions import decide

from ..searching import examples
from .answers import Answers
from .questions import Question, questions
from .registries import told


def bare(question: Question) -> Question:
    """Return a question by rules that ask of a candidate only to be a member who works there."""
    offices = {
        name: evolve(office, among=None, stands_in_for=None, member=True, term_years=None)
        for name, office in question.rules.offices.items()
    }
    return evolve(question, rules=evolve(question.rules, offices=offices))


TERMS = st.sampled_from([None, None, timedelta(days=1), timedelta(days=200)])


@examples(2)
@given(questions().map(bare), TERMS)
def test_an_election_is_refused_for_the_reason_in_the_answers(
    question: Question, term: timedelta | None
) -> None:
    """Everybody for every office at every unit: nobody there, nobody entitled, no seat free."""
    with told(question) as registry:
        answers = Answers.of(registry, question)
        for candidate in candidates(question, term):
            assert refusal(registry, question, candidate) == answers.reason(candidate), candidate


@examples(1)
@given(questions().map(bare))
def test_an_override_is_refused_nothing_but_an_unknown_unit(question: Question) -> None:
    """Whatever the answers say, it is recorded."""
    with told(question) as registry:
        known = {unit.unit for unit in registry.units(known_at=question.known_at, gone=True)}
        for candidate in candidates(question, None, override="by letter"):
            expected = None if candidate.unit in known else "UnknownUnit"
            assert refusal(registry, question, candidate) == expected


def candidates(
    question: Question, term: timedelta | None, override: str | None = None
) -> Iterator[StewardElected]:
    """Yield the election of every member, at every unit, to every office."""
    offices = question.rules.offices
    for member, unit, office in product(question.members, question.units, offices):
        yield StewardElected(
            effective_on=question.on,
            recorded_at=question.known_at,
            recorded_by="office",
            member=member,
            unit=unit,
            office=office,
            until=term and question.on + term,
            override=override,
        )


def refusal(registry: Registry, question: Question, candidate: StewardElected) -> str | None:
    """Return the name of the refusal of an election, decided on what was known at the instant."""
    seen = Boundary(registry.log.store, question.upto)
    try:
        decide(candidate, seen, registry.agreement)
    except Refusal as refused:
        return type(refused).__name__
    return None
