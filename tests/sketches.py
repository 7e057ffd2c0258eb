"""Sketches: single random facts of a small world, where days, places and people collide.

A sketch may leave open what depends on the history it is told in: `HERE`, `SEAT` and `SEAT_NOW`
stand for units, and a void says how many entries back it reaches.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar

from hypothesis import strategies as st
from stewards.events import (
    CategoryChanged,
    CountPublished,
    ElectionStepTaken,
    ElectorateChanged,
    EntryVoided,
    Event,
    HeadcountObserved,
    JoiningDayStated,
    MandateEnded,
    MeetingHeld,
    MemberJoined,
    MemberLeft,
    RatioObserved,
    RosterTaken,
    SeatAllotted,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.events.event import Windowed

HERE = "here"
"""Stands for the workplace on record of the elected member on that day."""
SEAT = "seat"
"""Stands for the unit of the member's last election."""
SEAT_NOW = "seat-now"
"""Stands for the unit that unit was merged into by that day."""

FIRST = date(2018, 1, 1)
OPENING = datetime(2018, 1, 1, 8, tzinfo=UTC)
FOUNDED = {"town": None, "north": "town", "a": "north", "b": "north", "c": "town"}
KINDS = {"town": "employer", "north": "centre"}

Drawn = TypeVar("Drawn")
Facts = st.SearchStrategy[Event]


def any_of(*choices: st.SearchStrategy[Drawn]) -> st.SearchStrategy[Drawn]:
    """Draw one of the choices, one named twice twice as often; `st.one_of` takes each once."""
    return st.sampled_from(range(len(choices))).flatmap(choices.__getitem__)


def plain(kind: type[Event], on: date, /, **fields: Any) -> Event:
    """Return a fact as sketched; a window that would end before it begins is none."""
    if fields.get("not_before") and fields["not_before"] > on:
        fields["not_before"] = None
    return kind(effective_on=on, recorded_at=OPENING, recorded_by="office", **fields)


def sketch(kind: type[Event], on: st.SearchStrategy[date], /, **fields: Any) -> Facts:
    """Draw a fact; plain values stand for themselves."""
    given = {k: v for k, v in fields.items() if not isinstance(v, st.SearchStrategy)}
    drawn = {k: v for k, v in fields.items() if isinstance(v, st.SearchStrategy)}
    if issubclass(kind, Windowed):
        drawn["not_before"] = windows
    return st.builds(partial(plain, kind, **given), on, **drawn)


windows = st.sampled_from(
    [None] * 12
    + [date.min, FIRST, date(2018, 1, 2), date(2018, 8, 31), date(2019, 1, 1), date(2019, 8, 31)]
)
"""The first days of windows; most facts have none."""


def forming(unit: str, parent: object) -> Facts:
    """Draw how a unit is formed; its kind goes with its id."""
    kind = KINDS.get(unit, "workplace")
    return sketch(UnitFormed, early_days, unit=unit, name=unit.upper(), kind=kind, parent=parent)


days = st.sampled_from(
    [
        FIRST,
        date(2018, 1, 2),
        date(2018, 3, 31),
        date(2018, 4, 1),
        date(2018, 8, 31),
        date(2018, 9, 1),
        date(2018, 9, 2),
        date(2018, 11, 17),
        date(2018, 12, 31),
        date(2019, 1, 1),
        date(2019, 3, 1),
        date(2019, 6, 30),
        date(2019, 8, 31),
        date(2019, 9, 1),
        date(2017, 12, 31),
        date(2020, 2, 29),
    ]
)
early_days = any_of(*[st.just(FIRST)] * 3, st.just(date(2018, 1, 2)), days)

members = st.sampled_from(["m1", "m2", "m3", "m4", "m5"])
units = st.sampled_from([*"aabbccd", *FOUNDED, "d"])
places = st.sampled_from([*"aaabbbcccd", *FOUNDED, None, None])
parents = st.sampled_from(["town", "town", "north", "north", *"abcd", None, None])
categories = st.sampled_from(["active", "active", "active", "student", "passive"])
terms = any_of(st.none(), st.none(), st.none(), days)
overrides = st.sampled_from([None, None, "agreed with the employer"])
offices = ["steward", "steward", "steward", "deputy", "safety-representative"]
joint_offices = ["joint-steward", "joint-steward", "joint-deputy"]

founding = st.tuples(*[forming(unit, parent) for unit, parent in FOUNDED.items()])
forming_later = any_of(*[forming(unit, parents) for unit in [*"dddd", *FOUNDED]])
renaming = sketch(UnitRenamed, days, unit=units, name=st.sampled_from(["Old", "New"]))
moving = sketch(UnitMoved, days, unit=units, parent=parents)
merging = sketch(UnitMerged, days, unit=units, into=units)
closing = sketch(UnitClosed, days, unit=units)
electing_together = sketch(
    ElectorateChanged, days, unit=units, electorate=any_of(st.none(), units, units)
)

joining = sketch(MemberJoined, early_days, member=members, workplace=places, category=categories)
leaving = sketch(MemberLeft, days, member=members)
changing = sketch(WorkplaceChanged, days, member=members, workplace=places)
confirming = sketch(WorkplaceConfirmed, days, member=members)
recategorising = sketch(CategoryChanged, days, member=members, category=categories)

