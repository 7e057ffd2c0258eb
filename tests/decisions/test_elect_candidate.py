"""Electing: who may be elected, by standing, seniority, and the offices that others hold."""

from datetime import date

import pytest
from attrs import evolve
from stewards.events import Event, StewardElected
from stewards.projections.mandates.refusals import (
    AbsenceTooShort,
    NoStewardToStandInFor,
    NotAmongStewards,
    NotElectable,
    NotSenior,
    OwnDeputy,
    TermTooLong,
)
from stewards.projections.rules import Agreement
from stewards.registry.decisions.steward_elected import AlreadyInOffice, SeatTaken
from stewards.registry.testing import (
    away,
    back,
    elected,
    employed,
    ended,
    formed,
    joined,
    moved,
    works,
)

from .elections import OFFICE, elect, elected_on, rules_with
from .facts import APR, AUG, DEC, FEB, JAN, JUL, JUN, MAR, MAY, NOV, SEP, team
from .scenario import (
    ANY,
    ELECTORS,
    EMPLOYMENT,
    HEADCOUNTS,
    MANDATES,
    MEMBERSHIP,
    ORGANISATION,
    PLACINGS,
    RULES_AGREED,
    Outcome,
    Proposal,
    given,
    refused,
)

OVERRIDE = " If the election did take place, record it with --override and the reason."


def with_rules(office: str, why: str, /, **rules: object) -> Agreement:
    """Return rules with others for one office, and where these stand."""
    changed = rules_with(office, **rules)
    names = {"stands_in_for": "for"}
    paths = {f"{office}.{names.get(name, name)}" for name in rules}
    told = next(iter(changed.why.values()))
    return evolve(changed, why={**changed.why, **dict.fromkeys(paths, evolve(told, source=why))})


SIX = with_rules(
    "steward", "section 12", seniority_months=6, seniority_with="employer", electable=None
)
"""Half a year with the employer."""


def test_an_apprentice_is_not_elected() -> None:
    """Apprentices count, and are not elected."""
    rules = with_rules("steward", "section 12", electable=("employee", "manager"))
    town = given(*OFFICE, employed("jc-1-a", MAR, standing="apprentice"))
    assert town.when(elect(rules=rules), MAY) == refused(
        NotElectable,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because the standing of jc-1-a is"
        " apprentice that day (entry 12), and only these are elected: employee, manager"
        " (steward.electable, dk-municipal: section 12, confirmed). If that is wrong, record"
        f" it with 'stewards member employment jc-1-a --standing STANDING'.{OVERRIDE}",
    )
    assert isinstance(town.when(elect("jc-1-b", rules=rules), MAY), StewardElected)


def test_somebody_who_may_be_an_apprentice_is_elected() -> None:
    """Refused is who surely is one; elsewhere than where that was said, nobody knows."""
    rules = with_rules("steward", "section 12", electable=("employee",))
    may_be = evolve(employed("jc-1-a", JUN, standing="apprentice"), not_before=MAR)
    other = [*OFFICE[:6], formed("odense", kind="employer"), formed("o-1", "odense")]
    elsewhere = [
        *other,
        *team("jc-1", 4),
        joined("m1", "o-1"),
        employed("m1", FEB, standing="apprentice"),
        works("m1", "jc-1", MAR),
    ]
    assert isinstance(given(*OFFICE, may_be).when(elect(rules=rules), MAY), StewardElected)
    assert isinstance(given(*elsewhere).when(elect("m1", rules=rules), MAY), StewardElected)


def not_senior(electable_from: date, since: date = MAR) -> Outcome:
    """Return the refusal of somebody who was hired too late."""
    return refused(
        NotSenior,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because it takes 6 months with the employer,"
        f" and jc-1-a was hired on {since} (entry 12), which is long enough from {electable_from} at the"
        " earliest (steward.seniority_months, dk-municipal: section 12, confirmed). If the day of hiring is"
        f" wrong, record it with 'stewards member employment jc-1-a --since DAY'.{OVERRIDE}",
    )


