"""Ranges: how far a count is sure, in the few facts that two lists come to."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from stewards.events import (
    CategoryChanged,
    Event,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    UnitFormed,
    WorkplaceChanged,
    line,
)
from stewards.registry import Count, Refusal, Registry

Fact = tuple[type[Event], date, dict[str, Any]]
"""A type, the day and the other fields."""

EVER = date.min
TOLD_AT = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Lend a registry of two workplaces."""
    with Registry.create(":memory:") as registry:
        formed = {"name": "One of two", "kind": "workplace"}
        tell(registry, [fact(UnitFormed, -1000, unit=unit, **formed) for unit in "ab"])
        yield registry


def day(number: int) -> date:
    """Return a day by its number."""
    return date(2020, 1, 1) + timedelta(days=number)


def fact(what: type[Event], on: int, since: int | date | None = None, /, **given: Any) -> Fact:
    """Return a fact, with the first day of its window where it has one."""
    if since is not None:
        given["not_before"] = since if isinstance(since, date) else day(since)
    if "placed" in given:
        given["placed_on"] = day(given.pop("placed"))
    return what, day(on), given


def joined(member: str, workplace: str | None, on: int, since: Any = None, **given: Any) -> Fact:
    """Return how somebody joined."""
    return fact(MemberJoined, on, since, member=member, workplace=workplace, **given)


def left(member: str, on: int, since: Any = None) -> Fact:
    """Return how somebody left."""
    return fact(MemberLeft, on, since, member=member)


def works(member: str, workplace: str | None, on: int, since: Any = None) -> Fact:
    """Return how somebody came to work elsewhere."""
    return fact(WorkplaceChanged, on, since, member=member, workplace=workplace)


def taken(on: int, **given: Any) -> Fact:
    """Return a list that was taken in."""
    return fact(RosterTaken, on, members=1, **given)


def tell(registry: Registry, facts: Iterable[Fact]) -> None:
    """Record facts, as an import."""
    common = {"recorded_at": TOLD_AT, "recorded_by": "office"}
    events = [kind(effective_on=on, **given, **common) for kind, on, given in facts]
    registry.import_lines([line(event, number) for number, event in enumerate(events, 1)])


def numbers(found: Any) -> tuple[int, int, int | None]:
    """Return a number with its range."""
    return found.members, found.at_least, found.at_most


def asked(registry: Registry, on: int, **scope: Any) -> Count:
    """Return the count of a day."""
    return registry.count(on=day(on), **scope)


def by_workplace(registry: Registry, on: int) -> dict[str | None, tuple[int, int, int | None]]:
    """Return the count of a day by workplace."""
    return {each.value: numbers(each) for each in asked(registry, on, by="workplace").groups}


def test_between_two_lists(registry: Registry) -> None:
    """Sure are those whom both name, possible those whom either names, where both name them."""
    everybody = [joined(member, "a", 100, EVER) for member in ("M1", "M2", "M3")]
    changes = [works("M2", "b", 200, 101), left("M3", 200, 101), joined("M4", "b", 200, 101)]
    tell(registry, [*everybody, *changes, taken(100), taken(200)])

    assert numbers(asked(registry, 50)) == (0, 0, None)
    assert numbers(asked(registry, 150)) == (3, 2, 4)
    assert by_workplace(registry, 150) == {"a": (3, 1, 3), "b": (0, 0, 2)}
    assert numbers(asked(registry, 200)) == (3, 3, 3)
    assert by_workplace(registry, 200) == {"a": (1, 1, 1), "b": (2, 2, 2)}


def test_a_joining_day_within_the_span(registry: Registry) -> None:
    """Somebody left and came back; where they work is known again with the list that says so."""
    came_back = [left("M1", 150, 101), joined("M1", "b", 150, placed=200)]
    tell(registry, [joined("M1", "a", 40, placed=100), *came_back, taken(100), taken(200)])

    assert numbers(asked(registry, 60)) == (1, 1, None)
    assert numbers(asked(registry, 120)) == (1, 0, 1)
    assert by_workplace(registry, 120) == {"a": (1, 0, 1)}
    for on in (150, 180):
        assert numbers(asked(registry, on)) == (1, 1, 1)
        assert by_workplace(registry, on) == {"b": (0, 0, 1), None: (1, 0, 1)}
    assert by_workplace(registry, 200) == {"b": (1, 1, 1)}


