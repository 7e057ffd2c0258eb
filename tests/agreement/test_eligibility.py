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
    """Members, headcount, verdict, electorate and stewards of each open workplace."""
    with told(question) as registry:
        found = registry.eligibility(**moment(question))

    expected = reference.eligibility(question.log, question.on, question.rules)
    assert list(map(told_of, found)) == list(map(told_of, expected))
    for each in found:
        due = each.entitled - each.in_office
        assert each.in_office == len(each.stewards)
        assert each.verdict == "unknown" or max(0, -due) == each.surplus


@examples(3)
@given(questions())
def test_vacancies_are_the_same(question: Question) -> None:
    """The workplaces that may elect and have no steward."""
    with told(question) as registry:
        found = registry.vacancies(**moment(question))

    expected = reference.vacancies(question.log, question.on, question.rules)
    assert list(map(told_of, found)) == list(map(told_of, expected))


def told_of(row: object) -> tuple[object, ...]:
    """Return what the reference says of a workplace, too."""
    return tuple(getattr(row, field.name) for field in attrs.fields(reference.Electorate))
