"""A later entry that found something a batch put there keeps it from being reverted."""

from collections.abc import Sequence

import pytest
from attrs import evolve
from stewards.events import (
    CategoryChanged,
    CountPublished,
    EntryVoided,
    Event,
    HeadcountObserved,
    MemberLeft,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.registry import Registry
from stewards.registry.reverts import BuiltUpon, followers
from stewards.registry.testing import away, back, employed

from ..facts import APR, FEB, JAN, JUN, MAR, MAY, TOWN, elected, ended, fact, formed, joined
from .telling import exported, tell

Facts = Sequence[Event]

WORKING = joined("m", "a")
LEFT = fact(MemberLeft, MAR, member="m")
BACK = joined("m", "a", APR)
TO_B = fact(WorkplaceChanged, FEB, member="m", workplace="b")
TO_C = fact(WorkplaceChanged, APR, member="m", workplace="c")
SENIOR = fact(CategoryChanged, APR, member="m", category="senior")
CONFIRMED = fact(WorkplaceConfirmed, APR, member="m")
A_IN_B = fact(UnitMerged, FEB, unit="a", into="b")
B_IN_C = fact(UnitMerged, FEB, unit="b", into="c")
JOINTLY = elected(MAR, unit="north", office="joint-steward")
C_TO_NORTH = fact(UnitMoved, FEB, unit="c", parent="north")
VOIDED = fact(EntryVoided, MAY, voids=7, reason="not so")

NOT_A_MEMBER = "m would not be in membership on {}"
NAMES_D = "it names unit d, which the batch formed"
NO_MANDATE = "there would be no mandate for it to end"

BUILT = [
    # a unit that the batch formed, whatever the day
    pytest.param([], [formed("d")], [joined("m", "d")], NAMES_D, id="at its unit"),
    pytest.param([], [formed("d", on=MAR)], [formed("e", "d", on=APR)], NAMES_D, id="below it"),
    pytest.param([], [formed("d", on=MAR)], [joined("m", "d", JAN)], NAMES_D, id="before its day"),
    pytest.param(
        [], [formed("d")], [fact(UnitMerged, FEB, unit="a", into="d")], NAMES_D, id="merged into it"
    ),
    pytest.param(
        [], [formed("d")], [fact(UnitRenamed, FEB, unit="d", name="D2")], NAMES_D, id="renamed"
    ),
    pytest.param(
        [],
        [formed("d")],
        [fact(HeadcountObserved, FEB, workplace="d", employees=5)],
        NAMES_D,
        id="observed there",
    ),
    pytest.param(
        [], [formed("d")], [fact(CountPublished, FEB, members=5, unit="d")], NAMES_D, id="published"
    ),
    # a member who is in membership by the batch
    pytest.param([], [WORKING], [TO_B], NOT_A_MEMBER.format(FEB), id="a change"),
    pytest.param([], [WORKING], [SENIOR], NOT_A_MEMBER.format(APR), id="another category"),
    pytest.param([], [WORKING], [CONFIRMED], NOT_A_MEMBER.format(APR), id="a confirmation"),
    pytest.param([], [WORKING], [LEFT], NOT_A_MEMBER.format(MAR), id="a leaving"),
    pytest.param([], [WORKING], [elected(MAR)], NOT_A_MEMBER.format(MAR), id="an election"),
    pytest.param([WORKING, LEFT], [BACK], [TO_C], NOT_A_MEMBER.format(APR), id="a rejoining"),
    pytest.param(
        [], [WORKING], [employed("m", APR, since=MAR)], NOT_A_MEMBER.format(APR), id="hired"
    ),
    pytest.param([], [WORKING], [away("m", APR)], NOT_A_MEMBER.format(APR), id="an absence"),
    # a return from an absence of the batch
    pytest.param(
        [WORKING],
        [away("m", FEB)],
        [back("m", APR)],
        "there would be no absence for it to end",
        id="back again",
    ),
    # a joining after a leaving of the batch
    pytest.param(
        [WORKING], [LEFT], [BACK], f"m would be in membership on {APR} already", id="joined again"
    ),
    # a confirmation of what the batch says
    pytest.param(
        [WORKING],
        [TO_B],
        [CONFIRMED],
        "the workplace that it confirms, b, would be a",
        id="the workplace of the batch",
    ),
    pytest.param(
        [joined("m")],
        [TO_B],
        [CONFIRMED],
        "the workplace that it confirms, b, would be none",
        id="the only workplace",
    ),
    pytest.param(
        [WORKING],
        [fact(WorkplaceChanged, FEB, member="m", workplace=None)],
        [CONFIRMED],
        "the workplace that it confirms, none, would be a",
        id="no workplace",
    ),
    # an election of somebody whom the batch brought to the unit
    pytest.param(
        [WORKING], [TO_B], [elected(MAR, unit="b")], f"m would not be at b on {MAR}", id="came"
    ),
    pytest.param(
        [WORKING], [A_IN_B], [elected(MAR, unit="b")], f"m would not be at b on {MAR}", id="merged"
    ),
    pytest.param(
        [WORKING, B_IN_C],
        [A_IN_B],
        [elected(MAR, unit="c")],
        f"m would not be at c on {MAR}",
        id="merged into what was merged, and neither named",
    ),
    pytest.param(
        [joined("m", "c")],
        [C_TO_NORTH],
        [JOINTLY],
        f"m would not be at north on {MAR}",
        id="moved below, and neither named",
    ),
    pytest.param(
        [joined("m")],
        [fact(WorkplaceChanged, FEB, member="m", workplace="a")],
        [JOINTLY],
        f"m would not be at north on {MAR}",
        id="a joint office",
    ),
    # an ending of what the batch began
    pytest.param([WORKING], [elected()], [ended(MAR)], NO_MANDATE, id="an ending"),
    pytest.param(
        [WORKING, elected()], [A_IN_B], [ended(MAR, "b")], NO_MANDATE, id="an ending after a merger"
    ),
    pytest.param(
        [WORKING, elected(), ended(FEB)],
        [elected(MAR)],
        [ended(APR)],
        NO_MANDATE,
        id="an ending of the second mandate",
    ),
]

FREE = [
    pytest.param([], [WORKING], [], id="nothing came later"),
    pytest.param([], [WORKING], [joined("n", "a"), elected(MAR, "n")], id="about somebody else"),
    pytest.param([SENIOR], [WORKING], [], id="told before"),
    pytest.param([], [joined("m", "a", MAR)], [TO_B], id="before the day of the batch"),
    pytest.param([], [WORKING], [TO_B, VOIDED], id="taken back again"),
    pytest.param([], [formed("d")], [joined("m", "d"), VOIDED], id="taken back at its unit"),
    pytest.param([WORKING], [SENIOR], [LEFT], id="in membership all the same"),
    pytest.param([WORKING], [TO_B], [TO_C], id="changed once more"),
    pytest.param([WORKING], [SENIOR], [evolve(CONFIRMED, effective_on=MAY)], id="confirmed anyway"),
    pytest.param(
        [WORKING],
        [fact(WorkplaceChanged, FEB, member="m", workplace="a")],
        [CONFIRMED, elected(MAR)],
        id="told twice",
    ),
    pytest.param([], [LEFT], [BACK], id="left without joining"),
    pytest.param(
        [WORKING], [TO_B], [elected(MAR, unit="c", override="agreed")], id="elected from elsewhere"
    ),
    pytest.param([WORKING], [A_IN_B], [elected(MAR, unit="a")], id="elected at the merged unit"),
    pytest.param(
        [joined("m", "a")],
        [fact(UnitMoved, FEB, unit="a", parent="town")],
        [elected(MAR, unit="town", office="joint-steward")],
        id="below the unit all the same",
    ),
    pytest.param([WORKING, elected()], [elected(MAR)], [ended(APR)], id="another mandate to end"),
    pytest.param(
        [],
        [fact(HeadcountObserved, FEB, workplace="a", employees=5)],
        [WORKING, elected(MAR)],
        id="a threshold",
    ),
    pytest.param(
        [WORKING], [fact(UnitClosed, FEB, unit="b")], [TO_C, elected(MAR)], id="a closing"
    ),
    pytest.param([], [WORKING], [fact(CountPublished, JUN, members=1)], id="a number in print"),
]


@pytest.mark.parametrize(("before", "batch", "later", "builds"), BUILT)
def test_what_builds_on_a_batch(
    registry: Registry, before: Facts, batch: Facts, later: Facts, builds: str
) -> None:
    """The refusal names the later entry, and says what it would not find; nothing is changed."""
    tell(registry, before)
    tell(registry, batch, "b-1")
    [entry] = tell(registry, later)
    log = exported(registry)

    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason="wrong list")
    assert str(refusal.value) == (
        f"Cannot revert batch b-1 because entry {entry} builds on it: {builds}."
        f" See 'stewards log show {entry}'; void it first if it is wrong,"
        " or void only the entries of the batch that are wrong."
    )
    assert exported(registry) == log

    registry.void(entry, reason="wrong as well")
    registry.revert("b-1", reason="wrong list")


