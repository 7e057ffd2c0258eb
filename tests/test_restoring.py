"""A backup restored in place, under a registry that is open: what it answers is of one history."""

import shutil
from datetime import date
from pathlib import Path
from random import Random

import pytest
from stewards.cli.demo.command import sample
from stewards.events.stores import store as store_module
from stewards.projections.replay.segments import range_digest as covering
from stewards.registry import Registry
from stewards.registry.decisions.member_joined import AlreadyInMembership

ON = date(2019, 9, 1)
KEEPING = pytest.mark.parametrize("keeps", [True, False], ids=["segments", "no segments"])


@pytest.fixture(autouse=True)
def _of_two_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(covering, "ENTRIES", 256)
    monkeypatch.setattr(store_module, "ENTRIES_IN_A_CHUNK", 64)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store of the first nine hundred entries of the sample, which no test changes."""
    path = tmp_path_factory.mktemp("made") / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(sample()[:900])
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """Return a store of its own."""
    return Path(shutil.copy(made, tmp_path / "registry.db"))


def answers(registry: Registry) -> list[object]:
    """Return what a registry answers as of a day."""
    return [
        registry.size(),
        registry.members(on=ON),
        registry.mandates(on=ON, ended=True),
        registry.eligibility(on=ON),
        registry.check(on=ON),
        registry.view(on=ON).sql("from entries order by entry").fetchall(),
    ]


def alone(store: Path) -> list[object]:
    """Return what a registry answers that was opened just now and reads the log."""
    with Registry.open(store, segments=False) as registry:
        return answers(registry)


@KEEPING
@pytest.mark.parametrize("since", [0, 4, 9])
def test_other_facts_after_a_restore_are_all_there_is(store: Path, keeps: bool, since: int) -> None:
    """Fewer, as many or more than were recorded before it: nothing is left of the other history."""
    backup = store.read_bytes()
    with Registry.open(store, segments=keeps) as registry:
        for number in range(3):
            registry.join(f"old{number}", on=ON)
        [steward, *_] = registry.mandates(on=ON)
        registry.end_mandate(steward.member, unit=steward.unit, office=steward.office, on=ON)
        before = answers(registry)
        store.write_bytes(backup)
        with Registry.open(store, segments=False) as other:
            for number in range(since):
                other.join(f"new{number}", on=ON)

        now = answers(registry)

    assert now == alone(store)
    assert now != before
    if keeps:  # what it kept as segments is of that history too
        with Registry.open(store) as later:
            assert answers(later) == now


def test_what_is_recorded_after_a_restore_takes_nothing_with_it(store: Path) -> None:
    """A registry that was open all the while records behind what others did."""
    backup = store.read_bytes()
    with Registry.open(store) as registry:
        for number in range(3):
            registry.join(f"old{number}", on=ON)
        store.write_bytes(backup)
        with Registry.open(store) as other:
            for number in range(3):
                other.join(f"new{number}", on=ON)
        registry.join("last", on=ON)

    with Registry.open(store) as later:
        told = [e.event.member for e in later.newest(4)]
    assert told == ["new0", "new1", "new2", "last"]


def test_a_rule_is_judged_by_what_was_restored(tmp_path: Path) -> None:
    """Also where the other history is as many transactions long, and SQLite has its pages in memory."""
    store, other = tmp_path / "registry.db", tmp_path / "other.db"
    for path, member in ((store, "M1"), (other, "M2")):
        with Registry.create(path) as made:
            made.join(member, on=ON)
    with Registry.open(store) as registry:
        with pytest.raises(AlreadyInMembership):
            registry.join("M1", on=ON)
        store.write_bytes(other.read_bytes())

        with pytest.raises(AlreadyInMembership):
            registry.join("M2", on=ON)
        assert [entry.event.member for entry in registry.log.entries()] == ["M2"]


def test_restoring_at_random(store: Path, seed: int) -> None:
    """Whatever is recorded, asked and restored by turns, a registry answers as a new one does."""
    chance = Random(seed)  # noqa: S311 - chance, not a secret
    backups = [store.read_bytes()]
    with Registry.open(store) as registry:
        for number in range(12):
            match chance.randrange(4):
                case 0:
                    backups.append(store.read_bytes())
                case 1:
                    store.write_bytes(chance.choice(backups))
                case 2:
                    registry.join(f"M9{number}", on=ON)
                case _:
                    with Registry.open(store, segments=False) as other:
                        for each in range(chance.randint(1, 3)):
                            other.join(f"M8{number}-{each}", on=ON)
            assert registry.members(on=ON) == members_alone(store)


def members_alone(store: Path) -> object:
    """Return the members, by a registry that was opened just now."""
    with Registry.open(store, segments=False) as registry:
        return registry.members(on=ON)
