"""Eligibility: SQL and the reference say the same of every open workplace."""

import attrs
from hypothesis import given

from .. import reference
from .questions import Question, questions
from .registries import moment, told
from .search import examples


@examples(6)
@given(questions())
def test_eligibility_is_the_same(question: Question) -> None:
    """Members, headcount, verdict and stewards of each open workplace."""
    with told(question) as registry:
        found = registry.eligibility(**moment(question))

    expected = reference.eligibility(question.log, question.on, question.rules)
    assert [attrs.astuple(e) for e in found] == [attrs.astuple(e) for e in expected]


@examples(3)
@given(questions())
def test_vacancies_are_the_same(question: Question) -> None:
    """The workplaces that may elect and have no steward."""
    with told(question) as registry:
        found = registry.vacancies(**moment(question))

    expected = reference.vacancies(question.log, question.on, question.rules)
    assert [attrs.astuple(e) for e in found] == [attrs.astuple(e) for e in expected]
