"""A log that was harmed is mended by voiding what cannot be read, and then answers again."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from stewards.events.errors import UnknownEntryType, UnreadableEntry
from stewards.events.stores import store
from stewards.projections.replay.segments import range_digest as covering
from stewards.registry import Registry
from stewards.registry.decisions.entry_voided import AlreadyVoided
from stewards.registry.doctor import examine

from ..cli.running import run
from .conftest import Harm, written

ON = date(2026, 1, 1)

HARMED: Final = {
    "a day that is an instant": (
        "MemberLeft",
        written(member="M1", effective_on="2015-01-01T09:00:00"),
    ),
    "a clock without a zone": (
        "MemberLeft",
        written(member="M1", recorded_at="2019-09-01T08:00:00"),
    ),
    "a count that is a fraction": ("HeadcountObserved", written(workplace="jc-1", employees=5.0)),
    "a count that is true": ("HeadcountObserved", written(workplace="jc-1", employees=True)),
    "a name that is none": ("UnitFormed", written(unit="jc-2", name=None, kind="workplace")),
    "a void of a fraction": ("EntryVoided", written(voids=2.0, reason="x")),
    "half an object": ("MemberLeft", b'{"member":"M1",'),
}


@pytest.mark.parametrize("told", HARMED.values(), ids=HARMED)
def test_a_void_mends_the_log(harm: Harm, told: tuple[str, bytes]) -> None:
    """Nothing can be asked before; after the void, everything is as if it had never been said."""
    store = harm(told)
    with Registry.open(store) as registry:
        for ask in (registry.count, registry.check, lambda: list(registry.export_lines())):
            with pytest.raises(UnreadableEntry, match="Cannot read entry 4 "):
                ask()
        assert registry.void(4, reason="harmed").number == 5

        assert registry.count(on=ON).members == 2
        assert registry.count(on=ON, known_at=registry.entry(3).event.recorded_at).members == 2
        assert registry.count(on=ON, known_at=4).members == 2
        assert [e.number for e in registry.history(member="M1")] == [2, 5]
        assert registry.leave("M1", on=date(2025, 1, 1)).number == 6
        assert registry.count(on=ON).members == 1
        assert registry.check(on=ON) is not None
        assert [e.number for e in registry.newest(9)] == [1, 2, 3, 5, 6]
        with pytest.raises(AlreadyVoided, match="entry 5 already voided it"):
            registry.void(4, reason="twice")


@pytest.mark.parametrize("told", HARMED.values(), ids=HARMED)
def test_a_mended_log_is_copied_and_exported(
    harm: Harm, told: tuple[str, bytes], tmp_path: Path
) -> None:
    """A copy has every byte; an export leaves the entry and its void out, and can be imported."""
    store = harm(told)
    assert run('void 4 --reason "harmed"', store=store).code == 0
    assert run("member leave M2 --on 2025-01-01", store=store).code == 0

    exported = run("log export", store=store)
    imported = run("log import -", store=tmp_path / "imported.db", given=exported.out)
    copied = run("log copy --to", tmp_path / "copied.db", store=store)

    assert (exported.code, imported.code, copied.code) == (0, 0, 0)
    assert exported.err == (
        "Left out: 2 entries that cannot be read and were voided, or voided such an entry.\n"
    )
    assert len(exported.out.splitlines()) == 4
    for name in ("imported.db", "copied.db"):
        with Registry.open(tmp_path / name) as registry:
            assert registry.count(on=ON).members == 1


@pytest.mark.parametrize("told", HARMED.values(), ids=HARMED)
def test_doctor_says_what_to_do_and_what_was_done(harm: Harm, told: tuple[str, bytes]) -> None:
    """Before the void, the entry is named with the way back; after it, it is only noted."""
    store = harm(told)
    [before] = [seen for seen in examine(store) if seen.check == "entries"]
    with Registry.open(store) as registry:
        registry.void(4, reason="harmed")
    [after] = [seen for seen in examine(store) if seen.check == "entries"]

    assert (before.verdict, before.unsound) == ("bad", True)
    assert before.found.startswith("Cannot read entry 4 ")
    assert before.found.endswith(
        "Restore the store from a backup, then compare the two; or void the entry with"
        " 'stewards void 4 --reason ...', and record again what it should have said."
    )
    assert (after.verdict, after.unsound) == ("note", False)
    assert after.found == "5 read; what cannot be read: entry 4, voided by entry 5"
    assert after.advice == "Nothing needs to be done: it counts as never recorded."


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a segment cover four entries, and so a chunk."""
    monkeypatch.setattr(covering, "ENTRIES", 4)
    monkeypatch.setattr(store, "ENTRIES_IN_A_CHUNK", 4)


