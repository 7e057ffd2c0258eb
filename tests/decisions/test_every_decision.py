"""What holds for every decision: what its event carries, what it is made of, that it is shown."""

import re
from collections.abc import Callable
from pathlib import Path
from pkgutil import iter_modules

import pytest
from stewards.events import (
    TYPES,
    AbsenceBegan,
    AbsenceEnded,
    CategoryChanged,
    CountPublished,
    ElectionStepTaken,
    ElectorateChanged,
    EmploymentStated,
    EntryVoided,
    Event,
    ExportMade,
    Family,
    HeadcountObserved,
    MandateEnded,
    MeetingHeld,
    MemberJoined,
    MemberLeft,
    PeopleKeptApart,
    PersonErased,
    RatioObserved,
    RuleAgreed,
    SeatAllotted,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.events.errors import (
    CivilRegistrationNumber,
    MalformedId,
    MalformedText,
    StewardsError,
)
from stewards.projections.committees import standing as committees
from stewards.projections.membership import standing as members
from stewards.projections.organisation import standing as units
from stewards.registry import decisions, errors
from stewards.registry.testing import away, elected, formed

from .elections import OFFICE, elect
from .facts import APR, JAN, MAY
from .scenario import NOW, Proposal, given, propose

EVERY: list[Proposal] = [
    propose(CategoryChanged, member="jc-1-a", category="senior"),
    propose(WorkplaceChanged, member="jc-1-a", workplace="jc-2"),
    propose(UnitClosed, unit="jc-1"),
    propose(WorkplaceConfirmed, member="jc-1-a"),
    elect(),
    propose(MandateEnded, member="jc-1-b", unit="home", office="steward"),
    propose(ElectionStepTaken, member="jc-1-b", unit="home", step="received"),
    propose(UnitFormed, unit="jc-3", name="Jobcenter 3", kind="workplace", parent="bif"),
    propose(MemberJoined, member="m1", workplace="jc-1", category="active"),
    propose(MemberLeft, member="jc-1-a"),
    propose(UnitMerged, unit="jc-1", into="jc-2"),
    propose(UnitMoved, unit="jc-1", parent="sof"),
    propose(HeadcountObserved, workplace="jc-1", employees=7),
    propose(CountPublished, members=805),
    propose(SeatAllotted, committee="med", seat="c-1", group="C"),
    propose(MeetingHeld, unit="med"),
    propose(RatioObserved, unit="jc-1", figure="cases", value=220, per="own-caseworkers"),
    propose(UnitRenamed, unit="jc-1", name="Jobcenter Vest"),
    propose(EntryVoided, voids=11, reason="wrong"),
    propose(EmploymentStated, member="jc-1-a", since=JAN),
    propose(AbsenceBegan, member="jc-1-a"),
    propose(AbsenceEnded, member="jc-1-b"),
    propose(ElectorateChanged, unit="jc-1", electorate="jc-2"),
    propose(RuleAgreed, rule="steward.seats", unit="jc-1", value=2),
    propose(PeopleKeptApart, people="people-1"),
    propose(PersonErased, member="jc-1-a", reason="asked-for"),
    propose(ExportMade, what="report"),
]


def test_every_type_of_event_has_a_decision() -> None:
    """Each type is decided on by a module of its name, there are no other modules, and all are here.

    What a list said is taken in with the list, and nobody decides on it; nor on what a copy begins with.
    """
    modules = {module.name for module in iter_modules(decisions.__path__)}
    taken_in = {Family.LISTS, Family.GENERATIONS}
    kinds = [kind for kind in TYPES.values() if kind.family not in taken_in]
    decided = {decisions.decision_on(kind.cls).__module__.rpartition(".")[2] for kind in kinds}

    assert decided == modules
    assert {type(proposal.event).__name__ for proposal in EVERY} == {kind.name for kind in kinds}


def test_a_type_without_a_decision_is_noticed() -> None:
    """A new type of event for which nobody wrote a decision fails the test above."""

    class PartyHeld(Event):
        """An event that nobody decides on."""

    with pytest.raises(ModuleNotFoundError, match=r"decisions\.party_held"):
        decisions.decision_on(PartyHeld)


@pytest.mark.parametrize("proposal", EVERY, ids=lambda proposal: type(proposal.event).__name__)
def test_every_event_carries_what_was_told(proposal: Proposal) -> None:
    """Day, instant, origin, note and batch stand in the event as they were recorded."""
    past = [
        *OFFICE,
        elected("jc-1-b", "home", MAY),
        away("jc-1-b", APR),
        formed("med", kind="committee"),
    ]
    if isinstance(proposal.event, PeopleKeptApart):  # only while nobody is named
        past = [formed("jc-1")]
    event = given(*past).when(proposal, MAY)
    carried = ("effective_on", "recorded_at", "recorded_by", "note", "batch")
    assert [getattr(event, name) for name in carried] == [
        MAY,
        NOW,
        "office-2",
        "by letter",
        "week-52",
    ]


IDS: list[Callable[[str], Proposal]] = [
    lambda bad: propose(CategoryChanged, member=bad, category="senior"),
    lambda bad: propose(CategoryChanged, member="m1", category=bad),
    lambda bad: propose(WorkplaceChanged, member=bad, workplace="jc-1"),
    lambda bad: propose(WorkplaceConfirmed, member=bad),
    elect,
    lambda bad: elect("m1", "jc-1", bad),
    lambda bad: propose(MandateEnded, member=bad, unit="jc-1", office="steward"),
    lambda bad: propose(MandateEnded, member="m1", unit="jc-1", office=bad),
    lambda bad: propose(ElectionStepTaken, member=bad, unit="jc-1", step="received"),
    lambda bad: propose(ElectionStepTaken, member="m1", unit="jc-1", office=bad, step="received"),
    lambda bad: propose(UnitFormed, unit="jc-3", name="Jobcenter 3", kind=bad),
    lambda bad: propose(MemberJoined, member=bad, workplace=None, category="active"),
    lambda bad: propose(MemberJoined, member="m1", workplace=None, category=bad),
    lambda bad: propose(MemberLeft, member=bad),
    lambda bad: propose(RuleAgreed, rule=bad, value=2),
    lambda bad: propose(SeatAllotted, committee="med", seat=bad, group="C"),
    lambda bad: propose(SeatAllotted, committee="med", seat="c-1", group=bad),
    lambda bad: propose(SeatAllotted, committee="med", seat="c-1", group="C", organisation=bad),
    lambda bad: propose(MeetingHeld, unit="med", present=(bad,)),
    lambda bad: propose(RatioObserved, unit="jc-1", figure=bad, value=220, per="all-staff"),
    lambda bad: propose(RatioObserved, unit="jc-1", figure="cases", value=220, per=bad),
    lambda bad: propose(CountPublished, members=7, categories=(bad,)),
    lambda bad: propose(EmploymentStated, member=bad, since=JAN),
    lambda bad: propose(EmploymentStated, member="m1", standing=bad),
    lambda bad: propose(AbsenceBegan, member=bad),
    lambda bad: propose(AbsenceEnded, member=bad),
    lambda bad: propose(PeopleKeptApart, people=bad),
    lambda bad: propose(PersonErased, member=bad, reason="asked-for"),
    lambda bad: propose(ExportMade, what=bad),
]
UNIT_IDS: list[Callable[[str], Proposal]] = [
    lambda bad: propose(WorkplaceChanged, member="m1", workplace=bad),
    lambda bad: propose(UnitClosed, unit=bad),
    lambda bad: elect("m1", bad),
    lambda bad: propose(MandateEnded, member="m1", unit=bad, office="steward"),
    lambda bad: propose(ElectionStepTaken, member="m1", unit=bad, step="received"),
    lambda bad: propose(UnitFormed, unit=bad, name="Jobcenter 3", kind="workplace"),
    lambda bad: propose(UnitFormed, unit="jc-3", name="Jobcenter 3", kind="workplace", parent=bad),
    lambda bad: propose(MemberJoined, member="m1", workplace=bad, category="active"),
    lambda bad: propose(UnitMerged, unit=bad, into="jc-1"),
    lambda bad: propose(UnitMerged, unit="jc-1", into=bad),
    lambda bad: propose(UnitMoved, unit=bad, parent="jc-1"),
    lambda bad: propose(UnitMoved, unit="jc-1", parent=bad),
    lambda bad: propose(HeadcountObserved, workplace=bad, employees=7),
    lambda bad: propose(CountPublished, members=7, unit=bad),
    lambda bad: propose(UnitRenamed, unit=bad, name="Jobcenter 3"),
    lambda bad: propose(SeatAllotted, committee=bad, seat="c-1", group="C"),
    lambda bad: propose(MeetingHeld, unit=bad),
    lambda bad: propose(RatioObserved, unit=bad, figure="cases", value=220, per="all-staff"),
]


@pytest.mark.parametrize("decide", IDS)
def test_no_decision_takes_a_civil_registration_number(decide: Callable[[str], Proposal]) -> None:
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
    decide: Callable[[str], Proposal],
) -> None:
    """The id of a unit may be ten digits."""
    assert "1003388394" in repr(decide("1003388394"))


