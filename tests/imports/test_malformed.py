"""What is no fact, or may not stand in a log, is refused with what is wrong."""

import pytest
from stewards.events import TYPES

from .files import JANUARY, TOWN, Row, a_log, joined, problems, row

KNOWN_TYPES = ", ".join(TYPES)
JOINED_FIELDS = (
    "member, workplace, category, placed_on, effective_on, recorded_at, recorded_by, note, batch,"
    " not_before, derived"
)


MALFORMED = [
    pytest.param(
        b"joined: m1",
        "read this line as a fact because it is not a JSON object (JSON is malformed: invalid"
        " character (byte 0)). Write one JSON object per line, each with its type.",
        id="no JSON",
    ),
    pytest.param(
        b'["m1"]',
        "read this line as a fact because it is not a JSON object (it holds something else)."
        " Write one JSON object per line, each with its type.",
        id="no object",
    ),
    pytest.param(
        b'{"type":"MemberLeft","member":"m\xff","effective_on":"2019-02-01"}',
        "read this line as a fact because it is not a JSON object ('utf-8' codec can't decode"
        " byte 0xff in position 1: invalid start byte)."
        " Write one JSON object per line, each with its type.",
        id="no UTF-8",
    ),
    pytest.param(
        {"member": "m1", "effective_on": "2019-02-01"},
        "read this fact because the field type is missing. Add the field.",
        id="no type",
    ),
    pytest.param(
        {"type": 7, "effective_on": "2019-02-01"},
        "use 7 as type because it must be text. Correct the value.",
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
        f"read this MemberJoined because a MemberJoined has no field 'name'. Its fields are {JOINED_FIELDS}.",
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
        "read effective_on '2019-02-29' because it is not a calendar day written as"
        " YYYY-MM-DD. Write a day such as 2019-09-01.",
        id="impossible day",
    ),
    pytest.param(
        row("MemberLeft", "1.2.2019", member="m1"),
        "read effective_on '1.2.2019' because it is not a calendar day written as"
        " YYYY-MM-DD. Write a day such as 2019-09-01.",
        id="day of another form",
    ),
    pytest.param(
        row("MemberLeft", member="m1", recorded_at="2019-01-02T09:00:00"),
        "read recorded_at '2019-01-02T09:00:00' because it is not an RFC 3339 instant with"
        " a time zone. Write an instant such as 2019-09-01T18:52:00Z.",
        id="instant without a zone",
    ),
    pytest.param(
        row("MemberLeft", member="m1", recorded_at="yesterday"),
        "read recorded_at 'yesterday' because it is not an RFC 3339 instant with a time"
        " zone. Write an instant such as 2019-09-01T18:52:00Z.",
        id="no instant",
    ),
    pytest.param(
        row("MemberLeft", member=17),
        "use 17 as member because it must be text. Correct the value.",
        id="id of another kind",
    ),
    pytest.param(
        joined("m1", entry="first"),
        "use 'first' as entry because it must be a whole number. Correct the value.",
        id="entry of another kind",
    ),
    pytest.param(
        joined("m1", entry=True),
        "use True as entry because it must be a whole number. Correct the value.",
        id="entry true",
    ),
    pytest.param(
        row("HeadcountObserved", workplace="jc-1", employees=-1),
        "use -1 as employees because a number of people is 0 to 100000000."
        " Give the number of people counted.",
        id="fewer than nobody",
    ),
    pytest.param(
        row("HeadcountObserved", workplace="jc-1", employees=7.5),
        "use 7.5 as employees because it must be a whole number. Correct the value.",
        id="half a person",
    ),
    pytest.param(
        row("RatioObserved", unit="jc-1", figure="cases", value=9, of=0, per="staff"),
        "use 0 as of because it must be a whole number from 1 to 1,000,000,000. Correct the value.",
        id="divided by nothing",
    ),
    pytest.param(
        row("ElectionStepTaken", member="m1", unit="jc-1", step="noticed"),
        "use 'noticed' as step because it must be approved, aware, received, accepted, objected, upheld,"
        " dismissed or declined. Correct the value.",
        id="no such step",
    ),
    pytest.param(
        row("RuleAgreed", rule="threshold", value=[]),
        "use () as value because it must be steps, at least one. Correct the value.",
        id="no steps",
    ),
    pytest.param(
        row("RuleAgreed", rule="threshold", value=5.5),
        "use 5.5 as value because it must be a text, a whole number, true or false, or steps."
        " Correct the value.",
        id="a rule that is none of these",
    ),
    pytest.param(
        row("MeetingHeld", unit="jc-1", present="b-1"),
        "use 'b-1' as present because it must be a list of ids, or left out. Correct the value.",
        id="one seat where several may stand",
    ),
    pytest.param(
        row("MandateEnded", member="m1", unit="jc-1", election="7"),
        "use '7' as election because it must be a whole number, or left out. Correct the value.",
        id="an election that is no number",
    ),
    pytest.param(
        row("RosterTaken", members=1, nameless=1),
        "use 1 as nameless because it must be true or false, or left out. Correct the value.",
        id="a flag that is a number",
    ),
    pytest.param(
        row("RuleAgreed", rule="threshold", value=-1),
        "use -1 as value because it must be a whole number from 0 to 1,000,000,000. Correct the value.",
        id="a rule below nothing",
    ),
    pytest.param(
        row("MeetingHeld", unit="jc-1", attended=-1),
        "use -1 as attended because it must be a whole number from 0 to 1,000,000,000. Correct the value.",
        id="a meeting of fewer than nobody",
    ),
    pytest.param(
        row("MeetingHeld", unit="jc-1", present=["b 1"]),
        "use 'b 1' as present because an id is 1 to 64 of the characters A-Z, a-z, 0-9,"
        " '.', '_', '-' and '/', of a unit also ' '. Give an opaque id such as M00001 or jc-1.",
        id="a seat with a blank",
    ),
    pytest.param(
        joined("m 1"),
        "use 'm 1' as member because an id is 1 to 64 of the characters A-Z, a-z, 0-9,"
        " '.', '_', '-' and '/', of a unit also ' '. Give an opaque id such as M00001 or jc-1.",
        id="id with a blank",
    ),
    pytest.param(
        joined("m\u001b[31m"),
        "use 'm\\x1b[31m' as member because an id is 1 to 64 of the characters A-Z, a-z, 0-9,"
        " '.', '_', '-' and '/', of a unit also ' '. Give an opaque id such as M00001 or jc-1.",
        id="id with a control character",
    ),
    pytest.param(
        joined("m1", note="a\u0007b"),
        "use 'a\\x07b' as note because a text is 1 to 500 characters without control characters."
        " Shorten it, or remove the control characters.",
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
@pytest.mark.parametrize("field", ["member", "category", "recorded_by", "batch", "note"])
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
            "line 2: Cannot read this MemberJoined because a MemberJoined has no field '01****-****'."
            f" Its fields are {JOINED_FIELDS}."
        ),
        (
            "line 3: Cannot read effective_on '01****-****' because it is not a calendar day"
            " written as YYYY-MM-DD. Write a day such as 2019-09-01."
        ),
    ]
