"""Four members and a manager: whether managers count is for the agreement to say."""

from datetime import date
from pathlib import Path

import pytest
from stewards.events import EmploymentStated
from stewards.registry import Registry

from .log import formed, joined, moved, registry, told

ON = date(2019, 9, 1)
OFFICE = [
    formed("town", kind="employer"),
    formed("office", "town"),
    *(joined(f"M{number}", "office") for number in range(5)),
    told(EmploymentStated, date(2019, 1, 1), member="M0", standing="manager"),
]
WITHOUT_MANAGERS = """
name = "own-managers"
title = "Managers have an agreement of their own"
base = "dk-municipal"
standing = ["employee", "apprentice"]
"""


def office(of: Registry) -> tuple[str, int, int, str]:
    """Return the verdict, the members, how many of them surely, and the rule book."""
    [row] = of.eligibility(on=ON)
    return row.verdict, row.members, row.at_least, row.rule.book


def test_a_manager_on_the_same_agreement_counts() -> None:
    """Given the municipal book, they are five."""
    with registry(OFFICE) as it:
        assert office(it) == ("yes", 5, 5, "dk-municipal")
        assert [voter.member for voter in it.explain_eligibility("office", on=ON).who] == [
            *("M0", "M1", "M2", "M3", "M4")
        ]


def test_a_manager_with_an_agreement_of_their_own_does_not(tmp_path: Path) -> None:
    """Given a book without managers, they are four, and nobody knows of a fifth."""
    book = tmp_path / "own-managers.toml"
    book.write_text(WITHOUT_MANAGERS)
    with registry(OFFICE, str(book)) as it:
        assert office(it) == ("unknown", 4, 4, "own-managers")
        explained = it.explain_eligibility("office", on=ON)
    assert [voter.member for voter in explained.who] == ["M1", "M2", "M3", "M4"]
    assert explained.verdict == "unknown"


def test_who_became_a_manager_elsewhere_is_none_here(tmp_path: Path) -> None:
    """Given that it was stated of work for another employer, it says nothing of the work here."""
    book = tmp_path / "own-managers.toml"
    book.write_text(WITHOUT_MANAGERS)
    elsewhere = [formed("county", kind="employer"), formed("far", "county")]
    others = [fact for fact in OFFICE if getattr(fact, "member", None) != "M0"]
    stated = told(EmploymentStated, date(2016, 1, 1), member="M0", standing="manager")
    came = moved("M0", "office", date(2018, 1, 1))
    with registry([*others, *elsewhere, joined("M0", "far"), stated, came], str(book)) as it:
        rows = {row.workplace: row.members for row in it.eligibility(on=ON)}
    assert rows == {"office": 5, "far": 0}


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2019, 4, 30), ("yes", 5, 5)),
        (date(2019, 5, 1), ("unknown", 5, 4)),
        (date(2019, 12, 1), ("unknown", 4, 4)),
    ],
    ids=["not yet", "perhaps", "surely"],
)
def test_who_may_be_a_manager_by_then_does_not_count_surely(
    tmp_path: Path, on: date, expected: tuple[str, int, int]
) -> None:
    """Given somebody who became a manager between May and December, in June they may be five."""
    book = tmp_path / "own-managers.toml"
    book.write_text(WITHOUT_MANAGERS)
    window = {"not_before": date(2019, 5, 1), "member": "M0", "standing": "manager"}
    became = told(EmploymentStated, date(2019, 12, 1), **window)
    with registry([*OFFICE[:-1], became], str(book)) as it:
        [row] = it.eligibility(on=on)
        explained = it.explain_eligibility("office", on=on)
        [*_, last] = it.view(on=on).crossings("office")

    assert (row.verdict, row.members, row.at_least) == expected
    assert (explained.verdict, explained.members, explained.at_least) == expected
    assert last.is_reached == (expected[0] == "yes")
