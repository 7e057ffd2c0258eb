"""Check: SQL and the reference find the same odd things, with the same entries behind them."""

from hypothesis import given

from .. import reference
from .questions import Question, questions
from .registries import moment, told
from .search import examples


@examples(6)
@given(questions())
def test_the_findings_are_the_same(question: Question) -> None:
    """Kind, subject and entries of everything that looks odd by a day."""
    with told(question) as registry:
        found = registry.check(**moment(question))

    assert sorted((f.finding, f.subject, f.entries) for f in found) == reference.check(
        question.log, question.on, question.rules
    )
