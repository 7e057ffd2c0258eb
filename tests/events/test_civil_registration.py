"""What has the form of a civil registration number is refused wherever a person may be meant."""

import random
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import Event, MemberLeft, Said, UnitFormed, decode, masked, parse
from stewards.events.civil_registration import holds_civil_registration_number
from stewards.events.errors import BadInput, CivilRegistrationNumber

COMMON: dict[str, Any] = {
    "effective_on": date(2020, 1, 1),
    "recorded_at": datetime(2020, 1, 1, tzinfo=UTC),
    "recorded_by": "office",
}
IN_AN_ID = [
    ("0101701234", "01********"),
    ("010170-1234", "01****-****"),
    ("M010170-1234", "M01****-****"),
    ("cpr-0101701234", "cpr-01********"),
    ("cpr0101701234x", "cpr01********x"),
    ("010170.1234", "01****.****"),
    ("010170_1234", "01****_****"),
    ("010170.-.1234", "01****.-.****"),
    ("01.01.70-1234", "01.**.**-****"),
    ("01-01-70-1234", "01-**-**-****"),
    ("01.01.701234", "01.**.******"),
    ("a0101701234f", "a01********f"),
    ("6112991234", "61********"),
    ("911299-1234", "91****-****"),
    ("311299-0000", "31****-****"),
]
IN_A_TEXT = [
    *IN_AN_ID,
    ("as 010170 1234 said", "as 01**** **** said"),
    ("010170\u00a01234", "01****\u00a0****"),
    ("010170\u20111234", "01****\u2011****"),
    ("010170\u20131234", "01****\u2013****"),
    ("010170\u20141234", "01****\u2014****"),
    ("010170\u22121234", "01****\u2212****"),
    ("010170 - 1234", "01**** - ****"),
    ("010170/1234", "01****/****"),
    ("01/01 70, 1234", "01/** **, ****"),
    ("(01 01 70) 1234", "(01 ** **) ****"),
    (
        "\uff10\uff11\uff10\uff11\uff17\uff10\uff0d\uff11\uff12\uff13\uff14",
        "\uff10\uff11****\uff0d****",
    ),
    ("\u0660\u0661\u0660\u0661\u0667\u0660-1234", "\u0660\u0661****-****"),
    ("\u2460\u2460\u2460\u2460\u2460\u2460-1234", "\u2460\u2460****-****"),
    ("\u246b\u246b\u246b\u246b\u246b", "\u246b****"),
    ("\u24fd 010170\u00b9\u00b2\u00b3\u2074", "\u24fd 01********"),
    ("0101\u200b70\u00ad-1234", "01**\u200b**\u00ad-****"),
    ("Gørtz 010170-1234", "Gørtz 01****-****"),
]
PASSES = [
    "M00001",
    "123456789",
    "2019-0001234",
    "M2019-1234",
    "20190901-1234",
    "roster-2019-09-01-891234",
    "headcounts-2012-10-11-12345678",
    "3213701234",  # no day
    "0113701234",  # no month
    "010170-12345",
    "1010170-1234",
    "010170----1234",
    "010170x1234",
    "f0101701-234b-4abc-8abc-0101701234ab",
    "M-AB0101701234AB010170123AB0101701",
]


def left(**fields: Any) -> MemberLeft:
    """Return the leaving of a member, with some fields."""
    return MemberLeft(**{"member": "M1"} | COMMON | fields)


def told(**fields: Any) -> Said:
    """Return what the line says of the leaving of a member, with some fields."""
    fact = {"type": "MemberLeft", "member": "M1"} | COMMON | fields
    return parse(msgspec.json.encode(fact), {}).said


@pytest.mark.parametrize("tell", [left, told])
@pytest.mark.parametrize("field", ["member", "recorded_by", "batch"])
@pytest.mark.parametrize(("value", "shown"), IN_AN_ID)
def test_within_an_id(tell: Callable[..., object], field: str, value: str, shown: str) -> None:
    """An id that holds such a number is refused, in a program and in a file, and not shown whole."""
    with pytest.raises(CivilRegistrationNumber) as refusal:
        tell(**{field: value})

    assert str(refusal.value) == (
        f"Cannot record {shown} as {field} because it has the form of a civil registration number,"
        " and the log holds opaque ids only. Use the member's number in the union instead."
    )


@pytest.mark.parametrize("tell", [left, told])
@pytest.mark.parametrize(("value", "shown"), IN_A_TEXT)
def test_within_a_text(tell: Callable[..., object], value: str, shown: str) -> None:
    """A text that holds such a number is refused, whatever stands between, and not shown whole."""
    with pytest.raises(CivilRegistrationNumber) as refusal:
        tell(note=value)

    assert str(refusal.value) == (
        f"Cannot record {shown} as note because it has the form of a civil registration number,"
        " and the log holds opaque ids only. Use the member's number in the union instead."
    )


@pytest.mark.parametrize("tell", [left, told])
@pytest.mark.parametrize("value", PASSES)
def test_what_is_none(tell: Callable[..., Any], value: str) -> None:
    """A running number, one with a year, a batch of a day and a UUID are ids, and shown as they are."""
    assert tell(member=value, note=value).member == value
    assert masked(value) == value


