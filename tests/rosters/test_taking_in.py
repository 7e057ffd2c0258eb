"""Taking a roster in: the facts it amounts to, as one batch, or none."""

from datetime import date

import pytest
from stewards.events.errors import Refusal
from stewards.registry import Registry
from stewards.registry.lists import BadRows, RowProblem
from stewards.registry.recording import LogMovedOn

from .listing import DAY, SAME, branch, roster, row


def lines(registry: Registry, *rows: object, **words: object) -> list[str]:
    """Return the facts that a roster of these rows amounts to, without what all of them share."""
    plan = registry.plan_roster(roster(*rows), on=DAY, **words)  # type: ignore[arg-type]
    common = f',"recorded_by":"office","batch":"{plan.batch}"}}'
    return [line.decode().removesuffix(common) for line in registry.plan_lines(plan)]


def test_a_plan_says_what_it_takes() -> None:
    """Joined, left, changed: each difference is one fact, effective on the day of the roster."""
    with branch() as registry:
        told = lines(
            registry, row("anna", "jc-2"), row("bo", "jc-1", "senior"), SAME[2], row("eva", "jc-1")
        )

    assert told == [
        '{"type":"MemberJoined","member":"eva","workplace":"jc-1","category":"active","effective_on":"2019-09-01"',
        '{"type":"MemberLeft","member":"dan","effective_on":"2019-09-01"',
        '{"type":"WorkplaceChanged","member":"anna","workplace":"jc-2","effective_on":"2019-09-01"',
        '{"type":"CategoryChanged","member":"bo","category":"senior","effective_on":"2019-09-01"',
    ]


@pytest.mark.parametrize(
    ("listed", "taken"),
    [
        (date(2019, 8, 15), date(2019, 8, 15)),
        (date(2019, 9, 1), DAY),
        (date(2019, 9, 2), DAY),
        (None, DAY),
    ],
    ids=["before", "that day", "after", "blank"],
)
def test_a_member_joined_on_the_rosters_own_day_unless_it_is_ahead(
    listed: date | None, taken: date
) -> None:
    """A day of joining after the roster's own day cannot be right, and a blank one says nothing."""
    with branch() as registry:
        plan = registry.plan_roster(roster(*SAME, row("eva", joined_on=listed)), on=DAY)

    assert [d.joins_on for d in plan.comparison.joined] == [taken]


@pytest.mark.parametrize(
    ("listed", "taken"),
    [(date(2019, 5, 1), DAY), (date(2019, 5, 2), date(2019, 5, 2)), (date(2018, 1, 1), DAY)],
    ids=["the same day", "the day after", "before"],
)
def test_a_day_of_joining_comes_after_what_is_known_of_the_member(
    listed: date, taken: date
) -> None:
    """Bo left on 1 May: a joining before that is the old one, and the new one is not known."""
    with branch() as registry:
        registry.leave("bo", on=date(2019, 5, 1))
        rows = (SAME[0], row("bo", "jc-1", joined_on=listed), *SAME[2:])
        plan = registry.plan_roster(roster(*rows), on=DAY)
        registry.record_plan(plan)

        assert [d.joins_on for d in plan.comparison.joined] == [taken]
        assert registry.compare_roster(roster(*rows), on=DAY).is_same


def test_a_plan_is_recorded_as_one_batch() -> None:
    """The entries bear the day of the roster and the number of the first one in their batch."""
    with branch() as registry:
        plan = registry.plan_roster(roster(*SAME[:3], row("eva")), on=DAY, by="lea")
        entries = registry.record_plan(plan, yes=True)
        events = [registry.entry(number).event for number in entries]

        assert entries == range(10, 12)
        assert plan.batch == "roster-2019-09-01-10"
        assert {(e.batch, e.recorded_by) for e in events} == {("roster-2019-09-01-10", "lea")}
        assert registry.count(on=DAY).members == plan.members_after == 4


def test_a_roster_taken_in_again_does_nothing() -> None:
    """The second plan is empty, and so is its batch."""
    listed = roster(*SAME[:3], row("eva", "jc-2", "student", date(2019, 4, 1)))
    with branch() as registry:
        registry.record_plan(registry.plan_roster(listed, on=DAY), yes=True)
        plan = registry.plan_roster(listed, on=DAY)

        assert set(plan.totals.values()) == {0}
        assert registry.record_plan(plan) == range(0)


def test_unknown_workplaces_are_formed_where_that_is_asked_for() -> None:
    """They come first, under the parent, with the name that the roster has for them, or their id."""
    with branch() as registry:
        listed = roster(
            *SAME, row("eva", "jc-9"), row("finn", "jc-8"), names={"jc-9": "Jobcenter 9"}
        )
        plan = registry.plan_roster(listed, on=DAY, form_under="kk")
        registry.record_plan(plan)
        units = {unit.unit: unit for unit in registry.units(on=DAY)}

        assert plan.totals["workplaces formed"] == 2
        assert [units[u].name for u in ("jc-8", "jc-9")] == ["jc-8", "Jobcenter 9"]
        assert (units["jc-9"].parent, units["jc-9"].formed_on) == ("kk", DAY)
        assert registry.count(on=DAY, unit="jc-9").members == 1


def test_a_parent_that_is_none_is_refused() -> None:
    """Workplaces are not formed under a unit that does not exist."""
    with branch() as registry, pytest.raises(Refusal) as refused:
        registry.plan_roster(roster(*SAME), on=DAY, form_under="kx")

    assert str(refused.value) == (
        "Cannot form workplaces under kx because there is no unit kx. See 'stewards unit list', or form"
        " it with 'stewards unit form kx'."
    )


def test_a_roster_with_bad_rows_is_not_planned() -> None:
    """All of its problems are told, those of the file and those of the registry, in their order."""
    bad = RowProblem(6, "Indmeldt", "31-09-2001", "...")
    listed = roster(*SAME[:3], row("dan", "jc-9"), problems=[bad], unsound=frozenset({"eva"}))
    with branch() as registry, pytest.raises(BadRows) as refused:
        registry.plan_roster(listed, on=DAY)

    assert str(refused.value) == (
        "Cannot import list.csv because it has bad rows (2). Correct them, or leave them out with"
        " --skip-bad-rows; nothing was recorded."
    )
    assert [problem.row for problem in refused.value.problems] == [5, 6]


def test_bad_rows_can_be_left_out() -> None:
    """Then whom they name stays what the registry says, and the rest is planned."""
    bad = RowProblem(6, "Indmeldt", "31-09-2001", "...")
    listed = roster(*SAME[:2], row("finn"), problems=[bad], unsound=frozenset({"cleo"}))
    with branch() as registry:
        plan = registry.plan_roster(listed, on=DAY, skip_bad_rows=True)

    assert [d.member for d in plan.comparison.joined] == ["finn"]
    assert [d.member for d in plan.comparison.left] == ["dan"]


def test_a_plan_made_before_something_was_recorded_is_refused() -> None:
    """What was worked out from the log may be wrong by now, so nothing of it is recorded."""
    with branch() as registry:
        plan = registry.plan_roster(roster(*SAME, row("eva")), on=DAY)
        registry.leave("anna", on=DAY)
        with pytest.raises(LogMovedOn) as refused:
            registry.record_plan(plan)

        assert registry.size() == 10
    assert str(refused.value) == (
        "Cannot record what was worked out from the log up to entry 9 because the log already goes up to"
        " entry 10. Nothing was recorded; try again."
    )
