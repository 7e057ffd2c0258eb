"""Publishing a count."""

from stewards.events import CountPublished
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.testing import closed, published

from .facts import APR, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused


def test_a_count_of_the_union_is_recorded() -> None:
    """Somebody printed a figure for the whole union, right or wrong."""
    count = propose(CountPublished, members=805, source="annual report 2019")
    assert given().when(count, MAY) == decided(
        CountPublished, MAY, members=805, unit=None, source="annual report 2019"
    )


def test_a_count_of_a_unit_is_recorded() -> None:
    """Somebody printed a figure for a unit, whether it still exists or not."""
    town = given(*TOWN, closed("bif", APR), published(330, "bif", MAY))
    assert town.when(propose(CountPublished, members=331, unit="bif"), MAY) == decided(
        CountPublished, MAY, members=331, unit="bif", source=None
    )


def test_an_unknown_unit_is_refused() -> None:
    """A figure cannot be of a unit that does not exist."""
    assert given(*TOWN).when(propose(CountPublished, members=805, unit="zz"), MAY) == refused(
        UnknownUnit,
        "Cannot record a published count of zz because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


def test_publishing_reads_the_unit() -> None:
    """Only whether the unit exists decides."""
    assert given(*TOWN).reads(propose(CountPublished, members=331, unit="bif"), MAY) == {
        "unit:bif": ORGANISATION
    }


def test_publishing_for_the_union_reads_nothing() -> None:
    """A figure for the whole union depends on nothing, so nothing can conflict with it."""
    assert given(*TOWN).reads(propose(CountPublished, members=805), MAY) == {}
