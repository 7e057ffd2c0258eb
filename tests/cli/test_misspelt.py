"""A misspelt name is answered with the nearest there are, and never with a zero."""

from pathlib import Path

import pytest
from stewards.registry import NoSuchCategory, NoSuchUnit, Registry, UnknownUnit

from .running import Ran, changing_nothing, run

COUNT = "Cannot count the members"

SLIPS = {
    "count --unit jc1": f"{COUNT} of jc1 because there is no unit jc1. Did you mean jc-1?",
    "check --unit jc1": (
        "Cannot list what looks odd of jc1 because there is no unit jc1. Did you mean jc-1?"
    ),
    "lag --unit jc1": (
        "Cannot say how late facts are of jc1 because there is no unit jc1. Did you mean jc-1?"
    ),
    "unit list --unit jc1": (
        "Cannot list the units of jc1 because there is no unit jc1. Did you mean jc-1?"
    ),
    "count --unit JC-1": f"{COUNT} of JC-1 because there is no unit JC-1. Did you mean jc-1?",
    "count --category actve": f"{COUNT} because there is no category actve. Did you mean active?",
    "member list --category studnt": (
        "Cannot list the members because there is no category studnt. Did you mean student?"
    ),
    "explain count --category wizard": (
        f"{COUNT} because there is no category wizard."
        " See 'stewards rules show' and 'stewards count --by category' for those there are."
    ),
    "mandate list --office stewrad": (
        "Cannot list mandates because there is no office stewrad. Did you mean steward?"
    ),
    "vacancies --office joint-stewart": (
        "Cannot list vacancies because there is no office joint-stewart."
        " Did you mean joint-steward?"
    ),
    "explain mandate M1 --office warlock": (
        "Cannot explain mandates because there is no office warlock."
        " See 'stewards rules show' for those there are."
    ),
    "member show N5": "Cannot show a member because there is no member N5. See 'stewards member list'"
    " for those there are.",
    "explain mandate m1x": (
        "Cannot explain mandates because there is no member m1x. Did you mean M1?"
    ),
    "mandate candidate M11 --unit jc-1": (
        "Cannot say whether somebody may be elected because there is no member M11. Did you mean M1?"
    ),
    "mandate candidate M1 --unit jc-11": (
        "Cannot elect M1 as steward at jc-11 because there is no unit jc-11. Did you mean jc-1?"
    ),
    "crossings jc-3": (
        "Cannot show when jc-3 reached the threshold because there is no unit jc-3."
        " Did you mean jc-1 or jc-2?"
    ),
    "--agreement dk-municipl count": (
        "Cannot use the agreement 'dk-municipl' because stewards has none of that name, and there is no"
        " such file. Did you mean dk-municipal? Otherwise give the path of a TOML file."
    ),
    "profile show danis": (
        "Cannot read a list with the profile 'danis' because stewards has none of that name, and there"
        " is no such file. Did you mean danish? Otherwise give the path of a TOML file."
    ),
}


@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_is_answered_with_the_nearest(branch_made: Path, line: str) -> None:
    """What a question names and nobody has is no question: exit 2, and what was perhaps meant."""
    assert run(line, store=branch_made) == Ran(2, "", f"Error: {SLIPS[line]}\n")


REFUSED = {
    "mandate elect M2 --unit jc1": (
        "Cannot elect M2 as steward at jc1 because there is no unit jc1. Did you mean jc-1?"
    ),
    "member join M7 --workplace JC-2": (
        "Cannot record that M7 joined because there is no unit JC-2. Did you mean jc-2?"
    ),
    "unit form jc-9 --parent kkk": (
        "Cannot form unit jc-9 under kkk because there is no unit kkk. Did you mean kk?"
    ),
    "observe jc-l --employees 6": (
        "Cannot record a headcount at jc-l because there is no unit jc-l. Did you mean jc-1 or jc-2?"
    ),
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_slip_is_not_recorded(store: Path, line: str) -> None:
    """A fact about a unit that there is not is refused, and the nearest that there are are named."""
    ended = changing_nothing(f"{line} --on 2019-10-01", store=store)

    assert ended == Ran(3, "", f"Error: {REFUSED[line]}\n")


def _record_an_apprentice(store: Path) -> None:
    fact = """{"type": "MemberJoined", "member": "M7", "category": "apprentice", "effective_on": "2019-09-02",
        "recorded_at": "2019-11-01T12:00:00Z", "recorded_by": "office"}"""
    with Registry.open(store) as registry:
        registry.import_lines([fact.replace("\n", " ").encode()])


@pytest.mark.parametrize("category", ["senior", "apprentice"])
def test_a_category_that_there_is_may_count_nobody(store: Path, category: str) -> None:
    """One of the rule book, or one that was ever recorded, is a question whose answer may be zero."""
    _record_an_apprentice(store)

    ended = run(f"count --category {category} --on 2019-09-01", store=store)

    assert (ended.code, ended.out[:2]) == (0, "0 ")


def test_a_category_recorded_later_is_no_slip(store: Path) -> None:
    """What there is does not hang on what was known: as known then, nobody had it."""
    _record_an_apprentice(store)

    with Registry.open(store) as registry:
        assert registry.count(category="apprentice", known_at=12).members == 0


def test_a_program_learns_what_there_is(branch_made: Path) -> None:
    """An error has the nearest as data, and a unit is one that was never formed, as in a decision."""
    with Registry.open(branch_made) as registry:
        with pytest.raises(NoSuchUnit) as no_unit:
            registry.count(unit="jc-9")
        with pytest.raises(NoSuchCategory) as no_category:
            registry.count(category="Actives")

    assert isinstance(no_unit.value, UnknownUnit)
    assert no_unit.value.nearest == ("jc-1", "jc-2")
    assert (no_category.value.name, no_category.value.nearest) == ("Actives", ("active",))


@pytest.mark.parametrize("question", ["count", "member list", "vacancies", "eligibility", "check"])
def test_a_day_before_the_log_says_so(branch_made: Path, question: str) -> None:
    """Nobody counted before the first day of the log; that is said beside the answer."""
    ended = run(f"{question} --on 2014-12-31", store=branch_made)

    assert ended.err == "Note: the log begins on 2015-01-01; nothing is known of 2014-12-31.\n"


def test_knowledge_before_the_log_says_so(branch_made: Path) -> None:
    """Nor did anybody know anything before the first entry."""
    ended = run("count --on 2019-09-01 --known-at 2014-12-31", store=branch_made)

    assert (ended.code, ended.err) == (0, "Note: nothing was recorded by 2014-12-31 23:59 UTC.\n")


def test_an_account_from_before_the_log_says_so(branch_made: Path) -> None:
    """So does one that goes from such a day to another one."""
    ended = run("reconcile --from 2014-12-31 --to 2019-09-01", store=branch_made)

    assert (ended.code, ended.err) == (
        0,
        "Note: the log begins on 2015-01-01; nothing is known of 2014-12-31.\n",
    )
