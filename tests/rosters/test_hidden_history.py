"""Lists of a hidden true history: what a registry makes of them, in whatever order, must not belie it."""

from collections.abc import Callable, Iterable
from itertools import permutations
from random import Random

import pytest

from ..reference.lists import SILENT, Known, List
from ..searching import IS_SEARCH
from .branches import QUESTIONS, Act, Answers, Branch, expected, true_number
from .hidden import World, world

Give = Callable[[Iterable[Act], World], Branch]
"""What gives lists and facts to a new registry."""


def acts_of(hidden: World, seed: int) -> list[Act]:
    """Return the lists in any order, some of them twice, and between them what was told by hand."""
    draw = Random(seed)  # noqa: S311
    acts: list[Act] = [*hidden.lists, *hidden.told]
    acts += draw.sample(hidden.lists, len(hidden.lists) // 2)
    draw.shuffle(acts)
    in_order = iter(sorted(hidden.told, key=lambda told: told.day))
    return [act if isinstance(act, List) else next(in_order) for act in acts]


def some_days(hidden: World, seed: int, number: int = 3) -> list[int]:
    """Draw days to ask about, since asking takes longest; all of them in `make search`."""
    days = [*hidden.days]
    if IS_SEARCH:
        return days
    return sorted(Random(seed).sample(days, number))  # noqa: S311


def belied(hidden: World, days: Iterable[int], answers: dict[int, Answers]) -> list[object]:
    """Return the ranges in which the truth does not lie."""
    first = min(listed.day for listed in hidden.lists)
    found: list[object] = []
    for day in days:
        for question in QUESTIONS.keys() - {"category None"}:  # what is not known is not untrue
            truth, given = true_number(hidden, question, day), answers[day].ranges.get(question)
            at_least = given.at_least if given else 0
            at_most = (given.at_most if given else 0) if day >= first else None
            if given and given.at_most != at_most:
                found.append((day, question, given, "nobody knows at most how many"))
            if not at_least <= truth <= (truth if at_most is None else at_most):
                found.append((day, question, given, truth))
    return found


def test_the_truth_lies_within_every_range(give: Give, seed: int) -> None:
    """Also by unit and category; and before the first list there were at least as many as that."""
    hidden = world(seed, members=40)
    branch = give(acts_of(hidden, seed), hidden)

    days = some_days(hidden, seed)
    assert belied(hidden, days, branch.every_answer(days)) == []


def test_on_the_day_of_a_list_every_answer_is_the_list(give: Give, seed: int) -> None:
    """Exactly, whatever was taken in or told before and after, wherever the list says something."""
    hidden = world(seed, members=40, lists=5)
    branch = give(acts_of(hidden, seed), hidden)

    for listed in hidden.lists:
        found = branch.answers(listed.day)
        truth = hidden.members(listed.day)
        assert found.members.keys() == listed.rows.keys() == truth.keys()
        for part, name in enumerate(("workplace", "category")):
            for member, said in listed.rows.items():
                assert getattr(said, name) in {SILENT, found.members[member][part]}
        for question, given in found.ranges.items():
            by = question.split()[0]
            if by == "all" or all(
                getattr(row, by, SILENT) != SILENT for row in listed.rows.values()
            ):
                number = true_number(hidden, question, listed.day)
                assert (given.members, given.at_least, given.at_most) == (number,) * 3, question


@pytest.mark.parametrize("silent", [0.0, 0.4], ids=["whole lists", "lists without columns"])
def test_the_answers_are_those_of_the_reference(give: Give, seed: int, silent: float) -> None:
    """A plain account of one member after the other comes to the same, on any day."""
    hidden = world(seed, members=40, silent=silent)
    branch = give(acts_of(hidden, seed), hidden)
    known = Known.of(hidden.lists, branch.told)

    for day in some_days(hidden, seed):
        assert (day, branch.answers(day)) == (day, expected(known, day))


def test_every_order_of_the_lists_gives_the_same_answers(give: Give, seed: int) -> None:
    """On any day: the members, and every range; also where facts were told by hand after them.

    Three of the six orders are drawn.
    """
    hidden = world(seed, members=10, lists=3, gap=3)
    days = some_days(hidden, seed, 2)
    orders = Random(seed).sample([*permutations(hidden.lists)], 3)  # noqa: S311
    first, *others = (give([*order, *hidden.told], hidden) for order in orders)
    answers = first.every_answer(days)

    for other in others:
        assert other.every_answer(days) == answers


def test_orders_of_four_lists_give_the_same_answers(give: Give, seed: int) -> None:
    """Some of the twenty-four orders, drawn, on the days before two of the lists."""
    hidden = world(seed, members=10, lists=4, gap=3, by_hand=0)
    draw = Random(seed)  # noqa: S311
    near = [listed.day - 1 for listed in draw.sample(hidden.lists, 2)]
    orders = draw.sample([*permutations(hidden.lists)], 3)
    first, *others = (give(order, hidden) for order in orders)
    answers = first.every_answer(near)

    for other in others:
        assert other.every_answer(near) == answers


def test_facts_told_before_the_lists_or_after_them_give_the_same_answers(
    give: Give, seed: int
) -> None:
    """It does not matter which of them the registry knew first."""
    hidden = world(seed, members=12, by_hand=0.6, joinings=0)
    after = give([*hidden.lists, *hidden.told], hidden)
    mixed = give(acts_of(hidden, seed), hidden)

    days = some_days(hidden, seed)
    assert mixed.every_answer(days) == after.every_answer(days)


def test_the_same_list_again_records_nothing(give: Give, seed: int) -> None:
    """Each of the lists, whatever came after it."""
    hidden = world(seed, members=40)
    branch = give(acts_of(hidden, seed), hidden)

    size = branch.registry.size()
    assert [len(branch.take(listed)) for listed in hidden.lists] == [0] * len(hidden.lists)
    assert branch.registry.size() == size


def test_withdrawing_a_list_gives_what_the_others_give(give: Give, seed: int) -> None:
    """On any day, whichever list it is, and whenever it came; one of them is drawn."""
    hidden = world(seed, members=20, lists=3, gap=3, by_hand=0)
    wrong = Random(seed).choice(hidden.lists)  # noqa: S311
    withdrawn = give(acts_of(hidden, seed), hidden)
    withdrawn.withdraw(wrong)

    others: list[List] = [listed for listed in hidden.lists if listed != wrong]
    days = some_days(hidden, seed)
    assert withdrawn.every_answer(days) == give(others, hidden).every_answer(days)


def test_a_list_that_was_withdrawn_can_be_taken_in_again(give: Give, seed: int) -> None:
    """Then everything is as it was, also what was told by hand."""
    hidden = world(seed, members=20)
    branch = give(acts_of(hidden, seed), hidden)
    days = some_days(hidden, seed)
    was = branch.every_answer(days)

    for wrong in hidden.lists:
        branch.withdraw(wrong)
        branch.take(wrong)

    assert branch.every_answer(days) == was
