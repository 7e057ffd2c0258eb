"""Whoever is erased is gone from every file of ours, and no count moves."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from stewards.registry import (
    AlreadyErased,
    CommandUsed,
    ErasureIsFinal,
    NoSuchPerson,
    NoteAboutErased,
    NotKeptApart,
    PeopleFileDamaged,
    Registry,
    deciding,
    load_profile,
    read_roster,
)

from .conftest import FIRST

DAY = date(2019, 6, 1)
PEOPLE = 20


def everything(folder: Path) -> bytes:
    """Return every byte of every file of a folder and those below it."""
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


def told(registry: Registry, number: int) -> list[str]:
    """Tell all that can be told of a person in words, each unlike any other; return them."""
    words = [f"{what}-{number}-zebra" for what in ("number", "joined", "moved", "left", "rejoined")]
    one, joined, moved, left, rejoined = words
    assert registry.people is not None
    registry.people.add({one: f"Name-{number}-zebra"})
    registry.join(one, workplace="jc-1", on=FIRST, note=joined)
    registry.change_workplace(one, workplace=None, on=date(2019, 2, 1), note=moved)
    registry.leave(one, on=date(2019, 3, 1), reason="resigned", note=left)
    registry.join(one, workplace="jc-1", on=date(2019, 4, 1), note=rejoined)
    return [*words, f"Name-{number}-zebra"]


def test_nothing_of_who_was_erased_is_left_in_any_file(registry: Registry, place: Path) -> None:
    """Number, name and every note of twenty people are searched for in the log, segments and people file."""
    words = {number: told(registry, number) for number in range(PEOPLE)}
    registry.replay()
    registry.keep()
    found = everything(place.parent)
    assert all(word.encode() in found for each in words.values() for word in each)

    for number, (one, *_) in words.items():
        if number % 2 == 0:
            registry.erase(one, reason="asked-for")

    found = everything(place.parent)
    for number, each in words.items():
        assert [word for word in each if word.encode() in found] == (
            [] if number % 2 == 0 else each
        )


def test_rows_that_moved_leave_no_copies(registry: Registry, place: Path) -> None:
    """SQLite overwrites what is deleted, but not the copies of rows that moved while the file grew."""
    assert registry.people is not None
    registry.people.add({f"number-{each}-zebra": None for each in range(3_000)})
    everybody = [(one, number) for one, number, _ in registry.people.everybody()]

    registry.people.kept.erase([one for one, number in everybody if "0-zebra" not in number], 9)

    found = everything(place.parent)
    left = [number for _, number in everybody if number.encode() in found]
    assert len(left) == 300
    assert all("0-zebra" in number for number in left)


def test_an_erasure_that_somebody_else_left_undone_is_done_by_the_next(
    registry: Registry, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has the registry open all the while, and erases somebody else, does not pass over it."""
    registry.join("4711", on=FIRST)
    registry.join("4712", on=FIRST)
    with Registry.open(place) as other:
        assert other.people is not None
        monkeypatch.setattr(other.people.kept, "erase", lambda *_: None)  # as if it were killed
        other.erase("4711", reason="asked-for")

    registry.erase("4712", reason="asked-for")

    assert b"Member One" not in everything(place.parent)


def test_no_count_and_no_entry_changes(registry: Registry) -> None:
    """On every day, and as known with every entry, the numbers are those of before; so is the digest."""
    for number in range(5):
        told(registry, number)
    size = registry.size()
    before = answers(registry, size)

    registry.erase("number-3-zebra", reason="period-over")

    assert answers(registry, size) == before
    assert registry.size() == size + 1


def answers(registry: Registry, size: int) -> list[object]:
    """Return the digest of the first entries, and the count of every day with every knowledge."""
    counts = [
        registry.count(on=day, known_at=upto).members
        for upto in range(1, size + 1)
        for day in registry.view(known_at=upto).days()
    ]
    return [registry.digest(size), counts]


