"""Series: the counts of many days at once are those of a naive reference, day by day and group by group."""

from collections import Counter
from collections.abc import Container
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stewards.registry import Count

from ..reference.counts import branch, counted, workplace_of
from ..reference.log import Log
from ..reference.organisation import formed, name
from ..reference.ranges import group_bounds, range_of
from ..searching import examples
from .questions import Question
from .registries import moment, told
from .test_ranges import near, uncertainties

FIRST = date(2017, 11, 30)


@examples(1)
@given(uncertainties(), st.data())
def test_a_series_is_the_counts_of_its_days(question: Question, data: st.DataObject) -> None:
    """By any groups, of a unit, of some categories, as organised on each day or on one: range by range."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    by = data.draw(st.sampled_from(["workplace", "unit", "category"]))
    category = data.draw(st.sampled_from([None, "active"]))
    depth = data.draw(st.sampled_from([1, 1, 2, 3]))
    organised = data.draw(st.one_of(st.none(), near(question.events)))
    every = data.draw(st.sampled_from(["year", "quarter"]))
    asked = {"unit": unit, "category": category, "by": by, "depth": depth}

    with told(question) as registry:
        view = registry.view(**moment(question))
        found = view.counts(since=min(FIRST, view.on), every=every, as_organised=organised, **asked)
        last = view.on_day(found[-1].on).count(as_organised=organised, **asked)

    log = question.log
    for each in found:
        if organised is None:
            whole = range_of(log, each.on, unit, category)
            assert (each.members, each.at_least, each.at_most) == whole
        given = (log, each.on, by, unit, category)
        bounds = group_bounds(*given, depth=depth, organised=organised)
        numbers = tally(log, each.on, asked, organised)
        expected = {key: (numbers[key], *bounds[key]) for key in bounds}
        assert groups(each, bounds) == expected
        assert sum(group.members for group in each.groups) == each.members
    assert groups(last, bounds) == expected
    assert (last.members, last.at_least, last.at_most) == (
        *(found[-1].members, found[-1].at_least, found[-1].at_most),
    )
    assert len({tuple((g.value, g.name) for g in each.groups) for each in found}) == 1
    named = {g.value: g.name for each in found for g in each.groups if by != "category"}
    as_on = organised or question.on
    assert named == {u: name(log, u, as_on) if u in formed(log) else None for u in named}


def groups(
    count: Count, known: Container[str | None]
) -> dict[str | None, tuple[int, int, int | None]]:
    """Return the groups that somebody is in, or may be; in the others there is nobody."""
    others = [g for g in count.groups if g.value not in known]
    assert {(g.members, g.at_least, g.at_most or 0) for g in others} <= {(0, 0, 0)}
    return {g.value: (g.members, g.at_least, g.at_most) for g in count.groups if g.value in known}


def tally(
    log: Log, on: date, asked: dict[str, object], organised: date | None
) -> Counter[str | None]:
    """Return how many are in each group."""
    unit, category, by, depth = asked.values()
    as_on = organised or on
    found: Counter[str | None] = Counter()
    for each in counted(log, on, unit, category, organised=organised).values():
        place = workplace_of(log, each, as_on)
        if by == "unit":
            place = branch(log, place, unit, as_on, depth)
        found[each.category if by == "category" else place] += 1
    return found
