"""What a generated history promises: repeatable, acceptable, of realistic shape."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from itertools import pairwise
from re import fullmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.benchmarks.histories.generator import generate, lines
from stewards.events import (
    EntryVoided,
    Event,
    MemberJoined,
    MemberLeft,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    line,
    tags,
)

from ..searching import examples

CHANGES = (UnitRenamed, UnitMoved, UnitMerged, UnitClosed)

TOLD = {
    "effective_on": date(2030, 1, 1),
    "recorded_at": datetime(2030, 1, 1, tzinfo=UTC),
    "recorded_by": "region-ost",
}
PLANTED = {
    "formed twice": [UnitFormed(unit="w-000001", name="Again", kind="workplace", **TOLD)],
    "named before it is formed": [UnitClosed(unit="w-999999", **TOLD)],
    "before its first day": [
        UnitClosed(unit="w-000001", **TOLD | {"effective_on": date(2004, 12, 31)})
    ],
    "cycle": [
        UnitMerged(unit="w-000001", into="w-000002", **TOLD),
        UnitMerged(unit="w-000002", into="w-000001", **TOLD),
    ],
    "never voided": [EntryVoided(voids=1, reason="wrong", **TOLD)],
    "cannot be voided now": [EntryVoided(voids=502, reason="wrong", **TOLD)],
    "another form": [MemberJoined(member="M1", **TOLD)],
    "back in time": [
        MemberJoined(member="M9999999", **TOLD | {"recorded_at": datetime(2004, 1, 1, tzinfo=UTC)})
    ],
    "joins twice": [MemberJoined(member="M9999999", **TOLD)] * 2,
}


@given(facts=st.integers(0, 3000), seed=st.integers(0, 2**32))
@examples(13)
def test_has_the_exact_size(facts: int, seed: int) -> None:
    """A history has as many facts as asked for."""
    assert sum(1 for _ in generate(facts, seed=seed)) == facts


@given(facts=st.integers(1, 3000), seed=st.integers(0, 2**32))
@examples(13)
def test_a_strict_import_accepts_it(facts: int, seed: int) -> None:
    """Whatever the size and the seed, nothing in a history is malformed."""
    assert problems(generate(facts, seed=seed)) == []


def test_a_strict_import_accepts_a_large_one() -> None:
    """Rare facts, which small histories seldom have, are acceptable too."""
    assert problems(generate(40_000)) == []


@pytest.mark.parametrize(("problem", "planted"), PLANTED.items())
def test_what_is_wrong_would_be_seen(problem: str, planted: list[Event]) -> None:
    """Facts that no import would accept are found when they are put behind a history."""
    assert any(problem in seen for seen in problems([*generate(500), *planted]))


def test_the_same_seed_gives_the_same_history() -> None:
    """Size and seed decide everything; another seed tells something else."""
    assert list(generate(2000, seed=7)) == list(generate(2000, seed=7))
    assert list(generate(2000, seed=7)) != list(generate(2000, seed=8))


def test_the_history_is_the_same_in_every_process() -> None:
    """Nothing but size and seed plays in, not even the order of sets; a new shape changes this."""
    history = b"\n".join(lines(3000, seed=1))
    assert sha256(history).hexdigest()[:16] == "f1c0e1dcb218e32c"


def test_both_forms_tell_the_same() -> None:
    """The lines are, byte for byte, what the events look like in the interchange format."""
    events = generate(5000, seed=3)
    written = [line(event, entry) for entry, event in enumerate(events, start=1)]
    assert list(lines(5000, seed=3)) == written


def problems(told: Iterable[Event]) -> list[str]:
    """Return what an import would refuse, and what goes against the promises made beyond that."""
    events = list(told)
    circles = [
        *circle((e.unit, e.into) for e in events if isinstance(e, UnitMerged)),
        *circle((e.unit, e.parent) for e in events if isinstance(e, UnitFormed | UnitMoved)),
    ]
    return [
        *unsound_units(events),
        *circles,
        *unsound_voids(events),
        *unsound_ids(events),
        *going_back(events),
        *joining_twice(events),
    ]


def unsound_units(events: list[Event]) -> Iterator[str]:
    """Yield the units formed twice, named before they are formed, or changed before they exist."""
    formed: dict[str, date] = {}
    for event in events:
        named = {tag[5:] for tag in tags(event) if tag.startswith("unit:")}
        if isinstance(event, UnitFormed):
            named.remove(event.unit)
            if event.unit in formed:
                yield f"{event.unit} is formed twice"
            formed[event.unit] = event.effective_on
        for unit in named:
            if unit not in formed:
                yield f"{unit} is named before it is formed"
            elif isinstance(event, CHANGES) and event.effective_on < formed[unit]:
                yield f"{unit} is changed before its first day"


def circle(steps: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Yield the circle that the steps form if all of them are taken, on whatever day they hold."""
    graph = TopologicalSorter[str]()
    for start, end in steps:
        if end is not None:
            graph.add(start, end)
    try:
        graph.prepare()
    except CycleError as found:
        yield str(found)


def unsound_voids(events: list[Event]) -> Iterator[str]:
    """Yield the voids of what may not be voided, or not again."""
    voided = set[int]()
    for entry, event in enumerate(events, start=1):
        if isinstance(event, EntryVoided):
            if event.voids in voided or not 0 < event.voids < entry:
                yield f"entry {entry} voids what cannot be voided now: {event.voids}"
            elif isinstance(events[event.voids - 1], EntryVoided | UnitFormed):
                yield f"entry {entry} voids what is never voided: {event.voids}"
            voided.add(event.voids)


def unsound_ids(events: list[Event]) -> Iterator[str]:
    """Yield the ids that are not of the form promised."""
    form = r"member:M\d{7}|unit:[eacw]-\d{5,6}(-\d)?|entry:\d+"
    for event in events:
        yield from (f"{tag} is of another form" for tag in tags(event) if not fullmatch(form, tag))


def going_back(events: list[Event]) -> Iterator[str]:
    """Yield the entries recorded before the one they follow."""
    for entry, (before, event) in enumerate(pairwise(events), start=2):
        if event.recorded_at < before.recorded_at:
            yield f"entry {entry} goes back in time"


def joining_twice(events: list[Event]) -> Iterator[str]:
    """Yield the members told to join while they are in membership, voided facts apart."""
    voided = {event.voids for event in events if isinstance(event, EntryVoided)}
    inside = set[str]()
    for entry, event in enumerate(events, start=1):
        if entry in voided:
            continue
        if isinstance(event, MemberLeft):
            inside.discard(event.member)
        if isinstance(event, MemberJoined):
            if event.member in inside:
                yield f"{event.member} joins twice"
            inside.add(event.member)
