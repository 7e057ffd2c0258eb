"""An event is written down as JSON that people can read, and reads back the same for ever."""

from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import (
    TYPES,
    Event,
    MemberJoined,
    UnitMerged,
    as_event,
    decode,
    encode,
    line,
    parse,
    tags,
    units_named,
)
from stewards.events.errors import UnknownEntryType, UnreadableEntry
from stewards.events.wire import stored_reader

from .strategies import events

STORED_AS = stored_reader()

JOINED = MemberJoined(
    member="M00001",
    workplace="jc-1",
    effective_on=date(2019, 1, 1),
    recorded_at=datetime(2019, 1, 2, 8, 30, tzinfo=UTC),
    recorded_by="region-ost",
)
STORED = (
    b'{"member":"M00001","workplace":"jc-1","category":"active","effective_on":"2019-01-01",'
    b'"recorded_at":"2019-01-02T08:30:00Z","recorded_by":"region-ost"}'
)


@given(events())
def test_every_event_reads_back_as_it_was(event: Event) -> None:
    """The stored form of any event of any type decodes to the same event."""
    assert decode(type(event).__name__, encode(event), 1) == event


@given(events())
def test_every_event_passes_through_the_interchange_format(event: Event) -> None:
    """One line of interchange says all that the event says, and the number of its entry."""
    fact = parse(line(event, 7), {})

    assert (as_event(fact.said), fact.entry, fact.says_when) == (event, 7, True)


@given(events())
def test_what_is_stored_is_read_without_making_an_event(event: Event) -> None:
    """The quick reader gives the same as decoding does, with the same tags, or nothing."""
    name, data = type(event).__name__, encode(event)
    said = STORED_AS(name, data)

    assert said is None or (as_event(said), tags(said)) == (event, tags(event))
    assert said is not None or not data.isascii() or name == "RuleAgreed"


