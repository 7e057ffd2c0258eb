"""Allotting seats of committees, recording their meetings, and electing to a seat."""

from stewards.events import Event, MeetingHeld, SeatAllotted, StewardElected
from stewards.projections.committees.standing import NoSuchSeat, NotACommittee, SeatOfAnotherGroup
from stewards.projections.organisation.standing import UnitClosedThen, UnknownUnit
from stewards.projections.rules import Agreement
from stewards.registry.decisions.steward_elected import SeatTaken
from stewards.registry.testing import closed, fact, formed, joined, voided

from .facts import APR, MAY, TOWN
from .scenario import RULES, Proposal, decided, given, propose, refused

MED = [*TOWN, formed("med", "bif", kind="committee"), joined("m1", "jc-1")]
"""Entries 7 and 8: a committee below bif, and a member who works there."""


def allotted(seat: str, group: str = "C", organisation: str | None = "ds") -> Event:
    """Return how a seat was allotted in April."""
    given = {"seat": seat, "group": group, "organisation": organisation}
    return fact(SeatAllotted, APR, committee="med", **given)


def allot(seat: str = "c-1", group: str = "C", organisation: str | None = "ds") -> Proposal:
    """Return the decision to allot a seat."""
    fields = {"seat": seat, "group": group, "organisation": organisation}
    return propose(SeatAllotted, committee="med", **fields)


def seated(seat: str, override: str | None = None, rules: Agreement = RULES) -> Proposal:
    """Return the decision to elect m1 to a seat."""
    fields = {"member": "m1", "unit": "med", "office": "med-seat", "seat": seat}
    return propose(StewardElected, rules=rules, override=override, **fields)


def test_a_seat_is_allotted() -> None:
    """A seat belongs to a group, an organisation of that group fills it, or nobody does."""
    assert given(*MED).when(allot(), MAY) == decided(
        SeatAllotted, MAY, committee="med", seat="c-1", group="C", organisation="ds"
    )
    vacant = allot(organisation=None)
    assert given(*MED, allotted("c-1")).when(vacant, MAY) == decided(
        SeatAllotted, MAY, committee="med", seat="c-1", group="C", organisation=None
    )


def test_a_group_that_the_rules_do_not_know_is_filled_by_anybody() -> None:
    """The rules say who fills the seats of A, B and C, and nothing of safety or management."""
    assert isinstance(given(*MED).when(allot("m-1", "management", "kk"), MAY), SeatAllotted)


def test_a_seat_of_another_group_is_refused() -> None:
    """An organisation fills the seats of its own group only; an override says why it is otherwise."""
    assert given(*MED).when(allot("b-1", "B", "ds"), MAY) == refused(
        SeatOfAnotherGroup,
        "Cannot allot the seat b-1 of med because the seats of group B are filled by hk, lfs, sl,"
        " foa-sosu, not by ds, by the agreement dk-municipal. Name another seat; or, if it is so all the"
        " same, record it with --override and the reason.",
    )
    lent = propose(
        SeatAllotted, committee="med", seat="b-1", group="B", organisation="ds", override="lent"
    )
    assert isinstance(given(*MED).when(lent, MAY), SeatAllotted)


def test_a_unit_that_is_no_committee_has_no_seats() -> None:
    """Neither a seat nor a meeting of a workplace is recorded."""
    assert given(*TOWN).when(
        propose(SeatAllotted, committee="jc-1", seat="c-1", group="C"), MAY
    ) == refused(
        NotACommittee,
        "Cannot allot the seat c-1 of jc-1 because jc-1 is of kind workplace, not a committee."
        " Name a committee, or form one with 'stewards unit form ID --kind committee'.",
    )
    assert given(*TOWN).when(propose(MeetingHeld, unit="jc-1"), MAY) == refused(
        NotACommittee,
        "Cannot record a meeting of jc-1 because jc-1 is of kind workplace, not a committee."
        " Name a committee, or form one with 'stewards unit form ID --kind committee'.",
    )


def test_an_unknown_committee_is_refused() -> None:
    """A committee is a unit, and is formed first."""
    assert given(*TOWN).when(allot(), MAY) == refused(
        UnknownUnit,
        "Cannot allot the seat c-1 of med because there is no unit med."
        " See 'stewards unit list', or form it with 'stewards unit form med'.",
    )


