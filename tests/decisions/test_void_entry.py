"""Voiding an entry."""

import pytest
from stewards.events import EntryVoided, Event, GenerationBegun
from stewards.events.errors import NoSuchEntry
from stewards.registry.decisions.entry_voided import (
    AlreadyVoided,
    BeginningIsFinal,
    ListStillStands,
    UnitStillNamed,
    VoidOfAVoid,
)
from stewards.registry.testing import (
    elected,
    ended,
    fact,
    headcount,
    joined,
    merged,
    moved,
    published,
    renamed,
    voided,
    works,
)

from .facts import FEB, MAR, MAY, TOWN, taken
from .scenario import EVERYTHING, decided, given, propose, refused


def test_an_entry_is_voided() -> None:
    """Any entry that stands is taken back, with the reason."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(propose(EntryVoided, voids=7, reason="wrong person"), MAY) == decided(
        EntryVoided, MAY, voids=7, reason="wrong person"
    )


def test_the_forming_of_a_unit_that_nobody_names_is_voided() -> None:
    """The forming of a unit is taken back while no entry that stands names the unit."""
    town = given(*TOWN, joined("m1", "home"), voided(7), renamed("home", "Homes", FEB), voided(9))
    assert town.when(propose(EntryVoided, voids=6, reason="wrong id"), MAY) == decided(
        EntryVoided, MAY, voids=6, reason="wrong id"
    )


@pytest.mark.parametrize("entry", [8, 99, 0, -1])
def test_an_unknown_entry_is_refused(entry: int) -> None:
    """An entry that the log does not have cannot be voided."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(propose(EntryVoided, voids=entry, reason="wrong"), MAY) == refused(
        NoSuchEntry,
        f"Cannot void entry {entry} because the log has no such entry."
        " See 'stewards log show' for the entries there are.",
    )


def test_what_a_log_begins_with_is_not_voided() -> None:
    """Nobody can make a log look as if it had been made from no other."""
    begun = fact(GenerationBegun, FEB, digest="0" * 64, entries=7)
    assert given(begun).when(propose(EntryVoided, voids=1, reason="wrong"), MAY) == refused(
        BeginningIsFinal,
        "Cannot void entry 1 because it says which log this one was made from, so that both can be verified."
        " It changes no answer: leave it.",
    )


def test_a_void_is_refused() -> None:
    """A void is final, and the message says what to do instead."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), voided(7))
    assert town.when(propose(EntryVoided, voids=8, reason="it was right"), MAY) == refused(
        VoidOfAVoid,
        "Cannot void entry 8 because it is itself a void, of entry 7, and a void is final."
        " Record the fact of entry 7 again.",
    )


def test_a_voided_entry_is_refused() -> None:
    """An entry is taken back once."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), voided(7))
    assert town.when(propose(EntryVoided, voids=7, reason="wrong"), MAY) == refused(
        AlreadyVoided,
        "Cannot void entry 7 because entry 8 already voided it. There is nothing left to do.",
    )


def test_a_member_list_is_refused() -> None:
    """Facts were derived from it, so it is taken back with them."""
    town = given(*TOWN, taken(FEB))
    assert town.when(propose(EntryVoided, voids=7, reason="wrong list"), MAY) == refused(
        ListStillStands,
        "Cannot void entry 7 because it is the member list of 2019-02-01, from which facts were derived."
        " Take the list back with them: 'stewards batch revert roster-2019-02-01-1'.",
    )


NAMING_HOME = [
    renamed("home", "Homes", MAR),
    moved("home", None, MAR),
    merged("home", "jc-1", MAR),
    merged("jc-1", "home", MAR),
    moved("jc-1", "home", MAR),
    joined("m1", "home", MAR),
    works("m1", "home", MAR),
    headcount("home", 3, MAR),
    elected("m1", "home", MAR),
    ended("m1", "home", MAR),
    published(40, "home", MAR),
]


@pytest.mark.parametrize("naming", NAMING_HOME, ids=lambda event: type(event).__name__)
def test_the_forming_of_a_unit_that_another_entry_names_is_refused(naming: Event) -> None:
    """A unit does not vanish from below the facts that name it, of whatever type."""
    assert given(*TOWN, naming).when(
        propose(EntryVoided, voids=6, reason="wrong id"), MAY
    ) == refused(
        UnitStillNamed,
        "Cannot void entry 6 because it formed unit home, which other entries name: 7."
        " Void those first, or close the unit with 'stewards unit close home'.",
    )


def test_the_first_five_entries_that_name_a_unit_are_told() -> None:
    """The message stays readable however many entries name the unit."""
    town = given(*TOWN, *(joined(f"m{number}", "jc-1") for number in range(6)))
    assert town.when(propose(EntryVoided, voids=3, reason="wrong id"), MAY) == refused(
        UnitStillNamed,
        "Cannot void entry 3 because it formed unit jc-1, which other entries name:"
        " 7, 8, 9, 10, 11 and 1 more."
        " Void those first, or close the unit with 'stewards unit close jc-1'.",
    )


def test_voiding_reads_what_else_voids_the_entry() -> None:
    """Whether the entry still stands decides, and nothing that is said of the member."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.reads(propose(EntryVoided, voids=7, reason="wrong"), MAY) == {"entry:7": EVERYTHING}


def test_voiding_the_forming_of_a_unit_reads_everything_about_it() -> None:
    """An entry of any type that names the unit decides."""
    assert given(*TOWN).reads(propose(EntryVoided, voids=6, reason="wrong id"), MAY) == {
        "entry:6": EVERYTHING,
        "unit:home": EVERYTHING,
    }
