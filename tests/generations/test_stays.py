"""Where a stay ends and the next one begins: only where no answer can tell that both are of one person."""

from collections.abc import Sequence
from datetime import date

import attrs
import pytest
from stewards.events import Event, PersonErased
from stewards.events.entry import Entry, known
from stewards.registry.generations.stays import Stays, begins_of
from stewards.registry.testing import (
    away,
    back,
    confirmed,
    elected,
    employed,
    ended,
    fact,
    joined,
    left,
    step,
    voided,
    works,
)

JAN, FEB, MAR, APR, MAY, JUN = (date(2019, month, 1) for month in range(1, 7))

TWICE: Sequence[Event] = [joined("m", "a", JAN), left("m", MAR), joined("m", "b", MAY)]


def begins(*told: Event) -> list[tuple[date, int]]:
    """Return where each further stay begins, of facts that are told in this order."""
    history = known([Entry(number, event) for number, event in enumerate(told, start=1)])
    return begins_of(history, lambda office, _day: office.office == "steward")


APART = {
    "who came back": [],
    "who was erased meanwhile": [fact(PersonErased, APR, member="m", reason="asked-for")],
    "a change in between, which changes nothing": [works("m", "c", APR)],
    "a confirmation on the day of joining": [confirmed("m", MAY)],
    "a change in each": [works("m", "c", FEB), works("m", "c", JUN)],
    "an absence that was over": [away("m", FEB, date(2019, 2, 20)), away("m", JUN)],
    "a steward who left": [elected("m", "a", FEB)],
    "a steward in each": [elected("m", "a", FEB), elected("m", "b", JUN), ended("m", "b", JUN)],
    "a notice of the second election": [elected("m", "b", JUN), step("received", JUN, "m", "b")],
    "an employment of the second stay": [employed("m", JUN, since=MAY)],
}
TOGETHER = {
    "an absence without an end": [away("m", FEB)],
    "an absence that ends later": [away("m", FEB, JUN)],
    "a return without an absence": [away("m", FEB, date(2019, 2, 20)), back("m", JUN)],
    "an employment of the first stay": [employed("m", FEB, since=JAN)],
    "an employment from before": [employed("m", JUN, since=JAN)],
    "an office that a leaving does not end": [elected("m", "a", FEB, "safety-representative")],
    "somebody who was elected before joining": [elected("m", "a", date(2018, 12, 1))],
    "an ending that may be of the first election": [elected("m", "a", FEB), ended("m", "a", JUN)],
    "a second ending": [elected("m", "b", MAY), ended("m", "b", JUN), ended("m", "b", JUN)],
    "a term that began before": [attrs.evolve(elected("m", "b", JUN), starts_on=FEB)],
    "a leaving that was voided": [voided(2)],
    "a leaving that was voided, and told again": [voided(2), left("m", MAR)],
}


@pytest.mark.parametrize("more", APART.values(), ids=APART)
def test_stays_are_told_apart(more: list[Event]) -> None:
    """The second one begins with its joining."""
    assert begins(*TWICE, *more) == [(MAY, 3)]


@pytest.mark.parametrize("more", TOGETHER.values(), ids=TOGETHER)
def test_stays_are_not_told_apart(more: list[Event]) -> None:
    """Some fact of one of them bears on the other, with some knowledge."""
    assert begins(*TWICE, *more) == []


def test_who_leaves_and_joins_on_one_day_is_not_told_apart() -> None:
    """On that day both hold."""
    assert begins(joined("m", "a", JAN), left("m", MAR), joined("m", "b", MAR)) == []


def test_who_was_said_to_join_again_before_the_leaving_was_told_is_not_told_apart() -> None:
    """As known with the second entry, nobody had left."""
    assert begins(joined("m", "a", JAN), joined("m", "b", MAY), left("m", MAR)) == []


def test_a_window_across_both_is_not_told_apart() -> None:
    """The second joining may have been before the leaving."""
    again = attrs.evolve(joined("m", "b", MAY), not_before=FEB)

    assert begins(joined("m", "a", JAN), left("m", MAR), again) == []


def test_who_is_placed_later_than_they_left_is_not_told_apart() -> None:
    """What is known from a later day belongs to the joining."""
    first = attrs.evolve(joined("m", "a", JAN), placed_on=JUN)

    assert begins(first, left("m", MAR), joined("m", "b", MAY)) == []


def test_a_joining_that_was_always_told_after_a_void_begins_nothing() -> None:
    """Where the first stay was taken back before the second was told, there was only one."""
    assert begins(joined("m", "a", JAN), voided(1), joined("m", "b", MAY)) == []


def test_there_may_be_three() -> None:
    """A third stay is told apart from the second, which it does not have to be from the first."""
    third = [left("m", JUN), joined("m", "a", date(2019, 8, 1))]

    assert begins(*TWICE, *third) == [(MAY, 3), (date(2019, 8, 1), 5)]


def test_what_belongs_to_which_stay_its_place_in_the_history_says() -> None:
    """A fact of the day of joining that was told before it belongs to the stay before."""
    stays = Stays([(MAY, 3)], ["one", "two"])

    assert [stays.at(order) for order in ((JAN, 9), (MAY, 2), (MAY, 3), (JUN, 1))] == [
        "one",
        "one",
        "two",
        "two",
    ]