def test_somebody_hired_too_late_is_refused() -> None:
    """The stated day of hiring is certain."""
    town = given(*OFFICE, employed("jc-1-a", APR, since=MAR))
    assert town.when(elect(rules=SIX), MAY) == not_senior(SEP)
    assert isinstance(town.when(elect(rules=SIX), SEP), StewardElected)


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="not stated"),
        pytest.param([employed("jc-1-a", APR, since=date(2018, 11, 1))], id="long enough"),
        pytest.param([employed("jc-1-a", APR, standing="manager")], id="as what only"),
        pytest.param([employed("jc-1-a", APR, since=MAR, standing=None), *[
            employed("jc-1-a", APR, since=date(2018, 11, 1))
        ]], id="corrected"),
    ],
)  # fmt: skip
def test_somebody_who_may_be_senior_is_elected(past: list[Event]) -> None:
    """Five months as a member of the union say nothing of the months before."""
    assert isinstance(given(*OFFICE, *past).when(elect(rules=SIX), MAY), StewardElected)


def test_seniority_may_be_counted_by_the_workplace() -> None:
    """Nobody has been at a workplace for longer than with its employer."""
    rules = with_rules(
        "steward", "section 74", seniority_months=6, seniority_with="workplace", electable=None
    )
    town = given(*OFFICE, employed("jc-1-a", APR, since=MAR))
    refusal = town.when(elect(rules=rules), MAY)
    assert isinstance(refusal, tuple)
    assert "it takes 6 months with the workplace" in refusal[1]
    assert isinstance(town.when(elect(rules=rules), SEP), StewardElected)


NEW = [*OFFICE[:6], formed("new", "bif", on=APR), *[
    joined(f"new-{each}", "new", APR) for each in "abcde"
], *[employed(f"new-{each}", APR, since=MAR) for each in "abcde"]]  # fmt: skip
WAIVED = with_rules(
    "steward",
    "PAV 6.3.2.1",
    seniority_months=6,
    seniority_with="employer",
    seniority_waiver="new or moved unit",
    electable=None,
)


def test_seniority_is_waived_at_a_new_unit_where_nobody_has_it() -> None:
    """A unit that is new, or was moved, may elect before anybody is senior."""
    moved_there = [*OFFICE, moved("jc-1", "sof", APR)]
    moved_there += [employed(f"jc-1-{each}", APR, since=MAR) for each in "abcde"]
    assert isinstance(given(*NEW).when(elect("new-a", "new", rules=WAIVED), MAY), StewardElected)
    assert isinstance(given(*moved_there).when(elect(rules=WAIVED), MAY), StewardElected)


@pytest.mark.parametrize(
    ("past", "unit"),
    [
        pytest.param(
            [*NEW, employed("new-b", MAY, since=JAN - (FEB - JAN) * 3)], "new", id="one has"
        ),
        pytest.param([*OFFICE, employed("jc-1-a", APR, since=MAR)], "jc-1", id="an old unit"),
    ],
)
def test_seniority_is_not_waived_where_somebody_has_it(past: list[Event], unit: str) -> None:
    """Where one is senior, that one can be elected; and where nothing is new, nothing is waived."""
    refusal = given(*past).when(elect(f"{unit}-a", unit, rules=WAIVED), MAY)
    assert isinstance(refusal, tuple)
    assert refusal[0] is NotSenior


def test_seniority_may_be_waived_where_nobody_knows_who_has_it() -> None:
    """What is not known refuses nobody."""
    past = [*NEW, joined("new-f", "new", APR)]
    assert isinstance(given(*past).when(elect("new-a", "new", rules=WAIVED), MAY), StewardElected)


def test_seniority_is_waived_with_a_new_employer() -> None:
    """Nobody has been there for longer than there is an employer."""
    rules = evolve(WAIVED)
    rules = rules_with("steward", seniority_months=6, seniority_waiver="new employer")
    past = [
        formed("firm", kind="employer", on=MAR),
        formed("plant", "firm", on=MAR),
        *[joined(f"plant-{each}", "plant", MAR) for each in "abcde"],
        employed("plant-a", APR, since=MAR),
    ]
    decision = elect("plant-a", "plant", rules=rules)
    assert isinstance(given(*past).when(decision, MAY), StewardElected)
    older = [formed("firm", kind="employer"), *past[1:]]
    assert not isinstance(given(*older).when(decision, MAY), Event)


JOINT = with_rules(
    "joint-steward",
    "BUPL",
    among="steward",
    among_least=2,
    threshold=False,
    seniority_months=None,
    electable=None,
)
TWO = [
    *OFFICE[:6],
    joined("m1", "jc-1"),
    joined("m2", "jc-2"),
    joined("m3", "jc-1"),
    elected("m1", "jc-1", FEB),
    elected("m2", "jc-2", FEB),
]
"""The town, and entries 7 to 11: m1, m2 and m3 below bif, of whom m1 and m2 are stewards."""


