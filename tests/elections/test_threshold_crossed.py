"""Six were counted, two moved out, one moved in: when they were too few, and when that was learned."""

from datetime import UTC, date, datetime

from attrs import evolve
from stewards.registry import Registry

from .log import at_end_of, elected, formed, joined, moved, observed, registry

ELECTION, TERM = date(2022, 2, 1), date(2024, 2, 1)
FIRST, SECOND, BACK = date(2022, 6, 1), date(2022, 8, 15), date(2022, 11, 1)
REPORTED = date(2022, 12, 10)
FACTS = [
    formed("town", kind="employer"),
    formed("school", "town"),
    formed("other", "town"),
    *(joined(f"M{number}", "school") for number in range(4)),
    joined("M9", "other"),
    observed("school", 6, ELECTION),
    elected("M0", "school", ELECTION, until=TERM),
    moved("M2", "other", FIRST),
    moved("M3", "other", SECOND, REPORTED),
    moved("M9", "school", BACK),
]


def intervals(
    of: Registry, known: date | None = None
) -> list[tuple[date, date | None, bool, date]]:
    """Return each interval since the election, with whether they were enough, and when it was learned."""
    view = of.view(on=date(2023, 1, 1), known_at=None if known is None else at_end_of(known))
    found = view.crossings("school", since=ELECTION)
    return [(each.first, each.until, each.is_reached, each.learned.date()) for each in found]


def test_they_were_too_few_for_seventy_eight_days() -> None:
    """Below from the second move to the one back, and learned when the second move was reported."""
    with registry(FACTS) as it:
        found = intervals(it)
        numbers = [(e.members, e.headcount) for e in it.view(on=BACK).crossings("school")][1:]
    assert found == [
        (ELECTION, SECOND, True, ELECTION),
        (SECOND, BACK, False, REPORTED),
        (BACK, None, True, BACK),
    ]
    assert (BACK - SECOND).days == 78
    assert numbers == [(4, 6), (2, 4), (3, 5)]


def test_nobody_knew_in_october() -> None:
    """As known on 1 October there were five, and nothing is flagged."""
    known = date(2022, 10, 1)
    with registry(FACTS) as it:
        assert intervals(it, known) == [(ELECTION, None, True, ELECTION)]
        [school] = (e for e in it.eligibility(on=known, known_at=at_end_of(known)) if e.observed)
        found = {each.finding for each in it.check(on=known, known_at=at_end_of(known))}
    assert (school.headcount, school.verdict) == (5, "yes")
    assert not {"steward under the threshold", "was below the threshold"} & found


def test_it_is_found_that_they_were_too_few() -> None:
    """While the steward elected before is in office."""
    with registry(FACTS) as it:
        [found] = (
            each
            for each in it.check(on=date(2023, 1, 1))
            if each.finding == "was below the threshold"
        )
    assert found.detail == (
        "below the threshold from 2022-08-15 to 2022-11-01, 78 days, while M0 was steward there"
    )


def test_it_is_explained_by_what_was_learned() -> None:
    """The answer for 1 October changed on 10 December."""
    with registry(FACTS) as it:
        found = it.explain_eligibility("school", on=date(2022, 10, 1))
    assert [(each.verdict, each.headcount) for each in found.earlier] == [("yes", 5), ("no", 4)]
    assert found.earlier[-1].known_at == datetime.combine(
        REPORTED, datetime.min.time(), UTC
    ).replace(hour=9)
    assert (found.verdict, found.crossed_on) == ("no", SECOND)


def test_what_keeps_a_joining_from_holding_is_followed() -> None:
    """Who may have joined by a day had not, since something else they did first came after that day."""
    day, last = date(2022, 3, 1), date(2022, 12, 31)
    perhaps = evolve(joined("M8", "school"), effective_on=last, not_before=ELECTION)
    before = evolve(joined("M8", "other"), effective_on=date(2022, 10, 1))
    told = datetime(2022, 12, 10, 9, tzinfo=UTC)
    facts = [
        *FACTS[:3],
        evolve(perhaps, recorded_at=datetime(2022, 2, 2, 9, tzinfo=UTC)),
        evolve(before, recorded_at=told),
    ]

    with registry(facts) as it:
        found = it.explain_eligibility("school", on=day)

    assert [(each.at_most, each.entries) for each in found.earlier] == [(1, ()), (0, (5,))]
    assert found.earlier[-1].known_at == told
