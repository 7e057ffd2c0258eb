"""Verifying a log: what a seal proves of it, and which entry is the first that is bad."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import InMemoryStore
from stewards.registry import (
    Checked,
    MalformedExport,
    Note,
    OtherOrigin,
    Registry,
    SigningKey,
    Verification,
    verify_export,
)

from .conftest import ENTRIES

RESTORE = (
    "Find out who changed the store, and when; then restore a backup that the seals agree with."
)
DOCTOR = "Restore the store from a backup, then compare the two."
SOUND = (
    Checked("numbers", "ok", "entries 1 to 12, none missing"),
    Checked("entries", "ok", "12 read, each complete and valid for its type"),
    Checked("tags", "ok", "each entry has the tags by which it is found"),
    Checked("order", "ok", "no entry was recorded before an earlier one"),
)


def seals(store: Path, key: SigningKey, *sizes: int) -> list[Note]:
    """Return seals of the first entries of a log, as they would have been made then."""
    with Registry.open(store) as registry:
        digests = [registry.digest(size) for size in sizes]
    return [key.signed(Note.of(key.name, each)) for each in digests]


def harm(store: Path, *statements: str) -> None:
    """Change a store past the library."""
    with closing(sqlite3.connect(store)) as connection:
        connection.executescript(
            "drop trigger entries_refuse_update; drop trigger entries_refuse_delete;"
            + ";".join(statements)
        )


def verified(store: Path, notes: list[Note], key: SigningKey) -> Verification:
    """Verify a store against seals of a key."""
    with Registry.open(store) as registry:
        return registry.verify(notes, verifiers=[key.verifier])


def bad(found: Verification) -> list[Checked]:
    """Return the checks that found something bad."""
    return [each for each in found.checks if each.verdict == "bad"]


def test_a_log_is_what_was_sealed(store: Path, key: SigningKey) -> None:
    """Each seal is told with who signed it, and then what the log is like in itself."""
    found = verified(store, seals(store, key, 5, 12), key)

    assert found == Verification(
        ENTRIES,
        (
            Checked(
                "seal",
                "ok",
                "given: the first 5 entries are those that were sealed;"
                " signed by union.example/registry",
            ),
            Checked(
                "seal",
                "ok",
                "given: the first 12 entries are those that were sealed;"
                " signed by union.example/registry",
            ),
            *SOUND,
        ),
    )
    assert (found.is_sound, found.first_bad) == (True, None)


def test_without_a_verifier_it_is_said_that_nobody_vouches(store: Path, key: SigningKey) -> None:
    """A signature that nobody verified, and a seal without one, are notes: anybody could write them."""
    with Registry.open(store) as registry:
        found = registry.verify([registry.seal(key), registry.seal(origin=key.name)])

    assert found.checks[:2] == (
        Checked(
            "seal",
            "note",
            "given: the first 12 entries are those that were sealed; said to be signed by"
            " union.example/registry",
            "To see whether it is, give --verifier KEY.",
        ),
        Checked(
            "seal",
            "note",
            "given: the first 12 entries are those that were sealed; not signed",
            "Compare it with what is on paper: anybody can write such a note.",
        ),
    )
    assert found.is_sound


def test_a_change_lies_between_two_seals(store: Path, key: SigningKey) -> None:
    """An entry that says something else, and is sound in itself, is found between two seals."""
    notes = seals(store, key, 4, 8, 12)
    harm(store, "update entries set data = cast(replace(data, '2015-01-05', '2015-02-05') as blob)")

    found = verified(store, notes, key)

    assert bad(found) == [
        Checked(
            "seal",
            "bad",
            "given: the first 8 entries are not those that were sealed: the first change lies in"
            " entries 5 to 8",
            RESTORE,
            5,
            8,
        ),
        Checked(
            "seal",
            "bad",
            "given: the first 12 entries are not those that were sealed",
            RESTORE,
            5,
            12,
        ),
    ]
    assert found.first_bad == (5, 8)


def test_an_entry_that_cannot_be_read_is_named(store: Path, key: SigningKey) -> None:
    """It is named exactly, and so is one with the tags of another."""
    notes = seals(store, key, 12)
    unreadable, retagged = (store.with_name(f"{each}.db") for each in "ab")
    for path in (unreadable, retagged):
        shutil.copy(store, path)
    harm(unreadable, "update entries set data = cast('{}' as blob) where position = 7")
    harm(retagged, """update entries set tags = '["member:M9"]' where position = 7""")

    found, other = verified(unreadable, notes, key), verified(retagged, notes, key)

    assert bad(found)[1:] == [
        Checked(
            "entries",
            "bad",
            "Cannot read entry 7 (MemberJoined) of the log because its data are damaged: the field"
            " effective_on is missing. Restore the store from a backup, then compare the two; or void"
            " the entry with 'stewards void 7 --reason ...', and record again what it should have said.",
            DOCTOR,
            7,
            7,
        )
    ]
    assert bad(other)[1:] == [
        Checked("tags", "bad", "entry 7 has tags that do not match its data", DOCTOR, 7, 7)
    ]
    assert (found.first_bad, other.first_bad) == ((7, 7), (7, 7))


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "delete from entries where position = 7",
            "it is missing, although later entries are there",
        ),
        ("update entries set tags = '[' where position = 7", "its data are damaged: "),
    ],
)
def test_an_entry_that_the_store_does_not_give_is_named(
    store: Path, key: SigningKey, statement: str, words: str
) -> None:
    """The rest is read all the same; seals of more entries cannot be compared, and are bad."""
    notes = seals(store, key, 6, 12)
    harm(store, statement)

    found = verified(store, notes, key)

    assert [(each.check, each.first) for each in bad(found)] == [("seal", 7), ("entries", 7)]
    assert bad(found)[0].found == (
        "given: of 12 entries that were sealed, entry 7 cannot be read: the first change lies in entries"
        " 7 to 12"
    )
    assert words in bad(found)[1].found
    assert (found.entries, found.first_bad) == (12, (7, 7))


def test_an_older_copy_is_found(store: Path, key: SigningKey) -> None:
    """A log that was rolled back ends before what was sealed, and its first missing entry is named."""
    older = store.with_name("older.db")
    shutil.copy(store, older)
    with Registry.open(store) as registry:
        registry.form_unit("jc-2")
    notes = seals(store, key, 12, 13)

    found = verified(older, notes, key)

    assert bad(found) == [
        Checked(
            "seal",
            "bad",
            "given: the log ends with entry 12, and 13 entries were sealed",
            RESTORE,
            13,
            13,
        )
    ]
    assert found.first_bad == (13, 13)


def test_a_seal_of_less_after_one_of_more_is_found(store: Path, key: SigningKey) -> None:
    """Though the log agrees with both: it was shorter in between, or the notes are in another order."""
    found = verified(store, seals(store, key, 12, 5), key)

    assert bad(found) == [
        Checked(
            "seals",
            "bad",
            "given seals 5 entries, after given sealed 12",
            "Give the notes in the order in which they were made; if that is their order, the log was"
            " reset to an older copy in between.",
        )
    ]
    assert (found.is_sound, found.first_bad) == (False, None)


def test_an_instant_before_the_last_is_found() -> None:
    """Either of the two entries may be the one that was put there."""
    store = InMemoryStore()
    with Registry(store, clock=lambda: datetime(2020, 1, 2, tzinfo=UTC)) as registry:
        registry.form_unit("jc-1", on=date(2015, 1, 1))
        registry.form_unit("jc-2", on=date(2015, 1, 1))
        [first, _] = store.events
        store.append(
            [DCBEvent("UnitFormed", first.event.data.replace(b"02T", b"01T"), first.event.tags)]
        )
        found = registry.verify()

    assert bad(found) == [
        Checked("order", "bad", "entry 3 was recorded before the one it follows", DOCTOR, 2, 3)
    ]


def test_seals_of_another_log_are_refused(
    store: Path, key: SigningKey, other_key: SigningKey
) -> None:
    """All must be of one log, and of the one that is asked for."""
    ours, others = seals(store, key, 12), seals(store, other_key, 12)
    with Registry.open(store) as registry:
        with pytest.raises(OtherOrigin) as mixed:
            registry.verify([*ours, *others])
        with pytest.raises(OtherOrigin) as asked:
            registry.verify(others, origin=key.name)

    assert str(mixed.value) == str(asked.value)
    assert str(mixed.value) == (
        "Cannot use the note given because it is of the log district.example, not of"
        " union.example/registry. Give notes of one log only."
    )


def test_an_export_is_verified_without_a_store(
    store: Path, key: SigningKey, tmp_path: Path
) -> None:
    """It says the same as the store does, voids and the tags of commands included."""
    notes, path = seals(store, key, 5, 12), tmp_path / "stored.jsonl"
    path.write_bytes(exported(store))

    found = verify_export(path, notes, verifiers=[key.verifier])

    assert found == verified(store, notes, key)
    assert found.is_sound


def exported(store: Path) -> bytes:
    """Return every entry of a store, byte for byte."""
    with Registry.open(store) as registry:
        return b"".join(line + b"\n" for line in registry.export_stored())


def test_an_export_says_what_is_stored_even_if_it_is_no_text(
    store: Path, key: SigningKey, tmp_path: Path
) -> None:
    """Bytes that are not UTF-8 stand there in base64, so that their digest can be taken."""
    harm(store, "update entries set data = x'ff00' where position = 7")
    notes, path = seals(store, key, 12), tmp_path / "stored.jsonl"
    path.write_bytes(exported(store))

    found = verify_export(path, notes, verifiers=[key.verifier])

    assert json.loads(path.read_bytes().splitlines()[6])["data_base64"] == "/wA="
    assert found == verified(store, notes, key)
    assert [each.check for each in bad(found)] == ["entries"]


def test_an_export_that_was_changed_is_found(store: Path, key: SigningKey, tmp_path: Path) -> None:
    """A line with other words, one too few, and one that comes too early."""
    notes, path = seals(store, key, 4, 8, 12), tmp_path / "stored.jsonl"
    lines = exported(store).splitlines(keepends=True)
    told = {}
    for how, changed in {
        "other": [*lines[:5], lines[5].replace(b"told", b"tolt"), *lines[6:]],
        "fewer": [*lines[:5], *lines[6:]],
        "early": [*lines[:5], lines[6], lines[5], *lines[7:]],
        "ended": lines[:5],
    }.items():
        path.write_bytes(b"".join(changed))
        told[how] = verify_export(path, notes).first_bad

    assert told == {"other": (5, 8), "fewer": (6, 6), "early": (6, 6), "ended": (6, 6)}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{}", "Object missing required field `entry`"),
        (b'{"entry":1,"type":"A","tags":[],"data_base64":"?"}', "Only base64 data is allowed"),
        (b"\xff", "JSON is malformed: invalid character (byte 0)"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, line: bytes, problem: str) -> None:
    """With the line."""
    path = tmp_path / "stored.jsonl"
    path.write_bytes(line)

    with pytest.raises(MalformedExport) as refused:
        verify_export(path, [])

    assert str(refused.value) == (
        f"Cannot read line 1 of the export {path} because {problem}."
        " Give a file that 'stewards log export --stored' wrote."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(MalformedExport, match="because the system says: No such file or directory"):
        verify_export(tmp_path / "nowhere.jsonl", [])