def test_a_steward_is_elected_jointly() -> None:
    """By and among the stewards, of whom there are two."""
    decision = elect("m1", "bif", "joint-steward", rules=JOINT)
    assert given(*TWO).when(decision, MAY) == elected_on(MAY, "m1", "bif", "joint-steward")


def not_among(member: str, problem: str, rule: str = "among") -> Outcome:
    """Return the refusal of somebody who is not among several stewards."""
    return refused(
        NotAmongStewards,
        f"Cannot elect {member} as joint-steward at bif on 2019-05-01 because {problem}"
        f" (joint-steward.{rule}, dk-municipal: BUPL, confirmed). Record the election as steward first:"
        f" 'stewards mandate elect MEMBER --unit UNIT --office steward --on DAY'.{OVERRIDE}",
    )


@pytest.mark.parametrize(
    ("past", "member"),
    [
        pytest.param([], "m3", id="never was"),
        pytest.param([ended("m1", "jc-1", APR)], "m1", id="no longer is"),
        pytest.param([works("m1", "jc-2", APR)], "m1", id="works elsewhere"),
        pytest.param([joined("m4", "jc-1"), elected("m4", "home", FEB)], "m4", id="elsewhere"),
    ],
)
def test_somebody_who_is_no_steward_is_not_elected_jointly(past: list[Event], member: str) -> None:
    """The office rests on another one, held at or below the unit."""
    decision = elect(member, "bif", "joint-steward", rules=JOINT)
    problem = f"{member} is not steward at or below bif that day"
    assert given(*TWO, *past).when(decision, MAY) == not_among(member, problem)


@pytest.mark.parametrize(
    "past", [[ended("m2", "jc-2", APR)], [moved("jc-2", "sof", APR)], [works("m2", None, APR)]]
)
def test_a_joint_office_takes_several_stewards(past: list[Event]) -> None:
    """One alone chooses nobody."""
    decision = elect("m1", "bif", "joint-steward", rules=JOINT)
    problem = "1 member is steward at or below bif that day, and it takes 2"
    assert given(*TWO, *past).when(decision, MAY) == not_among("m1", problem, "among_least")


def test_whoever_may_be_a_steward_is_elected_jointly() -> None:
    """Whichever day of the window of the election is the true one."""
    may_be = evolve(elected("m3", "jc-1", JUN), not_before=APR)
    decision = elect("m3", "bif", "joint-steward", rules=JOINT)
    assert isinstance(given(*TWO, may_be).when(decision, MAY), StewardElected)


DEPUTY = with_rules("deputy", "PAV 6.3.1.3", stands_in_for="steward", seats=1, electable=None)
STEWARD = elected("jc-1-b", "jc-1", FEB)
"""As entry 12 on top of OFFICE."""


def deputy(member: str = "jc-1-a", rules: Agreement = DEPUTY) -> Proposal:
    """Return the decision to elect a deputy."""
    return elect(member, office="deputy", rules=rules)


def test_a_deputy_stands_in_for_somebody() -> None:
    """A steward, and somebody else who stands in."""
    assert given(*OFFICE, STEWARD).when(deputy(), MAY) == elected_on(MAY, office="deputy")


@pytest.mark.parametrize(
    "past", [[], [STEWARD, ended("jc-1-b", "jc-1", APR)], [elected("jc-1-b", "jc-1", JUN)]]
)
def test_a_deputy_of_nobody_is_refused(past: list[Event]) -> None:
    """Without a steward there is nobody to stand in for."""
    assert given(*OFFICE, *past).when(deputy(), MAY) == refused(
        NoStewardToStandInFor,
        "Cannot elect jc-1-a as deputy at jc-1 on 2019-05-01 because nobody is steward there that day to"
        " stand in for (deputy.for, dk-municipal: PAV 6.3.1.3, confirmed). Record that election first:"
        f" 'stewards mandate elect MEMBER --unit jc-1 --office steward --on DAY'.{OVERRIDE}",
    )


