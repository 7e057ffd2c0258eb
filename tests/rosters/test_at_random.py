"""What must always be true of rosters, over random histories, days and lists."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st
from stewards.events import Event, RosterTaken
from stewards.registry import Registry
from stewards.registry.lists import Roster, RosterRow

from .. import histories
from ..agreement.registries import empty, lines
from ..reference import DK_MUNICIPAL
from ..searching import examples
from .listing import roster, row

Case = tuple[list[Event], date, int]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a history without lists, with a day; `test_hidden_history` has several lists."""
    drawn = draw(histories.sketches())
    events = histories.told([each for each in drawn if not isinstance(each[1], RosterTaken)])
    return events, *draw(histories.moments(events))


PEOPLE = ("m1", "m2", "m3", "m4", "m5", "stranger")
PLACES = (None, "a", "b", "c", "d", "north", "nowhere")


def rows(on: date) -> st.SearchStrategy[list[RosterRow]]:
    """Draw the rows of a roster of a day, each member at most once."""
    days = st.integers(-900, 5).map(lambda number: on + timedelta(days=number))
    each = st.builds(
        row,
        member=st.sampled_from(PEOPLE),
        workplace=st.sampled_from(PLACES),
        category=st.sampled_from(("active", "student", None)),
        joined_on=st.one_of(st.none(), days),
    )
    return st.lists(each, min_size=1, unique_by=lambda drawn: drawn.member)


def told(events: Iterable[Event]) -> Registry:
    """Return a registry that was told a history."""
    registry = empty(DK_MUNICIPAL)
    registry.import_lines(lines(events))
    if "town" not in {unit.unit for unit in registry.units(gone=True)}:
        registry.form_unit("town", name="Town", kind="employer", on=date(2000, 1, 1))
    return registry


def settle(registry: Registry, listed: Roster, on: date) -> int:
    """Take a roster in; return how many members it says there are."""
    plan = registry.plan_roster(listed, on=on, form_under=standing(registry, on))
    registry.record_plan(plan, yes=True)
    return plan.members_after


def standing(registry: Registry, on: date) -> str:
    """Return a unit that is open on a day; one is formed if there is none."""
    if not registry.units(on=on):
        registry.form_unit("yard", name="Yard", kind="employer", on=on)
    return registry.units(on=on)[0].unit


@examples(2)
@given(cases(), st.data())
def test_the_registry_says_what_the_roster_said(case: Case, data: st.DataObject) -> None:
    """Whatever was known before, on the day of the roster it is what the roster says."""
    events, on, _ = case
    listed = roster(*data.draw(rows(on)))

    with told(events) as registry:
        promised = settle(registry, listed, on)
        after = {member.member: member for member in registry.members(on=on)}

        assert len(after) == promised == len(listed.rows)
        for each in listed.rows:
            assert each.category in (after[each.member].category, None)
        found = registry.compare_roster(listed, on=on)
        assert (found.joined, found.left, found.moved, found.category) == ((), (), (), ())
        again = registry.plan_roster(listed, on=on)
        assert again.facts == ()


@examples(2)
@given(cases())
def test_a_registry_can_be_carried_over_by_a_roster(case: Case) -> None:
    """From a registry to a roster of its members to an empty registry: the counts are the same."""
    events, on, _ = case
    with told(events) as registry, empty(DK_MUNICIPAL) as copy:
        listed = roster(*(row(m.member, m.at_unit, m.category) for m in registry.members(on=on)))
        assume(listed.rows)
        settle(copy, listed, on)

        for by in ("workplace", "category"):
            assert counted(copy, on, by) == counted(registry, on, by)


def counted(
    registry: Registry, on: date, by: Literal["workplace", "category"]
) -> dict[str | None, int]:
    """Return how many members there are in each group; how sure that is, no list carries over."""
    return {g.value: g.members for g in registry.count(on=on, by=by).groups if g.members}


@examples(2)
@given(cases(), st.data())
def test_a_plan_that_is_written_down_and_imported_is_the_same(
    case: Case, data: st.DataObject
) -> None:
    """What the lines of a plan record is what the plan itself records."""
    events, on, _ = case
    listed = roster(*data.draw(rows(on)))
    with told(events) as registry, told(events) as other:
        for each in (registry, other):
            standing(each, on)
        plan = registry.plan_roster(listed, on=on, form_under=standing(registry, on))
        other.import_lines(list(registry.plan_lines(plan)), by=plan.facts[0].recorded_by)
        registry.record_plan(plan, yes=True)

        assert facts(other) == facts(registry)


def facts(registry: Registry) -> list[dict[str, object]]:
    """Return what the log says, but for the instants at which it learnt it."""
    return [{**said(entry.event), "type": type(entry.event)} for entry in registry.log.entries()]


def said(event: Event) -> dict[str, object]:
    """Return the fields of an event but for its instant."""
    fields = attrs.asdict(event)
    del fields["recorded_at"]
    return fields
