"""Asking as known at an entry: what a log answers that ends there, whatever the clocks said."""

from collections.abc import Callable
from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events.errors import NoSuchEntry, Refusal
from stewards.registry import Registry

from ..searching import examples
from .questions import Question, questions
from .registries import told

Ask = Callable[[Registry, Question, int], object]

QUESTIONS: dict[str, Ask] = {
    "count": lambda r, q, n: r.count(on=q.on, known_at=n, by="workplace"),
    "eligibility": lambda r, q, n: r.eligibility(on=q.on, known_at=n),
    "vacancies": lambda r, q, n: r.vacancies(on=q.on, known_at=n),
    "mandates": lambda r, q, n: r.mandates(on=q.on, known_at=n, ended=True),
    "units": lambda r, q, n: r.units(on=q.on, known_at=n, gone=True),
    "members": lambda r, q, n: r.members(on=q.on, known_at=n),
    "member": lambda r, q, n: [r.member(m, on=q.on, known_at=n) for m in q.members],
    "published": lambda r, _q, n: r.published(known_at=n),
    "check": lambda r, q, n: r.check(on=q.on, known_at=n),
    "history": lambda r, q, n: [r.history(member=m, known_at=n) for m in q.members],
    "batches": lambda r, _q, n: r.batches(known_at=n),
    "lag": lambda r, q, n: r.lag(on=q.on, known_at=n),
    "statement": lambda r, q, n: r.statement(start=date(q.on.year, 1, 1), known_at=n),
    "reconcile published": lambda r, _q, n: r.reconcile_published(known_at=n),
    "restate": lambda r, q, n: r.restate(on=q.on, between=(1, n), with_members=True),
    "explain count": lambda r, q, n: r.explain_count(on=q.on, known_at=n),
    "explain eligibility": lambda r, q, n: [
        answered(lambda unit=unit: r.explain_eligibility(unit, on=q.on, known_at=n))  # type: ignore[misc]
        for unit in q.units
    ],
    "explain mandate": lambda r, q, n: [
        answered(lambda m=m: r.explain_mandate(m, on=q.on, known_at=n))  # type: ignore[misc]
        for m in q.members
    ],
}


def answered(ask: Callable[[], object]) -> object:
    """Return an answer, or why there is none."""
    try:
        return ask()
    except Refusal as refusal:
        return str(refusal)


@examples(1)
@given(questions(), st.data())
def test_a_number_tells_entries_of_one_instant_apart(
    question: Question, data: st.DataObject
) -> None:
    """Where a clock was ahead and all entries bear one instant, the number alone tells what counts."""
    ahead = question.events[-1].recorded_at
    events = [evolve(event, recorded_at=ahead) for event in question.events]
    whole = evolve(question, events=events)
    number = data.draw(st.integers(1, len(events)))
    begun = evolve(question, events=events[:number])

    with told(whole) as registry, told(begun) as shorter:
        for name, ask in QUESTIONS.items():
            assert (name, ask(registry, begun, number)) == (name, ask(shorter, begun, number))


@examples(1)
@given(questions())
def test_a_number_means_the_instant_of_its_entry(question: Question) -> None:
    """An answer says the instant at which that entry was recorded."""
    with told(question) as registry:
        number = len(question.events)
        answer = registry.count(on=question.on, known_at=number)
        assert answer.known_at == question.events[-1].recorded_at


@pytest.mark.parametrize("beyond", [True, False])
@examples(1)
@given(questions())
def test_a_number_that_no_entry_has(beyond: bool, question: Question) -> None:
    """Nobody is answered as known at an entry that is not there."""
    number = len(question.events) + 1 if beyond else 0
    with told(question) as registry:
        for ask in (registry.count, registry.check, registry.explain_count):
            with pytest.raises(NoSuchEntry) as refused:
                ask(known_at=number)
            assert str(refused.value) == (
                f"Cannot ask as known at entry {number} because the log has no such entry."
                " See 'stewards log show' for the entries there are."
            )
