"""Ranges: SQL, the folds and the reference agree on what is sure, over histories with windows and lists."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import Event, MemberJoined, RosterTaken
from stewards.events.event import Windowed
from stewards.registry import Registry, Statement, View

from .. import reference
from ..histories import comings_and_goings, histories
from ..reference.acceptance import acceptable
from ..reference.electorate import electorate
from ..reference.ranges import group_bounds, range_of, whoever_may_be
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told

WIDTHS = [0, 0, 1, 30, 200, 500]
"""How many days before its last day a window begins; nought for no window."""

LISTED = [date(2018, 4, 1), date(2018, 9, 1), date(2019, 9, 1)]


@st.composite
def uncertain(draw: st.DrawFn, histories: st.SearchStrategy[list[Event]]) -> list[Event]:
    """Draw a history in which many days are known within a window only, and lists were taken in."""
    events = [windowed(draw, event) for event in draw(histories)]
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        listed = RosterTaken(
            members=1,
            effective_on=draw(st.sampled_from(LISTED)),
            unit=draw(st.sampled_from([None, None, "north", "a"])),
            complete_since=draw(st.sampled_from([None, None, date(2018, 1, 1)])),
            recorded_at=events[-1].recorded_at,
            recorded_by="office",
        )
        events += [listed] if acceptable(events, listed) else []
    return events


def windowed(draw: st.DrawFn, event: Event) -> Event:
    """Return a fact with a window, or a joiner placed later than joined, if it can have such.

    What has a window keeps it: later facts about a unit may rest on its first day.
    """
    if isinstance(event, MemberJoined) and (days := draw(st.sampled_from(WIDTHS))):
        event = evolve(event, placed_on=event.effective_on + timedelta(days=days))
    is_exact = isinstance(event, Windowed) and event.not_before is None
    if is_exact and (days := draw(st.sampled_from(WIDTHS))):
        event = evolve(event, not_before=event.effective_on - timedelta(days=days))
    return event


def uncertainties() -> st.SearchStrategy[Question]:
    """Draw a question to such a history."""
    return questions(uncertain(st.one_of(histories(), comings_and_goings())))


@examples(1)
@given(uncertainties(), st.data())
def test_a_count_has_the_same_range(question: Question, data: st.DataObject) -> None:
    """The union, a category, a unit, or both: as many as is known, at least and at most."""
    unit = data.draw(st.sampled_from(question.units))
    scopes = [(None, None), (None, "active"), (unit, None), (unit, "student")]

    with told(question) as registry:
        counts = [registry.count(**moment(question), unit=u, category=c) for u, c in scopes]

    assert [(c.members, c.at_least, c.at_most) for c in counts] == [
        range_of(question.log, question.on, u, c) for u, c in scopes
    ]


@examples(1)
@given(uncertainties(), st.data())
def test_the_groups_have_the_same_ranges(question: Question, data: st.DataObject) -> None:
    """By workplace, unit and category; a group is there if somebody is in it, or may be."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))
    log, on = question.log, question.on

    with told(question) as registry:
        found = {
            by: registry.count(**moment(question), unit=unit, category=category, by=by).groups
            for by in ("workplace", "unit", "category")
        }

    counted = {
        "workplace": reference.count_by_workplace(log, on, unit, category),
        "unit": reference.count_by_unit(log, on, unit, category),
        "category": reference.count_by_category(log, on, unit, category),
    }
    for by, groups in found.items():
        assert {g.value: (g.members, g.at_least, g.at_most) for g in groups} == {
            key: (counted[by].get(key, 0), *numbers)
            for key, numbers in group_bounds(log, on, by, unit, category).items()
        }


@examples(1)
@given(uncertainties())
def test_eligibility_rests_on_what_is_sure(question: Question) -> None:
    """For all workplaces at once and for each one explained: the same numbers, the same verdict."""
    log, on, rules = question.log, question.on, question.rules

    with told(question) as registry:
        found = registry.eligibility(**moment(question))
        explained = [
            registry.explain_eligibility(each.workplace, **moment(question)) for each in found
        ]

    for each, why in zip(found, explained, strict=True):
        expected = electorate(log, each.workplace, on, rules)
        names = ("members", "at_least", "at_most", "observed", "headcount", "verdict")
        for found_of in (each, why):
            assert [getattr(found_of, n) for n in names] == [getattr(expected, n) for n in names]
        assert why.earlier[-1].verdict == expected.verdict
        assert sum(voter.is_sure for voter in why.who) == expected.at_least
        is_alone = len(why.workplaces) == 1
        assert why.at_most is None or not is_alone or why.at_most == len([*why.who, *why.perhaps])
        assert all(voter.is_sure != bool(voter.unsure_by) for voter in why.who)


