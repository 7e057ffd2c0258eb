"""What the demonstration tells after its figures: all that elections know of, and no figure another one."""

from collections.abc import Iterator
from datetime import date

import pytest
from stewards.cli.demo.command import FIRST_DAY, LAST_DAY, elections, sample
from stewards.registry import Registry

LATER = date(2019, 12, 1)


@pytest.fixture(scope="module")
def shown() -> Iterator[Registry]:
    """Return a registry as the demonstration leaves it."""
    with Registry.create(":memory:") as registry:
        registry.import_lines([*sample(), *elections()])
        yield registry


def test_the_figures_are_those_of_the_sample(shown: Registry) -> None:
    """843 and 805 members, 35 stewards and 5 vacancies, and what is odd by then."""
    with Registry.create(":memory:") as alone:
        alone.import_lines(sample())
        assert shown.check(on=LAST_DAY) == alone.check(on=LAST_DAY)
    counts = [shown.count(on=day, known_at=day).members for day in (FIRST_DAY, LAST_DAY)]
    assert counts == [843, 805]
    assert len(shown.mandates(on=LAST_DAY, office="steward")) == 35
    assert len(shown.vacancies(on=LAST_DAY)) == 5


def test_it_has_an_election_in_full(shown: Registry) -> None:
    """Notices, an objection that did not stand, a deputy who acts for somebody absent."""
    held = {(each.member, each.office): each for each in shown.mandates(on=LATER)}

    deputy, steward = held["M00086", "deputy"], held["M00546", "steward"]
    assert (deputy.received, deputy.acting) == (date(2019, 10, 4), True)
    assert (steward.received, steward.objection_until) == (date(2019, 10, 18), date(2019, 11, 8))
    assert steward.status == "valid"


def test_two_workplaces_elect_together(shown: Registry) -> None:
    """Neither of the two has five, and together they have a steward."""
    both = [each for each in shown.eligibility(on=LATER) if each.electorate == "bbu-12"]
    assert {(e.workplace, e.members, e.verdict, e.stewards) for e in both} == {
        ("bbu-12", 6, "yes", ("M00546",)),
        ("bbu-14", 6, "yes", ("M00546",)),
    }


def test_it_has_a_committee_and_case_loads(shown: Registry) -> None:
    """Thirteen of 21 seats present, one of ours among them; 220, 90, 75 and 50 with their denominators."""
    committee = shown.committee("med-sof", on=LATER)
    assert (len(committee.seats), committee.present) == (21, 13)
    assert [each.member for each in committee.seats if each.member] == ["M00264"]
    assert [(r.value, r.of, r.per, r.times, r.short) for r in shown.figures(on=LATER)] == [
        (50, 1, "own-caseworkers", 0.91, 0),
        (11_000, 50, "own-caseworkers", 4.0, 150),
        (90, 1, "all-staff", None, None),
        (220, 1, "own-caseworkers", 4.0, 3),
        (75, 1, "own-caseworkers", 1.67, 1),
    ]
