"""A line of an interchange file that is malformed says what is wrong with it, and what to do."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import parse
from stewards.events.errors import BadInput

LEFT: dict[str, Any] = {
    "type": "MemberLeft",
    "member": "M00001",
    "effective_on": "2019-09-01",
    "recorded_at": "2019-09-02T08:00:00Z",
    "recorded_by": "region-ost",
}
ID_RULE = (
    "an id is 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_', '-' and '/', of a unit also ' '"
)
ID_ADVICE = "Give an opaque id such as M00001 or jc-1."
CPR_REASON = "it has the form of a civil registration number, and the log holds opaque ids only"
CPR_ADVICE = "Use the member's number in the union instead."
TEXT_RULE = "a text is 1 to 500 characters without control characters"
TEXT_ADVICE = "Shorten it, or remove the control characters."


def problem(**changes: Any) -> str:
    """Return what is said of the leaving of a member with some fields changed, or left out."""
    fields = {key: value for key, value in (LEFT | changes).items() if value is not ...}
    with pytest.raises(BadInput) as error:
        parse(msgspec.json.encode(fields), {})
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{", "Input data was truncated"),
        (b"joined", "JSON is malformed: invalid character (byte 0)"),
        (b"[]", "it holds something else"),
        (b'{"a":1} {"a":1}', "JSON is malformed: trailing characters (byte 9)"),
        (b'{"a":' * 100_000, "it is nested too deeply"),
    ],
)
def test_a_line_that_is_no_json_object(text: bytes, reason: str) -> None:
    """What is not one JSON object is refused, with the place where it breaks."""
    with pytest.raises(BadInput) as error:
        parse(text, {})

    assert str(error.value) == (
        f"Cannot read this line as a fact because it is not a JSON object ({reason}). "
        "Write one JSON object per line, each with its type."
    )


@pytest.mark.parametrize("field", ["type", "entry", "member", "effective_on", "reason"])
def test_a_value_that_is_nested_deeply(field: str) -> None:
    """However deep a value is, and however deep the program that reads it, the line is refused."""
    for depth in range(100, 600):
        nested = "[" * depth + "]" * depth
        text = msgspec.json.encode(LEFT | {field: 0}).replace(
            b'"%b":0' % field.encode(), b'"%b":%b' % (field.encode(), nested.encode())
        )

        assert further_down(500, text).startswith("Cannot ")


def further_down(calls: int, text: bytes) -> str:
    """Return what is said of a line where so many calls are under way."""
    return further_down(calls - 1, text) if calls else read_or_refuse(text)


def test_no_type() -> None:
    """A fact says its type."""
    assert problem(type=...) == (
        "Cannot read this fact because the field type is missing. Add the field."
    )


def test_an_unknown_type() -> None:
    """Only the types of the registry are facts."""
    assert problem(type="MemberDied").startswith(
        "Cannot read a fact of type 'MemberDied' because there is no such type. The types are "
    )


def test_an_unknown_field() -> None:
    """A field that the type does not have is not passed over."""
    assert problem(workplace="jc-1") == (
        "Cannot read this MemberLeft because a MemberLeft has no field 'workplace'. Its fields are member, "
        "reason, effective_on, recorded_at, recorded_by, note, batch, not_before, derived."
    )


def test_a_missing_field() -> None:
    """A field that the type cannot do without is asked for."""
    assert problem(member=...) == (
        "Cannot read this MemberLeft because the field member is missing. Add the field."
    )


@pytest.mark.parametrize(
    "day", ["2019-02-30", "2019-13-01", "01-09-2019", "2019-9-1", "", 20190901]
)
def test_an_impossible_day(day: object) -> None:
    """A day is a day of the calendar written as YYYY-MM-DD, never guessed."""
    assert problem(effective_on=day) == (
        f"Cannot read effective_on {str(day)!r} because it is not a calendar day written as "
        "YYYY-MM-DD. Write a day such as 2019-09-01."
    )


def test_a_missing_day() -> None:
    """A fact says from which day it is true."""
    assert problem(effective_on=...) == (
        "Cannot read this MemberLeft because the field effective_on is missing. Add the field."
    )


@pytest.mark.parametrize(
    "instant",
    ["2019-09-02T08:00:00", "2019-09-02", "yesterday", "0001-01-01T00:00:00+05:00"],
)
def test_an_instant_without_a_time_zone_or_a_year_in_utc(instant: str) -> None:
    """An instant says its time zone, and lies in a year there is."""
    assert problem(recorded_at=instant) == (
        f"Cannot read recorded_at {instant!r} because it is not an RFC 3339 instant with a "
        "time zone. Write an instant such as 2019-09-01T18:52:00Z."
    )


@pytest.mark.parametrize("value", ["M 1", "", "a" * 65, "M\n1", "M\x1b[31m", "M\u202e1", "ø"])
def test_an_id_with_other_characters(value: str) -> None:
    """An id is short and plain, so that it can be a tag on every store."""
    assert problem(member=value) == f"Cannot use {value!r} as member because {ID_RULE}. {ID_ADVICE}"


def test_a_number_for_an_id() -> None:
    """Ids are texts; a number would lose its leading zeros."""
    assert problem(member=7) == "Cannot use 7 as member because it must be text. Correct the value."


@pytest.mark.parametrize(
    ("value", "shown"), [("0101701234", "01********"), ("010170-1234", "01****-****")]
)
@pytest.mark.parametrize("field", ["member", "recorded_by", "batch"])
def test_a_civil_registration_number(field: str, value: str, shown: str) -> None:
    """What has the form of a civil registration number is refused as an id, and never shown whole."""
    said = problem(**{field: value})

    assert said == f"Cannot record {shown} as {field} because {CPR_REASON}. {CPR_ADVICE}"
    assert value not in said


def test_a_civil_registration_number_within_a_text() -> None:
    """Free text does not smuggle such a number into the log."""
    said = problem(reason="died, 010170-1234, see letter")

    assert said == (
        f"Cannot record died, 01****-****, see letter as reason because {CPR_REASON}. {CPR_ADVICE}"
    )


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "a\x00b", "x" * 501])
def test_a_text_that_is_empty_long_or_has_control_characters(value: str) -> None:
    """A text is one short printable line."""
    assert problem(note=value) == f"Cannot use {value!r} as note because {TEXT_RULE}. {TEXT_ADVICE}"


def test_a_very_long_value_is_not_repeated_in_full() -> None:
    """A message stays readable whatever the length of what was given."""
    assert problem(note="x" * 1_000_000) == (
        f"Cannot use '{'x' * 999}... as note because {TEXT_RULE}. {TEXT_ADVICE}"
    )


@pytest.mark.parametrize("number", [-1, 100_000_001, 10**30])
def test_a_number_of_people_out_of_bounds(number: int) -> None:
    """Nobody counts fewer than no people, or more than there are."""
    said = problem(type="HeadcountObserved", member=..., workplace="jc-1", employees=number)

    assert said == (
        f"Cannot use {number} as employees because a number of people is 0 to 100000000. "
        "Give the number of people counted."
    )


def test_an_entry_number_that_is_none() -> None:
    """The number of an entry is a whole number."""
    assert problem(entry="1") == (
        "Cannot use '1' as entry because it must be a whole number. Correct the value."
    )


def read_or_refuse(text: bytes) -> str:
    """Return nothing for a fact, the sentence for bad input; any other error is raised."""
    try:
        parse(text, {})
    except BadInput as error:
        return str(error)
    return ""


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    """Whatever stands in a line, it is a fact or bad input, never another error."""
    assert read_or_refuse(text).startswith("Cannot ")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(LEFT)), json_values)
def test_any_value_of_any_field_is_read_or_refused(field: str, value: object) -> None:
    """Whatever JSON value a field holds, it is a fact or bad input, never another error."""
    said = read_or_refuse(msgspec.json.encode(LEFT | {field: value}))

    assert said == "" or said.startswith("Cannot ")