electing = sketch(
    StewardElected,
    any_of(days, early_days),
    member=members,
    unit=st.sampled_from([HERE] * 8 + [*FOUNDED]),
    office=st.sampled_from(offices),
    until=terms,
    starts_on=any_of(*[st.none()] * 7, days),
    override=overrides,
)
electing_jointly = sketch(
    StewardElected,
    any_of(days, early_days),
    member=members,
    unit=st.sampled_from(["town", "town", "town", "north", "north", "a", HERE]),
    office=st.sampled_from(joint_offices),
    until=terms,
    override=overrides,
)
ending = sketch(
    MandateEnded,
    days,
    member=members,
    unit=st.sampled_from([SEAT] * 6 + [SEAT_NOW] * 4 + [*FOUNDED]),
    office=st.sampled_from(offices + joint_offices),
    reason=st.sampled_from([None, "resigned", "recalled", "recalled"]),
)
ending_one = sketch(
    MandateEnded, days, member=members, unit=st.just(SEAT), election=st.integers(0, 3)
)
step_kinds = [
    *["approved", "aware", "received", "received", "received", "accepted"],
    *["objected", "objected", "upheld", "dismissed", "declined"],
]
stepping = sketch(
    ElectionStepTaken,
    days,
    member=members,
    unit=st.sampled_from([SEAT] * 6 + [SEAT_NOW] * 4 + [*FOUNDED]),
    office=st.sampled_from(offices + joint_offices),
    step=st.sampled_from(step_kinds),
)
stepping_of_one = sketch(
    ElectionStepTaken,
    days,
    member=members,
    unit=st.just(SEAT),
    step=st.sampled_from(step_kinds),
    election=st.integers(0, 3),
)

observing = sketch(HeadcountObserved, days, workplace=units, employees=st.integers(0, 7))
publishing = sketch(
    CountPublished,
    days,
    members=st.integers(0, 5),
    unit=places,
    categories=st.sampled_from([None, None, ("student",), ("active", "student"), ("active",) * 2]),
)
allotting = sketch(
    SeatAllotted,
    days,
    committee=units,
    seat=st.sampled_from(["s1", "s2"]),
    group=st.sampled_from(["B", "C"]),
    organisation=st.sampled_from(["hk", "ds", None]),
)
meeting = sketch(MeetingHeld, days, unit=units, present=st.sampled_from([None, ("s1",)]))
measuring = sketch(
    RatioObserved, days, unit=units, figure="cases", value=st.integers(0, 9), per="staff"
)
listing = sketch(
    RosterTaken,
    days,
    members=st.integers(0, 5),
    unit=st.sampled_from([None, None, *FOUNDED]),
    workplaces=st.sampled_from([None, None, False]),
    without=st.sampled_from([None, None, ("m1",), ("m1", "m2")]),
)
stating = sketch(JoiningDayStated, days, member=members, joined=any_of(st.none(), days))
voiding = sketch(EntryVoided, days, voids=st.integers(1, 20), reason="not so")

anything = any_of(
    *[joining] * 7,
    *[leaving] * 2,
    *[changing] * 4,
    *[confirming] * 1,
    *[recategorising] * 2,
    *[forming_later] * 3,
    *[renaming] * 1,
    *[moving] * 3,
    *[merging] * 4,
    *[closing] * 2,
    *[electing_together] * 2,
    *[electing] * 9,
    *[electing_jointly] * 4,
    *[ending] * 3,
    *[ending_one] * 1,
    *[stepping] * 3,
    *[stepping_of_one] * 1,
    *[observing] * 4,
    *[publishing] * 1,
    *[allotting] * 1,
    *[meeting] * 1,
    *[measuring] * 1,
    *[listing] * 2,
    *[stating] * 1,
    *[voiding] * 4,
)
"""Any fact, the likely ones more often."""

stirring = any_of(
    *[joining] * 1,
    *[leaving] * 1,
    *[changing] * 3,
    *[recategorising] * 3,
    *[moving] * 6,
    *[merging] * 6,
    *[voiding] * 3,
)
"""Any fact that may change who is counted, and where; above all what the units are."""


def absence(member: str, workplace: str | None, days: list[date]) -> list[Event]:
    """Return a stay, an absence and another stay."""
    first, second, third = sorted(days)
    return [
        plain(MemberJoined, first, member=member, workplace=workplace),
        plain(MemberLeft, second, member=member),
        plain(MemberJoined, third, member=member, workplace=workplace),
    ]


absences = st.builds(absence, members, places, st.lists(days, min_size=3, max_size=3))


def merger_knot(units: Sequence[str], days: list[date]) -> list[Event]:
    """Return mergers that form a circle once the second one is taken back."""
    x, y, z = units
    first, second, third = sorted(days)
    return [
        plain(UnitMerged, first, unit=y, into=x),
        plain(UnitMerged, second, unit=y, into=z),
        plain(UnitMerged, third, unit=x, into=y),
        plain(EntryVoided, third, voids=2, reason="not so"),
    ]


def parent_knot(units: Sequence[str], days: list[date]) -> list[Event]:
    """Return moves that form a circle once the first one is taken back."""
    first, second, third = sorted(days)
    return [
        plain(UnitMoved, first, unit=units[0], parent="town"),
        plain(UnitMoved, second, unit="north", parent=units[0]),
        plain(EntryVoided, third, voids=2, reason="not so"),
    ]


knots = st.builds(
    lambda tie, units, days: tie(units, days),
    st.sampled_from([merger_knot, parent_knot]),
    st.permutations("abc"),
    st.lists(days, min_size=3, max_size=3),
)
