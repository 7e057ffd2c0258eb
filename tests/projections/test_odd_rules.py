"""What `check` finds about the rules: books that changed or are gone, and agreements that run out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from stewards.events import RuleAgreed, line
from stewards.registry import Registry

DAY = date(2019, 9, 1)
KINDS = {
    "workplace without a rule book",
    "rule book that cannot be read",
    "rule book changed since it was adopted",
    "agreement that runs out",
    "agreement that binds nothing",
}
BOOK = 'base = "dk-municipal"\nname = "own"\ntitle = "Own"\n'


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Lend a registry of two administrations with a workplace each."""
    now = datetime(2019, 1, 1, tzinfo=UTC)
    with Registry.create(":memory:", clock=lambda: now) as registry:
        for unit, parent in (("bif", None), ("sof", None), ("jc-1", "bif"), ("bc-1", "sof")):
            kind = "workplace" if parent else "administration"
            registry.form_unit(unit, kind=kind, parent=parent, on=date(2015, 1, 1))
        yield registry


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return the file of a rule book."""
    path = tmp_path / "own.toml"
    path.write_text(BOOK)
    return path


def found(registry: Registry, on: date = DAY) -> list[tuple[str, str, str, tuple[int, ...], str]]:
    """Return what is found about the rules: kind, subject, detail, entries and advice."""
    return [
        (each.finding, each.subject, each.detail, each.entries, each.advice)
        for each in registry.check(on=on)
        if each.finding in KINDS
    ]


def test_where_nothing_was_agreed_there_is_nothing_to_find(registry: Registry) -> None:
    """The rule book of the command holds everywhere."""
    assert found(registry) == []


def test_a_book_that_is_as_it_was_is_in_order(registry: Registry, book: Path) -> None:
    """Whether it is one of the package or a file."""
    registry.adopt_rules(book, on=date(2019, 1, 1))
    registry.adopt_rules("dk-state", unit="sof", on=date(2019, 1, 1))
    assert found(registry) == []


def test_a_book_that_changed_since_is_found(registry: Registry, book: Path) -> None:
    """Until it is adopted as it is now."""
    entry = registry.adopt_rules(book, on=date(2019, 1, 1)).number
    book.write_text(f"{BOOK}threshold = 6\n")

    assert found(registry) == [
        (
            "rule book changed since it was adopted",
            "the union",
            f"{book} is not what it was when it was adopted on 2019-01-01",
            (entry,),
            f"See what changed, and adopt it anew: stewards rules adopt {book} --on DAY",
        )
    ]
    registry.adopt_rules(book, on=date(2019, 6, 1))
    assert found(registry) == []


def test_a_book_that_is_gone_is_found_and_questions_go_on(registry: Registry, book: Path) -> None:
    """With what would hold without it."""
    entry = registry.adopt_rules(book, unit="bif", on=date(2019, 1, 1)).number
    registry.adopt_rules("dk-state", on=date(2019, 1, 1))
    book.unlink()

    assert found(registry) == [
        (
            "rule book that cannot be read",
            "bif",
            f"{book}, adopted on 2019-01-01, cannot be read: what would hold without it is followed",
            (entry,),
            "Put the file back, or adopt another one: stewards rules adopt BOOK --unit bif --on 2019-09-01",
        )
    ]
    assert registry.rules_in_force("jc-1", on=DAY)[0].value == "dk-state"


def test_an_agreement_that_runs_out_is_found_ninety_days_before(registry: Registry) -> None:
    """And not if it is agreed anew by then."""
    until = DAY + timedelta(days=90)
    given: dict[str, Any] = {"unit": "jc-1", "on": date(2019, 1, 1)}
    entry = registry.agree_rule("steward.seats", 2, until=until, **given).number

    assert found(registry, DAY - timedelta(days=1)) == []
    assert found(registry) == [
        (
            "agreement that runs out",
            "jc-1",
            "steward.seats, agreed from 2019-01-01, holds until 2019-11-30",
            (entry,),
            "Agree what holds then: stewards rules agree steward.seats VALUE --unit jc-1 --on 2019-11-30",
        )
    ]
    assert found(registry, until) == []
    registry.agree_rule("steward.seats", 2, unit="jc-1", on=until)
    assert found(registry) == []


def test_what_binds_nothing_is_found(registry: Registry) -> None:
    """An import records it all the same; what is only to be listed is in order."""
    told = [("threshold", "many"), ("stewrd.seats", 2), ("local.coffee", "free")]
    common: dict[str, Any] = {"effective_on": DAY, "recorded_by": "office"}
    common["recorded_at"] = datetime(2019, 1, 1, tzinfo=UTC)
    events = [RuleAgreed(rule=rule, value=value, **common) for rule, value in told]
    registry.import_lines(line(event, number) for number, event in enumerate(events, 1))

    assert [each[:4] for each in found(registry)] == [
        (
            "agreement that binds nothing",
            "the union",
            "threshold was agreed to be many, and the rules know nothing of that kind",
            (5,),
        ),
        (
            "agreement that binds nothing",
            "the union",
            "stewrd.seats was agreed to be 2, and the rules know nothing of that kind",
            (6,),
        ),
    ]


def test_a_workplace_without_a_book_is_found_where_others_have_one(registry: Registry) -> None:
    """It follows that of the command; a book for the whole registry leaves none without."""
    entry = registry.adopt_rules("dk-state", unit="bif", on=date(2019, 1, 1)).number

    assert found(registry) == [
        (
            "workplace without a rule book",
            "bc-1",
            "a book was adopted at bif; here dk-municipal is followed",
            (entry,),
            "Adopt one: stewards rules adopt BOOK --unit bc-1 --on DAY",
        )
    ]
    registry.adopt_rules("dk-municipal", on=date(2019, 1, 1))
    assert found(registry) == []


def test_what_was_adopted_holds_whatever_the_command_says(tmp_path: Path) -> None:
    """And the book of the command where nothing was, and before."""
    store = tmp_path / "registry.db"
    with Registry.create(store, agreement="dk-building") as registry:
        registry.adopt_rules("dk-state", on=DAY)
    with Registry.open(store, agreement="de") as registry:
        before, after = (registry.rules_in_force(on=day)[0] for day in (date(2019, 8, 31), DAY))

    assert (before.value, before.set_by) == ("de", "--agreement")
    assert (after.value, after.set_by) == ("dk-state", "entry 1")


def test_an_election_keeps_the_book_that_decided(registry: Registry) -> None:
    """The name of the one that held at the unit on the day, whatever was adopted later."""
    for number in range(5):
        registry.join(f"M{number}", workplace="bc-1", on=date(2018, 1, 1))
    registry.adopt_rules("dk-state", unit="sof", on=date(2019, 6, 1))
    days = (date(2019, 5, 1), date(2019, 7, 1))
    told = [
        registry.elect("M1", unit="bc-1", on=day, until=date(2021 + n, 1, 1), override="tried")
        for n, day in enumerate(days)
    ]

    assert [getattr(each.event, "agreement", None) for each in told] == ["dk-municipal", "dk-state"]


def test_a_repeated_election_is_the_one_of_then(registry: Registry) -> None:
    """Another book was adopted meanwhile; the command says the same as the first time."""
    registry.join("M1", workplace="bc-1", on=date(2018, 1, 1))
    given: dict[str, Any] = {"unit": "bc-1", "on": DAY, "override": "tried", "command": "e-1"}
    first = registry.elect("M1", **given)
    registry.adopt_rules("dk-state", on=date(2019, 1, 1))

    assert registry.elect("M1", **given).number == first.number
