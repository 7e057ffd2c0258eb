"""Which rules hold at a unit on a day: the book, its changes, and what was agreed from the top down."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import Event, RuleAgreed, UnitFormed
from stewards.events.entry import Entry, in_order
from stewards.projections.organisation.fold import Organisation
from stewards.projections.rules import Agreement, BookGone, Rules, load

BOOK = load()
FIRST = date(2019, 1, 1)
NOW = datetime(2019, 1, 1, tzinfo=UTC)
UNITS = {"kk": None, "bif": "kk", "jc-1": "bif", "jc-2": "bif", "sof": "kk"}


def day(number: int) -> date:
    """Return the day so many days after the first of January 2019."""
    return FIRST + timedelta(days=number)


def fact(kind: type[Event], on: int, /, **fields: Any) -> Event:
    """Return a fact of a day."""
    return kind(effective_on=day(on), recorded_at=NOW, recorded_by="office", **fields)


def town() -> Organisation:
    """Return an employer, two administrations, and two workplaces below one of them."""
    formed = [
        fact(UnitFormed, 0, unit=unit, name=unit, kind="unit", parent=parent)
        for unit, parent in UNITS.items()
    ]
    return Organisation(Entry(number, event) for number, event in enumerate(formed, 1))


def rules(*agreed: Event, **given: Any) -> Rules:
    """Return the municipal rules with what was agreed, entry 101 first."""
    entries = in_order(Entry(number, event) for number, event in enumerate(agreed, 101))
    return Rules(BOOK, entries, town(), cache(load), **given)


def agree(rule: str, value: Any, unit: str | None = None, on: int = 0, **fields: Any) -> Event:
    """Return what was agreed."""
    return fact(RuleAgreed, on, rule=rule, value=value, unit=unit, **fields)


def said(found: Agreement) -> tuple[str, dict[str, Any]]:
    """Return all that holds."""
    return found.name, dict(found.rules())


def seats(found: Rules, unit: str | None, on: int = 50) -> int | None:
    """Return how many stewards there may be."""
    return found.at(unit, day(on)).seats("steward")


def test_the_nearest_agreement_wins() -> None:
    """Whichever was recorded first."""
    found = rules(
        agree("steward.seats", 3, "jc-1"),
        agree("steward.seats", 2, "bif"),
        agree("steward.seats", 4),
    )
    assert [seats(found, unit) for unit in ("jc-1", "jc-2", "bif", "sof", None)] == [3, 2, 2, 4, 4]


def test_it_holds_from_its_day_until_its_end() -> None:
    """On neither the day before nor the day of its end."""
    found = rules(agree("steward.seats", 2, "jc-1", on=10, until=day(20)))
    assert [seats(found, "jc-1", on) for on in (9, 10, 19, 20)] == [1, 2, 2, 1]


def test_what_was_agreed_before_holds_again() -> None:
    """Once a later agreement on the same rule is over."""
    found = rules(
        agree("steward.seats", 2, "jc-1"), agree("steward.seats", 3, "jc-1", on=10, until=day(20))
    )
    assert [seats(found, "jc-1", on) for on in (9, 15, 20)] == [2, 3, 2]


def test_without_a_value_it_is_as_in_the_book_again() -> None:
    """Whatever was agreed further up."""
    found = rules(agree("steward.seats", 2, "bif"), agree("steward.seats", None, "jc-1", on=10))
    assert [seats(found, "jc-1", on) for on in (9, 10)] == [2, 1]


def test_a_whole_book_stands_in_for_all_above_it() -> None:
    """What is agreed at the same unit is agreed on top of it."""
    found = rules(
        agree("steward.seats", 2),
        agree("threshold", 3, "bif"),
        agree("agreement", "dk-state", "bif", on=10),
    )
    before, after = found.at("jc-1", day(9)), found.at("jc-1", day(10))
    assert (before.name, before.threshold, before.seats("steward")) == ("dk-municipal", 3, 2)
    assert (after.name, after.threshold, after.seats("steward")) == ("dk-state", 3, 1)


def test_a_book_that_is_adopted_changes_on_its_own_days(tmp_path: Path) -> None:
    """As the first one does."""
    path = tmp_path / "own.toml"
    path.write_text(
        'base = "dk"\nname = "own"\ntitle = "Own"\n'
        '[[change]]\nfrom = 2019-02-01\nrule = "threshold"\nvalue = 6\n'
    )
    found = rules(agree("agreement", str(path), "jc-1", on=5))
    assert [found.at("jc-1", day(on)).threshold for on in (4, 5, 30, 31)] == [5, 5, 5, 6]


def test_what_begins_with_local_binds_nothing() -> None:
    """It is listed, and nothing else."""
    found = rules(agree("local.coffee", "free", "jc-1"))
    listed = {each.path: each for each in found.in_force("jc-1", day(1))}
    assert (listed["local.coffee"].value, listed["local.coffee"].set_by) == ("free", "entry 101")
    assert "local.coffee" not in {each.path for each in found.in_force("jc-2", day(1))}


def test_a_rule_in_force_says_where_it_comes_from() -> None:
    """The book, a change of it, or what was agreed, with its day and its source."""
    found = rules(
        agree("steward.seats", 2, "jc-1", on=10, source="letter of 3 May"),
        agree("agreement", "dk-state", "bif"),
    )
    listed = {each.path: each for each in found.in_force("jc-1", day(50))}

    def told(path: str) -> tuple[Any, date | None, str, str]:
        each = listed[path]
        return each.value, each.since, each.why.certainty, each.set_by

    assert told("agreement") == ("dk-state", FIRST, "confirmed", "entry 102")
    assert told("threshold") == (5, FIRST, "confirmed", "book dk-state")
    assert told("rates.strike-fund")[1:] == (FIRST, "confirmed", "change of dk-state")
    assert (str(listed["steward.seats"].value), *told("steward.seats")[1:]) == (
        "2",
        day(10),
        "confirmed",
        "entry 101",
    )
    assert listed["steward.seats"].why.source == "letter of 3 May"


def test_what_an_import_recorded_and_no_rule_can_be_binds_nothing() -> None:
    """An import records whatever was agreed; a finding says that nobody can follow it."""
    agreed = [
        agree("threshold", "many"),
        agree("threshold", 0, "bif"),
        agree("stewrd.seats", 2),
        agree("joint-steward.among", "joint-deputy"),
    ]
    found = rules(*agreed)
    for unit in ("jc-1", None):
        assert said(found.at(unit, day(1))) == said(BOOK.on(day(1)))
        assert "stewrd.seats" not in {each.path for each in found.in_force(unit, day(1))}


def test_a_book_that_is_gone_stops_whoever_decides() -> None:
    """A question goes on with what would hold without it."""
    gone = agree("agreement", "nowhere.toml", "bif")
    with pytest.raises(BookGone) as problem:
        rules(gone).at("jc-1", day(1))
    assert str(problem.value) == (
        "Cannot follow the agreement nowhere.toml because it was adopted on 2019-01-01 (entry 101), and"
        " there is no sound file of it now. Put the file back, or adopt another one: stewards rules adopt"
        " BOOK --on 2019-01-01."
    )
    assert rules(gone, is_lenient=True).at("jc-1", day(1)).name == "dk-municipal"


NUMBERS = st.integers(0, 40)
PLACES = st.sampled_from([None, *UNITS])


@st.composite
def agreements(draw: st.DrawFn) -> Event:
    """Draw what was agreed about the seats or the threshold, or a whole book."""
    rule, value = draw(
        st.sampled_from(
            [
                *(("steward.seats", value) for value in (2, 3, None)),
                *(("threshold", value) for value in (3, None)),
                *(("agreement", value) for value in ("dk-state", None)),
            ]
        )
    )
    on = draw(NUMBERS)
    until = draw(st.none() | st.integers(on + 1, 45))
    ends = None if until is None else day(until)
    return agree(rule, value, draw(PLACES), on, until=ends)


@given(st.lists(agreements(), max_size=6), agreements(), PLACES)
def test_what_was_agreed_and_withdrawn_leaves_no_trace_after_its_end(
    others: list[Event], withdrawn: Event, unit: str | None
) -> None:
    """From its end on, everything is as if it had never been agreed; and so it is before its day."""
    until = getattr(withdrawn, "until", None) or day(44)
    with_it = rules(*others, attrs.evolve(withdrawn, until=until))
    without = rules(*others)
    outside = [n for n in range(50) if not withdrawn.effective_on <= day(n) < until]
    for each in outside:
        assert said(with_it.at(unit, day(each))) == said(without.at(unit, day(each)))


@given(st.lists(agreements(), max_size=6), PLACES, NUMBERS)
def test_nothing_changes_but_on_the_days_that_are_named(
    agreed: list[Event], unit: str | None, last: int
) -> None:
    """Between two turns, and up to the first one, the same rules hold."""
    found = rules(*agreed)
    turns = {*found.turns(day(last))}
    for before, after in pairwise(range(-1, last + 1)):
        if day(after) not in turns:
            assert found.at(unit, day(before)) is found.at(unit, day(after))


@given(st.lists(agreements(), max_size=6), PLACES, NUMBERS)
def test_what_is_listed_is_what_holds(agreed: list[Event], unit: str | None, on: int) -> None:
    """Each rule in force has the value that is reckoned with, and each that is reckoned with is there."""
    found = rules(*agreed)
    listed = {each.path: each.value for each in found.in_force(unit, day(on))}
    now = found.at(unit, day(on))

    assert listed.pop("agreement") == now.name
    assert listed == dict(now.rules())
