"""The electorate of a workplace and the verdict."""

import pytest
from stewards.projections.electorate.fold import Electorate, Verdict

from ..decisions.facts import FEB, JAN, MAR, MAY, formed, headcount, joined, merged, voided, works
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


@pytest.mark.parametrize(("members", "observed", "verdict"), VERDICTS)
def test_the_verdict_has_three_values(members: int, observed: int | None, verdict: str) -> None:
    """Members or observed may reach five; only an observation says that nothing does."""
    electorate = Electorate(tuple(f"m{n}" for n in range(members)), members, members, observed)
    assert electorate.verdict(5) is Verdict(verdict)


def test_an_electorate_is_who_counts_at_the_workplace_that_day() -> None:
    """Active members recorded there, or at what was merged into it, sorted by id."""
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
    found = Electorate.on(MAR, "a", history(*told), organisation(*told), ["active"])
    assert found == Electorate(("m1", "m3", "m4"), 3, 3, 7)


def test_nobody_counts_at_a_workplace_that_was_merged() -> None:
    """Whoever is recorded at a merged workplace counts where it went."""
    told = [formed("a"), formed("b"), joined("m1", "a"), merged("a", "b", FEB)]
    found = Electorate.on(MAR, "a", history(*told), organisation(*told), ["active"])
    assert found == Electorate((), 0, 0, None)


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
    at = {
        unit: Electorate.on(MAY, unit, history(*told), organisation(*told), ["active"]).members
        for unit in "ab"
    }
    assert at == {"a": ("m2",), "b": ("m1",)}
