"""Taking a list in: what it comes to, as one batch, or nothing."""

from datetime import date

import pytest
from stewards.events import RosterTaken
from stewards.events.errors import Refusal
from stewards.registry import Registry
from stewards.registry.lists import BadRows, RowProblem
from stewards.registry.recording import LogMovedOn

from .listing import (
    DAY,
    HEADINGS,
    SAME,
    WITHOUT_JOINING,
    branch,
    roster,
    row,
    take,
    told,
)

EARLIER, LATER = date(2019, 3, 1), date(2019, 9, 20)


def test_a_list_comes_to_itself_and_to_what_differs_within_windows() -> None:
    """Everything else it confirms; what differs happened since the day it was last known otherwise."""
    with branch() as registry:
        take(registry, DAY, row("anna", "jc-2"), row("bo", "jc-1", "senior"), SAME[2], row("eva"))

        assert told(registry, 10) == [
            "10 RosterTaken 2019-09-01",
            "11 WorkplaceChanged anna jc-2 [2018-01-02..2019-09-01]",
            "12 CategoryChanged bo senior [2018-01-02..2019-09-01]",
            "13 MemberLeft dan [2018-01-02..2019-09-01]",
            "14 MemberJoined eva active [..2019-09-01]",
        ]


def test_a_list_says_what_it_was_and_how_many_it_named() -> None:
    """Of columns it lacks it is no evidence; where it came from is kept, and a digest of its rows."""
    headings = {"member": HEADINGS["member"]}
    with branch() as registry:
        plan = registry.plan_roster(
            roster(*(row(each.member) for each in SAME), headings=headings),
            on=DAY,
            complete_since=EARLIER,
            source="by mail",
        )
        registry.record_plan(plan)
        [event] = (registry.entry(n).event for n in range(10, registry.size() + 1))

    assert isinstance(event, RosterTaken)
    assert (event.members, event.unit, event.source) == (4, None, "by mail")
    assert (event.joining_days, event.workplaces, event.categories) == (None, False, False)
    assert event.complete_since == EARLIER
    assert event.digest
    assert not any(letter.isdigit() for letter in event.digest)


def test_who_was_on_the_list_before_joined_left_or_moved_since_then() -> None:
    """Between two lists a window is no wider than the days between them."""
    with branch() as registry:
        take(registry, EARLIER, *SAME)
        first = registry.size() + 1
        take(registry, DAY, row("anna", "jc-2"), *SAME[1:3], row("eva"))

        assert told(registry, first)[1:] == [
            "13 WorkplaceChanged anna jc-2 [2019-03-02..2019-09-01]",
            "14 MemberLeft dan [2019-03-02..2019-09-01]",
            "15 MemberJoined eva active [2019-03-02..2019-09-01]",
        ]


@pytest.mark.parametrize(
    ("joined_on", "comes_to"),
    [
        (date(2019, 8, 15), ["MemberJoined eva jc-1 active 2019-09-01 2019-08-15"]),
        (date(2019, 9, 1), ["MemberJoined eva jc-1 active 2019-09-01"]),
        (None, ["MemberJoined eva jc-1 active [..2019-09-01]"]),
        (
            date(2019, 9, 2),
            [
                "MemberJoined eva jc-1 active [..2019-09-01]",
                "JoiningDayStated eva 2019-09-02 2019-09-01",
            ],
        ),
    ],
    ids=["before", "that day", "blank", "after"],
)
def test_a_member_joined_on_the_day_that_a_list_gives_if_it_can_be_right(
    joined_on: date | None, comes_to: list[str]
) -> None:
    """From then to the list the workplace is not known; a day after the list is kept as what it says."""
    days = (row(each.member, each.workplace, joined_on=date(2018, 1, 1)) for each in SAME)
    with branch() as registry:
        plan = registry.plan_roster(roster(*days, row("eva", "jc-1", joined_on=joined_on)), on=DAY)
        registry.record_plan(plan)

        assert [line.partition(" ")[2] for line in told(registry, 11)] == comes_to


def test_a_day_of_joining_behind_a_leaving_told_by_hand_is_believed() -> None:
    """Bo left on 1 May, and the list says 2 May: it is the next joining."""
    with branch() as registry:
        registry.leave("bo", on=date(2019, 5, 1))
        rows = (SAME[0], row("bo", "jc-1", joined_on=date(2019, 5, 2)), *SAME[2:])
        registry.record_plan(registry.plan_roster(roster(*rows), on=DAY))

        assert "MemberJoined bo jc-1 active 2019-09-01 2019-05-02" in told(registry, 12)[1]
        assert registry.compare_roster(roster(*rows), on=DAY).is_same


