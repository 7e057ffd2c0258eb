"""Whoever reads the log entry by entry and whoever replays it say the same of an entry that is not sound."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import pytest
from stewards.events import Event
from stewards.events.errors import UnsoundStore
from stewards.registry import Registry

from .conftest import COMMON, Harm, written

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

LEFT = written(member="M1")
DEEP = b'{"note":' + b"[" * 100_000 + b"]" * 100_000 + b"," + LEFT[1:]


def left(**fields: object) -> tuple[str, bytes]:
    """Return a leaving of M1 with other fields."""
    return "MemberLeft", written(**{"member": "M1", **fields})


def padded(blanks: int, **fields: object) -> tuple[str, bytes]:
    """Return the same with blanks, which might make up for what a value should have been longer."""
    kind, told = left(**fields)
    return kind, b"{" + b" " * blanks + told[1:]


def observed(employees: str) -> tuple[str, bytes]:
    """Return a headcount with a number as it is written."""
    told = written(workplace="jc-1", employees="#")
    return "HeadcountObserved", told.replace(b'"#"', employees.encode())


REFUSED: Final = {
    "a day that is an instant": left(effective_on="2019-09-01T09:00:00"),
    "a day without end": left(effective_on="infinity"),
    "a day before all days": left(effective_on="-infinity"),
    "a day BC": left(effective_on="0044-03-15 (BC)"),
    "a day with slashes": left(effective_on="2019/09/01"),
    "a day with blanks": left(effective_on="2019 09 01"),
    "a short day": left(effective_on="2019-9-1"),
    "a short day, filled up": left(effective_on="2019-09-1 "),
    "the epoch": left(effective_on="epoch"),
    "no day of the calendar": left(effective_on="2019-02-30"),
    "a day that is a number": left(effective_on=20190901),
    "a year of five digits": left(effective_on="12019-09-01"),
    "no day": left(effective_on=None),
    "an instant without a zone": left(recorded_at="2019-09-02T08:00:00"),
    "an instant without end": left(recorded_at="infinity"),
    "an instant with a blank": left(recorded_at="2019-09-02T 8:00:00Z"),
    "an instant at 24 o'clock": left(recorded_at="2019-09-02T24:00:00Z"),
    "an extra field": left(shoe="43"),
    "a field of another type": left(category="active"),
    "a version that is true": left(v=True),
    "a version that is a text": left(v="1"),
    "version nought": left(v=0),
    "a member that is a number": left(member=5),
    "a member that is true": left(member=True),
    "a member that is none": left(member=None),
    "a member that is a list": left(member=["M1"]),
    "an id with a blank": left(member="M 1"),
    "an id with a tilde": left(member="M~1"),
    "an id with a letter of ours": left(member="Mø1"),
    "an id of nothing": left(member=""),
    "a long id": left(member="M" * 65),
    "an id of a recorder with a line break": left(recorded_by="a\nb"),
    "a reason of blanks": left(reason="  "),
    "a reason that is a number": left(reason=7),
    "a long reason": left(reason="x" * 501),
    "a note with a control character": left(note="a\x1b[31mb"),
    "a note that is an object": left(note={"a": 1}),
    "a count that is a fraction": observed("5.0"),
    "a count in powers": observed("1e1"),
    "a count in a text": observed('"5"'),
    "a count that is true": observed("true"),
    "a count below zero": observed("-1"),
    "a count beyond all people": observed("100000001"),
    "a count that is none": observed("null"),
    "a missing category": ("CategoryChanged", written(member="M1")),
    "a term that is a word": (
        "StewardElected",
        written(member="M1", unit="jc-1", office="steward", until="May"),
    ),
    "a term without end": (
        "StewardElected",
        written(member="M1", unit="jc-1", office="steward", until="infinity"),
    ),
    "a name that is none": ("UnitRenamed", written(unit="jc-1", name=None)),
    "a void beyond all entries": ("EntryVoided", written(voids=10**20, reason="x")),
    "nothing": ("MemberLeft", b""),
    "no object": ("MemberLeft", b"[]"),
    "half an object": ("MemberLeft", LEFT[:-9]),
    "more than an object": ("MemberLeft", LEFT + b"{}"),
    "an object and nothing": ("MemberLeft", LEFT + b"\0"),
    "no text": ("MemberLeft", LEFT.replace(b"M1", b"\xff\xfe")),
    "a line break within a text": ("MemberLeft", LEFT.replace(b"office", b"of\nfice")),
    "deep lists": ("MemberLeft", DEEP),
    "a day without end, and two blanks": padded(2, effective_on="infinity"),
    "a day before all days, and a blank": padded(1, effective_on="-infinity"),
    "an id with a quote, and three blanks": padded(3, member='M"1'),
    "an id with a blank, and four more": padded(4, member="M 1"),
    "a long id, and a thousand blanks": padded(1000, member="M" * 65),
    "an instant with a blank, and two more": padded(2, recorded_at="2019-09-02T 8:00:00Z"),
    "an instant of a short day, and a blank": padded(1, recorded_at="2019-9-02T08:00:00Z"),
    "an instant behind UTC of a short day": left(recorded_at="2019-9-2T08:00:00-02"),
    "an unknown type": ("PartyHeld", LEFT),
    "an unknown version": left(v=2),
}

TAKEN: Final = {
    "as the library writes it": left(
        reason="moved away", note="told by the office (by letter), 100 %"
    ),
    "an instant of another zone": left(recorded_at="2019-09-02T10:00:00+02:00"),
    "an instant of parts of a second": left(recorded_at="2019-09-02T08:00:00.123456Z"),
    "an instant of half a second": left(recorded_at="2019-09-02T08:00:00.5Z"),
    "an instant with a blank for the T": left(recorded_at="2019-09-02 08:00:00Z"),
    "version one": left(v=1),
    "a workplace that is none": ("MemberJoined", written(member="M3", workplace=None)),
    "a joining without a category": ("MemberJoined", written(member="M3")),
    "blanks between": ("MemberLeft", LEFT.replace(b",", b", ").replace(b":", b": ", 1)),
    "a line break between": ("MemberLeft", LEFT.replace(b",", b",\n")),
    "escaped letters": ("MemberLeft", LEFT.replace(b"M1", b"\\u004d1")),
    "a field twice": ("MemberLeft", LEFT.replace(b'{"member"', b'{"member":"M2","member"')),
    "a day twice": (
        "MemberLeft",
        LEFT.replace(b'"effective_on"', b'"effective_on":"2018-01-01","effective_on"'),
    ),
    "a name of our letters": ("UnitRenamed", written(unit="jc-1", name="Børnehuset “Æblet”")),
    "a name with an escape": ("UnitRenamed", written(unit="jc-1", name='The "House" \\ ☂')),
    # an earlier version may have taken them in; see tests/imports/test_earlier_rules.py
    "an id like a person's number": left(member="010170-1234"),
    "a note like a person's number": left(note="see 010170 1234"),
    "an early day": left(effective_on="0001-01-01"),
    "the last day": left(effective_on="9999-12-31"),
}


def said(act: Callable[[], object]) -> str:
    """Return the error that an act ends with; nothing where it does not."""
    try:
        act()
    except UnsoundStore as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize("told", REFUSED.values(), ids=REFUSED)
def test_both_sides_refuse_it(harm: Harm, told: tuple[str, bytes]) -> None:
    """The replay and the reading entry by entry end with the same sentence, which names the entry.

    Sound entries before and behind it do not hide it.
    """
    with Registry.open(harm(("MemberLeft", LEFT), told, ("MemberLeft", LEFT))) as registry:
        read = said(lambda: list(registry.log.entries()))
        replayed = said(registry.count)

    assert read.startswith("Cannot read entry 5 ")
    assert replayed == read


@pytest.mark.parametrize("told", TAKEN.values(), ids=TAKEN)
def test_both_sides_take_it(harm: Harm, told: tuple[str, bytes]) -> None:
    """What both take means the same to both."""
    with Registry.open(harm(told)) as registry:
        *_, last = registry.log.entries()
        assert replayed(registry, 4) == columns(last.event)


def replayed(registry: Registry, number: int) -> dict[str, Any]:
    """Return what the columns hold of an entry."""
    told_here = registry.view().projection.snapshot(())
    found = told_here.execute("select * from told where entry = ?", [number])
    names = [column[0] for column in found.description]
    [row] = found.fetchall()
    told = dict(zip(names, row, strict=True))
    if told["type"] == "MemberJoined":
        told["category"] = told["category"] or "active"  # as its view has it
    return {name: value for name, value in told.items() if value is not None and name != "entry"}


def columns(event: Event) -> dict[str, Any]:
    """Return what the columns should hold of an event."""
    fields = {
        name: getattr(event, name)
        for name in ("member", "workplace", "category", "reason", "unit", "name", *COMMON)
        if getattr(event, name, None) is not None
    }
    at: datetime = fields["recorded_at"]
    return fields | {"type": type(event).__name__, "recorded_at": at.replace(tzinfo=None)}
