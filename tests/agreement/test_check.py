"""Check: SQL and the reference find the same odd things, with the same entries behind them."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import StewardElected
from stewards.projections.checks.rows import Finding

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

    listed = sorted((f.finding, f.subject, behind(question, f)) for f in found)
    assert listed == reference.check(question.events, question.upto, question.on, question.rules)


def behind(question: Question, found: Finding) -> tuple[int, ...]:
    """Return the entries of a finding; of a time below the threshold, only the election."""
    elections = {n for n, e in enumerate(question.events, 1) if isinstance(e, StewardElected)}
    is_only = found.finding == "was below the threshold"
    return tuple(each for each in found.entries if not is_only or each in elections)
