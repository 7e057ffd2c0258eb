"""Histories: the log gives the entries that the reference gives, in the same order."""

from hypothesis import given

from .. import reference
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@examples(3)
@given(questions())
def test_a_history_is_the_same(question: Question) -> None:
    """Of every member and unit: each entry, and the first entry that is known to void it."""
    subjects = [("member", member) for member in question.members]
    subjects += [("unit", unit) for unit in question.units]

    with told(question) as registry:
        for named, subject in subjects:
            entries = registry.history(**{named: subject}, **moment(question))
            expected = reference.history(
                question.events, question.on, question.upto, **{named: subject}
            )
            assert [(entry.number, entry.voided_by) for entry in entries] == expected
