"""Random histories that a log takes in, and days and knowledge to ask them for.

A history is drawn as sketches, one fact each, and told one after the other: what a sketch leaves
open is filled in, and what a log would not take in is left out. So any sketches make a history, and
a failing example shrinks to the few facts it needs.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from attrs import evolve
from hypothesis import strategies as st
from stewards.events import (
    ElectionStepTaken,
    EntryVoided,
    Event,
    MandateEnded,
    StewardElected,
)

from .reference import DK_MUNICIPAL, Rules, acceptable, known, resolve, state
from .sketches import (
    HERE,
    OPENING,
    SEAT,
    SEAT_NOW,
    absences,
    any_of,
    anything,
    founding,
    joining,
    knots,
    stirring,
)

Sketch = tuple[timedelta, Event]
"""How much later than the one before a fact is told, and the fact."""

waits = st.sampled_from(
    [timedelta(0)] * 5 + [timedelta(microseconds=1), timedelta(hours=1), timedelta(days=20)]
)


def histories() -> st.SearchStrategy[list[Event]]:
    """Draw what a log may hold."""
    return sketches().map(told)


def comings_and_goings() -> st.SearchStrategy[list[Event]]:
    """Draw a log in which people come, go, come back, and all above them is reorganised."""
    parts = [at_once(founding), *[batch(joining)] * 2, *[at_once(absences)] * 2]
    parts += [batch(stirring)] * 4
    parts += [any_of(*[st.just([])] * 3, at_once(knots)), batch(stirring)]
    return st.tuples(*parts).map(lambda drawn: told([each for each in chain(*drawn) if each]))


def sketches() -> st.SearchStrategy[list[Sketch]]:
    """Draw what somebody may want to tell: the founding of a town, some joins, and then anything.

    The batches mean nothing; several short lists make longer histories than one long list.
    """
    parts = [at_once(founding), *[batch(joining)] * 2, *[batch(anything)] * 7]
    parts += [any_of(*[st.just([])] * 3, at_once(knots)), *[batch(anything)] * 3]
    return st.tuples(*parts).map(lambda drawn: [each for each in chain(*drawn) if each])


def batch(facts: st.SearchStrategy[Event]) -> st.SearchStrategy[list[Sketch | None]]:
    """Draw some sketches; half of them are none, so that a failing example can drop each one."""
    return st.lists(st.one_of(st.none(), st.tuples(waits, facts)), max_size=15)


def at_once(
    several: st.SearchStrategy[Sequence[Event]],
) -> st.SearchStrategy[list[Sketch | None]]:
    """Draw sketches that are told in one breath."""
    return several.map(lambda facts: [(timedelta(0), fact) for fact in facts])


@st.composite
def moments(draw: st.DrawFn, events: list[Event]) -> tuple[date, int]:
    """Draw a day close to what happened, and how many entries are known: mostly all."""
    happened = {event.effective_on for event in events}
    terms = {event.until for event in events if isinstance(event, StewardElected) and event.until}
    near = st.sampled_from(sorted(happened | terms))
    shift = st.sampled_from([0, 0, 0, -1, 1]).map(lambda n: timedelta(days=n))
    on = draw(any_of(st.builds(date.__add__, near, shift), st.just(date(2020, 1, 1))))
    upto = draw(any_of(st.just(len(events)), st.integers(0, len(events))))
    return on, upto


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Event], date, int]:
    """Draw a history with a day and a knowledge to ask for."""
    events = draw(histories())
    return events, *draw(moments(events))


def rules() -> st.SearchStrategy[Rules]:
    """Draw an agreement under which five members can make a difference."""
    return st.builds(
        agreement,
        threshold=st.sampled_from([2, 1, 3, 5]),
        counted=st.sampled_from([{"active"}, {"active", "student"}]),
        seats=st.sampled_from([1, 1, 2, None]),
        is_bound=st.sampled_from([False, False, True]),
        on_expiry=st.sampled_from(["ends", "ends", "accepted"]),
        with_that=st.sampled_from([True, True, False]),
        for_months=st.sampled_from([0, 0, 0, 1, 12]),
    )


def agreement(
    threshold: int,
    counted: set[str],
    seats: int | None,
    *,
    is_bound: bool = False,
    on_expiry: Literal["ends", "accepted"] = "ends",
    with_that: bool = True,
    for_months: int = 0,
) -> Rules:
    """Return the rules of `dk-municipal` with another threshold and number of stewards.

    Those of joint deputies may need as many at the very unit, too.
    """
    known = DK_MUNICIPAL.offices
    own = {
        "steward": evolve(known["steward"], seats=seats, on_expiry=on_expiry),
        "joint-steward": evolve(known["joint-steward"], with_that=with_that),
        "joint-deputy": evolve(known["joint-deputy"], threshold=is_bound),
    }
    offices = {**DK_MUNICIPAL.offices, **own}
    return Rules(threshold, frozenset(counted), offices, for_months=for_months)


def told(sketched: Iterable[Sketch]) -> list[Event]:
    """Return the history that the sketches tell, without what a log would not take in."""
    events: list[Event] = []
    for sketch in stamped(sketched):
        event = settled(events, sketch)
        if event is not None and acceptable(events, event):
            events.append(event)
    return events


def stamped(sketched: Iterable[Sketch]) -> Iterator[Event]:
    """Yield the sketched facts, each recorded as much later than the one before as was drawn."""
    clock = OPENING
    for wait, sketch in sketched:
        clock += wait
        yield evolve(sketch, recorded_at=clock)


def settled(events: list[Event], sketch: Event) -> Event | None:
    """Return a sketched fact with what it left open filled in; none if nothing can fill it in."""
    match sketch:
        case EntryVoided():
            return evolve(sketch, voids=len(events) + 1 - sketch.voids)
        case StewardElected() if sketch.unit == HERE:
            return elected_here(events, sketch)
        case MandateEnded() | ElectionStepTaken() if sketch.unit in {SEAT, SEAT_NOW}:
            return of_seat(events, sketch)
    return sketch


def elected_here(events: list[Event], sketch: StewardElected) -> Event | None:
    """Return an election at the workplace of the member on that day."""
    there = state(known(events, len(events)), sketch.member, sketch.effective_on)
    return evolve(sketch, unit=there.workplace) if there and there.workplace else None


def of_seat(events: list[Event], sketch: MandateEnded | ElectionStepTaken) -> Event | None:
    """Return the ending, or a step, of the last mandate the member was elected to.

    Where it names an election, it is one of those the member was elected in.
    """
    log = known(events, len(events))
    elections = [
        event
        for _, event in sorted(log, key=lambda told: told[0])
        if isinstance(event, StewardElected) and event.member == sketch.member
    ]
    if not elections:
        return None
    last = elections[-1]
    if sketch.election is not None:
        last = elections[sketch.election % len(elections)]
    named = next(entry for entry, event in log if event is last)
    unit = last.unit
    if sketch.unit == SEAT_NOW:
        unit = resolve(log, unit, sketch.effective_on)
    election = None if sketch.election is None else named
    return evolve(sketch, unit=unit, office=last.office, election=election)
