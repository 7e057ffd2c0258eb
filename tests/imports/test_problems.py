"""What an import refuses: every bad line with its number, and nothing recorded."""

import pytest
from stewards.events import TYPES

from .files import JANUARY, TOWN, Row, a_log, formed, joined, problems, row, taken, told, voided

KNOWN_TYPES = ", ".join(TYPES)
JOINED_FIELDS = "member, workplace, category, effective_on, recorded_at, recorded_by, note, batch"


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
            " truncated). Write one JSON object a line, with its type."
        ),
        (
            "line 4: Cannot record this MemberJoined because no earlier entry formed the unit zz."
            " Form it first, or correct the id."
        ),
        (
            "line 5: Cannot read effective_on '2019-02-30' because it is no day of the calendar"
            " written as YYYY-MM-DD. Write a day such as 2019-09-01."
        ),
    ]


MALFORMED = [
    pytest.param(
        b"joined: m1",
        "read this line as a fact because it is not a JSON object (JSON is malformed: invalid"
        " character (byte 0)). Write one JSON object a line, with its type.",
        id="no JSON",
    ),
    pytest.param(
        b'["m1"]',
        "read this line as a fact because it is not a JSON object (it holds something else)."
        " Write one JSON object a line, with its type.",
        id="no object",
    ),
    pytest.param(
        b'{"type":"MemberLeft","member":"m\xff","effective_on":"2019-02-01"}',
        "read this line as a fact because it is not a JSON object ('utf-8' codec can't decode"
        " byte 0xff in position 1: invalid start byte)."
        " Write one JSON object a line, with its type.",
        id="no UTF-8",
    ),
    pytest.param(
        {"member": "m1", "effective_on": "2019-02-01"},
        "read this fact because the field type is missing. Add the field.",
        id="no type",
    ),
    pytest.param(
        {"type": 7, "effective_on": "2019-02-01"},
        "read type 7 because it must be a text. Correct the value.",
        id="type of another kind",
    ),
    pytest.param(
        row("MemberMarried", member="m1"),
        "read a fact of type 'MemberMarried' because there is no such type."
        f" The types are {KNOWN_TYPES}.",
        id="unknown type",
    ),
    pytest.param(
        joined("m1", name="Ann"),
        f"read this MemberJoined because it has no field 'name'. Its fields are {JOINED_FIELDS}.",
        id="unknown field",
    ),
    pytest.param(
        row("MemberJoined"),
        "read this MemberJoined because the field member is missing. Add the field.",
        id="missing field",
    ),
    pytest.param(
        {"type": "MemberLeft", "member": "m1"},
        "read this MemberLeft because the field effective_on is missing. Add the field.",
        id="missing day",
    ),
    pytest.param(
        row("MemberLeft", "2019-02-29", member="m1"),
        "read effective_on '2019-02-29' because it is no day of the calendar written as"
        " YYYY-MM-DD. Write a day such as 2019-09-01.",
        id="impossible day",
    ),
    pytest.param(
        row("MemberLeft", "1.2.2019", member="m1"),
        "read effective_on '1.2.2019' because it is no day of the calendar written as"
        " YYYY-MM-DD. Write a day such as 2019-09-01.",
        id="day of another form",
    ),
    pytest.param(
        row("MemberLeft", member="m1", recorded_at="2019-01-02T09:00:00"),
        "read recorded_at '2019-01-02T09:00:00' because it is no instant written as RFC 3339 with"
        " a time zone. Write an instant such as 2019-09-01T18:52:00Z.",
        id="instant without a zone",
    ),
    pytest.param(
        row("MemberLeft", member="m1", recorded_at="yesterday"),
        "read recorded_at 'yesterday' because it is no instant written as RFC 3339 with a time"
        " zone. Write an instant such as 2019-09-01T18:52:00Z.",
        id="no instant",
    ),
    pytest.param(
        row("MemberLeft", member=17),
        "read member 17 because it must be a text. Correct the value.",
        id="id of another kind",
    ),
    pytest.param(
        joined("m1", entry="first"),
        "read entry 'first' because it must be a whole number. Correct the value.",
        id="entry of another kind",
    ),
    pytest.param(
        joined("m1", entry=True),
        "read entry True because it must be a whole number. Correct the value.",
        id="entry true",
    ),
    pytest.param(
        row("HeadcountObserved", workplace="jc-1", employees=-1),
        "use -1 as employees because a number of people is 0 to 100000000."
        " Give the number of people that were counted.",
        id="fewer than nobody",
    ),
    pytest.param(
        row("HeadcountObserved", workplace="jc-1", employees=7.5),
        "read employees 7.5 because it must be a whole number. Correct the value.",
        id="half a person",
    ),
    pytest.param(
        joined("m 1"),
        "use 'm 1' as member because an id is 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_'"
        " and '-'. Give an opaque id such as M00001 or jc-1.",
        id="id with a blank",
    ),
    pytest.param(
        joined("m\u001b[31m"),
        "use 'm\\x1b[31m' as member because an id is 1 to 64 of the characters A-Z, a-z, 0-9,"
        " '.', '_' and '-'. Give an opaque id such as M00001 or jc-1.",
        id="id with a control character",
    ),
    pytest.param(
        joined("m1", note="a\u0007b"),
        "use 'a\\x07b' as note because a text is 1 to 500 characters without control characters."
        " Shorten it, or take the control characters out.",
        id="text with a control character",
    ),
]


