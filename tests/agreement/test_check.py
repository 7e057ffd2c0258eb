"""Check: SQL and the reference find the same odd things, with the same entries behind them."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from .. import reference
from ..reference import Rules
from .questions import Question, questions
from .registries import moment, told
from .search import examples


def lacking(rules: Rules, name: str | None) -> Rules:
    """Return rules without a category or an office."""
    offices = {office: rule for office, rule in rules.offices.items() if office != name}
    return evolve(rules, offices=offices, categories=rules.categories - {name})


@examples(6)
@given(questions(), st.sampled_from([None, None, "passive", "safety-representative"]))
def test_the_findings_are_the_same(question: Question, lack: str | None) -> None:
    """Kind, subject and entries of everything that looks odd by a day."""
    question = evolve(question, rules=lacking(question.rules, lack))

    with told(question) as registry:
        found = registry.check(**moment(question))

    assert sorted((f.finding, f.subject, f.entries) for f in found) == reference.check(
        question.events, question.upto, question.on, question.rules
    )
