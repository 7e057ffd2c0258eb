"""Who elects together, how many they are, and the verdict."""

import pytest
from stewards.events import ElectorateChanged, Event
from stewards.projections.electorate.fold import Electorate, There, Verdict, electorate_on
from stewards.projections.electorate.headcounts import Headcount
from stewards.projections.rules import Rules
from stewards.registry.testing import fact, formed, headcount, joined, merged, voided, works

from ..decisions.facts import APR, FEB, JAN, MAR, MAY
from ..decisions.scenario import RULES
from .histories import history, organisation

VERDICTS = [
    (5, None, "yes"),
    (5, 3, "yes"),
    (4, 5, "yes"),
    (0, 9, "yes"),
    (4, 4, "no"),
    (0, 0, "no"),
    (4, None, "unknown"),
    (0, None, "unknown"),
]


def counted(employees: int, most: int | None = None, *, is_whole: bool = True) -> Headcount:
    """Return a headcount that nothing has changed since, or that may have grown."""
    numbers = (employees, employees, employees if most is None else most)
    return Headcount(employees, JAN, (1,), *numbers, is_whole=is_whole)


def electorate(*told: Event, unit: str = "a", day: object = MAR) -> Electorate:
    """Return the electorate of a unit, on 1 March if no other day is given, as a history tells it."""
    return electorate_on(day, unit, history(*told), organisation(*told), Rules(RULES))  # type: ignore[arg-type]


@pytest.mark.parametrize(("members", "observed", "verdict"), VERDICTS)
def test_the_verdict_has_three_values(members: int, observed: int | None, verdict: str) -> None:
    """Members or observed may reach five; only an observation says that nothing does."""
    seen = None if observed is None else counted(observed)
    found = Electorate.of("a", [There("a", members, members, members, seen)])
    assert found.verdict(5) is Verdict(verdict)


def test_part_of_a_workplace_that_nobody_counted_leaves_it_unknown() -> None:
    """Four of one part are only at least four, whatever became of the others."""
    found = Electorate.of("a", [There("a", 1, 1, 1, counted(4, is_whole=False))])
    assert found.verdict(5) is Verdict.UNKNOWN


def test_a_workplace_that_may_have_grown_is_unknown() -> None:
    """Four were counted and somebody moved in: nobody knows whether anybody went."""
    found = Electorate.of("a", [There("a", 4, 4, 4, counted(4, most=5))])
    assert found.verdict(5) is Verdict.UNKNOWN


def test_workplaces_that_elect_together_add_up() -> None:
    """Of each the members who surely count or the headcount, whichever is more."""
    places = [There("a", 3, 3, 3), There("b", 1, 1, 1, counted(2))]
    found = Electorate.of("a", places)
    assert (found.members, found.headcount, found.least, found.most) == (4, 2, 5, None)
    assert found.verdict(5) is Verdict.YES


def test_an_electorate_is_who_counts_at_the_workplace_that_day() -> None:
    """Members of the counted categories recorded there, or at what was merged into it."""
    told = [
        formed("a"),
        formed("b"),
        joined("m4", "a", FEB),
        joined("m3", "b"),
        joined("m2", "a", JAN, "senior"),
        joined("m1", "a"),
        works("m1", "b", MAR),
        headcount("a", 7, MAR),
        headcount("b", 9, MAR),
        merged("b", "a", FEB),
        joined("m5", "a", MAY),
    ]
    found = electorate(*told)
    assert (found.members, found.at_least, found.observed, found.headcount) == (3, 3, 7, 7)


def test_nobody_counts_at_a_workplace_that_was_merged() -> None:
    """Whoever is recorded at a merged workplace counts where it went."""
    told = [formed("a"), formed("b"), joined("m1", "a"), merged("a", "b", FEB)]
    found = electorate(*told)
    assert (found.at, found.members) == ("b", 1)


def test_a_circle_of_mergers_counts_nobody_twice() -> None:
    """Where a void closes a circle, each is counted where the walk ends."""
    told = [
        formed("a"),
        formed("b"),
        joined("m1", "a"),
        joined("m2", "b"),
        merged("a", "b", JAN),
        merged("a", "c", FEB),
        merged("b", "a", MAR),
        voided(6),
    ]
    found = [electorate(*told, unit=unit, day=MAY) for unit in "ab"]
    assert [(each.at, each.members) for each in found] == [("b", 1), ("a", 1)]


def together(unit: str, other: str | None, on: object = FEB) -> Event:
    """Return how a workplace came to elect with another one, or alone again."""
    return fact(ElectorateChanged, on, unit=unit, electorate=other)  # type: ignore[arg-type]


def test_workplaces_elect_together_from_a_day_until_another_one() -> None:
    """Three and two are five together, and three alone again."""
    told = [formed("a"), formed("b"), *(joined(f"m{n}", "aaabb"[n]) for n in range(5))]
    told += [together("b", "a"), together("b", None, APR)]
    found = [electorate(*told, unit="b", day=day) for day in (JAN, MAR, APR)]
    assert [(each.at, each.members) for each in found] == [("b", 2), ("a", 5), ("b", 2)]


def test_who_elects_with_a_workplace_that_is_merged_elects_where_it_went() -> None:
    """The community goes on with what the other workplace has become."""
    told = [formed("a"), formed("b"), formed("c"), together("b", "a"), merged("a", "c", MAR)]
    assert electorate(*told, unit="b").at == "c"


def test_a_circle_of_electorates_ends_where_it_began() -> None:
    """An import may let each of two elect with the other: then each elects alone."""
    told = [formed("a"), formed("b"), together("b", "a"), together("a", "b")]
    assert [electorate(*told, unit=unit).at for unit in "ab"] == ["a", "b"]