def test_a_closed_committee_does_not_meet() -> None:
    """Nothing happens in a committee that was closed by that day."""
    assert given(*MED, closed("med", APR)).when(propose(MeetingHeld, unit="med"), MAY) == refused(
        UnitClosedThen,
        "Cannot record a meeting of med on 2019-05-01 because med was closed on 2019-04-01 (entry 9)."
        " Name a unit that is open that day, or void entry 9 if it is wrong.",
    )


def test_a_meeting_is_recorded() -> None:
    """Who was there is told by seats; or nobody noted it."""
    town = given(*MED, allotted("c-1"), allotted("c-2"))
    for present in (None, ("c-1",), ("c-1", "c-2")):
        held = propose(MeetingHeld, unit="med", present=present, attended=9)
        assert town.when(held, MAY) == decided(
            MeetingHeld, MAY, unit="med", present=present, attended=9
        )


def test_nobody_is_present_at_a_seat_that_is_not_there() -> None:
    """A seat that was never allotted, or was taken back, is none; one of a later day is none yet."""
    held = propose(MeetingHeld, unit="med", present=("c-1",))
    sentence = (
        "Cannot record a meeting of med on {} because med has no seat c-1 that day."
        " See 'stewards committee show med', or allot it with 'stewards committee seat'."
    )
    assert given(*MED).when(held, MAY) == refused(
        NoSuchSeat,
        "Cannot record a meeting of med on 2019-05-01 because med has no seat c-1 that day."
        " See 'stewards committee show med', or allot it with 'stewards committee seat'.",
    )
    taken_back = given(*MED, allotted("c-1"), voided(9))
    assert taken_back.when(held, MAY) == (NoSuchSeat, sentence.format("2019-05-01"))
    early = given(*MED, allotted("c-1")).when(held, APR.replace(day=1, month=3))
    assert early == (NoSuchSeat, sentence.format("2019-03-01"))


def test_a_member_is_elected_to_a_seat() -> None:
    """The election names the seat, and from its day the member holds it."""
    assert given(*MED, allotted("c-1")).when(seated("c-1"), MAY) == decided(
        StewardElected, MAY, member="m1", unit="med", office="med-seat", seat="c-1"
    )


def test_a_seat_that_does_not_exist_is_refused_override_or_not() -> None:
    """No reason makes a seat of what is none."""
    for override in (None, "she sits there"):
        assert given(*MED).when(seated("c-1", override), MAY) == refused(
            NoSuchSeat,
            "Cannot elect m1 as med-seat at med on 2019-05-01 because med has no seat c-1 that day."
            " See 'stewards committee show med', or allot it with 'stewards committee seat'.",
        )


def test_a_seat_has_one_holder() -> None:
    """Each seat of a committee is one, and another one beside it is free."""
    holder = {"member": "m2", "unit": "med", "office": "med-seat", "seat": "c-1"}
    held = fact(StewardElected, APR, **holder)
    town = given(*MED, joined("m2", "jc-1"), allotted("c-1"), allotted("c-2"), held)
    assert town.when(seated("c-1"), MAY) == refused(
        SeatTaken,
        "Cannot elect m1 as med-seat at med on 2019-05-01 because the seats there (1) are taken on"
        " 2019-05-01: m2 (entry 12). Record the ending of that mandate first. If the election did take"
        " place, record it with --override and the reason.",
    )
    assert isinstance(town.when(seated("c-2"), MAY), StewardElected)


def test_ours_fill_no_seat_of_another_group() -> None:
    """Our own organisation is one of those of group C, so one of ours fills no seat of B."""
    town = given(*MED, allotted("b-1", "B", "hk"))
    assert town.when(seated("b-1"), MAY) == refused(
        SeatOfAnotherGroup,
        "Cannot elect m1 as med-seat at med because the seats of group B are filled by hk, lfs, sl,"
        " foa-sosu, not by ds, by the agreement dk-municipal. Name another seat; or, if it is so all the"
        " same, record it with --override and the reason.",
    )
    assert isinstance(town.when(seated("b-1", "lent by HK"), MAY), StewardElected)


def test_a_seat_that_is_taken_back_meanwhile_conflicts() -> None:
    """An election to a seat rests on the seat, and a meeting on the seats of those who were there."""
    town = given(*MED, allotted("c-1"))
    held = propose(MeetingHeld, unit="med", present=("c-1",))
    for proposal in (seated("c-1"), held):
        assert given(*MED, allotted("c-1")).conflicts(proposal, MAY, voided(9))
        assert not given(*MED, allotted("c-1")).conflicts(proposal, MAY, joined("m9", "jc-2"))
    assert town.reads(held, MAY)["unit:med"] >= {"SeatAllotted", "MeetingHeld", "EntryVoided"}
