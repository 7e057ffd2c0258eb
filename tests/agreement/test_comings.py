"""Who left, who stayed, who moved: SQL and a naive reference say the same of random histories."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stewards.projections.months import months_after
from stewards.registry import Leavers

from ..reference.comings import Stint, is_in_scope, moves, place_of, stints
from ..reference.counts import branch
from ..reference.log import Log
from ..reference.organisation import at_or_below, name, resolve
from ..reference.ranges import is_complete
from ..searching import examples
from .questions import Question
from .registries import moment, told
from .test_ranges import near, uncertainties


@examples(1)
@given(uncertainties(), st.data())
def test_who_left_is_counted_and_listed_alike(question: Question, data: st.DataObject) -> None:
    """By year, reason, unit and category, of a unit or a category: each group with its range and reasons."""
    log, on = question.log, question.on
    since = min(on, data.draw(near(question.events)))
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))
    organised = data.draw(st.one_of(st.none(), near(question.events)))
    as_on = organised or on
    scope = {"unit": unit, "category": category, "as_organised": organised}

    with told(question) as registry:
        view = registry.view(**moment(question))
        found = {by: view.leavers(since=since, by=by, **scope) for by in KINDS}
        listed = view.leavings(since=since, **scope)

    possible = [
        each
        for each in stints(log, on)
        if each.left and each.left[1] >= since and each.left[0] <= on
        if is_in_scope(log, each.last, as_on, unit, category)
    ]
    assert [(e.member, e.left_first, e.left_on, e.entry) for e in listed] == sorted(
        [(e.member, *(e.left or ()), e.leaving) for e in possible],
        key=lambda each: (each[2], each[0], each[3]),
    )
    for by, groups in found.items():
        *parts, whole = groups
        given = (since, on, unit, as_on)
        keys = {key for each in possible for key in keys_of(log, each, by, *given)}
        assert {part.value for part in parts} == keys
        for part in parts:
            called = part.value and by == "unit" and name(log, part.value, as_on)
            assert part == expected(log, possible, by, part.value, called or None, *given)
        total = expected(log, possible, "total", None, None, *given)
        assert whole == total


KINDS = ("year", "reason", "unit", "category")


def keys_of(  # noqa: PLR0917 -- each says what it is
    log: Log, each: Stint, by: str, since: date, on: date, unit: str | None, as_on: date
) -> set[str | None]:
    """Return the groups that a leaving may be in."""
    assert each.left is not None
    match by:
        case "year":
            first, last = max(each.left[0], since), min(each.left[1], on)
            return {str(year) for year in range(first.year, last.year + 1)}
        case "reason":
            return {each.reason}
        case "unit":
            return {branch(log, place_of(log, each.last, as_on), unit, as_on)}
        case "category":
            return {each.last.category if each.last else None}
    return {None}


def expected(  # noqa: PLR0917 -- each says what it is
    log: Log,
    possible: list[Stint],
    by: str,
    value: str | None,
    name: str | None,
    since: date,
    on: date,
    unit: str | None,
    as_on: date,
) -> Leavers:
    """Return a group, counted one by one."""
    inside = [e for e in possible if value in keys_of(log, e, by, since, on, unit, as_on)]
    there = [
        (e, e.left[0])
        for e in inside
        if e.left and e.left[1] <= on and (by != "year" or str(e.left[1].year) == value)
    ]
    surely = [
        e for e, first in there if first >= since and (by != "year" or str(first.year) == value)
    ]
    reasons = Counter(e.reason for e, _ in there)
    months = sorted(whole_months(e.joined[1], e.left[1]) for e, _ in there if e.left)
    place = value if by == "unit" and value is not None else unit
    return Leavers(
        by,
        value,
        name,
        len(there),
        len(surely),
        len(inside) if is_complete(log, since, place) else None,
        tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0] or ""))),
        months[(len(months) - 1) // 2] if months else None,
    )


def whole_months(first: date, last: date) -> int:
    """Return how many whole months there are from one day to another."""
    return max(n for n in range(3000) if months_after(first, n) <= last)


@examples(1)
@given(uncertainties(), st.data())
def test_who_stayed_is_counted_alike(question: Question, data: st.DataObject) -> None:
    """Of those who joined in each year, after each number of years: as is known, at least and at most."""
    log, on = question.log, question.on
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))

    with told(question) as registry:
        view = registry.view(**moment(question))
        found = view.retention(years=3, unit=unit, category=category)

    every = [s for s in stints(log, on) if is_in_scope(log, s.last, on, unit, category)]
    years = {y for s in every for y in range(s.joined[0].year, s.joined[1].year + 1)}
    assert [each.year for each in found] == sorted(years)
    for each in found:
        numbers = [
            None if cell is None else (cell.members, cell.at_least, cell.at_most)
            for cell in (each.joined, *each.after)
        ]
        is_known = is_complete(log, date(each.year, 1, 1), unit)
        assert numbers == [
            stayed([s for s in every if s.joined[1] <= on], every, each.year, after, is_known)
            if not after or date(each.year + after, 12, 31) <= on
            else None
            for after in range(4)
        ]


def stayed(
    begun_by_then: list[Stint], every: list[Stint], year: int, after: int, is_known: bool
) -> tuple[int, int, int | None]:
    """Return how many who joined in a year were there so many years later, one by one."""
    known = surely = possibly = 0
    for each in every:
        first, last = each.joined
        if not first.year <= year <= last.year:
            continue
        day = months_after(last, 12 * after)
        begun = last.year == year and each in begun_by_then
        earliest = months_after(max(first, date(year, 1, 1)), 12 * after)
        is_there = begun and (not after or each.left is None or each.left[1] > day)
        known += is_there
        surely += (
            begun
            and first.year == last.year
            and (not after or each.left is None or each.left[0] > day)
        )
        possibly += not after or each.left is None or each.left[1] > earliest
    return known, surely, possibly if is_known else None


@examples(2)
@given(uncertainties(), st.data())
def test_every_move_is_found(question: Question, data: st.DataObject) -> None:
    """Whoever is elsewhere than the day before, and no less a member, has moved; a merger moves nobody."""
    log, on = question.log, question.on
    since = min(on, data.draw(near(question.events)))
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        found = registry.view(**moment(question)).moves(since=since, unit=unit)

    def is_within(place: str | None, day: date) -> bool:
        if unit is None:
            return True
        return place is not None and at_or_below(log, resolve(log, place, day), unit, day)

    assert [(each.on, each.member, each.origin, each.to) for each in found] == [
        each for each in moves(log, since, on) if any(is_within(p, each[0]) for p in each[2:])
    ]
