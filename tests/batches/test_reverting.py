"""A revert voids what a batch recorded, in one batch of its own, or says why not."""

from datetime import date

import pytest
from attrs import evolve
from stewards.events import EntryVoided, HeadcountObserved, tags
from stewards.events.errors import BadInput, Refusal
from stewards.registry import Registry
from stewards.registry.reverts import BatchHoldsVoids, NoSuchBatch, NothingStands

from ..facts import FEB, JAN, MAR, TOWN, fact, formed, joined
from .conftest import NOW
from .telling import exported, tell

DAY = date(2019, 12, 1)


def test_a_revert_voids_every_entry_of_the_batch(registry: Registry) -> None:
    """One void an entry, told alike, in a batch of their own; the count is as it was before."""
    tell(registry, [joined("m1", "a"), joined("m2", "b")], "b-1")
    voids = registry.revert("b-1", reason="wrong list", on=DAY, by="office-7", note="by phone")

    assert voids == range(8, 10)
    assert [registry.entry(number).event for number in voids] == [
        EntryVoided(
            voids=number,
            reason="wrong list",
            effective_on=DAY,
            recorded_at=NOW,
            recorded_by="office-7",
            note="by phone",
            batch="revert-8",
        )
        for number in (6, 7)
    ]
    assert registry.count(on=MAR).members == 0


def test_a_void_bears_the_tags_of_its_target(registry: Registry) -> None:
    """So whoever reads the history of the member finds the void, too."""
    tell(registry, [joined("m1", "a")], "b-1")
    [void] = registry.revert("b-1", reason="wrong list")

    assert registry.log.tags_of(void) == [
        *("entry:6", "batch:revert-7", "member:m1", "unit:a", "batch:b-1")
    ]
    assert [e.number for e in registry.history(member="m1")] == [6, 7]


def test_a_revert_leaves_out_what_is_voided_already(registry: Registry) -> None:
    """What nobody took back yet is voided once."""
    tell(registry, [joined("m1"), joined("m2")], "b-1")
    registry.void(6, reason="not so")

    [void] = registry.revert("b-1", reason="nor the rest")
    assert tags(registry.entry(void).event)[0] == "entry:7"


def test_units_are_taken_back_with_what_the_batch_recorded_there(registry: Registry) -> None:
    """A unit that the batch formed and alone names is gone afterwards, and can be formed again."""
    tell(registry, [formed("d", "north"), formed("e", "d"), joined("m1", "d")], "b-1")
    registry.revert("b-1", reason="wrong list")

    assert [unit.unit for unit in registry.units(on=MAR)] == ["a", "b", "c", "north", "town"]
    registry.form_unit("d", name="D", on=JAN)


def test_a_revert_is_undone_by_importing_again(registry: Registry) -> None:
    """The same list makes the same count, in new entries."""
    facts = [formed("d", "north"), joined("m1", "d")]
    tell(registry, facts, "b-1")
    registry.revert("b-1", reason="wrong list")
    tell(registry, [evolve(each, recorded_at=NOW) for each in facts], "b-2")

    assert registry.count(on=MAR, unit="d").members == 1


def test_the_batch_of_a_revert_is_always_its_own(registry: Registry) -> None:
    """Where somebody has used the id, another one is made."""
    tell(registry, [joined("m1")], "revert-8")
    tell(registry, [joined("m2")], "b-1")
    registry.revert("b-1", reason="wrong list")

    assert [batch.batch for batch in registry.batches()] == ["revert-8", "b-1", "revert-8-2"]


def test_a_clock_that_goes_back_is_held(registry: Registry) -> None:
    """The voids are recorded no earlier than the last entry."""
    tell(registry, [evolve(joined("m1"), recorded_at=NOW)], "b-1")
    registry._clock = lambda: NOW.replace(year=2018)
    [void] = registry.revert("b-1", reason="wrong list")

    assert registry.entry(void).event.recorded_at == NOW


def test_a_batch_about_nobody_is_reverted(registry: Registry) -> None:
    """Nothing builds on a headcount."""
    tell(registry, [fact(HeadcountObserved, FEB, workplace="a", employees=7)], "b-1")
    tell(registry, [joined("m1", "a")])

    assert registry.revert("b-1", reason="wrong list") == range(8, 9)


def test_how_far_it_has_come_is_told(registry: Registry) -> None:
    """Of twice the size of the log: reading the batch, and what came after it."""
    tell(registry, [joined(f"m{number}") for number in range(1100)], "b-1")
    size = registry.size()
    told: list[int] = []
    registry.revert("b-1", reason="wrong list", on_progress=told.append)

    assert told == sorted(told)
    assert (told[0], told[-1] <= 2 * size) == (6, True)


def refused(registry: Registry, batch: str = "b-1") -> tuple[type[Refusal], str]:
    """Revert a batch; return the refusal, after which the log is what it was."""
    before = exported(registry)
    with pytest.raises(Refusal) as refusal:
        registry.revert(batch, reason="wrong list")
    assert exported(registry) == before
    return type(refusal.value), str(refusal.value)


def test_an_unknown_batch_is_refused(registry: Registry) -> None:
    """The refusal says where to look."""
    assert refused(registry) == (
        NoSuchBatch,
        (
            "Cannot revert batch b-1 because no entry belongs to a batch of that id."
            " See 'stewards batch list' for the batches there are."
        ),
    )


def test_a_revert_is_final(registry: Registry) -> None:
    """A batch that holds voids cannot be reverted: the facts must be recorded again."""
    tell(registry, [joined("m1"), joined("m2")], "b-1")
    registry.revert("b-1", reason="wrong list")

    assert refused(registry, "revert-8") == (
        BatchHoldsVoids,
        (
            "Cannot revert batch revert-8 because it holds voids (2; entry 8 voids entry 6), and a void"
            " is final. Record again what they voided, for example by importing the list again."
        ),
    )


def test_a_batch_is_reverted_once(registry: Registry) -> None:
    """The refusal names the batch that did."""
    tell(registry, [joined("m1"), joined("m2")], "b-1")
    registry.revert("b-1", reason="wrong list")

    assert refused(registry) == (
        NothingStands,
        (
            "Cannot revert batch b-1 because all of it is voided already, by batch revert-8."
            " There is nothing left to do."
        ),
    )


@pytest.mark.parametrize(
    ("members", "voided_by"),
    [
        (1, "entry 7"),
        (2, "entries 8, 9"),
        (7, "entries 13, 14, 15, 16, 17 and 2 more"),
    ],
)
def test_a_batch_taken_back_entry_by_entry_is_not_reverted(
    registry: Registry, members: int, voided_by: str
) -> None:
    """The refusal names the voids."""
    for number in tell(registry, [joined(f"m{n}") for n in range(members)], "b-1"):
        registry.void(number, reason="not so")

    assert refused(registry) == (
        NothingStands,
        (
            f"Cannot revert batch b-1 because all of it is voided already, by {voided_by}."
            " There is nothing left to do."
        ),
    )


@pytest.mark.parametrize(("batch", "reason"), [("b\n1", "wrong list"), ("b-1", " ")])
def test_malformed_words_are_refused(registry: Registry, batch: str, reason: str) -> None:
    """An id is an id, and a reason says something."""
    tell(registry, [joined("m1")], "b-1")
    with pytest.raises(BadInput):
        registry.revert(batch, reason=reason)
    assert registry.size() == len(TOWN) + 1
