"""Loading a rule book, by name or from a file."""

from pathlib import Path

import pytest
from stewards.projections.rules import (
    DEFAULT,
    MalformedAgreement,
    NoSuchAgreement,
    Office,
    load,
    names,
)

SMALL = """
name = "local"
title = "A local agreement"
threshold = 3
counted = ["active", "student"]
categories = ["active", "student", "passive"]

[offices.steward]
title = "steward"
scope = "workplace"
threshold = true
seats = 2
"""


def written(folder: Path, text: str | bytes) -> Path:
    """Write a rule book to a file and return its path."""
    path = folder / "local.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_default_is_the_danish_municipal_one() -> None:
    """Without a name, the rules of the Danish municipal agreements are loaded."""
    rules = load()
    assert (rules.name, rules.title) == ("dk-municipal", "Danish municipal agreements")
    assert rules.threshold == 5
    assert rules.counted == ("active",)
    assert rules.categories == ("active", "student", "unemployed", "leave", "senior", "passive")
    assert {name: (o.scope, o.seats, o.threshold) for name, o in rules.offices.items()} == {
        "steward": (At.ELECTORATE, 1, True),
        "deputy": (At.ELECTORATE, 1, True),
        "joint-steward": (At.UNIT, 1, False),
        "joint-deputy": (At.UNIT, 1, False),
        "safety-representative": (At.ELECTORATE, None, False),
    }


def test_a_rule_book_of_the_package_is_loaded_by_its_name() -> None:
    """The name of a rule book is that of its file, and what it calls itself."""
    assert DEFAULT in names()
    assert [load(name).name for name in names()] == names()


@pytest.mark.parametrize("name", names())
def test_every_rule_of_the_package_names_its_source(name: str) -> None:
    """Every office has a title, a scope and a source, and so has the threshold."""
    rules = load(name)
    assert rules.source
    assert rules.offices
    for office in rules.offices.values():
        assert office.title
        assert office.scope in Scope
        assert office.source


def test_a_rule_book_is_loaded_from_a_file(tmp_path: Path) -> None:
    """Another agreement is a TOML file at a path, given as text or as a path."""
    path = written(tmp_path, SMALL)
    rules = load(path)
    assert rules == load(str(path))
    assert (rules.name, rules.threshold, rules.counted) == ("local", 3, ("active", "student"))
    assert rules.offices == {"steward": Office("steward", At.ELECTORATE, True, seats=2)}
    assert rules.scopes == {"steward": At.ELECTORATE}


def test_an_office_without_a_number_of_seats_has_no_limit(tmp_path: Path) -> None:
    """Where the agreement says nothing of seats, any number may hold the office."""
    rules = load(written(tmp_path, SMALL.replace("seats = 2\n", "")))
    assert rules.offices["steward"].seats is None


@pytest.mark.parametrize("name", ["dk-state", "nowhere/local.toml", "."])
def test_an_unknown_agreement_is_refused(name: str) -> None:
    """A name that the package does not know, and that is not a file, is refused."""
    with pytest.raises(NoSuchAgreement) as refusal:
        load(name)
    assert str(refusal.value) == (
        f"Cannot use the agreement '{name}' because stewards has none of that name, and"
        " there is no such file. Name one of dk-municipal, or give the path of a TOML file."
    )


MALFORMED = [
    pytest.param(
        "threshold 5",
        "Expected '=' after a key in a key/value pair (at line 1, column 11)",
        id="toml",
    ),
    pytest.param(
        b"name = '\xff'",
        "'utf-8' codec can't decode byte 0xff in position 8: invalid start byte",
        id="encoding",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", ""),
        "Object missing required field `threshold`",
        id="missing",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", 'threshold = "3"'),
        "Expected `int`, got `str` - at `$.threshold`",
        id="kind",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", "threshold = 0"),
        "'threshold' must be >= 1: 0",
        id="threshold",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seats = 0"),
        "'seats' must be >= 1: 0 - at `$.offices[...]`",
        id="seats",
    ),
    pytest.param(
        SMALL.replace("seats = 2", f"seats = {10**30}"),
        f"'seats' must be <= 100000000: {10**30} - at `$.offices[...]`",
        id="more seats than people",
    ),
    pytest.param(
        SMALL.replace('"workplace"', '"town"'),
        "Invalid enum value 'town' - at `$.offices[...].scope`",
        id="scope",
    ),
    pytest.param(
        SMALL.replace('counted = ["active"', 'counted = ["actve"'),
        "'actve' is counted and is no category",
        id="counted",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seat = 2"),
        "there is no rule 'seat'",
        id="misspelt in an office",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", "threshold = 3\nminimum = 4"),
        "there is no rule 'minimum'",
        id="misspelt",
    ),
    pytest.param(
        SMALL + ".".join(["a"] * 20_000) + " = 1",
        "line 13 is longer than 2,000 characters",
        id="a key of 20,000 parts, which would take seconds",
    ),
    pytest.param(
        SMALL + "# a comment\n" * 6_000,
        "it is longer than 65,536 bytes",
        id="longer than any rule book",
    ),
]


@pytest.mark.parametrize(("text", "problem"), MALFORMED)
def test_a_malformed_rule_book_is_refused(tmp_path: Path, text: str | bytes, problem: str) -> None:
    """A rule book that lacks a rule, or has one in another form, is refused with what is wrong."""
    path = written(tmp_path, text)
    with pytest.raises(MalformedAgreement) as refusal:
        load(path)
    assert str(refusal.value) == (
        f"Cannot use the agreement {path} because the file is malformed: {problem}."
        " Compare it with stewards' own dk-municipal.toml."
    )
