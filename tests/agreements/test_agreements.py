"""Loading a rule book, by name or from a file."""

from pathlib import Path

import pytest
from stewards.projections.rules import At, MalformedAgreement, NoSuchAgreement, Office, load

SMALL = """
name = "local"
title = "A local agreement"
threshold = 3
counted = ["active", "student"]
categories = ["active", "student", "passive"]

[steward]
title = "steward"
at = "electorate"
threshold = true
seats = 2
"""

OLDER = """
name = "older"
title = "An agreement of the first version"
threshold = 3
source = "section 1"
counted = ["active"]
categories = ["active", "passive"]

[offices.steward]
title = "steward"
scope = "workplace"
threshold = true
seats = 2
source = "section 2"

[offices.joint-steward]
title = "joint steward"
scope = "unit"
threshold = false
"""


def written(folder: Path, text: str | bytes, name: str = "local") -> Path:
    """Write a rule book to a file and return its path."""
    path = folder / f"{name}.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_rule_book_is_loaded_from_a_file(tmp_path: Path) -> None:
    """Another agreement is a TOML file at a path, given as text or as a path."""
    path = written(tmp_path, SMALL)
    rules = load(path)
    assert rules.digest == load(str(path)).digest
    assert (rules.name, rules.threshold, rules.counted) == ("local", 3, ("active", "student"))
    assert rules.offices == {"steward": Office("steward", At.ELECTORATE, True, seats=2)}
    assert rules.seats("steward") == 2


def test_a_book_of_the_first_version_is_read(tmp_path: Path) -> None:
    """Its offices stood in a table of their own, and their sources with them."""
    rules = load(written(tmp_path, OLDER))

    assert [(name, str(o.at), o.threshold) for name, o in rules.offices.items()] == [
        ("steward", "electorate", True),
        ("joint-steward", "unit", False),
    ]
    assert rules.why_of("threshold").source == "section 1"
    assert rules.why_of("steward.seats").source == "section 2"


def test_an_office_without_a_number_of_seats_has_no_limit(tmp_path: Path) -> None:
    """Where the agreement says nothing of seats, any number may hold the office."""
    rules = load(written(tmp_path, SMALL.replace("seats = 2\n", "")))
    assert rules.seats("steward") is None


def test_a_book_builds_on_another_one(tmp_path: Path) -> None:
    """What it does not say is as there, also where it comes from; a file is looked for beside the book."""
    written(tmp_path, SMALL)
    own = '\nbase = "local.toml"\nname = "own"\ntitle = "Own"\nthreshold = 4\n'
    rules = load(written(tmp_path, own, "own"))

    assert (rules.name, rules.threshold, rules.counted) == ("own", 4, ("active", "student"))
    assert rules.offices == load(tmp_path / "local.toml").offices


def test_a_book_that_is_built_upon_counts_towards_the_digest(tmp_path: Path) -> None:
    """So that a change of it is noticed."""
    base = written(tmp_path, SMALL)
    own = written(tmp_path, 'base = "local.toml"\nname = "own"\ntitle = "Own"\n', "own")
    before = load(own).digest

    base.write_text(SMALL.replace("threshold = 3", "threshold = 4"))
    assert load(own).digest != before


def test_nothing_is_no_limit(tmp_path: Path) -> None:
    """A book takes away a limit of the one that it builds on by saying false."""
    own = 'base = "dk-building"\nname = "own"\ntitle = "Own"\n[steward]\nterm_months_most = false\n'
    before, after = (
        load("dk-building").office("steward"),
        load(written(tmp_path, own)).office("steward"),
    )

    assert before
    assert after
    assert (before.term_months_most, after.term_months_most) == (24, None)


@pytest.mark.parametrize("name", ["dk-region", "nowhere/local.toml", "."])
def test_an_unknown_agreement_is_refused(name: str) -> None:
    """A name that the package does not know, and that is not a file, is refused."""
    with pytest.raises(NoSuchAgreement) as refusal:
        load(name)
    assert str(refusal.value) == (
        f"Cannot use the agreement '{name}' because stewards has none of that name, and"
        " there is no such file. Name one of at, de, dk, dk-building, dk-copenhagen, dk-municipal,"
        " dk-state, fr, no, or give the path of a TOML file."
    )