@pytest.mark.parametrize("decide", [*IDS, *UNIT_IDS])
def test_no_decision_takes_an_id_with_control_characters(
    decide: Callable[[str], Proposal],
) -> None:
    """An id with other characters than ids have is refused, and shown so that it does no harm."""
    with pytest.raises(MalformedId) as refusal:
        decide("m1\x1b[31m")
    assert re.fullmatch(
        r"Cannot use 'm1\\x1b\[31m' as \w+ because an id is 1 to 64 of the characters A-Z, a-z,"
        r" 0-9, '\.', '_', '-' and '/', of a unit also ' '\. Give an opaque id such as M00001 or jc-1\.",
        str(refusal.value),
    )


TEXTS: list[Callable[[str], Proposal]] = [
    lambda bad: propose(UnitFormed, unit="jc-3", name=bad, kind="workplace"),
    lambda bad: propose(UnitRenamed, unit="jc-1", name=bad),
    lambda bad: propose(MemberLeft, member="m1", reason=bad),
    lambda bad: propose(MandateEnded, member="m1", unit="jc-1", office="steward", reason=bad),
    lambda bad: propose(ElectionStepTaken, member="m1", unit="jc-1", step="objected", ground=bad),
    lambda bad: elect(override=bad),
    lambda bad: propose(HeadcountObserved, workplace="jc-1", employees=7, source=bad),
    lambda bad: propose(CountPublished, members=7, unit=None, source=bad),
    lambda bad: propose(EntryVoided, voids=1, reason=bad),
    lambda bad: propose(PersonErased, member="m1", reason=bad),
    lambda bad: propose(RuleAgreed, rule="steward.below", value=bad),
    lambda bad: propose(RuleAgreed, rule="steward.seats", value=2, source=bad),
    lambda bad: propose(RuleAgreed, rule="steward.seats", value=2, override=bad),
    lambda bad: propose(SeatAllotted, committee="med", seat="c-1", group="C", basis=bad),
    lambda bad: propose(SeatAllotted, committee="med", seat="c-1", group="C", role=bad),
    lambda bad: propose(SeatAllotted, committee="med", seat="c-1", group="C", override=bad),
    lambda bad: propose(
        RatioObserved, unit="jc-1", figure="cases", value=1, per="all-staff", source=bad
    ),
    lambda bad: propose(AbsenceBegan, member="m1", reason=bad),
]


@pytest.mark.parametrize("decide", TEXTS)
def test_no_decision_takes_a_text_that_the_log_would_not_hold(
    decide: Callable[[str], Proposal],
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

OF_QUESTIONS = {units.NoSuchUnit}
"""What only a question is refused for; see tests/cli/test_misspelt.py."""


WHERE_SHARED = {errors.__name__, committees.__name__, members.__name__, units.__name__}
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
    return sorted({*found} - ABOUT_RECORDING - OF_QUESTIONS, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.__name__)
def test_every_reason_is_shown(reason: type[StewardsError]) -> None:
    """Every reason for refusal has a test here that states its message."""
    tests = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert re.search(rf"refused\(\s*{reason.__name__},\s*f?\"Cannot ", tests)