def test_a_day_of_joining_before_a_leaving_told_by_hand_is_kept_and_not_believed() -> None:
    """Bo left on 1 May, so a joining of 2018 is the old one, and when the new one was is not known."""
    with branch() as registry:
        registry.leave("bo", on=date(2019, 5, 1))
        days = (row(each.member, each.workplace, joined_on=date(2018, 1, 1)) for each in SAME)
        plan = registry.plan_roster(roster(*days), on=DAY)
        registry.record_plan(plan)

        assert plan.unbelieved == 1
        assert told(registry, 12) == [
            "12 MemberJoined bo jc-0 active [..2019-09-01]",
            "13 JoiningDayStated bo 2018-01-01 2019-09-01",
        ]


def test_days_of_joining_that_other_lists_contradict_are_counted_and_kept() -> None:
    """Two came before a list that lacks them: the plan says how many, and what the list said."""
    days = (row(each.member, each.workplace, joined_on=date(2018, 1, 1)) for each in SAME)
    rows = [*days, *(row(each, None, joined_on=date(2019, 2, 1)) for each in ("eva", "finn"))]
    with branch() as registry:
        take(registry, EARLIER, *SAME)
        plan = registry.plan_roster(roster(*rows), on=DAY)
        registry.record_plan(plan)

        assert plan.unbelieved == plan.totals["joining days kept"] == 2
        assert told(registry, 13) == [
            "13 MemberJoined eva active [2019-03-02..2019-09-01]",
            "14 JoiningDayStated eva 2019-02-01 2019-09-01",
            "15 MemberJoined finn active [2019-03-02..2019-09-01]",
            "16 JoiningDayStated finn 2019-02-01 2019-09-01",
        ]


def test_days_of_joining_can_be_believed_against_lists() -> None:
    """Then the earlier list is taken for incomplete, and nothing is left to remark."""
    rows = [*SAME, row("eva", None, joined_on=date(2019, 2, 1))]
    with branch() as registry:
        take(registry, EARLIER, *SAME)
        plan = registry.plan_roster(roster(*rows), on=DAY, believe="joining-days")
        registry.record_plan(plan)

        assert plan.unbelieved == 0
        assert registry.count(on=EARLIER).members == registry.count(on=DAY).members == 5


def test_a_plan_is_recorded_as_one_batch() -> None:
    """The entries bear the day of the list and the number of the first one in their batch."""
    with branch() as registry:
        plan = registry.plan_roster(roster(*SAME[:3], row("eva")), on=DAY, by="lea")
        entries = registry.record_plan(plan, yes=True)
        events = [registry.entry(number).event for number in entries]

        assert plan.batch == "roster-2019-09-01-10"
        assert {(e.batch, e.recorded_by) for e in events} == {("roster-2019-09-01-10", "lea")}
        assert registry.count(on=DAY).members == plan.members_after == 4


def test_a_list_taken_in_again_does_nothing() -> None:
    """The second plan is empty, and so is its batch, also where a later list came in between."""
    listed = roster(*SAME[:3], row("eva", "jc-2", "student", date(2019, 4, 1)))
    with branch() as registry:
        registry.record_plan(registry.plan_roster(listed, on=DAY), yes=True)
        take(registry, LATER, *SAME)
        plan = registry.plan_roster(listed, on=DAY)

        assert set(plan.totals.values()) == {0}
        assert registry.record_plan(plan) == range(0)


def test_unknown_workplaces_are_formed_on_its_day_or_before() -> None:
    """They come right behind the list, under the parent, with the name it has for them, or their id."""
    with branch() as registry:
        listed = roster(
            *SAME,
            row("eva", "jc-9"),
            row("finn", "jc-8"),
            names={"jc-9": "Jobcenter 9"},
            headings=WITHOUT_JOINING,
        )
        plan = registry.plan_roster(listed, on=DAY, form_under="kk")
        registry.record_plan(plan)
        units = {unit.unit: unit for unit in registry.units(on=DAY)}

        assert plan.totals["workplaces formed"] == 2
        assert told(registry, 11)[:2] == [
            "11 UnitFormed jc-8 [..2019-09-01]",
            "12 UnitFormed jc-9 [..2019-09-01]",
        ]
        assert [units[u].name for u in ("jc-8", "jc-9")] == ["jc-8", "Jobcenter 9"]
        assert units["jc-9"].parent == "kk"
        assert registry.count(on=DAY, unit="jc-9").members == 1


def test_a_parent_that_is_none_is_refused() -> None:
    """Workplaces are not formed under a unit that does not exist."""
    with branch() as registry, pytest.raises(Refusal) as refused:
        registry.plan_roster(roster(*SAME), on=DAY, form_under="kx")

    assert str(refused.value) == (
        "Cannot form workplaces under kx because there is no unit kx. See 'stewards unit list', or form"
        " it with 'stewards unit form kx'."
    )