JOINT = '\n[joint]\ntitle = "joint"\namong = "steward"\n'

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
    pytest.param(SMALL.replace("threshold = 3", ""), "it lacks the rule 'threshold'", id="missing"),
    pytest.param(
        SMALL.replace("threshold = 3", 'threshold = "3"'),
        "threshold: it must be a whole number, not '3'",
        id="kind",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", "threshold = 0"),
        "'threshold' must be >= 1: 0",
        id="threshold",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seats = -1"),
        "steward.seats: it must be from 0 to 100000000, not -1",
        id="seats",
    ),
    pytest.param(
        SMALL.replace("seats = 2", f"seats = {10**9}"),
        f"steward.seats: it must be from 0 to 100000000, not {10**9}",
        id="more seats than people",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seats = [{ from = 5, es = 1 }]"),
        "steward.seats: Object contains unknown field `es` - at `$[0]`",
        id="a step of another form",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seats = []"),
        "steward.seats: there is no step",
        id="no step",
    ),
    pytest.param(
        SMALL.replace('"electorate"', '"town"'),
        "steward.at: it must be electorate, unit, above, not 'town'",
        id="at",
    ),
    pytest.param(
        SMALL.replace('counted = ["active"', 'counted = ["actve"'),
        "'actve' is counted and is no category",
        id="counted",
    ),
    pytest.param(
        SMALL.replace("seats = 2", "seat = 2"),
        "there is no rule 'steward.seat'",
        id="misspelt in an office",
    ),
    pytest.param(
        SMALL.replace("threshold = 3", "threshold = 3\nminimum = 4"),
        "there is no rule 'minimum'",
        id="misspelt",
    ),
    pytest.param(
        SMALL + "[stewrd]\nseats = 1\n",
        "stewrd: it is no rule, and as an office it lacks a title",
        id="a misspelt office",
    ),
    pytest.param(
        SMALL + '[why]\n"steward.seat" = ["section 1", "confirmed"]\n',
        "why: there is no rule 'steward.seat'",
        id="the source of no rule",
    ),
    pytest.param(
        SMALL + '[why]\nthreshold = ["section 1", "sure"]\n',
        "why.threshold: it is a source and one of confirmed, secondary, inferred, unconfirmed,"
        " and what is against it",
        id="a certainty that is none",
    ),
    pytest.param(
        SMALL.replace("[steward]", 'local = ["steward.seat"]\n[steward]'),
        "local: there is no rule 'steward.seat'",
        id="open to agreement is no rule",
    ),
    pytest.param(
        SMALL + '[[change]]\nfrom = 2020-01-01\nrule = "steward.seat"\nvalue = 1\n',
        "change: there is no rule 'steward.seat'",
        id="no rule changes",
    ),
    pytest.param(
        SMALL + '[[change]]\nfrom = 2020-01-01\nrule = "steward.seats"\nvalue = "two"\n',
        "steward.seats: it must be a whole number or steps, not 'two'",
        id="changes to what it cannot be",
    ),
    pytest.param(
        SMALL + '[[change]]\nfrom = "2020"\nrule = "steward.seats"\nvalue = 1\n',
        "change: from is a day, and rule the path of a rule",
        id="changes on no day",
    ),
    pytest.param(
        SMALL + JOINT.replace('"steward"', '"joint"'),
        "joint: it rests on itself, by way of 'joint'",
        id="elected among itself",
    ),
    pytest.param(
        SMALL + JOINT + 'for = "deputy"\n[deputy]\ntitle = "deputy"\nfor = "joint"\n',
        "deputy: it rests on itself, by way of 'joint'",
        id="a circle of offices",
    ),
    pytest.param(
        SMALL + JOINT.replace('"steward"', '"stewart"'),
        "joint: it rests on 'stewart', which is no office",
        id="elected among an office that there is not",
    ),
    pytest.param(
        SMALL + JOINT + '[[change]]\nfrom = 2020-01-01\nrule = "joint.among"\nvalue = "joint"\n',
        "joint: it rests on itself, by way of 'joint'",
        id="a circle from a day",
    ),
    pytest.param(
        'base = "local.toml"\n' + SMALL,
        "it builds on itself, by way of 'local.toml'",
        id="builds on itself",
    ),
    pytest.param(
        "base = 5\n" + SMALL, "base: it must be the name of a rule book", id="builds on a number"
    ),
    pytest.param(
        SMALL.replace('name = "local"', 'name = "a\\u0000b"'),
        "name is 'a\\x00b', and a text is 1 to 500 characters without control characters",
        id="a name with control characters",
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


def test_books_that_build_on_each_other_are_refused(tmp_path: Path) -> None:
    """Whichever of them is asked for."""
    head = 'name = "x"\ntitle = "X"\n'
    first = written(tmp_path, f'base = "b.toml"\n{head}', "a")
    written(tmp_path, f'base = "./a.toml"\n{head}', "b")

    with pytest.raises(MalformedAgreement) as refusal:
        load(first)
    assert refusal.value.problem == "it builds on itself, by way of './a.toml'"