@pytest.mark.parametrize("unit", ["1003388394", "0101701234", "cpr-010170-1234"])
def test_the_id_of_a_unit(unit: str) -> None:
    """A unit may have the number of its production unit, which is ten digits: it is not judged."""
    fields = {"unit": unit, "name": "Jobcenter 1", "kind": "workplace", "parent": unit} | COMMON

    said: Any = parse(msgspec.json.encode({"type": "UnitFormed"} | fields), {}).said

    assert [said.unit, said.parent, UnitFormed(**fields).unit] == [unit, unit, unit]


def test_a_plain_text_costs_an_import_no_event() -> None:
    """Letters, digits and signs as people type them are read at once, Danish ones too."""
    note = (
        "Told by Jobcenter Nørrebro \u2013 \u201cÅgade 12\u201d; it\u2019s 100 % sure (see letter)"
    )

    assert not isinstance(told(note=note), Event)


@pytest.mark.parametrize("field", ["recorded_by", "note"])
def test_no_text_with_a_number_is_kept(field: str) -> None:
    """What was refused is nowhere in the process any more once whoever told it has let go of it."""
    value = f"{field}-{101701234:010}"  # which no other test tells
    held = sys.getrefcount(value)

    assert f"{field}-01********" in outcome(left, **{field: value})

    assert sys.getrefcount(value) == held


numbers = st.lists(
    st.sampled_from(
        ["01", "12", "70", "1234", "0101701234", "2019", "-", ".", " ", "\u2013", "x", "\u00b9"]
    )
    | st.characters(exclude_categories=("C", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).map("".join)


@given(numbers)
def test_masked_is_what_is_refused(text: str) -> None:
    """A text is changed in a message if and only if it is refused; what is left would not be refused."""
    shown = masked(text)

    assert (shown != text) == holds_civil_registration_number(text)
    assert not holds_civil_registration_number(shown)
    assert len(shown) == len(text)


@given(numbers)
def test_a_file_lets_in_what_a_program_lets_in(text: str) -> None:
    """Reading a line and making an event are two ways to the same answer, for ids and for texts."""
    assert outcome(told, member=text) == outcome(left, member=text)
    assert outcome(told, note=text) == outcome(left, note=text)


def outcome(tell: Callable[..., object], **fields: str) -> str:
    """Return what is said of some fields; nothing where they are let in."""
    try:
        tell(**fields)
    except BadInput as problem:
        return str(problem)
    return ""


def uuid(chance: random.Random) -> UUID:
    """Return a UUID as `uuid4` draws it."""
    return UUID(int=chance.getrandbits(128), version=4)


def year(chance: random.Random) -> int:
    """Return a year in which members joined."""
    return chance.randint(1950, 2030)


USUAL: dict[str, Callable[[random.Random], str]] = {
    "UUID": lambda c: str(uuid(c)),
    "UUID in capitals": lambda c: str(uuid(c)).upper(),
    "UUID without hyphens": lambda c: uuid(c).hex,
    "UUID in braces": lambda c: f"{{{uuid(c)}}}",
    "UUID as a name": lambda c: uuid(c).urn,
    "UUID behind a word": lambda c: f"member-{uuid(c).hex}",
    "digest": lambda c: f"{c.getrandbits(256):064x}",
    "up to nine digits": lambda c: str(c.randrange(10 ** c.randint(1, 9))),
    "a letter and nine digits": lambda c: f"M{c.randrange(10**9):09}",
    "year and seven digits": lambda c: f"{year(c)}-{c.randrange(10**7):07}",
    "year and any digits": lambda c: f"{year(c)}-{c.randrange(10 ** c.randint(1, 9))}",
    "letter, year and four digits": lambda c: f"M{year(c)}-{c.randrange(10**4):04}",
    "day and four digits": lambda c: (
        f"{year(c)}{c.randint(1, 12):02}{c.randint(1, 28):02}-{c.randrange(10**4):04}"
    ),
    "batch": lambda c: (
        f"roster-{year(c)}-{c.randint(1, 12):02}-{c.randint(1, 28):02}-{c.randrange(10**9)}"
    ),
}


@pytest.mark.parametrize("draw", USUAL.values(), ids=USUAL.keys())
def test_wrong_alarms(draw: Callable[[random.Random], str], seed: int) -> None:
    """Of the ids that programs and unions give, fewer than one in a thousand is taken for a person's."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret

    alarms = sum(holds_civil_registration_number(draw(chance)) for _ in range(20_000))

    assert alarms < 20


@pytest.mark.parametrize(("value", "shown"), IN_A_TEXT[2:])
def test_what_an_earlier_version_let_in_is_read(value: str, shown: str) -> None:
    """A stored entry stays readable whatever it holds: a stricter rule is for what is told now."""
    stored = {"member": "M1", "reason": value, "note": "\u200b"} | COMMON

    event = decode("MemberLeft", msgspec.json.encode(stored), 7)

    assert isinstance(event, MemberLeft)
    assert (event.reason, event.note) == (value, "\u200b")
    assert value not in outcome(left, reason=value)
    assert shown in outcome(left, reason=value)
