"""What holds for every decision: what its event carries, what it is made of, that it is shown."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from stewards.events.errors import (
    CivilRegistrationNumber,
    MalformedId,
    MalformedText,
    StewardsError,
)
from stewards.projections.membership import standing as members
from stewards.projections.organisation import standing as units
from stewards.registry import decisions, errors
from stewards.registry.decisions import (
    ChangeCategory,
    ChangeWorkplace,
    CloseUnit,
    ConfirmWorkplace,
    Decision,
    EndMandate,
    FormUnit,
    Join,
    Leave,
    MergeUnits,
    MoveUnit,
    ObserveHeadcount,
    PublishCount,
    RenameUnit,
    VoidEntry,
)

from .elections import OFFICE, elect
from .facts import MAY, elected
from .scenario import NOW, RULES, given

EVERY: list[Decision] = [
    ChangeCategory("jc-1-a", "senior", RULES),
    ChangeWorkplace("jc-1-a", "jc-2"),
    CloseUnit("jc-1"),
    ConfirmWorkplace("jc-1-a"),
    elect(),
    EndMandate("jc-1-b", "home", "steward"),
    FormUnit("jc-3", "Jobcenter 3", "workplace", "bif"),
    Join("m1", "jc-1", "active", RULES),
    Leave("jc-1-a"),
    MergeUnits("jc-1", "jc-2"),
    MoveUnit("jc-1", "sof"),
    ObserveHeadcount("jc-1", 7),
    PublishCount(805),
    RenameUnit("jc-1", "Jobcenter Vest"),
    VoidEntry(11, "wrong"),
]


def test_every_decision_is_here() -> None:
    """The list of decisions above is the list of those there are."""
    machinery = {"Decision", "Told"}
    assert {type(decision).__name__ for decision in EVERY} == {*decisions.__all__} - machinery


@pytest.mark.parametrize("decision", EVERY, ids=lambda decision: type(decision).__name__)
def test_every_event_carries_what_was_told(decision: Decision) -> None:
    """Day, instant, origin, note and batch stand in the event as they were recorded."""
    event = given(*OFFICE, elected("jc-1-b", "home", MAY)).when(decision, MAY)
    carried = ("effective_on", "recorded_at", "recorded_by", "note", "batch")
    assert [getattr(event, name) for name in carried] == [
        MAY,
        NOW,
        "office-2",
        "by letter",
        "week-52",
    ]


IDS: list[Callable[[str], Decision]] = [
    lambda bad: ChangeCategory(bad, "senior", RULES),
    lambda bad: ChangeCategory("m1", bad, RULES),
    lambda bad: ChangeWorkplace(bad, "jc-1"),
    ConfirmWorkplace,
    elect,
    lambda bad: elect("m1", "jc-1", bad),
    lambda bad: EndMandate(bad, "jc-1", "steward"),
    lambda bad: EndMandate("m1", "jc-1", bad),
    lambda bad: FormUnit("jc-3", "Jobcenter 3", bad),
    lambda bad: Join(bad, None, "active", RULES),
    lambda bad: Join("m1", None, bad, RULES),
    Leave,
]
UNIT_IDS: list[Callable[[str], Decision]] = [
    lambda bad: ChangeWorkplace("m1", bad),
    CloseUnit,
    lambda bad: elect("m1", bad),
    lambda bad: EndMandate("m1", bad, "steward"),
    lambda bad: FormUnit(bad, "Jobcenter 3", "workplace"),
    lambda bad: FormUnit("jc-3", "Jobcenter 3", "workplace", bad),
    lambda bad: Join("m1", bad, "active", RULES),
    lambda bad: MergeUnits(bad, "jc-1"),
    lambda bad: MergeUnits("jc-1", bad),
    lambda bad: MoveUnit(bad, "jc-1"),
    lambda bad: MoveUnit("jc-1", bad),
    lambda bad: ObserveHeadcount(bad, 7),
    lambda bad: PublishCount(7, bad),
    lambda bad: RenameUnit(bad, "Jobcenter 3"),
]


@pytest.mark.parametrize("decide", IDS)
def test_no_decision_takes_a_civil_registration_number(decide: Callable[[str], Decision]) -> None:
    """An id in the form of a civil registration number is refused, and not echoed in full."""
    for number, echoed in [("M010170-1234", "M01****-****"), ("0101701234", "01********")]:
        with pytest.raises(CivilRegistrationNumber) as refusal:
            decide(number)
        assert re.fullmatch(
            rf"Cannot record {re.escape(echoed)} as \w+ because it has the form of a civil"
            r" registration number, and the log holds opaque ids only\."
            r" Use the member's number in the union instead\.",
            str(refusal.value),
        )
        assert number not in repr(refusal.value)


@pytest.mark.parametrize("decide", UNIT_IDS)
def test_every_decision_takes_the_number_of_a_production_unit(
    decide: Callable[[str], Decision],
) -> None:
    """The id of a unit may be ten digits."""
    assert "1003388394" in repr(decide("1003388394"))


@pytest.mark.parametrize("decide", [*IDS, *UNIT_IDS])
def test_no_decision_takes_an_id_with_control_characters(
    decide: Callable[[str], Decision],
) -> None:
    """An id with other characters than ids have is refused, and shown so that it does no harm."""
    with pytest.raises(MalformedId) as refusal:
        decide("m1\x1b[31m")
    assert re.fullmatch(
        r"Cannot use 'm1\\x1b\[31m' as \w+ because an id is 1 to 64 of the characters A-Z, a-z,"
        r" 0-9, '\.', '_' and '-'\. Give an opaque id such as M00001 or jc-1\.",
        str(refusal.value),
    )


TEXTS: list[Callable[[str], Decision]] = [
    lambda bad: FormUnit("jc-3", bad, "workplace"),
    lambda bad: RenameUnit("jc-1", bad),
    lambda bad: Leave("m1", bad),
    lambda bad: EndMandate("m1", "jc-1", "steward", bad),
    lambda bad: elect(override=bad),
    lambda bad: ObserveHeadcount("jc-1", 7, bad),
    lambda bad: PublishCount(7, None, bad),
    lambda bad: VoidEntry(1, bad),
]


@pytest.mark.parametrize("decide", TEXTS)
def test_no_decision_takes_a_text_that_the_log_would_not_hold(
    decide: Callable[[str], Decision],
) -> None:
    """A text with a civil registration number, control characters, or nothing is refused."""
    with pytest.raises(CivilRegistrationNumber):
        decide("as 010170-1234 said")
    for bad in ("a\nb", " "):
        with pytest.raises(MalformedText):
            decide(bad)


ABOUT_RECORDING = {
    errors.TooManyConflicts,
    errors.MalformedCommand,
    errors.CommandUsed,
    errors.UnknownOutcome,
}
"""What comes up when something is recorded, whatever is decided; see tests/commands."""


WHERE_SHARED = {errors.__name__, members.__name__, units.__name__}
"""The modules of the reasons that several decisions share."""


def reasons() -> list[type[StewardsError]]:
    """Return every reason that a decision may refuse with."""
    found: list[type[StewardsError]] = []
    ahead: list[type[StewardsError]] = [StewardsError]
    while ahead:
        below = ahead.pop().__subclasses__()
        ahead += below
        found += [cls for cls in below if cls.__module__.startswith(decisions.__name__)]
        found += [cls for cls in below if cls.__module__ in WHERE_SHARED]
    return sorted({*found} - ABOUT_RECORDING, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.__name__)
def test_every_reason_is_shown(reason: type[StewardsError]) -> None:
    """Every reason for refusal has a test here that states its message."""
    tests = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert re.search(rf"refused\(\s*{reason.__name__},\s*f?\"Cannot ", tests)