def test_a_joining_day_that_was_not_believed(registry: Registry) -> None:
    """What a list says against an earlier list changes no count."""
    tell(registry, [joined("M9", "a", 100, EVER), joined("M1", "a", 150, placed=200)])
    tell(registry, [taken(on) for on in (100, 200, 300)])

    assert [numbers(asked(registry, on)) for on in (60, 120, 160)] == [
        (0, 0, None),
        (1, 1, 1),
        (2, 2, 2),
    ]


def test_a_leaving_recorded_by_hand(registry: Registry) -> None:
    """It is exact, and what follows from the lists is not needed."""
    tell(registry, [joined("M1", "a", 100, EVER), left("M1", 130), taken(100), taken(200)])

    assert [numbers(asked(registry, on)) for on in (129, 130)] == [(1, 1, 1), (0, 0, 0)]


def test_a_list_that_names_somebody_who_had_left(registry: Registry) -> None:
    """They came back some day in between."""
    back = joined("M1", "a", 300, 151)
    tell(registry, [joined("M1", "a", 100, EVER), left("M1", 150), back, taken(100), taken(300)])

    found = [numbers(asked(registry, on)) for on in (120, 150, 151, 250, 300)]
    assert found == [(1, 1, 1), (0, 0, 0), (0, 0, 1), (0, 0, 1), (1, 1, 1)]


def test_unit_and_category_both_hold(registry: Registry) -> None:
    """Possibly counted is who may be of the category and, perhaps on another day, at the unit."""
    category = fact(CategoryChanged, 200, 101, member="M1", category="active")
    student = joined("M1", "a", 100, EVER, category="student")
    tell(registry, [student, works("M1", "b", 200, 101), category, taken(100)])

    assert numbers(asked(registry, 150, category="active")) == (0, 0, 1)
    assert numbers(asked(registry, 150, unit="b", category="active")) == (0, 0, 1)
    assert numbers(asked(registry, 150, unit="a", category="active")) == (0, 0, 1)
    assert numbers(asked(registry, 150, unit="a", category="student")) == (1, 0, 1)


def test_before_the_first_list(registry: Registry) -> None:
    """Sure is who joined by then; where they worked, and as what, nobody knows."""
    tell(registry, [joined("M1", "a", 40, placed=100), taken(100)])

    assert numbers(asked(registry, 39)) == (0, 0, None)
    assert numbers(asked(registry, 60)) == (1, 1, None)
    assert by_workplace(registry, 60) == {"a": (0, 0, None), None: (1, 0, None)}
    assert numbers(asked(registry, 60, category="active")) == (0, 0, None)


def test_a_fact_waits_for_those_before_it(registry: Registry) -> None:
    """Windows that chain keep their order: who surely joined on day 50 had not left on day 20."""
    tell(registry, [joined("M1", "a", 50), left("M1", 90, 10), joined("M2", "a", 60, 30)])

    found = [numbers(asked(registry, on)) for on in (20, 49, 50, 60, 90)]
    assert found == [(0, 0, 0), (0, 0, 1), (1, 0, 2), (2, 1, 2), (1, 1, 1)]


@pytest.mark.parametrize(
    ("unit", "scope", "at_most"),
    [(None, "a", None), ("a", "a", None), ("a", None, None), ("a", "b", 0), ("b", "a", 0)],
)
def test_knowledge_begins_with_a_list_of_the_scope(
    registry: Registry, unit: str | None, scope: str | None, at_most: int | None
) -> None:
    """A list of one workplace leaves nobody unknown at another."""
    tell(registry, [taken(100, unit=unit)])

    assert numbers(asked(registry, 50, unit=scope)) == (0, 0, at_most)
    assert numbers(asked(registry, 100, unit=scope)) == (0, 0, 0)


