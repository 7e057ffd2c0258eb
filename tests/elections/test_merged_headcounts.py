"""Two workplaces of four each become one: eight work there, whatever is known of each since."""

from datetime import date

from stewards.registry import Registry

from .log import formed, joined, merged, moved, observed, registry

COUNTED, MERGED, LATER = date(2019, 1, 15), date(2019, 3, 1), date(2020, 6, 1)
HOUSE = [
    formed("town", kind="employer"),
    formed("a", "town"),
    formed("b", "town"),
    formed("c", "town"),
    *(joined(member, "a") for member in ("A1", "A2")),
    *(joined(member, "b") for member in ("B1", "B2")),
]
BOTH = [observed("a", 4, COUNTED), observed("b", 4, COUNTED), merged("b", "a", MERGED)]


def row(of: Registry, on: date, workplace: str = "a") -> tuple[str, int, int | None, int | None]:
    """Return the verdict, the members, what was counted, and what that has come to."""
    [found] = (each for each in of.eligibility(on=on) if each.workplace == workplace)
    return found.verdict, found.members, found.observed, found.headcount


def test_what_was_counted_at_both_adds_up() -> None:
    """Given four and four, either is too small before the merger, and eight may elect after it."""
    with registry([*HOUSE, *BOTH]) as it:
        assert row(it, date(2019, 2, 28)) == ("no", 2, 4, 4)
        assert row(it, MERGED) == ("yes", 4, 8, 8)
        steward = it.elect("B1", unit="a", on=date(2019, 4, 1))
    assert steward.event.effective_on == date(2019, 4, 1)


def test_a_part_that_nobody_counted_leaves_it_open() -> None:
    """Given four of one part and nothing of the other, nobody knows."""
    with registry([*HOUSE, observed("a", 4, COUNTED), merged("b", "a", MERGED)]) as it:
        assert row(it, MERGED) == ("unknown", 4, 4, 4)


def test_what_is_counted_after_the_merger_counts() -> None:
    """Given five counted since, what was counted before is over."""
    with registry([*HOUSE, *BOTH, observed("a", 5, LATER)]) as it:
        assert row(it, LATER) == ("yes", 4, 5, 5)


def test_it_is_found_until_somebody_counts_again() -> None:
    """When the headcounts are of the parts, and when they are older than a year."""
    with registry([*HOUSE, *BOTH, observed("a", 5, LATER)]) as it:
        kinds = ("headcount from before a merger", "headcount older than a year")
        found = [
            [each.finding for each in it.check(on=on) if each.finding in kinds]
            for on in (COUNTED, MERGED, date(2020, 1, 15), LATER)
        ]
    assert found == [[], list(kinds[:1]), list(kinds), []]


def test_six_that_were_counted_long_ago_have_gone() -> None:
    """Given six in 2015, all of them members who work elsewhere by 2024, nobody may elect there."""
    six = [joined(f"C{number}", "c") for number in range(6)]
    gone = [moved(f"C{number}", "a", date(2016 + number, 5, 1)) for number in range(6)]
    with registry([*HOUSE, *six, observed("c", 6, date(2015, 6, 1)), *gone]) as it:
        found = {year: row(it, date(year, 6, 1), "c") for year in (2015, 2016, 2017, 2024)}
    assert found == {
        2015: ("yes", 6, 6, 6),
        2016: ("yes", 5, 6, 5),
        2017: ("no", 4, 6, 4),
        2024: ("no", 0, 6, 0),
    }
