"""What an import refuses: every bad line with its number, and nothing recorded."""

import pytest

from .files import JANUARY, TOWN, Row, a_log, formed, joined, problems, row, taken, voided


def test_all_bad_lines_are_reported_at_once() -> None:
    """Each bad line is told with its number in the file, empty lines counted."""
    log = a_log(*TOWN)
    assert problems(
        log,
        joined("m1", "jc-1"),
        b"{",
        b"\n",
        joined("m2", "zz"),
        row("MemberLeft", "2019-02-30", member="m1"),
        joined("m3"),
    ) == [
        (
            "line 2: Cannot read this line as a fact because it is not a JSON object (Input data was"
            " truncated). Write one JSON object per line, each with its type."
        ),
        (
            "line 4: Cannot record this MemberJoined because no earlier entry formed the unit zz."
            " Form it first, or correct the id."
        ),
        (
            "line 5: Cannot read effective_on '2019-02-30' because it is not a calendar day"
            " written as YYYY-MM-DD. Write a day such as 2019-09-01."
        ),
    ]


NAMING = [
    (joined("m1", "zz"), "MemberJoined"),
    (row("WorkplaceChanged", member="m1", workplace="zz"), "WorkplaceChanged"),
    (row("HeadcountObserved", workplace="zz", employees=7), "HeadcountObserved"),
    (row("StewardElected", member="m1", unit="zz"), "StewardElected"),
    (row("MandateEnded", member="m1", unit="zz"), "MandateEnded"),
    (row("CountPublished", members=805, unit="zz"), "CountPublished"),
    (row("UnitRenamed", unit="zz", name="Z"), "UnitRenamed"),
    (row("UnitMoved", unit="zz"), "UnitMoved"),
    (row("UnitMoved", unit="kk", parent="zz"), "UnitMoved"),
    (row("UnitMerged", unit="zz", into="kk"), "UnitMerged"),
    (row("UnitMerged", unit="kk", into="zz"), "UnitMerged"),
    (row("UnitClosed", unit="zz"), "UnitClosed"),
    (formed("jc-3", "zz"), "UnitFormed"),
    (row("RuleAgreed", unit="zz", rule="threshold", value=4), "RuleAgreed"),
    (row("ElectionStepTaken", member="m1", unit="zz", step="received"), "ElectionStepTaken"),
    (row("ElectorateChanged", unit="zz"), "ElectorateChanged"),
    (row("ElectorateChanged", unit="jc-1", electorate="zz"), "ElectorateChanged"),
    (row("SeatAllotted", committee="zz", seat="b-1", group="B"), "SeatAllotted"),
    (row("MeetingHeld", unit="zz"), "MeetingHeld"),
    (row("RatioObserved", unit="zz", figure="cases", value=220, per="staff"), "RatioObserved"),
]


@pytest.mark.parametrize(("naming", "kind"), NAMING)
def test_an_unknown_unit_is_refused(naming: Row, kind: str) -> None:
    """A fact names units that an earlier line or the log has formed; a later one is too late."""
    sentence = (
        f"line 1: Cannot record this {kind} because no earlier entry formed the unit zz."
        " Form it first, or correct the id."
    )
    assert problems(a_log(*TOWN), naming, formed("zz")) == [sentence]
    assert problems(a_log(*TOWN, formed("zz"), voided(4)), naming) == [sentence]
    assert len(taken(a_log(*TOWN), formed("zz"), naming)) == 2


def test_a_unit_is_formed_once() -> None:
    """A unit that the log or an earlier line has formed is not formed again."""
    sentence = (
        "Cannot form unit {} again because entry {} formed it."
        " Rename or move it, or give the other unit an id of its own; to correct its first day, say the"
        " same with an earlier one."
    )
    earlier = {"effective_on": "2014-12-31"}
    assert problems(
        a_log(*TOWN), formed("jc-1"), formed("x"), formed("x", **earlier, name="Y")
    ) == [
        "line 1: " + sentence.format("jc-1", 2),
        "line 3: " + sentence.format("x", 4),
    ]


def test_a_first_day_is_corrected() -> None:
    """The same unit with an earlier first day is taken in, and may have changed since that day."""
    moved = row("UnitMoved", "2014-12-31", unit="jc-1")
    again = formed("jc-1", "kk", effective_on="2014-12-31")
    assert len(taken(a_log(*TOWN), again, moved)) == 2
    sometime = formed("jc-1", "kk", not_before="0001-01-01")
    assert len(taken(a_log(*TOWN), sometime, moved)) == 2


