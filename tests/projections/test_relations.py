"""The SQL files: what they say of themselves, and that no fact is forgotten."""

import re
from datetime import UTC, date, datetime

import attrs
import pytest
from stewards.events import TYPES
from stewards.projections import Projection, loading, relations

STAGING, ANSWERS = relations.texts("staging"), relations.texts("answers")
FILES = [*STAGING.items(), *ANSWERS.items()]

IGNORED_TYPES: set[str] = set()
"""Types of events that no answer needs."""

IGNORED_FIELDS = {"note"}
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
    "threshold": 5,
    "counted": ["active"],
    "instant": datetime(2019, 9, 1, tzinfo=UTC).replace(tzinfo=None),
}


def unused(types: set[str]) -> set[str]:
    """Return the types that no family of facts takes."""
    families = [query for name, query in STAGING.items() if name in loading.FAMILIES]
    quoted = {name for query in families for name in re.findall(r"'(\w+)'", query)}
    return types - quoted - IGNORED_TYPES


def test_every_type_of_event_is_used_or_ignored_on_purpose() -> None:
    """A family takes each type of event, or this file says that none does."""
    assert unused(set(TYPES)) == set()


def test_a_type_that_no_family_takes_is_noticed() -> None:
    """A new type of event that was forgotten here fails the test above."""
    assert unused(set(TYPES) | {"PartyHeld"}) == {"PartyHeld"}


def test_the_replay_knows_the_types_of_events() -> None:
    """The list of types in `told.sql` is the closed registry of types."""
    listed = re.search(r"as enum \((.+?)\)", STAGING["told"], re.DOTALL)

    assert listed
    assert set(re.findall(r"'(\w+)'", listed[1])) == set(TYPES)


def test_every_field_is_told_or_ignored_on_purpose() -> None:
    """Each field of each event has a column in `told.sql`, or this file says that it needs none."""
    columns = set(re.findall(r'"(\w+)":', STAGING["told"]))
    fields = {name for kind in TYPES.values() for name in kind.fields}

    assert fields - columns == IGNORED_FIELDS


def test_every_field_an_event_cannot_do_without_is_looked_for() -> None:
    """The tally counts the entries that have each required field, so that a gap is noticed."""
    left_out = re.search(r"exclude \((.+?)\)", STAGING["tally"])
    required = {
        field.name
        for kind in TYPES.values()
        for field in attrs.fields(kind.cls)
        if field.default is attrs.NOTHING
    }

    assert left_out
    assert required.isdisjoint(left_out[1].split(", "))


def test_every_staging_file_is_read() -> None:
    """Each file of `staging/` is a family of facts, or prepares them."""
    assert set(STAGING) == {*loading.FAMILIES, "told", "tally"}


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
    answer = relations.answers()[name]

    assert answer.parameters
    assert ANSWERS[name].splitlines()[1] == f"-- parameters: {', '.join(answer.parameters)}"
    projection.ask(name, ["*"], {parameter: GIVEN[parameter] for parameter in answer.parameters})
