"""The sample branch: the figures of its annual report, and how they moved."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from stewards.events import Chunk, as_event, encode, parse
from stewards.projections.questions import count, groups, members, published
from stewards.projections.replay.entries import WholeEntries
from stewards.projections.replay.projection import Projection

from .log import known, view

SAMPLE = Path(__file__).parents[2] / "cli" / "demo" / "sample.jsonl"
SEPTEMBER_2018, SEPTEMBER_2019 = date(2018, 9, 1), date(2019, 9, 1)


@pytest.fixture(scope="module")
def sample() -> Projection:
    """Return the replay of the sample."""
    projection = Projection()
    facts = [as_event(parse(line, {}).said) for line in SAMPLE.read_bytes().splitlines()]
    told = [(type(event).__name__, encode(event)) for event in facts]
    projection.advance([Chunk.of(0, told)])
    return projection


def known_on(sample: Projection, day: date) -> int:
    """Return what was known at the end of a day."""
    return known(sample, datetime.combine(day, time.max, tzinfo=UTC))


@pytest.mark.parametrize(("day", "printed"), [(SEPTEMBER_2018, 843), (SEPTEMBER_2019, 805)])
def test_the_counts_are_those_of_the_annual_report(
    sample: Projection, day: date, printed: int
) -> None:
    """As known at the end of the day, the count is what the branch printed."""
    upto = known_on(sample, day)

    assert count(sample, day, upto) == printed
    assert len(members(sample, day, upto)) == printed
    assert sum(group.members for group in groups(sample, day, upto, "unit")) == printed
    assert [
        p.members
        for p in published(WholeEntries.known(sample, sample.head))
        if p.effective_on == day
    ] == [printed]


@pytest.mark.parametrize(
    ("at", "members"),
    [
        (date(2019, 9, 1), 805),
        (date(2019, 10, 15), 804),
        (date(2019, 10, 20), 805),
        (date(2019, 11, 2), 805),
        (date(2019, 11, 3), 806),
        (date(2019, 12, 31), 806),
    ],
)
def test_the_count_moves_as_late_facts_come_in(sample: Projection, at: date, members: int) -> None:
    """The same day counts differently as known later."""
    assert count(sample, SEPTEMBER_2019, known_on(sample, at)) == members


def test_thirty_five_stewards_are_in_office(sample: Projection) -> None:
    """On 1 September 2019 the branch has 35 stewards."""
    found = view(sample, SEPTEMBER_2019, known_on(sample, SEPTEMBER_2019)).mandates()

    assert sum(m.office == "steward" and m.ended_on is None for m in found) == 35


def test_some_workplaces_may_elect_and_have_no_steward(sample: Projection) -> None:
    """The entitled workplaces without a steward are named, by members or by a headcount."""
    upto = known_on(sample, SEPTEMBER_2019)
    found = view(sample, SEPTEMBER_2019, upto).vacancies()

    assert [(row.workplace, row.members, row.observed) for row in found] == [
        ("bch-08", 4, 6),
        ("bcv-11", 5, None),
        ("bcv-12", 6, None),
        ("jc-6", 18, None),
        ("noejsomhedsvej", 25, None),
    ]
