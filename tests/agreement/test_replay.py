"""Replay: however a log came about, the same entries give the same answers."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.projections.replay import loading
from stewards.registry import Registry

from ..searching import examples
from .questions import Question, questions
from .registries import empty, lines, moment, told

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


@examples(1)
@given(questions(), st.data())
def test_a_replay_in_steps_is_a_replay_at_once(question: Question, data: st.DataObject) -> None:
    """Imports and questions in turn, each read either way, leave what a rebuild and what one import leave."""
    numbered = lines(question.events)
    cuts = data.draw(st.lists(st.integers(0, len(numbered)), max_size=4))

    with empty(question.rules) as registry, told(question) as at_once:
        with pytest.MonkeyPatch.context() as patch:
            for start, end in pairwise([0, *sorted(cuts), len(numbered)]):
                patch.setattr(loading, "FEW", data.draw(st.sampled_from([0, 2_048])))
                registry.import_lines(numbered[start:end])
                registry.eligibility(**moment(question))
        in_steps = answers(registry, question)
        registry.replay(rebuild=True)

        assert in_steps == answers(registry, question) == answers(at_once, question)


@examples(1)
@given(questions())
def test_an_export_imported_is_the_same_log(question: Question) -> None:
    """Another registry that takes the lines in gives the same answers, and the same lines."""
    with told(question) as one, empty(question.rules) as other:
        other.import_lines(one.export_lines())

        assert list(other.export_lines()) == list(one.export_lines()) == lines(question.events)
        assert answers(other, question) == answers(one, question)


def answers(registry: Registry, question: Question) -> list[object]:
    """Return everything the read side says of the day, as known at the instant."""
    asked = moment(question)
    every: Iterable[object] = (
        registry.count(**asked),
        registry.units(**asked, gone=True),
        registry.members(**asked),
        registry.eligibility(**asked),
        registry.mandates(**asked, ended=True),
        registry.check(**asked),
    )
    return list(every)
