"""The SQL files: what they say of themselves, and that no fact is forgotten."""

import re
from datetime import date

import pytest
from stewards.events import TYPES
from stewards.projections.replay import loading, sql
from stewards.projections.replay.projection import Projection

STAGING, FAMILIES = sql.texts("staging"), sql.texts("families")
ANSWERS = {name: answer.query for name, answer in sql.answers().items()}
FILES = [*STAGING.items(), *FAMILIES.items(), *ANSWERS.items()]

IGNORED_TYPES: set[str] = set()
"""Types of events that no answer needs."""

IGNORED_FIELDS = {"note", "reason"}
"""Fields of events that no answer needs."""

GIVEN = {
    "on_day": date(2019, 9, 1),
    "upto": 0,
    "from_day": date(2018, 9, 1),
    "from_upto": 0,
    "to_day": date(2019, 9, 1),
    "to_upto": 0,
    "workplaces": ["jc-1"],
    "top_unit": None,
    "in_category": None,
    "by_workplace": True,
    "by_category": True,
    "left_out": ["M00001"],
    "since": None,
    "since_entry": 0,
    "with_over": True,
    "counted": ["active"],
}


def unused(types: set[str]) -> set[str]:
    """Return the types that no family of facts takes."""
    taking = [STAGING["told_of_members"], *FAMILIES.values()]
    quoted = {name for query in taking for name in re.findall(r"'(\w+)'", query)}
    return types - quoted - IGNORED_TYPES


def test_every_type_of_event_is_used_or_ignored_on_purpose() -> None:
    """A family takes each type of event, or this file says that none does."""
    assert unused(set(TYPES)) == set()


def test_a_type_that_no_family_takes_is_noticed() -> None:
    """A new type of event that was forgotten here fails the test above."""
    assert unused(set(TYPES) | {"PartyHeld"}) == {"PartyHeld"}


def test_each_type_is_laid_out_once() -> None:
    """The types told of members are those not told of others, and the facts of members."""
    files = (STAGING["told_of_members"], STAGING["other_lines"])
    listed = [set(re.findall(r"'(\w+)'", query[query.index("where type") :])) for query in files]

    assert listed[0] == listed[1] == loading.OF_MEMBERS
    assert listed[0] == {name for name, kind in TYPES.items() if kind.fields[0] == "member"} - {
        "StewardElected",
        "MandateEnded",
    }


def test_every_field_is_laid_out_or_ignored_on_purpose() -> None:
    """Each field of each event has a column, or this file says that it needs none."""
    columns = {
        "told_of_members": set(re.findall(r'"(\w+)":', STAGING["told_of_members"])),
        "told_of_others": set(re.findall(r'"(\w+)":', STAGING["told_of_others"])),
    }
    for kind in TYPES.values():
        is_of_member = f"'{kind.name}'" in STAGING["told_of_members"]
        told = columns["told_of_members" if is_of_member else "told_of_others"]
        assert set(kind.fields) - told <= IGNORED_FIELDS, kind.name


@pytest.mark.parametrize(("name", "query"), FILES)
def test_a_file_says_what_one_row_is(name: str, query: str) -> None:
    """The first line of each SQL file tells its grain, and the file fits on a screen."""
    lines = query.splitlines()

    assert lines[0].startswith("-- one row"), name
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 100
    assert query == query.strip() + "\n"


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_can_be_asked_alone(name: str) -> None:
    """Each answer, with all it is made of, is a table macro with the parameters it states."""
    projection = Projection()
    answer = sql.answers()[name]

    assert answer.parameters
    assert ANSWERS[name].splitlines()[1] == f"-- parameters: {', '.join(answer.parameters)}"
    projection.ask(name, ["*"], {parameter: GIVEN[parameter] for parameter in answer.parameters})
