"""Since when there is a vacancy: SQL counts many workplaces at once, and says what their histories do."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.events import (
    CategoryChanged,
    ElectorateChanged,
    EmploymentStated,
    Event,
    HeadcountObserved,
    MemberJoined,
    MemberLeft,
    RuleAgreed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
)
from stewards.projections.rules.agreement import Change
from stewards.registry import Registry

from .log import Log, sept

Told = tuple[type[Event], int, dict[str, Any]]
"""What happened, on which day of September, and to whom."""


def test_since_when_is_the_day_that_the_history_of_the_workplace_tells(
    tmp_path: Path, seed: int
) -> None:
    """Given any past, a vacancy is there since the crossing, or since the last mandate was over."""
    with Registry.create(tmp_path / "branch.db", segments=False) as registry:
        registry.import_lines(lines(1_000, seed=seed))
        for year in (2008, 2013, 2019):
            on = date(year, 9, 1)
            over = [each for each in registry.mandates(on=on, ended=True) if each.ended_on]
            for row in registry.vacancies(on=on):
                crossed = registry.explain_eligibility(row.workplace, on=on).crossed_on
                same = ((row.office, row.workplace) == (e.office, e.at_unit) for e in over)
                ended = (each.ended_on for each, it_is in zip(over, same, strict=True) if it_is)
                assert row.since == max(filter(None, (crossed, *ended)))


CASES: dict[str, tuple[int, list[Told]]] = {
    "the fifth joins": (10, [(MemberJoined, 10, {"member": "m5", "workplace": "a"})]),
    "one leaves, and is back": (
        20,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (MemberLeft, 15, {"member": "m5"}),
            (MemberJoined, 20, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "one leaves and joins again on one day": (
        10,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (MemberLeft, 15, {"member": "m5"}),
            (MemberJoined, 15, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "somebody comes to work there": (
        12,
        [
            (MemberJoined, 10, {"member": "m5"}),
            (WorkplaceChanged, 12, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "somebody works nowhere for a while": (
        14,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (WorkplaceChanged, 12, {"member": "m5", "workplace": None}),
            (WorkplaceChanged, 14, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "a student becomes active": (
        13,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a", "category": "student"}),
            (CategoryChanged, 13, {"member": "m5", "category": "active"}),
        ],
    ),
    "the fifth joins by a day": (
        20,
        [(MemberJoined, 20, {"member": "m5", "workplace": "a", "not_before": sept(10)})],
    ),
    "the first may have left": (
        16,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (MemberLeft, 16, {"member": "m1", "not_before": sept(12)}),
            (MemberJoined, 16, {"member": "m6", "workplace": "a"}),
        ],
    ),
    "somebody counts five": (
        8,
        [
            (HeadcountObserved, 8, {"workplace": "a", "employees": 5}),
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "somebody counts later": (
        10,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (HeadcountObserved, 20, {"workplace": "a", "employees": 7}),
        ],
    ),
    "somebody counted five before, and one left": (
        8,
        [
            (HeadcountObserved, 8, {"workplace": "a", "employees": 5}),
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (MemberLeft, 15, {"member": "m5"}),
        ],
    ),
    "somebody counts five after one left": (
        20,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (MemberLeft, 15, {"member": "m5"}),
            (HeadcountObserved, 20, {"workplace": "a", "employees": 5}),
        ],
    ),
    "another workplace is merged into it": (
        12,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "b"}),
            (UnitMerged, 12, {"unit": "b", "into": "a"}),
        ],
    ),
    "another workplace elects with it": (
        14,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "b"}),
            (ElectorateChanged, 14, {"unit": "b", "electorate": "a"}),
        ],
    ),
    "a manager is employed as one of the others": (
        15,
        [
            (MemberJoined, 10, {"member": "m5", "workplace": "a"}),
            (EmploymentStated, 10, {"member": "m5", "standing": "manager"}),
            (EmploymentStated, 15, {"member": "m5", "standing": "employee"}),
        ],
    ),
    "fewer are needed, as agreed": (
        11,
        [
            (RuleAgreed, 11, {"rule": "threshold", "value": 4}),
            (MemberJoined, 20, {"member": "m5", "workplace": "a"}),
        ],
    ),
    "it comes to lie where fewer are needed, as agreed": (
        11,
        [
            (RuleAgreed, 5, {"rule": "threshold", "value": 4, "unit": "area"}),
            (UnitMoved, 11, {"unit": "a", "parent": "area"}),
            (MemberJoined, 20, {"member": "m5", "workplace": "a"}),
        ],
    ),
}


@pytest.mark.parametrize(("day", "told"), CASES.values(), ids=CASES)
def test_since_when_by_what_made_the_number(log: Log, day: int, told: Iterable[Told]) -> None:
    """Given four members at a workplace that needs five, it is there since what follows makes it so."""
    log.form("area", kind="area")
    log.form("a", "b")
    log.join("m1", "m2", "m3", "m4", at="a")
    for what, on, fields in told:
        log.tell(what, sept(on), **fields)
    view = log.view(sept(30))
    employees = attrs.evolve(view.book, standing=("employee", "apprentice"))

    [vacancy] = attrs.evolve(view, book=employees).vacancies()

    assert (vacancy.workplace, vacancy.since) == ("a", sept(day))


@pytest.mark.parametrize(
    ("rule", "value"), [("threshold", 4), ("counted", ("active", "student"))], ids=str
)
def test_since_when_by_a_rule_book_that_changes(log: Log, rule: str, value: object) -> None:
    """Given four members and a student, there is a vacancy since the book lets four elect, or counts both."""
    log.form("a", "b")
    log.join("m1", "m2", "m3", "m4", at="a")
    log.tell(MemberJoined, sept(3), member="m5", workplace="a", category="student")
    view = log.view(sept(30))
    changing = attrs.evolve(view.book, changes=(Change(sept(11), rule, value),))

    [vacancy] = attrs.evolve(view, book=changing).vacancies()

    assert (vacancy.workplace, vacancy.since) == ("a", sept(11))