@pytest.mark.parametrize(("before", "batch", "later"), FREE)
def test_what_does_not_build_on_a_batch(
    registry: Registry, before: Facts, batch: Facts, later: Facts
) -> None:
    """The batch is reverted."""
    tell(registry, before)
    own = tell(registry, batch, "b-1")
    shift = own[-1] + 1 - 7
    tell(registry, [evolve(e, voids=7 + shift) if isinstance(e, EntryVoided) else e for e in later])

    voids = registry.revert("b-1", reason="wrong list")
    assert [registry.entry(n).voided_by for n in own] == list(voids)


@pytest.mark.parametrize(
    ("others", "more"), [(1, "; so does 1 more entry"), (2, "; so do 2 more entries")]
)
def test_how_many_more_build_on_it(registry: Registry, others: int, more: str) -> None:
    """The first is named, the others are counted, each once."""
    tell(registry, [formed("d"), WORKING], "b-1")
    tell(
        registry, [TO_B, fact(WorkplaceChanged, MAR, member="m", workplace="d"), LEFT][: others + 1]
    )

    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason="wrong list")
    assert (refusal.value.entry, refusal.value.others) == (8, others)
    assert str(refusal.value).startswith(
        f"Cannot revert batch b-1 because entry 8 builds on it: m would not be in membership on {FEB}"
        f"{more}. See "
    )


