"""Column segments: written once, used only for the very log they were written of."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from stewards.events import TYPES, Chunk
from stewards.projections.errors import SegmentsUnwritable
from stewards.projections.questions import count, members
from stewards.projections.replay.projection import Projection
from stewards.projections.replay.segments import in_use as shelf
from stewards.projections.replay.segments import range_digest
from stewards.projections.replay.segments.files import Segments

from .log import Log, chunk, sept

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


class Source:
    """A log in lists, which bears a seal of its own at every entry."""

    def __init__(self, lines: list[str], seal: str = "of this log") -> None:
        self.lines = lines
        self.bears = seal
        self.read_after: list[int] = []
        self.remembered: set[str] = set()

    def size(self) -> int:
        """Return the number of entries."""
        return len(self.lines)

    def seal(self, entry: int) -> str | None:
        """Return the seal at an entry of the log; none where there is no such entry."""
        return f"{self.bears} at {entry}" if 0 < entry <= len(self.lines) else None

    def vouch(self, digest: str, entry: int, seal: str) -> bool:
        """Remember a segment if the log bears the seal."""
        if self.seal(entry) != seal:
            return False
        self.remembered.add(digest)
        return True

    def vouched(self) -> set[str]:
        """Return what is remembered."""
        return self.remembered

    def chunks(self, after: int = 0, upto: int | None = None) -> Iterator[Chunk]:
        """Return the entries, two and two; remember what was asked for."""
        self.read_after.append(after)
        last = self.size() if upto is None else min(upto, self.size())
        while after < last:
            end = min((after // 2 + 1) * 2, last)
            yield chunk(*self.lines[after:end], after=after)
            after = end


@pytest.fixture(autouse=True)
def _of_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(range_digest, "ENTRIES", 4)


@pytest.fixture
def source(log: Log) -> Source:
    """Return a log of ten entries: a unit, eight who join there, and a void of the first of them."""
    log.form("jc-1")
    log.join(*(f"M{number}" for number in range(8)), at="jc-1")
    log.void(2)
    return Source(log.lines)


def replayed(source: Source, folder: Path) -> Projection:
    """Return the replay of a log, with its segments in a folder, kept there."""
    projection = Projection(Segments(folder))
    projection.catch_up(source)
    projection.keep()
    return projection


def everything(projection: Projection) -> list[tuple[Any, ...]]:
    """Return all that a projection holds."""
    tables = ("entries", "member_facts", "unit_facts", "voids")
    projection._database.make_views()
    sql = projection._connection.cursor()  # no question is made for this
    return [row for table in tables for row in sql.table(table).order("all").fetchall()]


def test_whole_ranges_become_segments(source: Source, tmp_path: Path) -> None:
    """Of ten entries by fours, two segments are written: a description and two files each."""
    replayed(source, tmp_path / "s").close()

    described = sorted(path.name for path in (tmp_path / "s").glob("*.json"))
    assert described == ["000000000004.json", "000000000008.json"]
    for part in ("members", "others"):
        names = [path.name[:13] for path in sorted((tmp_path / "s" / part).iterdir())]
        assert names == ["000000000004-", "000000000008-"]


def test_segments_are_for_their_owner_alone(source: Source, tmp_path: Path) -> None:
    """They hold what the log holds, so they have the modes of a store."""
    replayed(source, tmp_path / "s").close()

    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (tmp_path / "s").rglob("*")}
    assert modes == {True: 0o700, False: 0o600}
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o700


def test_a_replay_begins_with_the_segments(source: Source, tmp_path: Path) -> None:
    """What they cover is not read from the log again, and the answers are those of the log alone."""
    replayed(source, tmp_path / "s").close()
    source.read_after.clear()
    alone = Projection()
    alone.catch_up(Source(source.lines))

    with_segments = replayed(source, tmp_path / "s")

    assert source.read_after == [8]
    assert with_segments.head == 10
    assert everything(with_segments) == everything(alone)
    assert count(with_segments, sept(1), 9) == 8
    assert count(with_segments, sept(1), 10) == 7


def test_voids_within_segments_count(source: Source, log: Log, tmp_path: Path) -> None:
    """What is taken back stays so where the log ends with a segment, and nothing is read behind it."""
    log.join("M20", "M21", at="jc-1")
    replayed(source, tmp_path / "s").close()

    with_segments = replayed(source, tmp_path / "s")

    assert source.read_after == [0]
    assert count(with_segments, sept(1), 12) == 9


def test_further_questions_find_the_entries_at_hand(source: Source, tmp_path: Path) -> None:
    """From the second question on, what is not too much is in memory; nothing is there twice."""
    replayed(source, tmp_path / "s").close()
    projection = replayed(source, tmp_path / "s")
    before = everything(projection)
    assert count(projection, sept(1), 9) == 8
    projection.catch_up(source)
    Segments(tmp_path / "s").delete()

    assert everything(projection) == before


def test_what_is_recorded_later_is_added(source: Source, log: Log, tmp_path: Path) -> None:
    """Segments once written stay as they are; the next range gets one of its own."""
    replayed(source, tmp_path / "s").close()
    old = {path: path.read_bytes() for path in (tmp_path / "s").rglob("*") if path.is_file()}
    log.join("M20", "M21", at="jc-1")
    projection = replayed(source, tmp_path / "s")

    assert count(projection, sept(1), 12) == 9
    assert {path: path.read_bytes() for path in old} == old
    assert (tmp_path / "s" / "000000000012.json").exists()


def test_a_segment_is_finished_by_a_later_replay(source: Source, log: Log, tmp_path: Path) -> None:
    """A projection that saw a range in pieces knows what it covers as well as one that saw it whole."""
    projection = replayed(source, tmp_path / "s")
    log.join("M20", "M21", at="jc-1")
    projection.catch_up(source)
    projection.keep()
    again = replayed(Source(source.lines), tmp_path / "t")
    again.close()

    twelve = "000000000012.json"
    assert (tmp_path / "s" / twelve).read_text() == (tmp_path / "t" / twelve).read_text()


def test_segments_of_another_log_are_not_used(source: Source, tmp_path: Path) -> None:
    """Where the log bears another seal, everything is read from it, and the segments are replaced."""
    replayed(source, tmp_path / "s").close()
    other = Source([line.replace('"M7"', '"M9"') for line in source.lines], seal="of another log")
    projection = replayed(other, tmp_path / "s")

    assert other.read_after == [0]
    assert "M9" in [m.member for m in members(projection, sept(1), 10)]
    projection.close()
    other.read_after.clear()
    assert count(replayed(other, tmp_path / "s"), sept(1), 9) == 8
    assert other.read_after == [8]
    assert len(list((tmp_path / "s" / "members").iterdir())) == 2


def test_segments_of_a_longer_log_are_not_used(source: Source, tmp_path: Path) -> None:
    """A store restored from a backup lacks the entry the segments were written at."""
    replayed(source, tmp_path / "s").close()
    restored = Source(source.lines[:9])
    projection = replayed(restored, tmp_path / "s")

    assert restored.read_after == [0]
    assert projection.head == 9


@pytest.mark.parametrize("damage", ["change", "cut", "delete", "describe"])
def test_a_damaged_segment_is_not_used(source: Source, tmp_path: Path, damage: str) -> None:
    """Neither it nor those behind it are used; the log has it all, and it is written again."""
    replayed(source, tmp_path / "s").close()
    path = sorted((tmp_path / "s" / "members").iterdir())[1]
    whole = path.read_bytes()
    if damage == "change":
        path.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    elif damage == "cut":
        path.write_bytes(whole[:-10])
    elif damage == "delete":
        path.unlink()
    else:
        (tmp_path / "s" / "000000000008.json").write_text("{}")
    source.read_after.clear()
    projection = replayed(source, tmp_path / "s")

    assert source.read_after == [4]
    assert count(projection, sept(1), 9) == 8
    projection.close()
    source.read_after.clear()
    replayed(source, tmp_path / "s").close()
    assert source.read_after == [8]


def test_segments_may_be_deleted_while_they_are_read(source: Source, tmp_path: Path) -> None:
    """A question that finds them gone is answered from the log."""
    replayed(source, tmp_path / "s").close()
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)
    Segments(tmp_path / "s").delete()

    assert count(projection, sept(1), 9) == 8
    assert count(projection, sept(1), 10) == 7


@pytest.mark.parametrize("moment", ["others", "members"])
def test_segments_may_be_deleted_while_they_are_taken_in(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Between the look at them and the reading, at the first question or a later one."""
    replayed(source, tmp_path / "s").close()
    bring = shelf.Shelf._bring

    def too_late(self: shelf.Shelf, part: str) -> None:
        if part == moment:
            Segments(tmp_path / "s").delete()
        bring(self, part)

    monkeypatch.setattr(shelf.Shelf, "_bring", too_late)
    projection = Projection(Segments(tmp_path / "s"))
    for _ in range(2):
        projection.catch_up(source)
        assert count(projection, sept(1), 9) == 8
    projection.keep()

    assert len(list((tmp_path / "s").glob("*.json"))) == 2