def test_an_erasure_is_done_again_on_an_old_people_file(registry: Registry, place: Path) -> None:
    """A backup of the people file that is put back forgets whoever was erased since, when it is opened."""
    file = place.with_name("registry.db-people")
    registry.join("4711", on=FIRST)
    old = file.read_bytes()
    registry.erase("4711", reason="asked-for")
    registry.close()
    file.write_bytes(old)
    assert b"Member One" in everything(place.parent)

    with Registry.open(place) as again:
        assert again.people is not None
        assert [name for _, _, name in again.people.everybody()] == ["Member Two"]

    assert b"Member One" not in everything(place.parent)


STEPS = ("told", "begun", "deleted", "committed")


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_that_was_killed_is_finished_by_the_next_to_open(
    registry: Registry, place: Path, step: str
) -> None:
    """Kill -9 after the entry, within the deleting, before and after its end: the next open finishes it."""
    registry.join("4711", on=FIRST, note="a note of theirs")
    size = registry.size()
    registry.close()

    killed = subprocess.run(
        [sys.executable, "-c", dedent(DYING), str(place), step], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    with Registry.open(place) as again:
        assert again.size() == size + 1
        assert again.people is not None
        assert [name for _, _, name in again.people.everybody()] == ["Member Two"]
    found = everything(place.parent)
    assert b"Member One" not in found
    assert b"a note of theirs" not in found


DYING = """
    import os, signal, sys
    from stewards.registry import Registry
    from stewards.registry.people import apart, file

    place, step = sys.argv[1:]
    die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)

    with Registry.open(place) as registry:
        people = registry.people.kept
        if step == "told":
            people.erase = die
        if step in {"begun", "deleted"}:
            def seen(statement, at={"begun": "delete from text", "deleted": "update about"}[step]):
                if statement.startswith(at):
                    die()
            people._connection.set_trace_callback(seen)
        registry.erase("4711", reason="asked-for")
        if step == "committed":
            die()
"""


def test_nobody_is_erased_twice(registry: Registry) -> None:
    """The number is gone, and the id is told as erased."""
    entry = registry.join("4711", on=FIRST)
    one: str = entry.event.member  # type: ignore[attr-defined]
    erased = registry.erase("4711", reason="asked-for", command="c1")

    assert registry.erase("4711", reason="asked-for", command="c1").number == erased.number
    assert registry.people is not None
    assert registry.people.number_of(one) is None
    assert registry.member(one, on=DAY) is not None


def test_of_two_who_erase_at_once_one_does(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks while the other one has told the log, and not deleted yet, is told that it is being done."""
    registry.join("4711", on=FIRST)
    assert registry.people is not None
    monkeypatch.setattr(registry.people.kept, "erase", lambda *_: None)
    entry = registry.erase("4711", reason="asked-for")

    with pytest.raises(
        AlreadyErased, match=f"entry {entry.number} says that they are erased already"
    ):
        registry.erase("4711", reason="asked-for")


def test_an_erasure_cannot_be_taken_back(registry: Registry) -> None:
    """A void would say that somebody is there again of whom nothing is left."""
    registry.join("4711", on=FIRST)
    entry = registry.erase("4711", reason="asked-for")

    for final in (1, entry.number):
        with pytest.raises(ErasureIsFinal) as refused:
            registry.void(final, reason="wrong-entry")
        assert str(refused.value) == (
            f"Cannot void entry {final} because what it says of people was done, and cannot be undone."
            " Import the person again: they get another id, and nobody can say that they are the same."
        )


def test_whoever_comes_back_is_somebody_else(registry: Registry) -> None:
    """The number of an erased person is free: whoever joins by it gets another id."""
    first = registry.join("4711", on=FIRST)
    registry.leave("4711", on=date(2019, 2, 1))
    registry.erase("4711", reason="asked-for")

    second = registry.join("4711", on=DAY)

    assert first.event.member != second.event.member  # type: ignore[attr-defined]


def test_without_a_people_file_nobody_can_be_erased(tmp_path: Path) -> None:
    """The ids of such a log are the caller's, and there is nothing beside it to delete."""
    with (
        Registry.create(tmp_path / "registry.db") as registry,
        pytest.raises(NotKeptApart) as refused,
    ):
        registry.erase("4711", reason="asked-for")

    assert str(refused.value) == (
        "Cannot erase 4711 because this registry does not keep people apart from its log: members are known"
        " by ids of yours. Make a new registry, and begin with 'stewards people import FILE'."
    )


def test_secure_delete_is_what_overwrites(registry: Registry, place: Path) -> None:
    """Without it the words stay in the free pages of the file: the search above would find them."""
    file = place.with_name("registry.db-people")
    registry.close()
    copy = shutil.copy(file, file.with_name("copy"))
    connection = sqlite3.connect(copy)
    connection.execute("pragma secure_delete = off")
    connection.execute("delete from person where number = '4711'")
    connection.commit()
    connection.close()

    assert b"Member One" in Path(copy).read_bytes()


def test_what_a_void_says_is_erased_with_whom_it_is_about(registry: Registry, place: Path) -> None:
    """The note of a void names no member; it is said of the one whom the voided entry is about."""
    joined = registry.join("4711", workplace="jc-1", on=FIRST)
    registry.void(joined.number, reason="wrong-entry", note="void-zebra")
    formed = registry.form_unit("jc-2", on=FIRST)
    registry.void(formed.number, reason="wrong-entry", note="unit-zebra")

    registry.erase("4711", reason="asked-for")

    found = everything(place.parent)
    assert b"void-zebra" not in found
    assert b"unit-zebra" in found


def test_nothing_is_said_of_whoever_is_erased(registry: Registry, place: Path) -> None:
    """What was recorded of them can be voided, and no note of it is kept."""
    joined = registry.join("4711", workplace="jc-1", on=FIRST)
    entry = registry.erase("4711", reason="asked-for")

    with pytest.raises(NoteAboutErased) as caught:
        registry.void(joined.number, reason="wrong-entry", note="void-zebra")
    registry.void(joined.number, reason="wrong-entry")

    assert str(caught.value) == (
        "Cannot keep a note about somebody who is erased because"
        f" entry {entry.number} says that they are, and nothing is kept of them since."
        " Record it without a note."
    )
    assert b"void-zebra" not in everything(place.parent)
    assert [verdict for verdict, _, _ in verified(registry)] == ["ok"]


def test_a_note_is_not_kept_of_who_is_erased_meanwhile(
    registry: Registry, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was decided on before the erasure is decided on again after it."""
    registry.join("4711", workplace="jc-1", on=FIRST)
    decide = deciding.decide

    def slowly(*given: Any) -> None:
        decide(*given)
        monkeypatch.setattr(deciding, "decide", decide)
        with Registry.open(place) as other:
            other.erase("4711", reason="asked-for")

    monkeypatch.setattr(deciding, "decide", slowly)

    with pytest.raises(NoSuchPerson, match="nobody with the number 4711"):
        registry.leave("4711", on=DAY, reason="resigned", note="left-zebra")

    assert b"left-zebra" not in everything(place.parent)
    assert [verdict for verdict, _, _ in verified(registry)] == ["ok"]


def verified(registry: Registry) -> list[tuple[str, str, int | None]]:
    """Return what a verification says of the people file."""
    found = registry.verify().checks
    return [(each.verdict, each.found, each.first) for each in found if each.check == "people"]


def test_a_people_file_that_was_not_touched_is_verified(registry: Registry) -> None:
    """Every note is what the log committed to, and nobody erased is there."""
    told(registry, 1)
    told(registry, 2)
    registry.erase("number-1-zebra", reason="asked-for")

    assert verified(registry) == [
        ("ok", "the people file holds the notes that were recorded, and nobody erased", None)
    ]


def test_a_changed_note_is_found(registry: Registry, place: Path) -> None:
    """Whoever writes another text into the people file cannot change what the log committed to."""
    entry = registry.join("4711", on=FIRST, note="by post")
    edited(place, "update text set body = 'by bribe'")

    assert verified(registry) == [
        (
            "bad",
            f"the note of entry {entry.number} in the people file is not what was recorded",
            entry.number,
        )
    ]


@pytest.mark.parametrize("what", ["body = x'00'", "salt = 'a text'"])
def test_a_note_that_is_no_text_is_found(registry: Registry, place: Path, what: str) -> None:
    """What a damaged row holds is not what was recorded, and is a typed error to whoever asks for it."""
    entry = registry.join("4711", on=FIRST, note="by post")
    edited(place, f"update text set {what}")  # noqa: S608 - made up here

    assert verified(registry) == [
        (
            "bad",
            f"the note of entry {entry.number} in the people file is not what was recorded",
            entry.number,
        )
    ]
    assert registry.people is not None
    with pytest.raises(PeopleFileDamaged) as damaged:
        registry.people.text(str(entry.event.note))
    text = str(entry.event.note).partition(" ")[0]
    assert str(damaged.value) == (
        f"Cannot use the people file {place}-people because the text {text} in it is none. Restore it from"
        " the newest backup that there is."
    )


def test_a_note_of_somebody_erased_that_was_put_back_is_found(
    registry: Registry, place: Path
) -> None:
    """What was said of them is theirs, too: a note alone is enough to be named."""
    registry.join("4711", on=FIRST, note="by post")
    with sqlite3.connect(place.with_name("registry.db-people")) as connection:
        [row] = connection.execute("select * from text").fetchall()
        erased = registry.erase("4711", reason="asked-for")
        connection.execute("insert into text values (?, ?, ?, ?, ?)", row)
    connection.close()

    assert verified(registry) == [
        (
            "bad",
            f"the people file holds whoever entry {erased.number} says was erased",
            erased.number,
        )
    ]


def test_an_erased_person_that_was_put_back_is_found(registry: Registry, place: Path) -> None:
    """A row of somebody whom the log says to be erased is named with the entry that says so."""
    one: str = registry.join("4711", on=FIRST).event.member  # type: ignore[attr-defined]
    erased = registry.erase("4711", reason="asked-for")
    row = f"('{one}', '4711', 'Member One', '2019-01-01')"
    edited(place, f"insert into person values {row}")  # noqa: S608 - made up here

    assert verified(registry) == [
        (
            "bad",
            f"the people file holds whoever entry {erased.number} says was erased",
            erased.number,
        )
    ]


def edited(place: Path, statement: str) -> None:
    """Change the people file past the library."""
    with sqlite3.connect(place.with_name("registry.db-people")) as connection:
        connection.execute(statement)
    connection.close()


def test_a_command_repeated_brings_nobody_back(registry: Registry, tmp_path: Path) -> None:
    """Whoever was erased is not added again by what recorded them the first time."""
    registry.join("5000", workplace="jc-1", on=FIRST, command="c1")
    (tmp_path / "members.csv").write_text("member,workplace\n5000,jc-1\n6000,jc-1\n")
    roster = read_roster(tmp_path / "members.csv", load_profile("stewards"))
    registry.record_plan(registry.plan_roster(roster, on=DAY, command="c2"), yes=True)
    for number in ("5000", "6000"):
        registry.erase(number, reason="asked-for")
    assert registry.people is not None
    before = registry.people.everybody()

    with pytest.raises(NoSuchPerson, match="nobody with the number 5000"):
        registry.join("5000", workplace="jc-1", on=FIRST, command="c1")
    with pytest.raises(CommandUsed, match="c2"):
        registry.record_plan(registry.plan_roster(roster, on=DAY, command="c2"), yes=True)

    assert registry.people.everybody() == before