def test_an_office_for_several_units_builds_on_the_forming_of_one_of_them(
    registry: Registry,
) -> None:
    """Whoever holds it works at a unit that the batch formed, and may be elected where it lies."""
    tell(registry, [formed("d", "north")], "b-1")
    tell(registry, [joined("m", "d"), JOINTLY])

    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason="wrong list")
    assert (refusal.value.entry, refusal.value.others) == (7, 1)


def test_an_entry_of_the_batch_itself_does_not_build_on_it(registry: Registry) -> None:
    """Also where somebody else recorded something in between."""
    registry.join("m", workplace="a", on=JAN, batch="b-1")
    registry.join("n", workplace="a", on=JAN)
    registry.leave("m", on=FEB, batch="b-1")

    registry.revert("b-1", reason="wrong list")


@pytest.mark.parametrize("at_once", [1, 50])
def test_a_large_batch_is_looked_through_as_a_small_one(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """However many tags are looked up in one question, the same builds on it."""
    monkeypatch.setattr(followers, "TAGS_AT_ONCE", at_once)
    tell(registry, [joined(f"p{number}", "a") for number in range(20)], "b-1")
    tell(registry, [joined("other", "a"), evolve(LEFT, member="other")])
    tell(registry, [evolve(LEFT, member="p7"), evolve(LEFT, member="p19")])

    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason="wrong list")
    assert (refusal.value.entry, refusal.value.others) == (len(TOWN) + 23, 1)


@pytest.mark.parametrize("at_once", [1, 50])
def test_what_names_a_unit_and_was_taken_back_does_not_build_on_a_large_batch(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """However many tags are looked up in one question, a void is found with what it voids."""
    monkeypatch.setattr(followers, "TAGS_AT_ONCE", at_once)
    batch = tell(registry, [formed("d"), formed("e"), joined("p1", "a")], "b-1")
    [moved] = tell(registry, [fact(UnitMoved, MAR, unit="d", parent="e")])
    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason="wrong list")
    assert refusal.value.entry == moved
    registry.void(moved, reason="wrong unit")

    registry.revert("b-1", reason="wrong list")

    assert all(registry.entry(number).voided_by for number in batch)
