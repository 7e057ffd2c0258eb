"""What lists of days 100, 200 and 300 come to, in whatever order they are taken in, example by example.

Each is asked of the naive reference, too. A count is (members, at least, at most).
"""

from collections.abc import Callable, Iterable
from itertools import permutations

import pytest
from stewards.events import EntryVoided, JoiningDayStated

from ..reference.lists import Known, List, Range, Row, Told
from .branches import Act, Branch, asking, on

Count = Callable[..., tuple[int, int, int | None]]
Learn = Callable[..., Count]
Give = Callable[[Iterable[Act]], Branch]

FORWARD_AND_BACKWARD = pytest.mark.parametrize("order", list(permutations(range(2))), ids=str)
ANY_ORDER = pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
"""The orders in which two lists, or three, are taken in."""


@pytest.fixture(params=["reference", "registry"])
def learn(request: pytest.FixtureRequest, give: Give) -> Learn:
    """Return what takes lists and facts in and then counts: the reference, or a registry."""

    def by_reference(*acts: Act) -> Count:
        lists = [act for act in acts if isinstance(act, List)]
        known = Known.of(lists, [act for act in acts if isinstance(act, Told)])
        return counting(lambda day, *scope: known.count(day, asking(*scope)))

    def by_registry(*acts: Act) -> Count:
        return counting(give(acts).asked)

    return by_reference if request.param == "reference" else by_registry


def counting(ask: Callable[..., Range]) -> Count:
    """Return a count in three numbers."""

    def count(
        day: int, unit: str | None = None, category: str | None = None
    ) -> tuple[int, int, int | None]:
        found = ask(day, unit, category)
        return (found.members, found.at_least, found.at_most)

    return count


@FORWARD_AND_BACKWARD
def test_who_left_joined_or_moved_between_two_lists_makes_a_range(
    learn: Learn, order: tuple[int, ...]
) -> None:
    """Surely there are those whom both lists name, and possibly those whom either does."""
    lists = (
        List(100, {"M1": Row("a"), "M2": Row("a"), "M3": Row("a")}),
        List(200, {"M1": Row("a"), "M2": Row("b"), "M4": Row("b")}),
    )

    count = learn(*(lists[n] for n in order))

    assert count(50) == (0, 0, None)
    assert count(150) == (3, 2, 4)
    assert count(150, "a") == (3, 1, 3)
    assert count(150, "b") == (0, 0, 2)
    assert count(200) == (3, 3, 3)
    assert count(200, "a") == (1, 1, 1)
    assert count(200, "b") == (2, 2, 2)


@FORWARD_AND_BACKWARD
def test_a_new_day_of_joining_tells_of_a_leaving_before_it(
    learn: Learn, order: tuple[int, ...]
) -> None:
    """Whoever both lists name, the second with a day between them, left and joined again on it."""
    lists = (List(100, {"M1": Row("a", joined=40)}), List(200, {"M1": Row("b", joined=150)}))

    count = learn(*(lists[n] for n in order))

    assert count(60) == (1, 1, None)
    assert count(120) == count(120, "a") == (1, 0, 1)
    for day in (150, 180):
        assert count(day) == (1, 1, 1)
        assert count(day, "b") == (0, 0, 1)
    assert count(200) == count(200, "b") == (1, 1, 1)


def test_between_the_day_of_joining_and_the_list_the_workplace_is_not_known(give: Give) -> None:
    """The member stands in the group without a workplace, and possibly at that of the list."""
    joined_again = List(200, {"M1": Row("b", joined=150)})
    branch = give([List(100, {"M1": Row("a", joined=40)}), joined_again])

    for day in (150, 180):
        groups = branch.registry.view(on=on(day)).count(by="workplace").groups
        found = [(g.value, g.members, g.at_least, g.at_most) for g in groups]
        assert sorted(found, key=str) == [("b", 0, 0, 1), (None, 1, 0, 1)]


@ANY_ORDER
def test_a_day_of_joining_before_a_list_that_lacks_the_member_is_not_believed(
    learn: Learn, order: tuple[int, ...]
) -> None:
    """The list of 100 lacks M1, so that of 300 is wrong about day 50; that of 200 may be right."""
    lists = (
        List(100, {"M9": Row("a")}),
        List(200, {"M9": Row("a"), "M1": Row("a", joined=150)}),
        List(300, {"M9": Row("a"), "M1": Row("a", joined=50)}),
    )

    count = learn(*(lists[n] for n in order))

    assert count(60) == (0, 0, None)
    assert count(120) == (1, 1, 1)
    assert count(160) == (2, 2, 2)


