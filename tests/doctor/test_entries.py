"""What `doctor` says of the entries of a store, and of the digest they had."""

from pathlib import Path

import attrs
import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import SQLiteDCBRecorder
from stewards.registry import Digest, Registry
from stewards.registry.doctor import Observation

from .damage import harm
from .seeing import RESTORE, change, seen, unsound


def digest_of(store: Path, entries: int | None = None) -> Digest:
    """Return the digest of the first entries of a store."""
    with Registry.open(store) as registry:
        return registry.digest(entries)


def test_a_sound_store(store: Path) -> None:
    """Nothing is unsound in a store that nobody harmed; nothing but the machine's own things is noted."""
    found = seen(store)
    digest = digest_of(store).digest

    noted = {each.check for each in found.values() if each.verdict != "ok"}
    assert noted <= {"file system", "journal", "time zone"}
    assert {check: found[check].found for check in list(found)[7:-2]} == {
        "file": "every page is intact",
        "schema": "version 1; entries cannot be changed",
        "tag index": "396 tags, the same as those of the entries",
        "numbers": "entries 1 to 200, none missing",
        "entries": "200 read, each complete and valid for its type",
        "tags": "each entry has the tags by which it is found",
        "order": "no entry was recorded before an earlier one",
        "digest": f"of 200 entries: {digest}",
    }
    assert found["digest"].advice == (
        "Write it down where nobody can change it, such as in the minutes of a meeting;"
        " to compare later, use --entries 200 --digest."
    )


def test_an_empty_log_has_nothing_to_write_down(tmp_path: Path) -> None:
    """Its digest is that of every empty log."""
    SQLiteDCBRecorder(tmp_path / "empty.db").close()

    assert seen(tmp_path / "empty.db")["digest"].advice is None


def test_nothing_is_changed(store: Path) -> None:
    """Looking leaves the file as it is, and nothing beside it."""
    before = store.read_bytes()
    seen(store)

    assert store.read_bytes() == before
    assert list(store.parent.iterdir()) == [store]


def test_a_voided_entry_has_the_tags_of_what_it_voids(store: Path) -> None:
    """A void is found by the tags of its target, and that is as it should be."""
    with Registry.open(store) as registry:
        registry.void(200, reason="wrong")

    assert unsound(store) == {}


def test_the_tag_of_a_command_is_no_fact(store: Path) -> None:
    """By which command an entry was recorded does not stand in its data."""
    with Registry.open(store) as registry:
        last = next(iter(registry.log.store.read(after=199)))
        told = DCBEvent(last.event.type, last.event.data, [*last.event.tags, "command:7"])
        registry.log.store.append([told])

    assert unsound(store) == {}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "delete from entries where position = 7",
            {
                "numbers": "entry 7 is missing",
                "tag index": "tags that lead to an entry without them: 2",
            },
        ),
        (
            "delete from tags where position = 7",
            {"tag index": "entry 7 is not found by all of its tags"},
        ),
        (
            "insert into tags values ('unit:nowhere', 7)",
            {"tag index": "tags that lead to an entry without them: 1"},
        ),
        (
            "update entries set type = 'Evil' where position = 7",
            {
                "entries": "Cannot read entry 7 of the log because its type 'Evil' is not one that this"
                " version knows. Use the version of stewards that wrote it, or a newer one."
            },
        ),
        (
            "update entries set tags = '[' where position = 7",
            {
                "tag index": "SQLite says: malformed JSON",
                "entries": "Cannot read entry 7 (UnitFormed) of the log because its data are damaged:"
                " Input data was truncated. Restore the store from a backup, then compare the two.",
            },
        ),
        (
            "update entries set data = x'7b7d' where position = 7",
            {
                "entries": "Cannot read entry 7 (UnitFormed) of the log because its data are damaged:"
                " the field effective_on is missing. Restore the store from a backup, then compare"
                " the two; or void the entry with 'stewards void 7 --reason ...', and record"
                " again what it should have said."
            },
        ),
    ],
)
def test_a_harmed_entry_is_named(store: Path, statement: str, found: dict[str, str]) -> None:
    """Each check says what it finds of one change."""
    change(store, statement)

    assert unsound(store) == found


def test_advice_on_a_harmed_entry(store: Path) -> None:
    """What is damaged is restored from a backup."""
    change(store, "delete from entries where position = 7")

    assert seen(store)["numbers"] == Observation(
        "numbers", "bad", "entry 7 is missing", RESTORE, unsound=True
    )


def test_many_harmed_entries(store: Path) -> None:
    """The first three are named, the others counted."""
    change(store, "update entries set tags = '[]' where position > 190")

    assert unsound(store)["tags"] == (
        "entry 191 has tags that do not match its data; entry 192 has tags that do not match its"
        " data; entry 193 has tags that do not match its data; and 7 more"
    )


def test_an_entry_recorded_before_an_earlier_one(store: Path) -> None:
    """The instants never decrease along the log."""
    change(
        store,
        "update entries set data = cast(json_set(data, '$.recorded_at', '1999-01-01T00:00:00Z') as blob)"
        " where position = 9",
    )

    assert unsound(store) == {"order": "entry 9 was recorded before the one it follows"}


def test_a_change_that_keeps_everything_readable(store: Path) -> None:
    """Only the digest that was written down before sees it."""
    before = digest_of(store)
    change(store, "update entries set data = cast(replace(data, 'Jobcenter', 'Jobcentre') as blob)")

    assert unsound(store) == {}
    assert unsound(store, before) == {
        "digest": f"the first 200 entries have another: {digest_of(store).digest}"
    }


def test_entries_that_are_as_they_were(store: Path) -> None:
    """What was recorded since does not matter."""
    before = digest_of(store, 150)

    assert seen(store, before)["digest"] == Observation(
        "digest", "ok", "the first 150 entries are as they were"
    )


def test_the_end_of_the_log_is_gone(store: Path) -> None:
    """A store that was put back to an earlier copy has fewer entries than were written down."""
    before = digest_of(store)
    change(
        store, "delete from entries where position > 190", "delete from tags where position > 190"
    )

    assert unsound(store, before) == {"digest": "the log ends with entry 190, before 200"}
    assert unsound(store) == {}


def test_a_digest_of_nothing(tmp_path: Path) -> None:
    """An empty log has a digest too."""
    Registry.create(tmp_path / "registry.db").close()
    nothing = digest_of(tmp_path / "registry.db")

    assert unsound(tmp_path / "registry.db", nothing) == {}
    assert unsound(":memory:", nothing) == {}
    assert unsound(":memory:", attrs.evolve(nothing, entries=1)) != {}


def test_damage_at_random_is_found(made: Path, tmp_path: Path, seed: int) -> None:
    """Whatever changes an entry or the tag index, a flipped bit, a lost page or end, is found."""
    trials = list(harm(made, tmp_path, 300, seed))

    assert [trial for trial in trials if trial.changed and not trial.found] == []
    assert sum(trial.changed for trial in trials) > 100
    assert any(trial.changed and not trial.alone for trial in trials)
    assert any(not trial.found for trial in trials)