def test_without_a_seal_nothing_is_written(source: Source, tmp_path: Path) -> None:
    """A log that cannot be told from another gets no segments."""
    source.seal = lambda _entry: None  # type: ignore[method-assign]
    replayed(source, tmp_path / "s").close()

    assert not (tmp_path / "s").exists()


def test_a_folder_that_cannot_be_written_is_done_without(source: Source, tmp_path: Path) -> None:
    """The replay is the same, and the question is answered."""
    (tmp_path / "s").write_text("no folder")
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)
    with pytest.raises(SegmentsUnwritable) as refused:
        projection.keep()

    assert str(refused.value) == (
        f"Cannot keep column segments in {tmp_path}/s because the system says: [Errno 17] File exists:"
        f" '{tmp_path}/s'. Check the folder, or give another one with --segments; nothing else is"
        " affected."
    )
    assert count(projection, sept(1), 10) == 7


def test_a_log_too_long_for_memory_is_read_from_its_segments(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is replayed, whole ranges are written and leave the memory."""
    monkeypatch.setattr("stewards.projections.replay.projection.MOST_AT_HAND", 4)
    monkeypatch.setattr(shelf, "MOST_BROUGHT", 0)
    projection = Projection(Segments(tmp_path / "s"))
    told: list[int] = []
    projection.catch_up(source, told.append)

    at_hand = projection._connection.execute("select min(entry) from members_at_hand").fetchall()
    assert at_hand == [(9,)]
    assert told == [2, 4, 6, 8, 10]
    assert count(projection, sept(1), 9) == 8
    alone = Projection()
    alone.catch_up(Source(source.lines))
    assert everything(projection) == everything(alone)


def test_nothing_is_written_after_a_replay_that_failed(source: Source, tmp_path: Path) -> None:
    """What passed by and was not taken in is not trusted."""
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(Source(source.lines[:5]))
    broken = Source([*source.lines[:7], "PartyHeld{}"])
    with pytest.raises(Exception, match="PartyHeld"):
        projection.catch_up(broken)
    projection.catch_up(source)
    projection.keep()

    assert count(projection, sept(1), 9) == 8
    assert not (tmp_path / "s").exists()


def test_only_segments_are_deleted(source: Source, tmp_path: Path) -> None:
    """A folder may hold other things; they are neither read nor deleted."""
    folder = tmp_path / "s"
    (folder / "members").mkdir(parents=True)
    others = [folder / "package.json", folder / "0.json", folder / "members" / "mine.parquet"]
    for path in others:
        path.write_text("mine")
    replayed(source, folder).close()
    Segments(folder).delete()

    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(others)
    assert not (folder / "others").exists()


def test_a_folder_may_have_any_name(source: Source, tmp_path: Path) -> None:
    """A name that looks like a column and its value is a name."""
    for name in ("member=prod", "type=x", "it's", "a b?#%[1]*"):
        folder = tmp_path / name / "s"
        replayed(source, folder).close()
        source.read_after.clear()
        projection = replayed(source, folder)

        assert source.read_after == [8], name
        assert count(projection, sept(1), 9) == 8, name


def test_room_is_made_only_for_what_was_replayed(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Segments that others wrote of entries yet to come are not read beside these entries."""
    replayed(source, tmp_path / "s").close()
    whole = [path.read_bytes() for path in sorted((tmp_path / "s" / "members").iterdir())]
    first = min((tmp_path / "s" / "members").iterdir())
    first.unlink()
    monkeypatch.setattr("stewards.projections.replay.projection.MOST_AT_HAND", 4)
    monkeypatch.setattr(shelf, "MOST_BROUGHT", 0)
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)

    alone = Projection()
    alone.catch_up(Source(source.lines))
    assert everything(projection) == everything(alone)
    assert [path.read_bytes() for path in sorted(first.parent.iterdir())] == whole