def test_a_mended_log_is_read_from_segments(harm: Harm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments keep the place of the entry, and whoever opens them knows of its void."""
    small(monkeypatch)
    place = harm(HARMED["a day that is an instant"])
    with Registry.open(place) as registry:
        registry.void(4, reason="harmed")
        assert registry.count(on=ON).members == 2
    assert list((place.parent / "registry.db-segments").glob("*.json"))
    with Registry.open(place) as registry:
        assert registry.count(on=ON).members == 2
        registry.leave("M1", on=date(2025, 1, 1))
        assert registry.count(on=ON).members == 1


def test_what_is_not_voided_stops_also_from_segments(
    harm: Harm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A segment that was written of a harmed log hides nothing, nor does asking twice."""
    small(monkeypatch)
    place = harm(HARMED["a day that is an instant"])
    for _ in range(2):
        with Registry.open(place) as registry:
            for _ in range(2):
                with pytest.raises(UnreadableEntry, match="Cannot read entry 4 "):
                    registry.count()
            registry.keep()


def test_several_harmed_entries_are_voided_one_by_one(harm: Harm) -> None:
    """As long as one of them is not voided, the log stops at that one."""
    told = HARMED["a day that is an instant"]
    with Registry.open(harm(told, told)) as registry:
        registry.void(4, reason="harmed")
        with pytest.raises(UnreadableEntry, match="Cannot read entry 5 "):
            registry.count()
        registry.void(5, reason="harmed")
        assert registry.count(on=ON).members == 2


def test_a_void_is_recorded_no_earlier_than_what_can_be_read(harm: Harm) -> None:
    """A clock that went back is held at the last entry that can be read."""
    store = harm(HARMED["half an object"])
    with Registry.open(store) as registry:
        latest = next(registry.log.entries(after=2, limit=1)).event.recorded_at
    earlier = latest.replace(year=2001)
    with Registry.open(store, clock=lambda: earlier, despite_clock=True) as registry:
        assert registry.void(4, reason="harmed").event.recorded_at == latest


def test_an_unknown_type_is_not_voided(harm: Harm) -> None:
    """A newer version reads it, so it is not to be taken back here."""
    with Registry.open(harm(("PartyHeld", written(member="M1")))) as registry:
        with pytest.raises(UnknownEntryType):
            registry.void(4, reason="unknown")
        assert registry.size() == 4


def test_whoever_follows_the_log_is_told_what_can_be_read(harm: Harm) -> None:
    """The entry is left out of what is followed, once it is voided."""
    with Registry.open(harm(HARMED["a clock without a zone"])) as registry:
        registry.void(4, reason="harmed")
        with registry.follow(after=0) as entries:
            assert [next(entries).number for _ in range(4)] == [1, 2, 3, 5]


def test_a_batch_with_a_harmed_entry_is_reverted(harm: Harm) -> None:
    """What cannot be read and was voided is no part of what still stands."""
    batch = ("member:M3", "batch:b-1")
    sound = ("MemberJoined", written(member="M3", batch="b-1"))
    harmed = ("UnitFormed", written(unit="jc-2", name=None, kind="workplace", batch="b-1"))
    with Registry.open(harm(sound, harmed, tags=batch)) as registry:
        registry.void(5, reason="harmed")
        assert list(registry.revert("b-1", reason="wrong list")) == [7]
        assert registry.count(on=ON).members == 2
