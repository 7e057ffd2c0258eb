"""KnownAt: the log and the reference turn an instant into the same entry."""

from hypothesis import given

from ..reference import upto_at
from ..searching import examples
from .questions import A_MICROSECOND, Question, questions
from .registries import told


@examples(3)
@given(questions())
def test_an_instant_is_the_same_entry(question: Question) -> None:
    """Just before, at and just after every instant at which something was told."""
    told_at = sorted({event.recorded_at for event in question.events})
    instants = [at + n * A_MICROSECOND for at in told_at for n in (-1, 0, 1)]
    expected = [upto_at(question.events, at) for at in instants]

    with told(question) as registry:
        assert [registry.log.known(at) for at in instants] == expected
