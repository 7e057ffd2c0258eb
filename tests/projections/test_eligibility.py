"""Which workplaces may elect a steward, and which of them have none."""

import pytest
from stewards.events import (
    CategoryChanged,
    ElectorateChanged,
    HeadcountObserved,
    MandateEnded,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
)
from stewards.projections.electorate.rows import Eligibility

from .log import Log, sept

MEMBERS = ("M1", "M2", "M3", "M4", "M5", "M6")


def rows(log: Log, number: int = 30, threshold: int = 5) -> dict[str, Eligibility]:
    """Return eligibility on a day of September by workplace."""
    view = log.view(sept(number), threshold=threshold)
    found = view.eligibility()
    vacant = [
        row
        for row in found
        if row.verdict == "yes" and not row.stewards and row.electorate == row.workplace
    ]
    assert [each.workplace for each in view.vacancies()] == [each.workplace for each in vacant]
    return {row.workplace: row for row in found}


@pytest.mark.parametrize(
    ("members", "observed", "verdict"),
    [
        (5, None, "yes"),
        (4, None, "unknown"),
        (0, None, "unknown"),
        (4, 5, "yes"),
        (4, 4, "no"),
        (0, 0, "no"),
        (5, 4, "yes"),
    ],
)
def test_either_figure_reaches_the_threshold(
    log: Log, members: int, observed: int | None, verdict: str
) -> None:
    """Five members or five observed make yes; else an observation makes no; else nobody knows."""
    log.form("jc-1")
    if members:
        log.join(*MEMBERS[:members], at="jc-1")
    if observed is not None:
        log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=observed)

    found = rows(log)["jc-1"]
    assert (found.members, found.at_least, found.at_most) == (members, members, members)
    assert (found.observed, found.headcount, found.verdict) == (observed, observed, verdict)


def test_a_row_says_what_follows_and_by_which_rule(log: Log) -> None:
    """How many may be in office and are, where the threshold stands, and what to do below it."""
    log.form("jc-1", "jc-2")
    log.join(*MEMBERS[:5], at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit="jc-1")
    log.tell(StewardElected, sept(1), member="M2", unit="jc-1")
    reached, below = rows(log)["jc-1"], rows(log)["jc-2"]

    assert (reached.entitled, reached.in_office, reached.surplus) == (1, 2, 1)
    assert (reached.electorate, reached.options) == ("jc-1", ())
    assert (below.entitled, below.in_office, below.surplus) == (0, 0, 0)
    assert below.options[:2] == (
        "elect together with another workplace",
        "the help of another steward",
    )
    assert (below.rule.path, below.rule.value, below.rule.book) == ("threshold", 5, "test")