def test_somebody_may_say_since_when_all_are_known(registry: Registry) -> None:
    """On days before the list, from that one on, the count has an upper end."""
    tell(registry, [taken(100, complete_since=day(30))])

    assert [asked(registry, on).at_most for on in (29, 30, 99)] == [None, 0, 0]


def test_an_account_names_the_entry_that_placed_a_joiner(registry: Registry) -> None:
    """The entry of the joining: on the first day it did not say yet where they work."""
    tell(registry, [joined("M1", "a", 40, placed=100), works("M1", "b", 50)])
    days = [registry.view(on=day(on)) for on in (45, 60, 100)]

    def moves(first: int, second: int) -> list[tuple[str, tuple[int, ...]]]:
        found = registry.reconcile(days[first], days[second], unit="a", with_members=True).happened
        return [(each.line, movement.entries) for each in found for movement in each.who]

    assert moves(0, 2) == moves(1, 2) == [("moved in", (3,))]
    assert moves(2, 0) == [("moved out", (3,))]
    assert moves(2, 1) == [("moved out", (3,))]


def test_an_account_says_what_rests_on_windows(registry: Registry) -> None:
    """How many of a line are not sure, by which entries, and what leads from range to range."""
    tell(registry, [joined("M1", "a", 10), left("M1", 90, 50), joined("M2", "a", 30)])
    views = [registry.view(on=day(on)) for on in (20, 60, 95)]

    first = registry.reconcile(views[0], views[1], with_members=True)
    second = registry.reconcile(views[1], views[2], with_members=True)

    assert [(each.line, each.members, each.unsure) for each in first.happened] == [("joined", 1, 0)]
    assert numbers(first.closing) == (2, 1, 2)
    assert attrs.astuple(first.happened_range) == (1, 1, 1, 0)
    [gone] = second.happened
    assert (gone.line, gone.members, gone.unsure) == ("left", 1, 1)
    window = f"[{day(50)}..{day(90)}]"
    assert [(each.entry, each.window) for each in gone.who[0].unsure_by] == [(4, window)]
    assert attrs.astuple(second.happened_range) == (0, 0, 0, 1)


def test_an_election_needs_surely_five(registry: Registry) -> None:
    """Three surely and six possibly are not five; a headcount of five is."""
    sure = [joined(f"M{n}", "a", 10) for n in (1, 2, 3)]
    tell(registry, [*sure, *(joined(f"M{n}", "a", 90, 20) for n in (4, 5, 6))])
    with pytest.raises(Refusal) as refused:
        registry.elect("M1", unit="a", on=day(50))

    assert str(refused.value) == (
        f"Cannot elect M1 as steward at a on {day(50)} because it takes 5 social workers to elect, and a"
        " has at least 3, at most 6 counted members and no observed headcount that day. Record the"
        " headcount with 'stewards observe a'. If the election did take place, record it with"
        " --override and the reason."
    )
    registry.observe_headcount("a", employees=5, on=day(50))
    registry.elect("M1", unit="a", on=day(50))


def test_an_election_before_knowledge_begins(registry: Registry) -> None:
    """Nobody knows how many there were at most."""
    tell(registry, [joined("M1", "a", 10), taken(100)])
    with pytest.raises(Refusal, match="a has at least 1 counted members and no observed headcount"):
        registry.elect("M1", unit="a", on=day(50))


def test_who_came_within_a_window_crosses_the_threshold_on_its_last_day(registry: Registry) -> None:
    """And who left, on its first: from then on it is not surely reached."""
    everybody = [joined(f"M{n}", "a", 10) for n in (1, 2, 3, 4)]
    tell(registry, [*everybody, joined("M5", "a", 40, 20), left("M1", 80, 60)])
    explained = {on: registry.explain_eligibility("a", on=day(on)) for on in (30, 50, 70)}

    assert [each.verdict for each in explained.values()] == ["unknown", "yes", "unknown"]
    crossed = [
        (each.crossed and each.crossed.number, each.crossed_on) for each in explained.values()
    ]
    assert crossed == [(None, None), (7, day(40)), (8, day(60))]
    [may_have_left] = [voter for voter in explained[70].who if not voter.is_sure]
    assert may_have_left.member == "M1"
    assert [each.member for each in explained[30].perhaps] == ["M5"]