@examples(1)
@given(uncertainties(), st.data())
def test_whoever_is_not_sure_is_named(question: Question, data: st.DataObject) -> None:
    """In the list of members, and with the windows where the count is explained."""
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        members = registry.members(**moment(question), unit=unit)
        why = registry.explain_count(**moment(question), unit=unit)

    surely, possibly = whoever_may_be(question.log, question.on, unit)
    counted = {m.member for m in members}
    assert {m.member for m in members if m.is_sure} == surely
    assert {c.member for c in why.who if c.is_sure} == surely
    assert {p.member for p in why.perhaps} == possibly - counted
    assert all(p.unsure_by for p in why.perhaps)
    assert all(c.is_sure != bool(c.unsure_by) for c in why.who)
    assert (why.members, why.at_least) == (len(members), len(surely))
    assert why.earlier[-1].members == len(members)


@examples(1)
@given(uncertainties(), st.data())
def test_an_account_leads_from_range_to_range(question: Question, data: st.DataObject) -> None:
    """Its lines are those of the reference, some rest on windows, and both ends of the range add up."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))
    days = data.draw(st.lists(near(question.events), min_size=2, max_size=2))
    sides = [reference.Side(question.events, day, question.upto) for day in days]

    with told(question) as registry:
        first, second = (registry.view(on=day, known_at=question.known_at) for day in days)
        named, plain = (
            registry.reconcile(first, second, unit=unit, category=category, with_members=who)
            for who in (True, False)
        )
        unsure = unsure_in(first, unit, category) | unsure_in(second, unit, category)

    assert [(line.line, line.members, line.unsure) for line in named.happened] == [
        (line.line, line.members, line.unsure) for line in plain.happened
    ]
    assert {
        each.member: (each.line, [*each.entries]) for line in named.happened for each in line.who
    } == reference.movements(*sides, unit, category)
    assert {each.member for line in named.happened for each in line.who if each.unsure_by} == {
        each.member for line in named.happened for each in line.who if each.member in unsure
    }
    opening, closing, moved = named.opening, named.closing, named.happened_range
    assert opening.at_least + moved.surely_more - moved.surely_fewer == closing.at_least
    if None not in {opening.at_most, closing.at_most}:
        led_to = opening.at_most + moved.possibly_more - moved.possibly_fewer
        assert led_to == closing.at_most


def unsure_in(view: View, unit: str | None, category: str | None) -> set[str]:
    """Return of whom a view does not know whether a count takes them in."""
    return {*view.unsure(unit, category)}


def near(events: Sequence[Event]) -> st.SearchStrategy[date]:
    """Draw a day on which something happened."""
    return st.sampled_from(sorted({event.effective_on for event in events}))


@examples(1)
@given(uncertainties(), st.data())
def test_a_statement_pays_for_what_is_sure(question: Question, data: st.DataObject) -> None:
    """Member-months are the openings, at least and at most; the total is their sum, if all are known."""
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        found = statement(registry, question, unit)

    expected = [range_of(question.log, month.start, unit) for month in found.months]
    assert [
        (m.member_months, m.member_months_at_least, m.member_months_at_most) for m in found.months
    ] == expected
    total = found.total
    assert total.member_months == sum(members for members, _, _ in expected)
    assert total.member_months_at_least == sum(at_least for _, at_least, _ in expected)
    most = [at_most for _, _, at_most in expected]
    assert total.member_months_at_most == (None if None in most else sum(map(int, most)))
    assert found.contribution_at_least == 2 * total.member_months_at_least


def statement(registry: Registry, question: Question, unit: str | None) -> Statement:
    """Return the statement of a year."""
    given = {"start": date(2018, 4, 1), "months": 12, "known_at": question.known_at}
    return registry.statement(**given, unit=unit, rate=2)
