"""Observing a ratio."""

from stewards.events import RatioObserved
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.testing import closed

from .facts import APR, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused

FIELDS = {"unit": "bif", "figure": "cases-activity-ready", "value": 220, "per": "own-caseworkers"}
RATIO = propose(RatioObserved, **FIELDS)


def test_a_ratio_is_recorded() -> None:
    """Somebody gave a figure with what it is divided by; of one, where nobody says of how many."""
    assert given(*TOWN).when(RATIO, MAY) == decided(RatioObserved, MAY, **FIELDS, of=1)


def test_a_ratio_that_the_rules_do_not_know_is_recorded() -> None:
    """There need be no norm: 91 of 112 answered."""
    answers = {"unit": "bif", "figure": "answers", "value": 91, "of": 112, "per": "asked"}
    assert isinstance(given(*TOWN).when(propose(RatioObserved, **answers), MAY), RatioObserved)


def test_a_ratio_of_a_closed_unit_is_recorded() -> None:
    """A figure may be about a unit that is there no more, as a published count may."""
    assert isinstance(given(*TOWN, closed("bif", APR)).when(RATIO, MAY), RatioObserved)


def test_a_ratio_of_an_unknown_unit_is_refused() -> None:
    """A figure cannot be of a unit that does not exist."""
    assert given().when(RATIO, MAY) == refused(
        UnknownUnit,
        "Cannot record a ratio of bif because there is no unit bif."
        " See 'stewards unit list', or form it with 'stewards unit form bif'.",
    )


def test_observing_a_ratio_reads_the_unit() -> None:
    """Only whether the unit exists decides."""
    assert given(*TOWN).reads(RATIO, MAY) == {"unit:bif": ORGANISATION}
