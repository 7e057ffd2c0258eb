"""What was recorded together is listed, and shown."""

from datetime import UTC, date, datetime

import pytest
from stewards.registry import BatchSummary, Registry
from stewards.registry.reverts import NoSuchBatch

from ..facts import FEB, JAN, MAR, OPENING, elected, joined
from .conftest import NOW
from .telling import tell


def test_a_registry_without_batches_lists_none(registry: Registry) -> None:
    """What belongs to no batch is not listed."""
    assert registry.batches() == ()


def test_a_batch_is_listed_with_what_it_recorded(registry: Registry) -> None:
    """First and last entry, how many stand, by whom, the days, and the types, most first."""
    tell(registry, [joined("m1", "a", FEB), elected(MAR, "m1"), joined("m2", on=JAN)], "b-1")
    registry.void(7, reason="nobody voted")

    assert registry.batches() == (
        BatchSummary(
            batch="b-1",
            first=6,
            last=8,
            entries=3,
            standing=2,
            recorded_at=OPENING,
            recorded_by="office",
            first_day=JAN,
            last_day=MAR,
            types=(("MemberJoined", 2), ("StewardElected", 1)),
            reverted_by=None,
        ),
    )


def test_batches_are_listed_oldest_first_and_a_revert_is_one(registry: Registry) -> None:
    """Entries of one batch need not follow one another; the voids of a revert form a batch."""
    registry.join("m1", on=JAN, batch="late")
    registry.join("m2", on=JAN, batch="early")
    registry.join("m3", on=JAN, batch="late", by="office-7")
    registry.revert("late", reason="not so", on=date(2019, 12, 1))

    late, early, revert = registry.batches()
    assert (late.batch, late.first, late.last, late.entries, late.standing) == ("late", 6, 8, 2, 0)
    assert (late.recorded_by, late.reverted_by) == ("office-2", "revert-9")
    assert (early.batch, early.standing, early.reverted_by) == ("early", 1, None)
    assert (revert.batch, revert.types) == ("revert-9", (("EntryVoided", 2),))
    assert (revert.first_day, revert.standing, revert.recorded_at) == (date(2019, 12, 1), 2, NOW)


def test_a_batch_taken_back_entry_by_entry_was_reverted_by_none(registry: Registry) -> None:
    """Where a void of its own took the last of it back, no batch is named."""
    registry.join("m1", on=JAN, batch="b-1")
    registry.void(6, reason="not so")

    [batch] = registry.batches()
    assert (batch.standing, batch.reverted_by) == (0, None)


def test_the_batch_that_took_back_the_last_of_it_is_named(registry: Registry) -> None:
    """Also where somebody had voided a part of it before."""
    tell(registry, [joined("m1"), joined("m2")], "b-1")
    registry.void(6, reason="not so")
    registry.revert("b-1", reason="nor the rest")

    assert [b.reverted_by for b in registry.batches()] == ["revert-9", None]


def test_batches_are_listed_as_they_were_known(registry: Registry) -> None:
    """At an earlier instant a batch stands that was reverted later."""
    tell(registry, [joined("m1")], "b-1")
    registry.revert("b-1", reason="not so")

    [then] = registry.batches(known_at=datetime(2019, 1, 1, tzinfo=UTC))
    assert (then.batch, then.standing, then.reverted_by) == ("b-1", 1, None)
    assert registry.batches(known_at=date(2017, 1, 1)) == ()


def test_a_batch_is_shown_in_the_order_told_with_what_voids_it(registry: Registry) -> None:
    """The voids of its entries are not part of it, although they bear its tag."""
    tell(registry, [joined("m1", on=FEB), joined("m2", on=JAN)], "b-1")
    registry.void(6, reason="not so")
    registry.join("m3", on=MAR)

    assert [(e.number, e.voided_by) for e in registry.batch("b-1")] == [(6, 8), (7, None)]


def test_an_unknown_batch_is_not_shown(registry: Registry) -> None:
    """The refusal says where to look."""
    with pytest.raises(NoSuchBatch) as refusal:
        registry.batch("b-1")
    assert str(refusal.value) == (
        "Cannot show batch b-1 because no entry belongs to a batch of that id."
        " See 'stewards batch list' for the batches there are."
    )