@pytest.mark.parametrize(
    "data",
    [
        STORED.replace(b"{", b'{"entry":null,'),
        STORED.replace(b"{", b'{"type":"MemberJoined",'),
        STORED.replace(b"{", b'{"v":1,'),
        STORED.replace(b":", b": "),
        STORED.replace(b"Z", b"+00:00"),
        STORED.replace(b"08:30:00Z", b"09:30:00+01:00"),
        STORED.replace(b'"workplace"', b'"\\u0077orkplace"'),
        STORED.replace(b"2019-01-01", b"2019-02-31"),
        STORED.replace(b"{", b'{"not_before":"2020-01-01",'),
        STORED[:-1],
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_is_not_stored_so_is_left_to_decoding(data: bytes) -> None:
    """Whatever this version would not have written to the byte, sound or not, the quick reader leaves."""
    assert STORED_AS("MemberJoined", STORED) is not None
    assert STORED_AS("MemberJoined", data) is None


@given(events(), st.integers(0, 10_000), st.integers(0, 255))
def test_what_is_damaged_is_never_read_more_readily(event: Event, at: int, byte: int) -> None:
    """What the quick reader takes with a byte changed, decoding takes too, and as the same."""
    name, data = type(event).__name__, bytearray(encode(event))
    data[at % len(data)] = byte
    said = STORED_AS(name, bytes(data))

    assert said is None or decode(name, bytes(data), 1) == as_event(said)


@given(events())
def test_the_wire_form_is_stored_tagged_and_read_as_its_event_is(event: Event) -> None:
    """What a line says is written down byte for byte as the event is, made of it or not."""
    said = parse(line(event, 7), {}).said

    assert encode(said) == encode(event)
    assert tags(said) == tags(event)
    assert units_named(said) == units_named(event)


def test_the_stored_form_is_flat_json_without_what_is_none() -> None:
    """A person can read the stored form: the type's own fields first, nothing that is none."""
    assert encode(JOINED) == STORED


def test_there_are_thirty_types() -> None:
    """The registry of types is closed: these, by stable names of their own."""
    assert sorted(TYPES) == [
        "AbsenceBegan",
        "AbsenceEnded",
        "CategoryChanged",
        "CountPublished",
        "ElectionStepTaken",
        "ElectorateChanged",
        "EmploymentStated",
        "EntryVoided",
        "ExportMade",
        "GenerationBegun",
        "HeadcountObserved",
        "JoiningDayStated",
        "MandateEnded",
        "MeetingHeld",
        "MemberJoined",
        "MemberLeft",
        "PeopleKeptApart",
        "PersonErased",
        "RatioObserved",
        "RosterTaken",
        "RuleAgreed",
        "SeatAllotted",
        "StewardElected",
        "UnitClosed",
        "UnitFormed",
        "UnitMerged",
        "UnitMoved",
        "UnitRenamed",
        "WorkplaceChanged",
        "WorkplaceConfirmed",
    ]


def test_an_event_is_found_by_the_members_units_and_batch_it_names() -> None:
    """Tags are derived from the fields."""
    assert tags(JOINED) == ["member:M00001", "unit:jc-1"]


def test_a_tag_stands_once() -> None:
    """A unit that is named twice gives one tag: a repeated tag would match nothing on some stores."""
    merged = UnitMerged(
        unit="jc-1",
        into="jc-1",
        effective_on=date(2019, 1, 1),
        recorded_at=datetime(2019, 1, 2, tzinfo=UTC),
        recorded_by="x",
        batch="b-1",
    )

    assert tags(merged) == ["unit:jc-1", "batch:b-1"]


def test_an_unknown_type_stops_with_the_entry() -> None:
    """An entry of a type that this version does not know is named, and nothing is imported by name."""
    with pytest.raises(UnknownEntryType) as error:
        decode("os:system", b"{}", 12)

    assert str(error.value) == (
        "Cannot read entry 12 of the log because its type 'os:system' is not one that this version "
        "knows. Use the version of stewards that wrote it, or a newer one."
    )


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b'{"member":1}', b"\xff", b'{"v":"x"}', b'{"v":0}', b"null"]
)
def test_damaged_data_stop_with_the_entry(data: bytes) -> None:
    """An entry that does not hold what its type promises is named."""
    with pytest.raises(UnreadableEntry, match=r"Cannot read entry 12 \(MemberJoined\) of the log"):
        decode("MemberJoined", data, 12)


@pytest.mark.parametrize("name", ["CountPublished", "StewardElected"])
def test_what_was_written_before_fields_were_added_is_read_as_it_was(name: str) -> None:
    """An election or a printed figure of the first version says what it said, and nothing of what is new."""
    own = b'"members":7,' if name == "CountPublished" else b'"member":"M00001","unit":"jc-1",'
    stored = b"{" + own + STORED.partition(b'"category":"active",')[2]

    event = decode(name, stored, 1)

    new = {"categories"} if name == "CountPublished" else {"starts_on", "seat", "agreement"}
    assert new <= set(TYPES[name].fields)
    assert not any(getattr(event, field) for field in new)
    assert encode(event).startswith(b'{"v":2,')


def test_an_older_version_is_lifted_and_a_newer_one_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stored bytes stay as they are: upcasters lift the fields of an older version when it is read."""
    upcasters = {1: lambda fields: {"member": fields.pop("person"), **fields}}
    second = attrs.evolve(TYPES["MemberJoined"], version=2, upcasters=upcasters)
    monkeypatch.setitem(TYPES, "MemberJoined", second)

    assert decode("MemberJoined", STORED.replace(b'"member"', b'"person"'), 1) == JOINED
    assert decode("MemberJoined", encode(JOINED), 1) == JOINED
    assert encode(JOINED).startswith(b'{"v":2,')
    with pytest.raises(UnknownEntryType, match="'MemberJoined version 3'"):
        decode("MemberJoined", STORED.replace(b"{", b'{"v":3,', 1), 1)
