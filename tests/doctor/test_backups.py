"""What `doctor` says of backups: how old they are, who could read them, and whose they are."""

import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from stewards.registry import Kept, Period, Registry
from stewards.registry.doctor import Backups, Observation, examine

from ..cli.running import Ran, run
from .seeing import NOW, change

AGE = b"age-encryption.org/v1\n-> X25519 abc\n"
ARMOURED = b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n"
MAKE = "Make one, encrypted to two people: docs/privacy.md has a recipe."


def backup(path: Path, data: bytes = AGE, *, days: int = 0) -> Path:
    """Write a backup that is so many days old."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    written = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (written, written))
    return path


def seen(
    store: Path,
    *,
    log: Sequence[Path] = (),
    people: Sequence[Path] = (),
    kept: Period | None = None,
) -> list[Observation]:
    """Return what is said of backups."""
    found = examine(store, kept=Backups(tuple(log), tuple(people), kept), now=lambda: NOW)
    return [each for each in found if each.check.endswith("backups")]


def test_the_newest_and_the_oldest_are_named(store: Path, tmp_path: Path) -> None:
    """Of a folder, what lies below it too; of a file, itself; names say nothing of an age."""
    backup(tmp_path / "log" / "2026-10-31.age", days=400)
    backup(tmp_path / "log" / "older.age", ARMOURED, days=1)
    one = backup(tmp_path / "people.age", days=35)

    assert seen(store, log=[tmp_path / "log"], people=[one]) == [
        Observation(
            "log backups",
            "ok",
            "2: the newest, older.age, is 1 day old, the oldest, 2026-10-31.age, 400 days",
        ),
        Observation("people backups", "ok", "1: the newest, people.age, is 35 days old"),
    ]


def test_there_is_none(store: Path, tmp_path: Path) -> None:
    """A folder that is empty, or not there, has no backup in it."""
    (tmp_path / "log").mkdir()
    found = seen(store, log=[tmp_path / "log"], people=[tmp_path / "a", tmp_path / "b"])

    assert found == [
        Observation("log backups", "bad", f"there is none in {tmp_path / 'log'}", MAKE),
        Observation(
            "people backups", "bad", f"there is none in {tmp_path / 'a'}, {tmp_path / 'b'}", MAKE
        ),
    ]


def test_what_is_not_asked_for_is_not_looked_at(store: Path) -> None:
    """Without a place there is nothing to say."""
    assert seen(store) == []


def test_people_backups_that_are_too_old(store: Path, tmp_path: Path) -> None:
    """After 35 days they hold whoever was erased since, and are to be deleted; those of the log are not."""
    old = [backup(tmp_path / "people" / f"{days}.age", days=days) for days in (36, 40, 50, 60)]
    backup(tmp_path / "people" / "new.age")
    kept = backup(tmp_path / "log.age", days=36)

    first, _, second = seen(store, log=[kept], people=[tmp_path / "people"])

    assert (first.verdict, first.advice) == ("note", MAKE), "a log that is long without a backup"
    assert second == Observation(
        "old backups",
        "bad",
        f"{old[0]}; {old[1]}; {old[2]}; and 1 more are older than 35 days",
        "Delete them: whoever was erased since is still in them.",
    )


@pytest.mark.parametrize(("days", "is_old"), [(30, False), (31, True)])
def test_the_policy_says_how_long(store: Path, tmp_path: Path, days: int, *, is_old: bool) -> None:
    """A backup is over on the day on which the period is, as everything else that the policy names."""
    one = backup(tmp_path / "people.age", days=days)
    month = Period(Kept.PEOPLE_BACKUPS, "membership", 1)  # from 1 October to 1 November

    found = seen(store, people=[one], kept=month)[1:]

    expected = f"{one} is older than the policy says"
    assert [each.found for each in found] == ([expected] if is_old else [])


def test_a_people_backup_that_everybody_can_read(store: Path, tmp_path: Path) -> None:
    """An SQLite file is not encrypted; of what is neither that nor of age it is said that nobody knows."""
    plain = backup(tmp_path / "people" / "plain.db", b"SQLite format 3\0" + bytes(84))
    other = backup(tmp_path / "people" / "other.gpg", b"\x85\x02")

    assert seen(store, people=[tmp_path / "people"])[1:] == [
        Observation(
            "plain backups",
            "bad",
            f"{plain}: not encrypted, so whoever gets at it reads who the members are",
            "Encrypt what is to be kept, and delete it: docs/privacy.md has a recipe.",
        )
    ]
    plain.unlink()
    assert seen(store, people=[tmp_path / "people"])[1:] == [
        Observation(
            "plain backups",
            "note",
            f"{other}: not encrypted with age, as far as can be seen",
            "Make sure that nobody else can read it; docs/privacy.md has a recipe.",
        )
    ]


def test_a_backup_from_the_future(store: Path, tmp_path: Path) -> None:
    """It would never grow old, and nobody would be told to delete it."""
    one = backup(tmp_path / "people.age", days=-2)

    assert seen(store, people=[one]) == [
        Observation(
            "people backups",
            "bad",
            "people.age is dated 2026-11-03, which has not come yet",
            "A clock is or was wrong: find out how old it is, and date it so.",
        )
    ]


def test_a_place_that_cannot_be_looked_at(store: Path, tmp_path: Path) -> None:
    """What the system says is handed on."""
    place = tmp_path / ("a" * 300)

    assert seen(store, log=[place]) == [
        Observation(
            "log backups",
            "bad",
            f"{place} cannot be looked at: the system says: File name too long",
            "Run doctor as somebody who may look there.",
        )
    ]


def copies(store: Path, folder: Path) -> Iterable[Path]:
    """Make a copy of a log, and an export of it byte for byte, both plain."""
    shutil.copy(store, folder / "copy.db")
    with Registry.open(store) as registry:
        lines = b"\n".join(registry.export_stored())
    (folder / "export.jsonl").write_bytes(lines)
    return folder / "copy.db", folder / "export.jsonl"


def test_backups_of_this_log_are_no_others(store: Path, tmp_path: Path) -> None:
    """A copy of what the log was, an export of it, and what cannot be read are left alone."""
    harmed = Path(shutil.copy(store, tmp_path / "harmed.db"))
    change(harmed, "update entries set tags = '[' where position = 1")
    places = [
        harmed,
        *copies(store, tmp_path),
        backup(tmp_path / "a.age"),
        backup(tmp_path / "b.jsonl", b"{}"),
        backup(tmp_path / "c.db", b"SQLite format 3\0"),
    ]
    with Registry.open(store) as registry:
        registry.form_unit("later", on=date(2020, 1, 1))

    assert [each.check for each in seen(store, log=places)] == ["log backups"]


@pytest.mark.parametrize("which", [0, 1])
def test_a_backup_of_another_log_is_named(store: Path, tmp_path: Path, which: int) -> None:
    """Where it is plain, its first and its last entry tell that it is of another registry."""
    other = tmp_path / "other.db"
    with Registry.create(other) as registry:
        registry.form_unit("elsewhere", on=date(2020, 1, 1))
    one = [*copies(other, tmp_path)][which]

    assert seen(store, log=[one])[1:] == [
        Observation(
            "other backups",
            "bad",
            f"{one}: not of this log, which has another entry, or none, in that place",
            "Find out whose it is. 'stewards log verify' says whether this log is what it was.",
        )
    ]


def test_a_backup_of_a_longer_log_is_named(store: Path, tmp_path: Path) -> None:
    """An old log was put back: the backup has entries that it does not have."""
    old = store.read_bytes()
    with Registry.open(store) as registry:
        registry.form_unit("later", on=date(2020, 1, 1))
    longer = shutil.copy(store, tmp_path / "longer.db")
    store.write_bytes(old)

    assert [each.check for each in seen(store, log=[longer])] == ["log backups", "other backups"]


def test_people_among_the_backups_of_the_log(store: Path, tmp_path: Path) -> None:
    """A plain people file there would be kept for long, and nobody would be told."""
    with Registry.create(tmp_path / "other.db") as other:
        other.keep_people_apart()
    one = tmp_path / "other.db-people"

    assert seen(store, log=[one])[1:] == [
        Observation(
            "misplaced backups",
            "bad",
            f"{one}: the people, not encrypted, among backups of the log, which are kept for long",
            "Delete what is older than 35 days, and encrypt the rest: docs/privacy.md has a recipe.",
        )
    ]


def test_backups_of_a_store_that_cannot_be_opened(store: Path, tmp_path: Path) -> None:
    """That is when they are needed: their age is said all the same, also of one that can be read."""
    one = backup(tmp_path / "log.db", store.read_bytes(), days=2)
    (tmp_path / "registry.db").write_bytes(b"no database at all" * 400)

    assert [each.found for each in seen(tmp_path / "registry.db", log=[one])] == [
        "1: the newest, log.db, is 2 days old"
    ]


def test_the_settings_say_where_and_the_policy_for_how_long(store: Path, tmp_path: Path) -> None:
    """`stewards doctor` looks there, from where the settings lie, and ends with 1 if it must be seen to."""
    (store.parent / "stewards.toml").write_text(
        '[backups]\nlog = "log.age"\npeople = ["backups/people"]\n', "utf-8"
    )
    (store.parent / "backups").mkdir()
    one = backup(store.parent / "backups" / "people" / "one.age")
    backup(store.parent / "log.age")
    soon = tmp_path / "soon.toml"
    soon.write_text(
        '[purpose.membership]\ntitle = "T"\nbasis = "B"\n'
        '[[keep]]\nwhat = "people-backups"\npurpose = "membership"\nmonths = 0\n',
        "utf-8",
    )

    fine = run("doctor -o csv", store=store)
    old = run(f"doctor -o csv --policy {soon}", store=store)
    wrong = run(f"doctor --policy {tmp_path / 'none.toml'}", store=store)

    assert "\npeople backups,ok," in fine.out
    assert f"\nold backups,bad,{one} is older than the policy says," in old.out
    assert (fine.code, old.code) == (0, 1)
    assert wrong == Ran(
        2,
        "",
        f"Error: Cannot use the policy {tmp_path / 'none.toml'} because the system says: No such file or"
        " directory. docs/privacy.md says what a policy holds.\n",
    )