def test_nobody_is_their_own_deputy() -> None:
    """The only steward stands in for nobody."""
    assert given(*OFFICE, STEWARD).when(deputy("jc-1-b"), MAY) == refused(
        OwnDeputy,
        "Cannot elect jc-1-b as deputy at jc-1 on 2019-05-01 because jc-1-b is the only steward there, and"
        " nobody's own deputy (deputy.for, dk-municipal: PAV 6.3.1.3, confirmed). Name somebody else."
        f"{OVERRIDE}",
    )


def test_there_is_one_deputy_for_each_steward() -> None:
    """As many as there are stewards in office, or seats for them."""
    past = [*OFFICE, STEWARD, elected("jc-1-c", "jc-1", FEB, "deputy")]
    taken = refused(
        SeatTaken,
        "Cannot elect jc-1-a as deputy at jc-1 on 2019-05-01 because the seats there (1) are taken on"
        " 2019-05-01: jc-1-c (entry 13). Record the ending of that mandate first."
        f"{OVERRIDE}",
    )
    second = elected("jc-1-d", "jc-1", MAR, override="agreed")
    two = evolve(
        DEPUTY,
        offices={
            **DEPUTY.offices,
            "steward": evolve(DEPUTY.offices["steward"], seats=2),
        },
    )
    assert given(*past).when(deputy(), MAY) == taken
    assert isinstance(given(*past, second).when(deputy(), MAY), StewardElected)
    assert isinstance(given(*past).when(deputy(rules=two), MAY), StewardElected)


SAFETY = with_rules(
    "safety-representative",
    "Arbejdstilsynet",
    electable=None,
    term_months=24,
    term_months_most=48,
    absence_months=4,
)


def safety(member: str = "jc-1-a", until: date | None = None) -> Proposal:
    """Return the decision to elect a safety representative."""
    return elect(member, office="safety-representative", until=until, rules=SAFETY)


@pytest.mark.parametrize("until", [None, date(2021, 5, 1), date(2023, 5, 1)])
def test_a_term_is_as_long_as_may_be(until: date | None) -> None:
    """Where nobody says when it ends, it is as long as the rules say."""
    assert isinstance(given(*OFFICE).when(safety(until=until), MAY), StewardElected)


def test_a_term_that_is_too_long_is_refused() -> None:
    """A day more than the most."""
    assert given(*OFFICE).when(safety(until=date(2023, 5, 2)), MAY) == refused(
        TermTooLong,
        "Cannot elect jc-1-a as safety-representative at jc-1 on 2019-05-01 because the term would last"
        " from 2019-05-01 until 2023-05-02, and 48 months is the most"
        " (safety-representative.term_months_most, dk-municipal: Arbejdstilsynet, confirmed). Give"
        f" 2023-05-01 or an earlier day as --until.{OVERRIDE}",
    )


def test_a_term_without_end_is_too_long_where_there_is_a_most() -> None:
    """Until further notice is longer than anything."""
    rules = with_rules("steward", "§ 74", term_months_most=24, electable=None)
    assert given(*OFFICE).when(elect(rules=rules), MAY) == refused(
        TermTooLong,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because the term would last until further"
        " notice, and 24 months is the most (steward.term_months_most, dk-municipal: § 74, confirmed)."
        f" Give 2021-05-01 or an earlier day as --until.{OVERRIDE}",
    )


def test_somebody_whose_term_is_as_long_already_is_refused() -> None:
    """A term that the rules end is compared like one that was told."""
    held = elected("jc-1-a", "jc-1", FEB, "safety-representative", until=date(2021, 5, 1))
    assert given(*OFFICE, held).when(safety(), MAY) == refused(
        AlreadyInOffice,
        "Cannot elect jc-1-a as safety-representative at jc-1 on 2019-05-01 because jc-1-a has held that"
        " office since 2019-02-01, until 2021-05-01 (entry 12). Give a term that ends later, or record the"
        " ending of that mandate first.",
    )


HOLDER = elected("jc-1-b", "jc-1", FEB, "safety-representative", until=date(2021, 2, 1))


