"""The histories hold what they are measured for, and the peer of lists finds what we find."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from stewards.benchmarks import measuring, polars_peer, rosters
from stewards.benchmarks.histories import late
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.histories.windows import with_windows
from stewards.benchmarks.making import MAKERS, Made
from stewards.benchmarks.measuring import Side
from stewards.events import WorkplaceChanged
from stewards.registry import Registry
from stewards.registry.lists import load_profile, read_roster

MEMBERS = "400"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a union, its list and its sheet of members."""
    folder = tmp_path_factory.mktemp("union")
    for what, *given in (("union",), ("roster",), ("members", str(folder / "union"))):
        MAKERS[what](str(folder / what), MEMBERS, *given)
    return folder


@pytest.fixture
def union(folder: Path) -> Iterator[Registry]:
    """Return the registry of that union."""
    with Registry.open(folder / "union") as registry:
        yield registry


def test_the_peer_of_lists_finds_as_many_as_we_do(union: Registry, folder: Path) -> None:
    """Whoever joined, left or moved by the list differs between the two sheets as well."""
    listed = read_roster(folder / "roster", load_profile())
    found = union.compare_roster(listed, on=rosters.DAY)
    ours = len(found.joined) + len(found.left) + len(found.moved)
    assert polars_peer.differing(str(folder / "roster"), str(folder / "members")) == ours > 0


def test_the_old_batch_can_be_taken_back(union: Registry) -> None:
    """Almost everything was recorded after it, of its members too, and nothing builds on it."""
    size = union.size()
    voids = union.revert(rosters.OLD_BATCH, reason="wrong")
    assert len(voids) == int(MEMBERS) * 915 // 10_000
    assert union.entry(voids[0]).event.voids < size / 10


def test_every_late_move_is_told_after_its_day() -> None:
    """The workplace comes to the threshold and goes below it, time and again, as knowledge grows."""
    with Registry.create(":memory:") as registry:
        registry.import_lines(late.late_moves(100))
        told = [e.event for e in registry.log.entries() if isinstance(e.event, WorkplaceChanged)]
        crossed = len(registry.view(on=late.ON).crossings(late.WORKPLACE))
        assert len(registry.explain_eligibility(late.WORKPLACE, on=late.ON).earlier) > 5
    assert len(told) == 100
    assert all(fact.recorded_at.date() > fact.effective_on for fact in told)
    assert crossed > 5


def test_of_ten_facts_about_members_one_has_a_window() -> None:
    """Every other line stays as it is."""
    before = list(lines(2_000))
    after = list(with_windows(before))
    changed = [line for line, plain in zip(after, before, strict=True) if line != plain]
    assert len(changed) == pytest.approx(2_000 / 10, rel=0.1)
    assert all("not_before" in msgspec.json.decode(line) for line in changed)


def test_a_scratch_store_is_new_each_time(tmp_path: Path) -> None:
    """Nothing is left beside it of the one before, neither its people nor its segments."""
    made = Made(tmp_path, 10)
    store = made.scratch()
    with Registry.create(store) as registry:
        registry.keep_people_apart()
    store.with_name("registry.db-segments").mkdir()
    assert made.scratch() == store
    assert list(store.parent.iterdir()) == []


def test_the_shortest_time_and_the_most_memory_count() -> None:
    """Rounds are disturbed by others, but no round takes less than it needs."""
    rounds = iter([({"a": 3.0}, 10.0), ({"a": 2.0}, 30.0), ({"a": 4.0}, 20.0)])
    assert measuring.best(lambda: next(rounds)) == {"a": Side(2.0, 30.0)}


def test_what_takes_long_is_measured_once() -> None:
    """There is no second round after twenty seconds."""
    rounds = iter([({"a": 21.0}, 10.0)])
    assert measuring.best(lambda: next(rounds)) == {"a": Side(21.0, 10.0)}


def test_a_process_that_fails_is_no_measurement() -> None:
    """What it said is passed on."""
    with pytest.raises(RuntimeError) as refused:
        measuring.run("sh", "-c", "echo no luck >&2; exit 3")
    assert str(refused.value).startswith(
        "Cannot measure sh -c echo no luck >&2; exit 3:\nno luck\n"
    )
