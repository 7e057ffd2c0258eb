"""What an imported void takes back, and what it must not."""

import pytest
from stewards.events import EntryVoided
from stewards.events.log import Log
from stewards.projections.boundary import Boundary

from .files import TOWN, a_log, formed, joined, problems, taken, told, voided


def voids(log: Log) -> list[int]:
    """Return what each void of the log voids."""
    return [e.event.voids for e in log.entries() if isinstance(e.event, EntryVoided)]


def test_a_void_follows_the_number_that_the_file_gives() -> None:
    """The numbers of the file are those of another log; here the entry has another number."""
    log = a_log(*TOWN)
    taken(log, joined("m1", entry=801), joined("m2", entry=802), voided(802, entry=803))
    assert voids(log) == [5]


def test_a_number_in_the_file_comes_before_one_of_the_log() -> None:
    """Where both have an entry of that number, the file speaks of its own."""
    log = a_log(*TOWN, joined("m0"))
    taken(log, joined("m1", entry=4), voided(4))
    assert voids(log) == [5]


def test_a_void_may_take_back_an_entry_of_the_log() -> None:
    """A file may correct what is in the log already."""
    log = a_log(*TOWN, joined("m1"))
    taken(log, voided(4))
    assert voids(log) == [4]


def test_a_file_with_numbers_of_another_log_voids_nothing_of_this_one() -> None:
    """A part of another log may lack the entry it voids; this log's entry of that number stays."""
    log = a_log(*TOWN, joined("m0"))

    assert problems(log, joined("m1", entry=801), voided(4, entry=802)) == [
        (
            "line 2: Cannot void entry 4 because no earlier line, and no entry that the file could "
            "mean, has that number. Correct the number."
        )
    ]


def test_without_numbers_a_void_counts_on_from_the_log() -> None:
    """A file written by hand numbers nothing: its lines have the numbers of their entries."""
    log = a_log(*TOWN)
    taken(log, joined("m1"), joined("m2"), voided(5))
    assert voids(log) == [5]


@pytest.mark.parametrize("in_the_log", [True, False])
def test_whoever_reads_a_fact_finds_its_void(in_the_log: bool) -> None:
    """A void bears the tags of what it voids, wherever that is, each once."""
    log = a_log(*TOWN)
    rows = [joined("m1", "jc-1", entry=4, batch="week-1"), voided(4, batch="week-1")]
    for part in [rows[:1], rows[1:]] if in_the_log else [rows]:
        taken(log, *part)
    assert Boundary(log.store).member("m1") == []
    assert log.tags_of(5) == ["entry:4", "batch:week-1", "member:m1", "unit:jc-1"]


def test_an_entry_voided_twice_stays_voided() -> None:
    """A second void of an entry says nothing new, and is recorded."""
    log = a_log(*TOWN, joined("m1"), voided(4), voided(4))
    assert voids(log) == [4, 4]


def test_a_unit_whose_forming_is_voided_is_formed_anew() -> None:
    """Once taken back, a unit may be formed again, and taking it back again changes nothing."""
    log = a_log(
        formed("kk", entry=1),
        voided(1),
        formed("kk", entry=3),
        joined("m1", "kk"),
        voided(1),
        joined("m2", "kk"),
    )
    assert voids(log) == [1, 1]
    taken(log, voided(1), joined("m3", "kk"))
    assert len(told(log)) == 8


@pytest.mark.parametrize("number", [4, 99, 0, -1])
def test_an_unknown_entry_is_not_voided(number: int) -> None:
    """A void names an entry of the log or a line above it, never one below."""
    assert problems(a_log(*TOWN), voided(number), joined("m1", entry=99)) == [
        (
            f"line 1: Cannot void entry {number} because no earlier line, and no entry that the file"
            " could mean, has that number. Correct the number."
        )
    ]


def test_a_void_is_not_voided() -> None:
    """A void is final, in the log and in the file."""
    sentence = (
        "Cannot void entry {} because it is itself a void, and a void is final."
        " Record the fact again."
    )
    log = a_log(*TOWN, voided(3))
    assert problems(log, voided(4), joined("m1", entry=7), voided(7, entry=8), voided(8)) == [
        "line 1: " + sentence.format(4),
        "line 4: " + sentence.format(8),
    ]


def test_the_forming_of_a_unit_that_others_name_is_not_voided() -> None:
    """A unit does not vanish from below what names it, in the log or in the file."""
    sentence = (
        "Cannot void entry {} because it formed unit {}, which entry {} names. Void that one first."
    )
    log = a_log(*TOWN, joined("m1", "jc-1"))
    assert problems(log, voided(2), joined("m2", "jc-2"), voided(3), voided(4), voided(2)) == [
        "line 1: " + sentence.format(2, "jc-1", 4),
        "line 3: " + sentence.format(3, "jc-2", 5),
    ]
