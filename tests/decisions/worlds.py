"""Random pasts and random decisions in a small world, where days, units and people collide."""

from collections.abc import Iterable

from attrs import evolve
from hypothesis import strategies as st
from stewards.events import (
    CategoryChanged,
    EntryVoided,
    Event,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.registry.testing import (
    becomes,
    closed,
    elected,
    ended,
    formed,
    headcount,
    joined,
    left,
    merged,
    moved,
    renamed,
    voided,
    works,
)

from .elections import elect
from .facts import APR, FEB, JAN, JUN, MAR, MAY
from .scenario import RULES, Proposal, propose

FOUNDING: list[Event] = [
    formed("top", kind="employer"),
    formed("mid", "top", kind="centre"),
    formed("a", "mid"),
    formed("b", "mid"),
    formed("c", "top"),
    joined("m1", "a"),
    joined("m2", "a"),
    joined("m3", "a"),
]
LENIENT = evolve(RULES, threshold=2)

days = st.sampled_from([JAN, FEB, MAR, APR, MAY, JUN])
people = st.sampled_from(["m1", "m2", "m3"])
places = st.sampled_from(["a", "a", "b", "c"])
units = st.sampled_from(["a", "b", "c", "mid", "top"])
categories = st.sampled_from(["active", "active", "senior"])
terms = st.none() | st.none() | days
entries = st.integers(1, 20)
workplace_offices = st.sampled_from(["steward", "steward", "deputy"])
offices = st.sampled_from(["steward", "steward", "deputy", "joint-steward"])

facts: st.SearchStrategy[Event] = st.one_of(
    st.builds(joined, people, places, days, categories),
    st.builds(joined, people, st.just("a"), st.just(JAN)),
    st.builds(left, people, days),
    st.builds(works, people, st.none() | places, days),
    st.builds(becomes, people, categories, days),
    st.builds(headcount, places, st.integers(0, 3), days),
    st.builds(elected, people, places, days, workplace_offices, until=terms),
    st.builds(elected, people, st.just("a"), days),
    st.builds(elected, people, units, days, st.just("joint-steward"), until=terms),
    st.builds(ended, people, units, days, offices),
    st.builds(merged, units, units, days),
    st.builds(moved, units, st.none() | units, days),
    st.builds(closed, units, days),
    st.builds(renamed, units, st.sampled_from(["Old", "New"]), days),
    st.builds(voided, entries),
    st.builds(voided, entries),
)

elections: st.SearchStrategy[Proposal] = st.one_of(
    st.builds(elect, people, places, workplace_offices, until=terms, rules=st.just(LENIENT)),
    st.builds(elect, people, units, st.just("joint-steward"), until=terms, rules=st.just(LENIENT)),
)
other_decisions: st.SearchStrategy[Proposal] = st.one_of(
    st.builds(
        propose,
        st.just(MemberJoined),
        member=people,
        workplace=st.none() | places,
        category=categories,
        rules=st.just(RULES),
    ),
    st.builds(propose, st.just(MemberLeft), member=people),
    st.builds(propose, st.just(WorkplaceChanged), member=people, workplace=st.none() | places),
    st.builds(propose, st.just(CategoryChanged), member=people, category=categories),
    st.builds(propose, st.just(WorkplaceConfirmed), member=people),
    st.builds(propose, st.just(MandateEnded), member=people, unit=units, office=offices),
    st.builds(
        propose, st.just(MandateEnded), member=people, unit=st.just("a"), office=st.just("steward")
    ),
    st.builds(
        propose,
        st.just(UnitFormed),
        unit=st.sampled_from(["a", "d"]),
        name=st.just("D"),
        kind=st.just("centre"),
        parent=units,
    ),
    st.builds(propose, st.just(UnitRenamed), unit=units, name=st.sampled_from(["Old", "New"])),
    st.builds(propose, st.just(UnitMoved), unit=units, parent=st.none() | units),
    st.builds(propose, st.just(UnitMerged), unit=units, into=units),
    st.builds(propose, st.just(UnitClosed), unit=units),
    st.builds(propose, st.just(HeadcountObserved), workplace=places, employees=st.integers(0, 3)),
    st.builds(propose, st.just(EntryVoided), voids=entries, reason=st.just("wrong")),
)


def tellable(events: Iterable[Event]) -> list[Event]:
    """Return the founding and the events after it, without voids of what is not there or a void."""
    told = list(FOUNDING)
    for event in events:
        if not isinstance(event, EntryVoided) or _is_fact(told, event.voids):
            told.append(event)
    return told


def _is_fact(told: list[Event], entry: int) -> bool:
    return entry <= len(told) and not isinstance(told[entry - 1], EntryVoided)
