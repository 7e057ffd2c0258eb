"""The facts that ended a mandate."""

import pytest
from stewards.events import Event
from stewards.projections.mandates.endings import ended_by
from stewards.projections.mandates.fold import courses_on
from stewards.registry.testing import (
    closed,
    elected,
    ended,
    joined,
    left,
    merged,
    moved,
    voided,
    works,
)

from ..decisions.facts import APR, DEC, FEB, MAR
from .histories import history, organisation
from .test_mandates import JOINT, RULES, STEWARD

CASES = {
    "held": ([*STEWARD], []),
    "the first word of it": ([*STEWARD, ended("m1", "a", MAR), ended("m1", "a", MAR)], [7]),
    "the leaving": ([*STEWARD, left("m1", MAR)], [7]),
    "never joined": ([*STEWARD, voided(5)], []),
    "another workplace": ([*STEWARD, works("m1", "b", MAR)], [7]),
    "joined again elsewhere": ([*STEWARD, joined("m1", "b", MAR)], [7]),
    "elected from elsewhere": ([*STEWARD[:4], joined("m1", "b"), STEWARD[5]], [5]),
    "the closing": ([*STEWARD, merged("a", "b", MAR), closed("b", APR)], [8]),
    "the workplace is moved": ([*JOINT, moved("a", "b", MAR)], [7]),
    "what it lies under is moved": (
        [*JOINT[:5], elected("m1", "top", FEB, "joint-steward"), moved("mid", None, MAR)], [7]),
    "the workplace is merged": ([*JOINT, merged("a", "b", MAR)], [7]),
    "the unit itself is merged": ([*JOINT, merged("mid", "b", MAR)], [7]),
    "a merger and a move on one day": (
        [*JOINT, merged("a", "b", MAR), moved("b", "top", MAR)], [7, 8]),
    "what changed before did not end it": (
        [*JOINT, moved("b", "top", FEB), merged("a", "b", MAR)], [8]),
}  # fmt: skip


@pytest.mark.parametrize(("told", "entries"), CASES.values(), ids=CASES)
def test_what_ended_a_mandate(told: list[Event], entries: list[int]) -> None:
    """One fact, or all that the organisation changed that day around the member or the unit."""
    facts, units = history(*told), organisation(*told)
    [mandate] = courses_on(DEC, facts, units, RULES)

    assert [entry.number for entry in ended_by(mandate, facts, units)] == entries


def test_a_term_is_ended_by_the_election() -> None:
    """It said until when."""
    told = [*STEWARD[:5], elected("m1", "a", FEB, until=MAR)]
    [mandate] = courses_on(DEC, history(*told), organisation(*told), RULES)

    assert ended_by(mandate, history(*told), organisation(*told)) == (mandate.election,)