def test_a_by_election_takes_a_long_absence() -> None:
    """Away from March until the end of June is less than four months."""
    town = given(*OFFICE, HOLDER, away("jc-1-b", MAR, date(2019, 6, 30)))
    assert town.when(safety(), APR) == refused(
        AbsenceTooShort,
        "Cannot elect jc-1-a as safety-representative at jc-1 on 2019-04-01 because jc-1-b holds that"
        " office and is away from 2019-03-01 until 2019-06-30 (entry 13), and a by-election takes an"
        " absence of 4 months by plan (safety-representative.absence_months, dk-municipal:"
        " Arbejdstilsynet, confirmed). If jc-1-b is to be away for longer, record it with 'stewards member"
        f" absent jc-1-b --until DAY'.{OVERRIDE}",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([away("jc-1-b", MAR, JUL)], id="four months"),
        pytest.param([away("jc-1-b", MAR)], id="nobody knows until when"),
        pytest.param([away("jc-1-b", MAR, JUL), back("jc-1-b", MAY)], id="as planned then"),
        pytest.param([away("jc-1-b", MAR, JUN), away("jc-1-b", APR, AUG)], id="for longer"),
        pytest.param([evolve(away("jc-1-b", MAR, JUN), not_before=FEB)], id="may be longer"),
        pytest.param([], id="at work, and one more is elected"),
        pytest.param(
            [away("jc-1-b", MAR, JUN), elected("jc-1-c", "jc-1", FEB, "safety-representative")],
            id="another one is at work",
        ),
    ],
)
def test_a_by_election_is_held_where_the_absence_is_long_enough(past: list[Event]) -> None:
    """Four months by plan, as it was on the day of the election."""
    assert isinstance(given(*OFFICE, HOLDER, *past).when(safety(), APR), StewardElected)


def test_a_holder_who_is_away_for_long_leaves_the_seat() -> None:
    """Where there is one seat, whoever is away for long enough does not take it."""
    one = evolve(
        SAFETY,
        offices={
            **SAFETY.offices,
            "safety-representative": evolve(SAFETY.offices["safety-representative"], seats=1),
        },
    )
    decision = elect(office="safety-representative", rules=one)
    assert given(*OFFICE, HOLDER).when(decision, APR)[0] is SeatTaken  # type: ignore[index]
    town = given(*OFFICE, HOLDER, away("jc-1-b", MAR, NOV))
    assert isinstance(town.when(decision, APR), StewardElected)


def test_a_safety_representative_need_not_be_a_member() -> None:
    """All employees elect one of them."""
    assert isinstance(given(*OFFICE).when(safety("x1"), MAY), StewardElected)


def test_electing_with_seniority_reads_what_the_workplaces_lie_under() -> None:
    """Who employs the candidate is part of what is decided on."""
    there = ORGANISATION | PLACINGS | MANDATES | HEADCOUNTS
    assert given(*OFFICE).reads(elect(rules=SIX), MAY) == {
        "unit:jc-1": there,
        **{f"unit:{unit}": ORGANISATION for unit in ("bif", "kk")},
        "member:jc-1-a": MEMBERSHIP | EMPLOYMENT,
        **{f"member:jc-1-{letter}": ELECTORS for letter in "bcde"},
        ANY: RULES_AGREED,
    }


def test_a_joint_election_reads_the_elections_below() -> None:
    """How many stewards there are is part of what is decided on."""
    reads = given(*TWO).reads(elect("m1", "bif", "joint-steward", rules=JOINT), MAY)
    assert {tag for tag, types in reads.items() if types >= MANDATES} == {
        *("unit:bif", "unit:jc-1", "unit:jc-2"),
        *("member:m1", "member:m2"),
    }


def test_an_election_fails_where_what_it_rests_on_is_told_meanwhile() -> None:
    """Hired later, away for less, no steward any more: each makes the append fail."""
    cases = [
        ([*OFFICE], elect(rules=SIX), employed("jc-1-a", APR, since=MAR)),
        ([*OFFICE, STEWARD], deputy(), ended("jc-1-b", "jc-1", APR)),
        (
            [*OFFICE, HOLDER, away("jc-1-b", MAR, DEC)],
            safety(),
            away("jc-1-b", APR, MAY + (MAY - APR)),
        ),
        (
            TWO,
            elect("m1", "bif", "joint-steward", rules=JOINT),
            ended("m2", "jc-2", APR),
        ),
        (
            TWO,
            elect("m1", "bif", "joint-steward", rules=JOINT),
            moved("jc-2", "sof", APR),
        ),
    ]
    for past, decision, meanwhile in cases:
        assert isinstance(given(*past).when(decision, MAY), Event), meanwhile
        assert not isinstance(given(*past, meanwhile).when(decision, MAY), Event), meanwhile
        assert given(*past).conflicts(decision, MAY, meanwhile), meanwhile
