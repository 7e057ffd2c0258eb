"""A generated history has the shape of the sample branch, and what one branch rarely sees."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from statistics import median

import pytest
from stewards.benchmarks.histories.generator import generate
from stewards.events import (
    TYPES,
    EntryVoided,
    Event,
    Family,
    MemberJoined,
    MemberLeft,
    StewardElected,
    UnitMerged,
    WorkplaceChanged,
    as_event,
    parse,
    types_of,
)

LARGE = 40_000


@pytest.fixture(scope="module")
def large() -> list[Event]:
    """Return a history large enough for shares to settle."""
    return list(generate(LARGE))


@pytest.fixture(scope="module")
def sample() -> list[Event]:
    """Return the facts of the sample branch."""
    text = files("stewards.cli.demo").joinpath("sample.jsonl").read_bytes()
    return [as_event(parse(written, {}).said) for written in text.splitlines()]


def test_all_types_occur(large: list[Event]) -> None:
    """A large history has every type of event that a log holds many of, and figures in print."""
    told = {name for name, kind in TYPES.items() if not kind.few or name == "CountPublished"}
    told -= {*types_of(Family.LISTS)}  # they are taken in, and not told
    assert {type(event).__name__ for event in large} == told


def test_shares_are_those_of_the_sample(large: list[Event], sample: list[Event]) -> None:
    """Each type that a branch often tells has nearly the sample's share; the rest are rare."""
    ours, theirs = shares(large), shares(sample)
    for name, share in theirs.items():
        if share > 0.005:
            assert ours[name] == pytest.approx(share, rel=0.15), name
    assert sum(share for name, share in ours.items() if theirs.get(name, 0) < 0.005) < 0.012


def test_as_much_is_told_late_as_in_the_sample(large: list[Event], sample: list[Event]) -> None:
    """Joins and changes of workplace come late as often as the sample's, confirmations seldom."""
    ours, theirs = late_shares(large), late_shares(sample)
    for name in ("MemberJoined", "WorkplaceChanged", "WorkplaceConfirmed", "StewardElected"):
        assert ours[name] == pytest.approx(theirs[name], abs=0.08), name


def test_some_is_told_ahead(large: list[Event]) -> None:
    """A few changes are told before the day they hold from."""
    ahead = Counter(
        type(event).__name__ for event in large if event.effective_on > event.recorded_at.date()
    )
    assert {"MemberJoined", "WorkplaceChanged", "MemberLeft", "StewardElected"} <= set(ahead)
    assert 0.005 < ahead.total() / LARGE < 0.05


def test_workplaces_have_the_size_of_the_samples(large: list[Event]) -> None:
    """Where members work there are mostly 5 to 40 of them, and never a crowd."""
    sizes = sorted(Counter(workplaces(large).values()).values())
    assert 12 <= median(sizes) <= 22
    assert sum(5 <= size <= 40 for size in sizes) > 0.8 * len(sizes)
    assert sizes[-1] < 120


def test_stewards_are_mostly_elected_where_they_work(large: list[Event]) -> None:
    """At least nine in ten elections at a workplace are of a member who is told to be there."""
    elected = [(event, at) for event, at in elections(large) if event.unit.startswith("w-")]
    assert sum(event.unit == at for event, at in elected) > 0.9 * len(elected)


def test_workplaces_mostly_have_one_steward(large: list[Event]) -> None:
    """In the end hardly a workplace has two stewards who are still there and in their term."""
    last, at = large[-1].effective_on, workplaces(large)
    in_office = {
        (event.unit, event.member)
        for event in large
        if isinstance(event, StewardElected) and event.office == "steward"
        if at.get(event.member) == event.unit and (event.until is None or event.until > last)
    }
    stewards = Counter(unit for unit, _ in in_office)
    assert sum(number > 1 for number in stewards.values()) < 0.06 * len(stewards)


def test_members_come_back(large: list[Event]) -> None:
    """Some members who left join again under the id they had."""
    joins = Counter(event.member for event in large if isinstance(event, MemberJoined))
    assert 50 < sum(times > 1 for times in joins.values()) < 0.05 * len(joins)


def shares(events: list[Event]) -> dict[str, float]:
    """Return the share of each type of event."""
    counted = Counter(type(event).__name__ for event in events)
    return {name: times / len(events) for name, times in counted.items()}


def late_shares(events: list[Event]) -> dict[str, float]:
    """Return, for each type of event, the share told after its day."""
    late = Counter(
        type(event).__name__ for event in events if event.recorded_at.date() > event.effective_on
    )
    counted = Counter(type(event).__name__ for event in events)
    return {name: late[name] / times for name, times in counted.items()}


def workplaces(events: list[Event]) -> dict[str, str]:
    """Return where each member with a workplace is in the end, by the facts."""
    last = max(event.effective_on for event in events)
    stays, mergers = stays_of(events), mergers_of(events)
    found = {member: place_on(told, mergers, last) for member, told in stays.items()}
    return {member: place for member, place in found.items() if place}


def elections(events: list[Event]) -> Iterator[tuple[StewardElected, str | None]]:
    """Yield each election and where the member was on its day, by the facts."""
    stays, mergers = stays_of(events), mergers_of(events)
    for event in events:
        if isinstance(event, StewardElected):
            yield event, place_on(stays[event.member], mergers, event.effective_on)


def stays_of(events: list[Event]) -> dict[str, list[tuple[date, int, str | None]]]:
    """Return for each member the workplaces from day to day; none for no workplace or left."""
    voided = {event.voids for event in events if isinstance(event, EntryVoided)}
    stays: dict[str, list[tuple[date, int, str | None]]] = {}
    for entry, event in enumerate(events, start=1):
        if isinstance(event, MemberJoined | WorkplaceChanged | MemberLeft) and entry not in voided:
            place = getattr(event, "workplace", None)
            stays.setdefault(event.member, []).append((event.effective_on, entry, place))
    return {member: sorted(told, key=lambda stay: stay[:2]) for member, told in stays.items()}


def mergers_of(events: list[Event]) -> dict[str, tuple[date, str]]:
    """Return for each unit merged the day and the unit it became part of."""
    merged = [event for event in events if isinstance(event, UnitMerged)]
    return {event.unit: (event.effective_on, event.into) for event in merged}


def place_on(
    told: list[tuple[date, int, str | None]], mergers: Mapping[str, tuple[date, str]], day: date
) -> str | None:
    """Return the last workplace told for the day, after the mergers in force on it."""
    places = [place for effective_on, _, place in told if effective_on <= day]
    place = places[-1] if places else None
    while place in mergers and mergers[place][0] <= day:
        place = mergers[place][1]
    return place
