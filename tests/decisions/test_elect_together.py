"""Letting workplaces elect together."""

import pytest
from attrs import evolve
from stewards.events import ElectorateChanged, Event
from stewards.projections.organisation.standing import NotAWorkplace, UnitClosedThen, UnknownUnit
from stewards.projections.rules.agreement import Community
from stewards.registry.decisions.electorate_changed import (
    ConsentMissing,
    OtherEmployer,
    OthersElectThere,
    SameElectorate,
)
from stewards.registry.errors import ElectsElsewhere
from stewards.registry.testing import closed, fact, formed

from .facts import APR, FEB, JUN, MAR, MAY, TOWN
from .scenario import ORGANISATION, RULES, Proposal, decided, given, propose, refused

OVERRIDE = " If it was agreed all the same, record it with --override and the reason."
THERE = fact(ElectorateChanged, FEB, unit="jc-2", electorate="jc-1")


def together(unit: str = "jc-2", other: str | None = "jc-1", **given: object) -> Proposal:
    """Return the decision to let a workplace elect with another one."""
    return propose(ElectorateChanged, unit=unit, electorate=other, **given)


def done(unit: str = "jc-2", other: str | None = "jc-1", **given: object) -> Event:
    """Return the event of 1 May."""
    return decided(ElectorateChanged, MAY, unit=unit, electorate=other, **given)


def test_two_workplaces_of_one_employer_elect_together() -> None:
    """They need not lie under one administration."""
    assert given(*TOWN).when(together(), MAY) == done()
    assert given(*TOWN).when(together("home"), MAY) == done("home")


def test_a_workplace_elects_alone_again() -> None:
    """From the day on, whoever it elected with."""
    assert given(*TOWN, THERE).when(together(other=None), MAY) == done(other=None)


@pytest.mark.parametrize(
    ("past", "other", "how"), [([THERE], "jc-1", "with jc-1"), ([], None, "alone")]
)
def test_what_is_so_already_is_refused(past: list[Event], other: str | None, how: str) -> None:
    """Nothing would change."""
    assert given(*TOWN, *past).when(together(other=other), MAY) == refused(
        SameElectorate,
        f"Cannot let jc-2 elect {how} from 2019-05-01 because it does so on that day already."
        " Name another workplace, or another day.",
    )


def test_another_employer_is_refused() -> None:
    """The rules want one employer."""
    town = [*TOWN, formed("fk", kind="employer"), formed("fk-1", "fk")]
    assert given(*town).when(together("fk-1"), MAY) == refused(
        OtherEmployer,
        "Cannot let fk-1 elect with jc-1 because fk-1 is of the employer fk and jc-1 of kk, and the"
        " agreement dk-municipal wants one employer. Name a workplace of the same employer."
        + OVERRIDE,
    )
    overridden = together("fk-1", override="an inter-municipal company")
    assert given(*town).when(overridden, MAY) == done("fk-1", override="an inter-municipal company")


def test_workplaces_that_lie_under_nothing_may_have_one_employer() -> None:
    """Nobody knows whose they are."""
    assert given(formed("a"), formed("b")).when(together("b", "a"), MAY) == done("b", "a")


def test_a_missing_consent_is_refused() -> None:
    """Where the rules want the management's."""
    rules = evolve(RULES, community=Community(consents=("management",)))
    town = given(*TOWN)
    assert town.when(evolve(together(), rules=rules), MAY) == refused(
        ConsentMissing,
        "Cannot let jc-2 elect with jc-1 because the agreement dk-municipal wants the consent of"
        " management. Once they have agreed, record it with --consent management." + OVERRIDE,
    )
    agreed = evolve(together(consents=("management",)), rules=rules)
    assert town.when(agreed, MAY) == done(consents=("management",))


def test_to_elect_at_one_that_elects_elsewhere_is_refused() -> None:
    """There are no chains."""
    assert given(*TOWN, THERE).when(together("home", "jc-2"), MAY) == refused(
        ElectsElsewhere,
        "Cannot let home elect with jc-2 on 2019-05-01 because jc-2 elects together with jc-1 that day"
        " (entry 7). Name jc-1 instead, or record it with --override and the reason.",
    )


def test_to_elect_at_one_that_will_elect_elsewhere_is_refused() -> None:
    """Nor on a later day."""
    later = fact(ElectorateChanged, JUN, unit="jc-2", electorate="jc-1")
    assert given(*TOWN, later).when(together("home", "jc-2"), MAY) == refused(
        ElectsElsewhere,
        "Cannot let home elect with jc-2 on 2019-06-01 because jc-2 elects together with jc-1 that day"
        " (entry 7). Name jc-1 instead, or record it with --override and the reason.",
    )


def test_one_where_others_elect_does_not_elect_elsewhere() -> None:
    """They would elect at third hand."""
    assert given(*TOWN, THERE).when(together("jc-1", "home"), MAY) == refused(
        OthersElectThere,
        "Cannot let jc-1 elect with home because jc-2 would elect with jc-1 on 2019-05-01."
        " Let them elect with home or alone first." + OVERRIDE,
    )


def test_a_unit_that_is_no_open_workplace_is_refused() -> None:
    """Neither a larger unit, nor one that is closed."""
    assert given(*TOWN).when(together(other="bif"), MAY) == refused(
        NotAWorkplace,
        "Cannot let jc-2 elect with bif because bif is of kind administration, not a workplace."
        " Name a workplace below it; 'stewards unit list' shows them.",
    )
    assert given(*TOWN, closed("jc-1", APR)).when(together(), MAY) == refused(
        UnitClosedThen,
        "Cannot let jc-2 elect with jc-1 on 2019-05-01 because jc-1 was closed on 2019-04-01 (entry 7)."
        " Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


def test_an_unknown_unit_is_refused_all_the_same() -> None:
    """No override makes one."""
    assert given(*TOWN).when(together(other="jc-9", override="agreed"), MAY) == refused(
        UnknownUnit,
        "Cannot let jc-2 elect with jc-9 because there is no unit jc-9."
        " See 'stewards unit list', or form it with 'stewards unit form jc-9'.",
    )


def test_electing_together_reads_both_and_what_they_ever_lay_under() -> None:
    """And what was agreed about the rules."""
    units = {f"unit:{unit}": ORGANISATION for unit in ("jc-1", "jc-2", "bif", "kk")}
    assert given(*TOWN).reads(together(), MAR) == units | {"whatever it is about": {"RuleAgreed"}}