@ANY_ORDER
def test_a_day_of_joining_that_is_not_believed_is_kept(give: Give, order: tuple[int, ...]) -> None:
    """The log says what the list of 300 said, in whatever order it came."""
    lists = (
        List(100, {"M9": Row("a")}),
        List(200, {"M9": Row("a"), "M1": Row("a", joined=150)}),
        List(300, {"M9": Row("a"), "M1": Row("a", joined=50)}),
    )
    registry = give(lists[n] for n in order).registry

    entries = [registry.entry(number) for number in range(1, registry.size() + 1)]
    void = {e.event.voids for e in entries if isinstance(e.event, EntryVoided)}
    kept = [
        (entry.event.member, entry.event.effective_on, entry.event.joined)
        for entry in entries
        if isinstance(entry.event, JoiningDayStated) and entry.number not in void
    ]

    assert ("M1", on(300), on(50)) in kept


@pytest.mark.parametrize("told_as", [1, 2], ids=["between the lists", "after both"])
def test_a_leaving_told_by_hand_needs_no_other(learn: Learn, told_as: int) -> None:
    """It explains why the second list lacks the member, whether it is told before that or after."""
    acts: list[Act] = [List(100, {"M1": Row("a"), "M9": Row("c")}), List(200, {"M9": Row("c")})]
    acts.insert(told_as, Told("M1", "left", 130))

    count = learn(*acts)

    assert count(129, "a") == (1, 1, 1)
    assert count(130, "a") == (0, 0, 0)
    assert count(129) == (2, 2, 2)
    assert count(130) == count(200) == (1, 1, 1)


@FORWARD_AND_BACKWARD
def test_a_leaving_told_by_hand_tells_of_a_joining_before_the_next_list(
    learn: Learn, order: tuple[int, ...]
) -> None:
    """A list keeps its day: whoever it names had joined again by then."""
    lists = (List(100, {"M1": Row("a")}), List(300, {"M1": Row("a")}))

    count = learn(*(lists[n] for n in order), Told("M1", "left", 150))

    assert count(120) == (1, 1, 1)
    assert count(150) == count(250) == (0, 0, 1)
    assert count(300) == (1, 1, 1)


@FORWARD_AND_BACKWARD
def test_somebody_who_changed_category_and_workplace_may_have_been_counted(
    learn: Learn, order: tuple[int, ...]
) -> None:
    """Of a student at a who came to b and was active then, nobody knows which came first, or when."""
    lists = (List(100, {"M1": Row("a", "student")}), List(200, {"M1": Row("b", "active")}))

    count = learn(*(lists[n] for n in order))

    assert count(150, category="active") == (0, 0, 1)
    assert count(150, "b", "active") == (0, 0, 1)
    assert count(150, "a", "student") == (1, 0, 1)


def test_before_the_only_list_its_days_of_joining_say_who_was_there_at_least(learn: Learn) -> None:
    """They are as exact as they are given; where the member worked and as what, is not known."""
    count = learn(List(100, {"M1": Row("a", "active", joined=40)}))

    assert count(39) == (0, 0, None)
    assert count(60) == (1, 1, None)
    assert count(60, "a") == (0, 0, None)
    assert count(60, category="active") == (0, 0, None)


def test_a_joining_told_by_hand_outweighs_an_earlier_day_that_a_list_gives(learn: Learn) -> None:
    """Somebody knew better; and what a list says of its own day stays."""
    joined = Told("M1", "joined", 130, workplace="b")

    count = learn(joined, List(200, {"M1": Row("a", joined=120), "M9": Row("c")}))

    assert count(129) == (0, 0, None)
    assert count(130, "b") == (1, 1, None)
    assert count(150, "a") == (0, 0, None)
    assert count(200, "a") == (1, 1, 1)


def test_days_of_joining_are_believed_against_lists_where_that_is_asked_for(give: Give) -> None:
    """Then a list that lacks somebody who had joined is taken for incomplete."""
    branch = give([List(100, {"M9": Row("a")})])

    branch.take(List(200, {"M9": Row("a"), "M1": Row("b", joined=50)}), believe="joining-days")

    counts = [branch.asked(day) for day in (49, 60, 100, 150, 200)]
    assert [(c.members, c.at_least, c.at_most) for c in counts] == [
        (0, 0, None),
        (1, 1, None),
        (2, 2, 2),
        (2, 2, 2),
        (2, 2, 2),
    ]
