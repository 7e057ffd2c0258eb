"""The reference of what lists come to is right by itself: no hidden true history belies it."""

from random import Random

from .reference.lists import SILENT, Known, List, Row, Told, actual, possible
from .rosters.hidden import CATEGORIES, PLACES, World, world

OUT = ("out", "out", "out")
"""What is known of somebody outside membership."""


def true_state(hidden: World, member: str, day: int) -> tuple[str | None, str | None, str | None]:
    """Return the true state of a member, in the words of the reference."""
    found = hidden.state(member, day)
    return found if found[0] == "in" else OUT


def belied(hidden: World, member: str) -> list[object]:
    """Return the days on which a member truly was what was ruled out, or was not what was sure."""
    known = Known.of(hidden.lists, hidden.told)
    found: list[object] = []
    for day in hidden.days:
        truth, course = true_state(hidden, member, day), known.courses.get(member)
        states = possible(course, day) if course else [OUT]
        for place in {*PLACES, "any"}:
            for category in {*CATEGORIES, "any"}:

                def fits(state: tuple[str | None, ...], place=place, category=category) -> bool:  # type: ignore[no-untyped-def]
                    is_there = place in {"any", state[1]} and category in {"any", state[2]}
                    return state[0] == "in" and is_there

                is_sure, can_be = all(map(fits, states)), any(map(fits, states))
                if is_sure > fits(truth) or (day >= known.begins and fits(truth) > can_be):
                    found.append((member, day, place, category, truth, states))
    return found


def test_no_member_is_what_was_ruled_out_or_not_what_was_sure(seed: int) -> None:
    """For each member alone, of each workplace and category, on each day of many histories."""
    draw = Random(seed)  # noqa: S311
    for _ in range(40):
        hidden = world(draw.randrange(10**9), members=5, lists=draw.randint(1, 5))
        assert [each for member in hidden.truth for each in belied(hidden, member)] == []


def test_what_a_list_says_is_sure_on_its_day(seed: int) -> None:
    """Nothing else is possible then, and it is what is recorded."""
    draw = Random(seed)  # noqa: S311
    for _ in range(60):
        hidden = world(draw.randrange(10**9), members=5, lists=draw.randint(1, 5))
        known = Known.of(hidden.lists, hidden.told)
        for listed in hidden.lists:
            for member, course in known.courses.items():
                sure = {state[0] for state in possible(course, listed.day)}
                assert sure == {"in" if member in listed.rows else "out"}
            for member, said in listed.rows.items():
                _, workplace, category = actual(known.courses[member], listed.day)
                assert said.workplace in {SILENT, workplace}
                assert said.category in {SILENT, category}


def test_an_order_of_its_own_is_all_that_a_window_leaves_to_chance() -> None:
    """What happened in overlapping windows did so in the order of the history."""
    told = [
        Told("M1", "joined", 10, workplace="a"),
        Told("M1", "workplace", 30, workplace="b", not_before=20),
        Told("M1", "workplace", 40, workplace="c", not_before=15),
    ]
    course = Known.of([], told).courses["M1"]

    assert [course.workplace.possible(day) for day in (10, 19, 20, 29, 30, 39, 40)] == [
        {"a"},
        {"a"},
        {"a", "b", "c"},
        {"a", "b", "c"},
        {"b", "c"},
        {"b", "c"},
        {"c"},
    ]


def test_without_a_column_nothing_changes() -> None:
    """A list that does not say where its members work is no evidence of that, but of membership."""
    lists = [
        List(100, {"M1": Row("a", "student")}),
        List(200, {"M1": Row(SILENT, "student")}),
        List(300, {"M1": Row("b", "active")}),
    ]
    course = Known.of(lists).courses["M1"]

    assert course.membership.possible(150) == {"in"}
    assert [course.workplace.possible(day) for day in (100, 101, 299, 300)] == [
        {"a"},
        {"a", "b"},
        {"a", "b"},
        {"b"},
    ]
    assert [course.category.possible(day) for day in (200, 201)] == [
        {"student"},
        {"student", "active"},
    ]