@pytest.mark.parametrize(("bad", "sentence"), MALFORMED)
@pytest.mark.parametrize("stamped", [True, False], ids=["stamped", "unstamped"])
def test_a_malformed_line_is_refused(bad: Row | bytes, sentence: str, stamped: bool) -> None:
    """What is no fact is refused with what is wrong, whether it says when it was recorded or not."""
    if stamped and isinstance(bad, dict):
        bad = {"recorded_at": JANUARY, "recorded_by": "office-7"} | bad
    log = a_log(*({"recorded_at": JANUARY} | each for each in TOWN))
    assert problems(log, bad) == [f"line 1: Cannot {sentence}"]


@pytest.mark.parametrize(
    ("number", "masked"), [("010170-1234", "01****-****"), ("0101701234", "01********")]
)
@pytest.mark.parametrize(
    "field", ["member", "workplace", "category", "recorded_by", "batch", "note"]
)
@pytest.mark.parametrize("stamped", [True, False], ids=["stamped", "unstamped"])
def test_a_civil_registration_number_is_refused_and_not_echoed(
    field: str, number: str, masked: str, stamped: bool
) -> None:
    """Wherever such a number stands, the line is refused and the message shows two digits of it."""
    bad = joined("m1") | {field: number}
    if stamped:
        bad = {"recorded_at": JANUARY, "recorded_by": "office-7"} | bad
    (problem,) = problems(a_log(), bad)
    assert problem == (
        f"line 1: Cannot record {masked} as {field} because it has the form of a civil"
        " registration number, and the log holds opaque ids only."
        " Use the member's number in the union instead."
    )


def test_a_civil_registration_number_is_masked_in_whatever_is_refused() -> None:
    """A number in a place where nobody looks for it is not echoed either."""
    assert problems(
        a_log(),
        row("0101701234"),
        joined("m1") | {"010170-1234": 1},
        row("MemberLeft", "010170-1234", member="m1"),
    ) == [
        (
            f"line 1: Cannot read a fact of type '01********' because there is no such type."
            f" The types are {KNOWN_TYPES}."
        ),
        (
            "line 2: Cannot read this MemberJoined because it has no field '01****-****'."
            f" Its fields are {JOINED_FIELDS}."
        ),
        (
            "line 3: Cannot read effective_on '01****-****' because it is no day of the calendar"
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
        " Rename or move it, or give the other unit an id of its own."
    )
    assert problems(a_log(*TOWN), formed("jc-1"), formed("x"), formed("x")) == [
        "line 1: " + sentence.format("jc-1", 2),
        "line 3: " + sentence.format("x", 4),
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
            f"line {len(rows)}: Cannot record this {kind} because unit {unit} would come to lie under,"
            " or be merged into, itself. Correct the unit, or void the entry that leads back."
        )
    ]