def test_one_of_two_entries_that_formed_a_unit_may_be_voided() -> None:
    """What names the unit keeps only the last of them."""
    again = formed("jc-1", "kk", effective_on="2014-12-31")
    assert len(taken(a_log(*TOWN, again, joined("m1", "jc-1")), voided(2))) == 1
    assert problems(a_log(*TOWN, again, joined("m1", "jc-1"), voided(2)), voided(4)) == [
        (
            "line 1: Cannot void entry 4 because it formed unit jc-1, which entry 5 names."
            " Void that one first."
        )
    ]


@pytest.mark.parametrize(
    "change",
    [
        row("UnitRenamed", "2014-12-31", unit="jc-1", name="J"),
        row("UnitMoved", "2014-12-31", unit="jc-1"),
        row("UnitMerged", "2014-12-31", unit="jc-1", into="jc-2"),
        row("UnitClosed", "2014-12-31", unit="jc-1"),
    ],
    ids=lambda change: change["type"],
)
def test_a_unit_is_not_changed_before_its_first_day(change: Row) -> None:
    """Renaming, moving, merging or closing a unit before it was formed is malformed."""
    assert problems(a_log(*TOWN), change) == [
        (
            f"line 1: Cannot record this {change['type']} on 2014-12-31 because unit jc-1 was formed"
            " on 2015-01-01. Give that day or a later one."
        )
    ]
    assert len(taken(a_log(*TOWN), change | {"effective_on": "2015-01-01"})) == 1


ELECTED = row("StewardElected", member="m1", unit="jc-1", entry=801)
OF_AN_ELECTION = [
    row("ElectionStepTaken", member="m1", unit="jc-1", step="received", election=801, entry=802),
    row("MandateEnded", member="m1", unit="jc-1", election=801, entry=802),
]


@pytest.mark.parametrize("told", OF_AN_ELECTION, ids=lambda told: told["type"])
@pytest.mark.parametrize("stamped", [{"recorded_at": JANUARY, "recorded_by": "x"}, {}])
def test_the_election_that_a_fact_names_is_the_one_of_the_file(told: Row, stamped: Row) -> None:
    """The file numbers its entries as another log does; here the election has another number."""
    log = a_log()
    taken(log, *(each | stamped for each in [*TOWN, ELECTED, told]))

    assert [getattr(entry.event, "election", None) for entry in log.entries()][-2:] == [None, 4]


@pytest.mark.parametrize("told", OF_AN_ELECTION, ids=lambda told: told["type"])
def test_a_fact_of_no_election_is_refused(told: Row) -> None:
    """The entry that it names is in the file or the log, and is an election."""
    kind = told["type"]
    for election, lines in (
        (801, [told]),
        (3, [told | {"election": 3}]),
        (9, [told | {"election": 9}]),
    ):
        assert problems(a_log(*TOWN), *lines) == [
            (
                f"line 1: Cannot record this {kind} of the election {election} because no earlier line,"
                " and no entry that the file could mean, is an election of that number."
                " Correct the number, or leave it out."
            )
        ]
    log = a_log(*TOWN, row("StewardElected", member="m1", unit="jc-1"))
    assert len(taken(log, {**told, "election": 4})) == 1


CIRCLES = [
    ([formed("x", "x")], "UnitFormed", "x"),
    ([row("UnitMoved", unit="kk", parent="jc-1")], "UnitMoved", "kk"),
    ([row("UnitMerged", unit="jc-1", into="jc-1")], "UnitMerged", "jc-1"),
    (
        [
            row("UnitMerged", unit="jc-1", into="jc-2"),
            row("UnitMerged", "2018-01-01", unit="jc-2", into="jc-1"),
        ],
        "UnitMerged",
        "jc-2",
    ),
]


@pytest.mark.parametrize(("rows", "kind", "unit"), CIRCLES)
def test_a_circle_is_refused(rows: list[Row], kind: str, unit: str) -> None:
    """Neither parents nor mergers lead back to where they began, on any day."""
    assert problems(a_log(*TOWN), *rows) == [
        (
            f"line {len(rows)}: Cannot record this {kind} because unit {unit} would end up under"
            " itself or merged into itself. Correct the unit, or void the entry that leads back to it."
        )
    ]


def test_a_number_is_given_once() -> None:
    """Two lines of one file cannot be the same entry of the log it came from."""
    assert problems(a_log(), joined("m1", entry=7), joined("m2", entry=7)) == [
        (
            "line 2: Cannot read this line as entry 7 because an earlier line has that number."
            " Give each line its own number, or none."
        )
    ]
