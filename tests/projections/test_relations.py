"""The SQL files: what they say of themselves, and that no fact is forgotten."""

import re
from datetime import date
from pathlib import Path

import pytest
from stewards.events import TYPES
from stewards.projections.replay import sql
from stewards.projections.replay.projection import Projection

STAGING, FAMILIES = sql.texts("staging"), sql.texts("families")
ANSWERS = {name: answer.query for name, answer in sql.answers().items()}
PROJECTIONS = Path(__file__).parents[2] / "projections"

WRITTEN = [(path.stem, path.read_text()) for path in sorted(PROJECTIONS.rglob("*.sql"))]
"""The files as they are written: the names of types are filled in when they are read."""

LISTED = re.compile(f"'({'|'.join(TYPES)})'\\s*,\\s*'({'|'.join(TYPES)})'")

IGNORED_FIELDS = {"note", "reason"}
"""Fields of events that no answer needs."""

GIVEN = {
    "on_day": date(2019, 9, 1),
    "upto": 0,
    "name": "M00001",
    "from_day": date(2018, 9, 1),
    "from_upto": 0,
    "to_day": date(2019, 9, 1),
    "to_upto": 0,
    "workplaces": ["jc-1"],
    "top_unit": None,
    "by_workplace": True,
    "by_category": True,
    "by_joining": True,
    "among": ["M00001"],
    "left_out": ["M00001"],
    "since": None,
    "since_entry": 0,
    "is_over": True,
    "counted": ["active"],
    "excluded": [],
    "lists": [1],
    "places": [None],
    "categories": ["active"],
    "depth": 1,
    "organised_on": None,
    "most_years": 5,
    "last_day": date(2019, 12, 1),
    "by_kind": "unit",
    "whom": ["M00001"],
    "members": ["M00001"],
    "of_batch": "import-1",
    "figures": [1],
    "days": [date(2019, 9, 1)],
    "scopes": [1],
    "types": ["RuleAgreed"],
    "units": ["jc-1"],
    "facts": [1],
}


def test_no_query_lists_types_of_events() -> None:
    """A query names the types of a family, or those that set something, by what they say of themselves."""
    found = [name for name, query in WRITTEN if LISTED.search(query)]
    assert found == []


def test_a_list_of_types_is_noticed() -> None:
    """Two names of types beside each other are such a list."""
    assert LISTED.search("where kind in ('MemberJoined', 'MemberLeft')")
    assert not LISTED.search("where kind in ($setting_membership) and kind <> 'MemberJoined'")


def test_every_field_is_laid_out_or_ignored_on_purpose() -> None:
    """Each field of each event has a column, or its line is kept, or this file says that it needs none."""
    columns = {
        "told_of_members": set(re.findall(r'"(\w+)":', STAGING["told_of_members"])),
        "told_of_others": set(re.findall(r'"(\w+)":', STAGING["told_of_others"])),
    }
    for kind in TYPES.values():
        if kind.few:
            assert f"'{kind.name}'" in STAGING["told_of_others"]
            continue
        is_of_member = f"'{kind.name}'" in STAGING["told_of_members"]
        told = columns["told_of_members" if is_of_member else "told_of_others"]
        assert set(kind.fields) - told <= IGNORED_FIELDS, kind.name


@pytest.mark.parametrize(("name", "query"), WRITTEN)
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