@pytest.mark.parametrize("number", [4, 99, 0, -1])
def test_an_unknown_entry_is_not_voided(number: int) -> None:
    """A void names an entry of the log or a line above it, never one below."""
    assert problems(a_log(*TOWN), voided(number), joined("m1", entry=99)) == [
        (
            f"line 1: Cannot void entry {number} because no earlier line, and no entry of the log,"
            " has that number. Correct the number."
        )
    ]


def test_a_void_is_not_voided() -> None:
    """A void is final, in the log and in the file."""
    sentence = (
        "Cannot void entry {} because it is itself a void, and a void is final."
        " Record the fact anew."
    )
    log = a_log(*TOWN, voided(3))
    assert problems(log, voided(4), joined("m1", entry=7), voided(7, entry=8), voided(8)) == [
        "line 1: " + sentence.format(4),
        "line 4: " + sentence.format(8),
    ]


def test_the_forming_of_a_unit_that_others_name_is_not_voided() -> None:
    """A unit does not vanish from below what names it, in the log or in the file."""
    sentence = (
        "Cannot void entry {} because it formed unit {}, which entry {} names. Void that one first."
    )
    log = a_log(*TOWN, joined("m1", "jc-1"))
    assert problems(log, voided(2), joined("m2", "jc-2"), voided(3), voided(4), voided(2)) == [
        "line 1: " + sentence.format(2, "jc-1", 4),
        "line 3: " + sentence.format(3, "jc-2", 5),
    ]


def test_a_number_is_given_once() -> None:
    """Two lines of one file cannot be the same entry of the log it came from."""
    assert problems(a_log(), joined("m1", entry=7), joined("m2", entry=7)) == [
        (
            "line 2: Cannot read this line as entry 7 because an earlier line has that number."
            " Give each line its own number, or none."
        )
    ]


ODD = [
    pytest.param([joined("m1"), joined("m1")], id="joined twice"),
    pytest.param([row("MemberLeft", member="m1")], id="left without joining"),
    pytest.param([row("WorkplaceChanged", member="m1", workplace="jc-1")], id="changed outside"),
    pytest.param([row("WorkplaceConfirmed", member="m1")], id="confirmed outside"),
    pytest.param([joined("m1", category="retired")], id="a category of no agreement"),
    pytest.param([joined("m1", "kk")], id="at no workplace"),
    pytest.param([row("UnitClosed", unit="jc-1"), joined("m1", "jc-1")], id="at a closed one"),
    pytest.param([row("UnitClosed", unit="jc-1")] * 2, id="closed twice"),
    pytest.param([row("UnitRenamed", unit="jc-1", name="JC-1")], id="renamed to the same"),
    pytest.param([row("UnitMoved", unit="jc-1", parent="kk")], id="moved to where it lies"),
    pytest.param(
        [row("UnitClosed", unit="jc-1"), row("UnitMerged", unit="jc-1", into="jc-2")],
        id="closed and merged",
    ),
    pytest.param(
        [row("UnitMerged", unit="jc-1", into="jc-2"), row("UnitMerged", unit="jc-1", into="kk")],
        id="merged twice",
    ),
    pytest.param([row("StewardElected", member="m1", unit="kk", office="chair")], id="elected"),
    pytest.param(
        [row("StewardElected", member="m1", unit="jc-1", until="2018-01-01")], id="over at once"
    ),
    pytest.param([row("MandateEnded", member="m1", unit="jc-1")], id="ended without election"),
    pytest.param([row("HeadcountObserved", workplace="kk", employees=7)], id="counted at kk"),
]


@pytest.mark.parametrize("rows", ODD)
def test_what_looks_odd_is_recorded(rows: list[Row]) -> None:
    """An import records what happened; what a decision would refuse is for the check to find."""
    log = a_log(*TOWN)
    taken(log, *rows)
    assert [kind for _, kind in told(log)[3:]] == [each["type"] for each in rows]
