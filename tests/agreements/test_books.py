"""The rule books of the package: what they say, where that stands, and how their seats grow."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from stewards.projections import rules
from stewards.projections.rules import DEFAULT, At, Certainty, load, names

FOLDER = Path(rules.__file__).parent / "books"
ABOUT = {"name", "title", "base", "local", "change", "why"}


def paths(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """Yield the path of each rule that a file gives."""
    for name, value in table.items():
        if isinstance(value, dict) and name != "groups":
            yield from paths(value, f"{above}{name}.")
        elif name != "title":
            yield f"{above}{name}"


def given(name: str) -> tuple[set[str], dict[str, Any]]:
    """Return the rules that the file of a book gives, and what it says of where they stand."""
    said = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return {*paths({key: said[key] for key in said if key not in ABOUT})}, said["why"]


def test_the_books_are_those_of_denmark_and_of_four_others() -> None:
    """The name of a book is that of its file, and what it calls itself."""
    assert names() == [
        *("at", "de", "dk", "dk-building", "dk-copenhagen", "dk-municipal", "dk-state"),
        *("fr", "no"),
    ]
    assert [load(name).name for name in names()] == names()
    assert DEFAULT in names()


@pytest.mark.parametrize("name", names())
def test_every_rule_says_where_it_stands(name: str) -> None:
    """Each rule that a book gives has its own source and certainty in the book that gives it."""
    rules, why = given(name)

    assert rules
    assert rules - why.keys() == set()


@pytest.mark.parametrize("name", names())
def test_no_source_is_of_a_rule_that_is_not_given(name: str) -> None:
    """What a source is given for, the same book says."""
    rules, why = given(name)

    assert why.keys() - rules == set()


@pytest.mark.parametrize("name", names())
def test_every_rule_that_holds_says_where_it_stands(name: str) -> None:
    """Also those that a book takes over from the one it builds on."""
    book = load(name)

    unsaid = [path for path, _ in book.rules() if not book.why_of(path).source]
    assert unsaid == []


CONFLICTS = [
    ("dk-municipal", "steward.protected_from"),
    ("dk-state", "steward.protected_from"),
    ("dk-municipal", "safety-representative.term_months"),
    ("dk-municipal", "safety-representative.by_election"),
    ("dk-municipal", "steward.vacancy"),
    ("dk-municipal", "steward.seniority_with"),
    ("dk-building", "steward.seniority_with"),
    ("dk-municipal", "standing"),
    ("dk-municipal", "steward.on_expiry"),
    ("dk-state", "steward.on_expiry"),
]


@pytest.mark.parametrize(("name", "path"), CONFLICTS)
def test_where_sources_disagree_both_are_named(name: str, path: str) -> None:
    """The one that is followed, and what another one says."""
    why = load(name).why_of(path)

    assert why.source
    assert why.against


def test_what_was_read_in_guides_only_is_secondary() -> None:
    """Nobody here has read sections 12 and 13 of the MED handbook."""
    book = load()

    found = {p: w.certainty for p, w in book.why.items() if "12" in w.source or "13" in w.source}
    handbook = {p: c for p, c in found.items() if "MED handbook" in book.why[p].source}
    assert set(handbook) == {"deputy.for", "deputy.seats", "joint-steward.at", "joint-deputy.for"}
    assert set(handbook.values()) == {Certainty.SECONDARY}


def test_the_default_is_the_municipal_one() -> None:
    """Five, members on leave counted, and each office with what it takes over."""
    book = load()
    offices = {name: book.office(name) for name in book.offices}

    assert (book.name, book.title) == ("dk-municipal", "Danish municipal agreements")
    assert (book.threshold, book.counted) == (5, ("active", "leave"))
    assert book.standing == ("employee", "manager", "apprentice")
    assert {n: (o.at, o.threshold, book.seats(n)) for n, o in offices.items() if o} == {
        "steward": (At.ELECTORATE, True, 1),
        "deputy": (At.ELECTORATE, True, 1),
        "joint-steward": (At.UNIT, False, 1),
        "joint-deputy": (At.UNIT, False, 1),
        "safety-representative": (At.UNIT, False, None),
        "med-seat": (At.ABOVE, False, None),
    }


TABLE = {
    "steward.electable": [("employee", "manager"), ("employee",), ("employee", "manager")],
    "steward.seniority_months": [6, 9, 12],
    "steward.seniority_with": ["employer", "employer", "workplace"],
    "steward.seniority_waiver": ["none", "new or moved unit", None],
    "steward.recognise_most": [None, 1, None],
    "steward.on_expiry": ["ends", "accepted", "ends"],
    "steward.below": ["flag", "flag", "ends unless agreed"],
    "steward.on_merger": ["flag"] * 3,
    "steward.objection_days": [21] * 3,
    "steward.objection_late": [False, True, None],
    "steward.protected_from": ["received", "earlier", "received"],
    "steward.protected_before_months": [None, 1, None],
    "steward.protected_after_months": [12] * 3,
    "steward.protected_after_served_months": [None, 12, None],
    "joint-steward.among": ["steward"] * 3,
    "joint-steward.among_least": [2] * 3,
    "joint-steward.when_that_ends": ["ends"] * 3,
    "deputy.for": ["steward"] * 3,
    "joint-deputy.for": ["joint-steward"] * 3,
    "safety-representative.member": [False] * 3,
    "safety-representative.term_months": [24] * 3,
    "safety-representative.term_months_most": [48] * 3,
    "safety-representative.absence_months": [4] * 3,
    "safety-representative.recall": [False] * 3,
    "safety-representative.by_election": ["remainder or full"] * 3,
    "temporary-steward.lapses": [None, "moved or replaced", None],
    "community.same_employer": [True] * 3,
    "community.consents": [(), ("management",), ()],
    "community.alliance_consents": [("unions",), ("unions", "management"), ("unions",)],
}


@pytest.mark.parametrize("path", TABLE)
def test_the_danish_sectors_differ_where_their_agreements_do(path: str) -> None:
    """Municipal, state and building, rule by rule."""
    books = [load(name) for name in ("dk-municipal", "dk-state", "dk-building")]

    assert [book.rule(path) for book in books] == TABLE[path]


SEATS = [
    ("at", {4: 0, 5: 1, 19: 2, 50: 3, 101: 5, 1000: 13, 1001: 14, 2201: 17}),
    ("de", {4: 0, 20: 1, 21: 3, 101: 7, 9000: 35, 9001: 37, 12000: 37, 12001: 39}),
    ("no", {25: 2, 26: 3}),
    ("fr", {10: 0, 24: 1, 25: 2, 300: 11}),
    ("dk", {5: 1, 500: 1}),
]


@pytest.mark.parametrize(("name", "seats"), SEATS)
def test_seats_grow_as_the_act_says(name: str, seats: dict[int, int]) -> None:
    """So many for so many employees, by the steps of the book."""
    book = load(name)

    assert {number: book.seats("steward", number) for number in seats} == seats


def test_there_is_a_deputy_for_each_seat() -> None:
    """Where two stewards are agreed there are two deputies, and none where none is agreed."""
    two = load().with_rule("steward.seats", 2)

    assert (two.seats("deputy"), two.with_rule("deputy.seats", 0).seats("deputy")) == (2, 0)


def test_a_rule_changes_on_its_day() -> None:
    """The contribution to the strike fund is raised on 1 November 2018, and again in 2024."""
    book, day = load(), timedelta(days=1)
    starts = [date(2018, 11, 1), date(2024, 1, 1)]

    paid = [book.on(on).rates["strike-fund"] for first in starts for on in (first - day, first)]
    assert paid == [0, 20, 20, 21]