def test_the_threshold_is_the_agreements(log: Log) -> None:
    """Another agreement may ask for fewer."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")

    assert rows(log, threshold=2)["jc-1"].verdict == "yes"
    assert rows(log, threshold=3)["jc-1"].verdict == "unknown"


def test_only_counted_categories_count(log: Log) -> None:
    """A senior member works there and does not count towards the threshold."""
    log.form("jc-1")
    log.join(*MEMBERS[:5], at="jc-1")
    log.tell(CategoryChanged, sept(10), member="M1", category="senior")

    assert rows(log, 9)["jc-1"].members == 5
    assert rows(log, 10)["jc-1"].members == 4


def test_members_count_where_their_workplace_was_merged_to(log: Log) -> None:
    """A merger brings members together; what was counted at one part is only at least so many."""
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", at="jc-1")
    log.join("M3", "M4", "M5", at="jc-2")
    log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=9)
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert rows(log, 9)["jc-1"].verdict == "yes"
    assert rows(log, 9)["jc-2"].verdict == "unknown"
    [after] = rows(log, 10).values()
    assert (after.workplace, after.members, after.observed, after.verdict) == ("jc-2", 5, 9, "yes")


def test_members_above_a_workplace_do_not_count_at_it(log: Log) -> None:
    """Members count at the very workplace, neither above nor below."""
    log.form("centre", kind="centre")
    log.form("jc-1", parent="centre")
    log.form("jc-1-a", parent="jc-1")
    log.join("M1", "M2", "M3", at="centre")
    log.join("M4", at="jc-1")
    log.join("M5", at="jc-1-a")

    assert {row.workplace: row.members for row in rows(log).values()} == {"jc-1": 1, "jc-1-a": 1}


def test_only_open_workplaces_are_listed(log: Log) -> None:
    """Units of another kind, not yet formed, merged or closed do not elect."""
    log.form("centre", kind="centre")
    log.form("open", "merged", "closed")
    log.tell(UnitMerged, sept(10), unit="merged", into="open")
    log.tell(UnitClosed, sept(11), unit="closed")
    log.tell(UnitFormed, sept(12), unit="new", name="New", kind="workplace")

    assert set(rows(log, 9)) == {"open", "merged", "closed"}
    assert set(rows(log, 10)) == {"open", "closed"}
    assert set(rows(log, 11)) == {"open"}
    assert set(rows(log, 12)) == {"open", "new"}


def test_stewards_are_those_in_office_there(log: Log) -> None:
    """Holders of the office of steward are listed once each, in order; other offices are not."""
    log.form("jc-1")
    log.join("mary", "john", "lisa", at="jc-1")
    for member, office in [
        ("mary", "steward"),
        ("mary", "steward"),
        ("john", "steward"),
        ("lisa", "deputy"),
    ]:
        log.tell(StewardElected, sept(1), member=member, unit="jc-1", office=office)
    log.tell(MandateEnded, sept(10), member="john", unit="jc-1")

    assert rows(log, 9)["jc-1"].stewards == ("john", "mary")
    assert rows(log, 10)["jc-1"].stewards == ("mary",)


def test_a_steward_goes_where_the_unit_was_merged_to(log: Log) -> None:
    """After a merger the stewards of both are stewards of the one."""
    log.form("jc-1", "jc-2")
    log.join("mary", at="jc-1")
    log.join("john", at="jc-2")
    log.tell(StewardElected, sept(1), member="mary", unit="jc-1")
    log.tell(StewardElected, sept(1), member="john", unit="jc-2")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert rows(log, 10)["jc-2"].stewards == ("john", "mary")


def test_a_vacancy_is_an_entitled_workplace_without_a_steward(log: Log) -> None:
    """Neither a workplace with a steward nor one below the threshold is vacant."""
    log.form("held", "small", "vacant")
    log.join(*MEMBERS[:5], at="held")
    log.tell(StewardElected, sept(1), member="M1", unit="held")
    log.tell(HeadcountObserved, sept(1), workplace="vacant", employees=5)

    assert [row.workplace for row in log.view(sept(30)).vacancies()] == ["vacant"]


def test_workplaces_that_elect_together_have_one_vacancy(log: Log) -> None:
    """Both rows have the numbers of both; the vacancy is where they elect."""
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", "M3", at="jc-1")
    log.join("M4", "M5", at="jc-2")
    log.tell(ElectorateChanged, sept(10), unit="jc-2", electorate="jc-1")

    assert {row.verdict for row in rows(log, 9).values()} == {"unknown"}
    both = rows(log, 10).values()
    assert {(row.electorate, row.members, row.verdict) for row in both} == {("jc-1", 5, "yes")}
    assert [row.members_here for row in both] == [3, 2]
    assert [row.workplace for row in log.view(sept(10)).vacancies()] == ["jc-1"]


def test_the_steward_of_those_who_elect_together_works_at_any_of_them(log: Log) -> None:
    """Elected where they elect, and the steward of both; until each elects alone again."""
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", "M3", at="jc-1")
    log.join("M4", "M5", at="jc-2")
    log.tell(ElectorateChanged, sept(1), unit="jc-2", electorate="jc-1")
    log.tell(StewardElected, sept(2), member="M4", unit="jc-1")
    log.tell(ElectorateChanged, sept(20), unit="jc-2")

    assert [row.stewards for row in rows(log, 19).values()] == [("M4",), ("M4",)]
    assert [row.stewards for row in rows(log, 20).values()] == [(), ()]
