"""Eligibility: SQL and the reference say the same of every open workplace."""

import attrs
from hypothesis import given

from .. import reference
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@examples(2)
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


@examples(1)
@given(questions())
def test_vacancies_are_the_same(question: Question) -> None:
    """The workplaces that may elect and have no steward."""
    with told(question) as registry:
        found = registry.vacancies(**moment(question))

    expected = reference.vacancies(question.log, question.on, question.rules)
    assert list(map(told_of, found)) == list(map(told_of, expected))


@examples(1)
@given(questions())
def test_since_when_agrees_with_the_explanation(question: Question) -> None:
    """A vacancy is there since the day the threshold was crossed, or since the last mandate was over."""
    with told(question) as registry:
        over = [each for each in registry.mandates(**moment(question), ended=True) if each.ended_on]
        for row in registry.vacancies(**moment(question)):
            crossed = registry.explain_eligibility(row.workplace, **moment(question)).crossed_on
            ended = (
                each.ended_on
                for each in over
                if each.office == row.office and elects_at(question, each.at_unit) == row.workplace
            )
            assert row.since == max(filter(None, (crossed, *ended)))


def elects_at(question: Question, unit: str) -> str:
    """Return where those at a unit elect, by the reference."""
    return reference.electorate.elects_at(question.log, unit, question.on)


def told_of(row: object) -> tuple[object, ...]:
    """Return what the reference says of a workplace, too."""
    return tuple(getattr(row, field.name) for field in attrs.fields(reference.Electorate))
