"""Boundaries: whatever would have changed a decision keeps it from being recorded."""

from hypothesis import given
from stewards.events import Event, Family, types_of
from stewards.events.errors import BadInput, Refusal
from stewards.projections.boundary import Boundary
from stewards.registry import Registry
from stewards.registry.decisions import decide

from ..searching import examples
from .questions import Question, questions
from .registries import told
from .test_electing import candidates


@examples(3)
@given(questions())
def test_what_is_not_read_does_not_matter(question: Question) -> None:
    """A decision taken before and after some entries is the same, or one of them conflicts with it.

    Decided is each fact of the rest of the history, and each election of the day. Nobody decides on what
    a list says: it is taken in with the list.
    """
    rest = question.events[question.upto :]
    later = [event for event in rest if type(event).__name__ not in types_of(Family.LISTS)]

    with told(question) as registry:
        for event in [*later, *candidates(question, None)]:
            seen = Boundary(registry.log.store, question.upto)
            if is_let_through(registry, event, seen) and not conflicts(registry, seen):
                assert is_let_through(registry, event, Boundary(registry.log.store))


def is_let_through(registry: Registry, event: Event, seen: Boundary) -> bool:
    """Tell whether an event may be recorded that somebody wants recorded."""
    try:
        decide(event, seen, registry.agreement)
    except (Refusal, BadInput):
        return False
    return True


def conflicts(registry: Registry, seen: Boundary) -> bool:
    """Return whether an entry after the last one seen keeps a decision from being recorded."""
    condition = seen.condition
    if condition is None:
        return False
    found = registry.log.store.read(condition.fail_if_events_match, after=condition.after, limit=1)
    return next(iter(found), None) is not None