def test_a_segment_without_all_its_entries_is_not_written(source: Source, tmp_path: Path) -> None:
    """Whatever became of the rows in memory, no segment says less than it covers."""
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)
    projection._connection.execute("delete from members_at_hand where entry = 3")
    with pytest.raises(SegmentsUnwritable):
        projection.keep()

    assert not list((tmp_path / "s").glob("*.json"))


def test_nothing_is_written_of_a_log_that_was_replaced(source: Source, tmp_path: Path) -> None:
    """What was read bears the seal of when it was read, not of a store restored since."""
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)
    source.bears = "of a log restored meanwhile"
    projection.keep()

    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("moment", ["others", "members"])
def test_an_interrupted_look_at_segments_leaves_nothing_twice(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """After ctrl-C amid taking them in, the next question begins again."""
    replayed(source, tmp_path / "s").close()
    bring, interrupted = shelf.Shelf._bring, []

    def interrupt(self: shelf.Shelf, part: str) -> None:
        bring(self, part)
        if part == moment and not interrupted:
            interrupted.append(part)
            raise KeyboardInterrupt

    monkeypatch.setattr(shelf.Shelf, "_bring", interrupt)
    projection = Projection(Segments(tmp_path / "s"))
    for _ in range(4):
        try:
            projection.catch_up(source)
        except KeyboardInterrupt:
            continue
        assert count(projection, sept(1), 9) == 8
    alone = Projection()
    alone.catch_up(Source(source.lines))
    assert interrupted
    assert everything(projection) == everything(alone)


def test_segments_of_other_versions_of_types_are_not_used(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that does not know a version reads the log, and says so, whoever wrote segments."""
    replayed(source, tmp_path / "s").close()
    newer = attrs.evolve(TYPES["MemberLeft"], version=2, upcasters={1: dict})
    monkeypatch.setitem(TYPES, "MemberLeft", newer)
    source.read_after.clear()
    replayed(source, tmp_path / "s").close()

    assert source.read_after == [0]


def test_a_draft_is_not_left_behind(
    source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of a segment that could not be finished, nor for long of one whose writer was killed."""
    replayed(source, tmp_path / "s").close()
    old = tmp_path / "s" / "members" / ".000000000004-0123456789abcdef.parquet.0123456789abcdef"
    old.touch()
    os.utime(old, (0, 0))
    (tmp_path / "s" / "000000000008.json").unlink()
    monkeypatch.setattr(
        "stewards.projections.replay.segments.files._wait_for_disk", lambda _path: 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        replayed(source, tmp_path / "s")

    assert not [path for path in (tmp_path / "s").rglob("*") if path.name.startswith(".")]


def test_a_log_without_seals_that_became_shorter_is_another(log: Log, tmp_path: Path) -> None:
    """All of it is read, and nothing is left of the longer one."""
    log.form("jc-1")
    log.join("M0", "M1", "M2", at="jc-1")
    source = Source(log.lines)
    source.seal = lambda _entry: None  # type: ignore[method-assign]
    projection = replayed(source, tmp_path / "s")
    source.lines = [*log.lines[:2], log.lines[2].replace("M1", "M9")]
    projection.catch_up(source)

    assert [m.member for m in members(projection, sept(1), 9)] == ["M0", "M9"]
    assert projection.head == 3


@pytest.mark.parametrize("length", [1, 5, 10, 11])
def test_a_log_replaced_amid_the_reading_is_read_once_more(
    source: Source, tmp_path: Path, length: int
) -> None:
    """What was read before and after it came are never one history."""
    lines = [line.replace('"M', '"N') for line in [*source.lines, source.lines[-2]]][:length]
    chunks = source.chunks

    def replaced(after: int = 0, upto: int | None = None) -> Iterator[Chunk]:
        for number, each in enumerate(chunks(after, upto)):
            if number == 1 and source.lines != lines:
                source.lines, source.bears = lines, "of the log that was restored"
                return
            yield each

    source.chunks = replaced  # type: ignore[method-assign]
    projection = replayed(source, tmp_path / "s")

    alone = Projection()
    alone.catch_up(Source(lines))
    assert projection.head == length
    assert everything(projection) == everything(alone)


def test_what_lies_in_a_connection_lent_out_is_never_kept(source: Source, tmp_path: Path) -> None:
    """Neither what was at hand then nor what comes later."""
    projection = Projection(Segments(tmp_path / "s"))
    projection.catch_up(source)
    projection.relations().execute("update members_at_hand set effective_on = date '2099-01-01'")
    projection.keep()
    source.bears = "of another log"
    projection.catch_up(source)
    projection.keep()

    assert not (tmp_path / "s").exists()