BAD = RowProblem(6, "Indmeldt", "31-09-2001", "...")


def test_a_list_with_bad_rows_is_not_planned() -> None:
    """All of its problems are told, those of the file and those of the registry, in their order."""
    listed = roster(*SAME[:3], row("dan", "jc-9"), problems=[BAD], unsound=frozenset({"eva"}))
    with branch() as registry, pytest.raises(BadRows) as refused:
        registry.plan_roster(listed, on=DAY)

    assert str(refused.value) == (
        "Cannot import list.csv because it has bad rows (2). Correct them, or leave them out with"
        " --skip-bad-rows; nothing was recorded."
    )
    assert [problem.row for problem in refused.value.problems] == [5, 6]


def _skip_bad_rows(registry: Registry, *, unsound: frozenset[str], has_nameless: bool) -> None:
    listed = roster(
        *SAME[:2],
        row("finn"),
        headings=WITHOUT_JOINING,
        problems=[BAD],
        unsound=unsound,
        has_nameless=has_nameless,
    )
    plan = registry.plan_roster(listed, on=DAY, skip_bad_rows=True)
    registry.record_plan(plan, yes=True)


def test_bad_rows_can_be_left_out() -> None:
    """The list says nothing of whom they name, and keeps their ids; the rest is recorded."""
    with branch() as registry:
        _skip_bad_rows(registry, unsound=frozenset({"cleo"}), has_nameless=False)
        event = registry.entry(10).event

        assert isinstance(event, RosterTaken)
        assert (event.members, event.without) == (3, ("cleo",))
        assert told(registry, 11) == [
            "11 MemberLeft dan [2018-01-02..2019-09-01]",
            "12 MemberJoined finn active [..2019-09-01]",
        ]


def test_whom_a_bad_row_names_a_later_list_says_nothing_of_that_day_about() -> None:
    """Cleo left since the first list; whether before or after the one with the bad row is not known."""
    with branch() as registry:
        take(registry, EARLIER, *SAME)
        _skip_bad_rows(registry, unsound=frozenset({"cleo"}), has_nameless=False)
        first = registry.size() + 2
        take(registry, LATER, *SAME[:2], row("finn"))

        assert told(registry, first) == [f"{first} MemberLeft cleo [2019-03-02..2019-09-20]"]


def test_a_bad_row_of_nobody_lets_the_list_say_nothing_of_whoever_is_missing() -> None:
    """Cleo and dan stay members, and the list keeps that it may have named either."""
    with branch() as registry:
        _skip_bad_rows(registry, unsound=frozenset(), has_nameless=True)
        event = registry.entry(10).event

        assert isinstance(event, RosterTaken)
        assert event.without == ("cleo", "dan")
        assert told(registry, 11) == ["11 MemberJoined finn active [..2019-09-01]"]


def test_a_blank_category_says_nothing_of_the_category() -> None:
    """Anna turned senior since the first list: the one with the blank is no evidence that she was not."""
    with branch() as registry:
        take(registry, EARLIER, *SAME)
        take(registry, DAY, row("anna", "jc-1", None), *SAME[1:])
        event = registry.entry(12).event
        take(registry, LATER, row("anna", "jc-1", "senior"), *SAME[1:])

        assert isinstance(event, RosterTaken)
        assert event.uncategorised == ("anna",)
        assert told(registry, 14) == ["14 CategoryChanged anna senior [2019-03-02..2019-09-20]"]


def test_knowledge_begins_where_somebody_says_so() -> None:
    """From that day on the registry knows everybody; before it, only who was there at least."""
    with branch() as registry:
        take(registry, DAY, *SAME, complete_since=EARLIER)
        counts = [registry.view(on=date(2019, month, 1)).count() for month in (2, 3, 9)]

    assert [(c.members, c.at_least, c.at_most) for c in counts] == [
        (4, 4, None),
        (4, 4, 4),
        (4, 4, 4),
    ]


def test_the_lines_of_a_plan_say_all_of_it() -> None:
    """Imported elsewhere they give the same answers, between the lists as well."""
    days = (EARLIER, date(2019, 6, 1), DAY)
    with branch() as registry, branch() as other:
        for on, rows in ((DAY, [*SAME[:2], row("eva", "jc-2")]), (EARLIER, [*SAME, row("finn")])):
            plan = registry.plan_roster(roster(*rows), on=on)
            other.import_lines(list(registry.plan_lines(plan)), by="office")
            registry.record_plan(plan, yes=True)
        counted, counted_there = (
            [each.view(on=day).count(by="workplace") for day in days] for each in (registry, other)
        )

    assert [(c.members, c.at_least, c.at_most, c.groups) for c in counted] == [
        (c.members, c.at_least, c.at_most, c.groups) for c in counted_there
    ]


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
