"""Mandates over random histories: one status a day, and over is over."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from stewards.projections.mandates.standing import Status

from ..searching import examples
from .questions import Question, questions
from .registries import told


@examples(2)
@given(questions())
def test_a_mandate_has_one_status_a_day_and_never_comes_back(question: Question) -> None:
    """From day to day, as known now, what is over stays over, on the day and for the reason it was."""
    days = sorted({event.effective_on for event in question.events})
    over: dict[int, tuple[object, object]] = {}
    with told(question) as registry:
        for day in sorted({*days, *(day + timedelta(days=1) for day in days)}):
            every = registry.mandates(on=day, ended=True)
            assert max(Counter(each.entry for each in every).values(), default=1) == 1
            for each in every:
                assert each.status in set(Status)
                assert (each.status == Status.OVER) == (each.ended_on is not None)
                if each.entry in over:
                    assert (each.ended_on, each.ended_because) == over[each.entry]
                if each.ended_on is not None:
                    assert each.ended_on <= day
                    over[each.entry] = (each.ended_on, each.ended_because)
            assert over.keys() <= {each.entry for each in every}


@examples(2)
@given(questions())
def test_entitled_and_in_office_come_to_vacancies_or_surplus(question: Question) -> None:
    """A workplace entitled to more than it has is vacant; with more than that, it has a surplus.

    Of workplaces that elect together, only the one where they do is vacant.
    """
    with told(question) as registry:
        found = registry.eligibility(on=question.on)
        vacant = {each.workplace for each in registry.vacancies(on=question.on)}
    for each in found:
        spare = each.in_office - each.entitled
        assert each.surplus == (0 if each.verdict == "unknown" else max(0, spare))
        is_where_they_elect = each.workplace == each.electorate
        assert (each.workplace in vacant) == (spare < 0 and is_where_they_elect)
