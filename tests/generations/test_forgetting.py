"""In a new generation nobody can tell who somebody was, and everything else is as it was."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from stewards.events import EntryVoided, GenerationBegun
from stewards.registry import (
    BadLines,
    BeginningIsFinal,
    CannotTellWhom,
    CopyDiffers,
    CopyToItself,
    Digest,
    GenerationDiffers,
    NobodyToForget,
    NoSuchFolder,
    NoSuchMember,
    NotInNewGeneration,
    OtherPeopleFile,
    Registry,
    StillMember,
)
from stewards.registry.generations import forgetting, proving
from stewards.registry.generations.renewing import naming

from .conftest import FEB, JAN, JUN, MAR, MAY, TODAY, Both


def everything(*files: Path) -> bytes:
    """Return every byte of some files."""
    return b"".join(each.read_bytes() for each in files)


def facts(registry: Registry) -> list[dict[str, Any]]:
    """Return what each entry says, without when and by whom."""
    return [json.loads(line) for line in registry.export_lines()]


def left_beside(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


def test_each_stay_gets_an_id_and_no_text_is_left(both: Both) -> None:
    """Neither the id nor a note stands in any byte of the new log; who comes back is somebody else."""
    told = facts(both.after)

    whose = Counter(line["member"] for line in told if line.get("member", "m2") != "m2")
    assert sorted(whose.values()) == [2, 5]
    assert (both.made.forgotten, both.made.ids) == (1, 2)
    assert b"zebra" not in everything(both.path)
    assert [line.get("note") for line in told if "note" in line] == ["by letter"]


def test_the_first_entry_names_the_log_before_it(both: Both) -> None:
    """It bears the digest and the first instant of the log that was copied; other numbers are one higher."""
    before, after, made = both.before, both.after, both.made

    begun = after.entry(1).event

    assert isinstance(begun, GenerationBegun)
    assert (begun.digest, begun.entries) == (before.digest().digest, before.size())
    assert (made.of_digest, made.of_entries) == (begun.digest, begun.entries)
    assert (made.digest, made.entries) == (after.digest().digest, after.size())
    assert after.size() == before.size() + 1
    assert begun.recorded_by == "registrar"
    assert begun.recorded_at == before.entry(1).event.recorded_at


def test_what_refers_to_an_entry_refers_to_the_same_one(both: Both) -> None:
    """Voids and endings say the number that their entry has now."""
    after = both.after

    voids = [entry for entry in after.log.entries() if isinstance(entry.event, EntryVoided)]
    ended = next(line for line in facts(after) if line["type"] == "MandateEnded")

    assert len(voids) == 2
    for each in voids:
        assert isinstance(each.event, EntryVoided)
        assert after.entry(each.event.voids).voided_by == each.number
    assert type(after.entry(ended["election"]).event).__name__ == "StewardElected"


def test_the_log_that_was_copied_stays_as_it_is(registry: Registry, new: Path) -> None:
    """Not a byte of it changes, so that its seals go on proving it."""
    before = registry.digest()

    registry.copy_forgetting(new, ["zebra-1"])

    assert registry.digest() == before


def test_it_is_verified_and_says_what_it_was_made_from(both: Both) -> None:
    """All checks are well, and one row has the digest of the log before."""
    found = both.after.verify()

    assert {each.check: each.verdict for each in found.checks} == dict.fromkeys(
        ("numbers", "entries", "tags", "order", "generation"), "ok"
    )
    [told] = [each for each in found.checks if each.check == "generation"]
    before = both.before.digest()
    assert (
        told.found == f"made from a log of {before.entries} entries with the digest {before.digest}"
    )
    assert told.advice == "The seals of that log prove that one: seal this one anew."


def test_answers_are_equal(both: Both) -> None:
    """Counts, the mandates of others and who is a member are what they were, on every day."""
    before, after = both.before, both.after

    for day in (JAN, FEB, MAR, MAY, JUN):
        groups = [each.count(on=day, by="workplace").groups for each in (before, after)]
        assert groups[0] == groups[1]
    [mandate] = after.mandates(on=FEB)

    assert {"m2", mandate.member} == {each.member for each in after.members(on=FEB)}
    assert (mandate.unit, mandate.since) == ("jc-1", FEB)


def test_words_about_them_become_a_code(both: Both) -> None:
    """A reason that is no code says nothing any more; one that is stays, since leavers are counted by it."""
    told = facts(both.after)

    voids = [line["reason"] for line in told if line["type"] == "EntryVoided"]
    assert voids == ["wrong-entry", "other"]
    assert [line["reason"] for line in told if line["type"] == "MemberLeft"] == ["resigned"] * 2


def test_a_generation_is_copied_again(registry: Registry, new: Path, tmp_path: Path) -> None:
    """The next one begins with an entry of its own, and the one before it follows."""
    registry.copy_forgetting(new, ["zebra-1"])
    with Registry.open(new, clock=lambda: TODAY) as there:
        there.leave("m2", on=JUN)
        digest = there.digest().digest
        there.copy_forgetting(tmp_path / "newer.db", ["m2"])

    with Registry.open(tmp_path / "newer.db") as newer:
        [first, second] = [newer.entry(number).event for number in (1, 2)]
        assert isinstance(first, GenerationBegun)
        assert isinstance(second, GenerationBegun)
        assert first.digest == digest
        [told] = [each for each in newer.verify().checks if each.check == "generation"]
    assert told.found == (
        f"made from a log of {first.entries} entries with the digest {digest}, and that one from another, 1"
        " in all"
    )


def test_what_it_began_with_cannot_be_voided(both: Both) -> None:
    """Nobody can make a generation look like the first one."""
    with pytest.raises(BeginningIsFinal) as refused:
        both.after.void(1, reason="wrong-entry")

    assert str(refused.value) == (
        "Cannot void entry 1 because it says which log this one was made from, so that both can be verified."
        " It changes no answer: leave it."
    )


def test_it_can_be_exported_and_imported(both: Both) -> None:
    """A generation is a log like any other; what it began with cannot be voided by an import either."""
    lines = list(both.after.export_lines())
    void = b'{"type":"EntryVoided","voids":1,"reason":"x","effective_on":"2022-01-01","recorded_by":"x"}'

    with Registry.open(":memory:") as again:
        again.import_lines(lines)
        assert list(again.export_lines()) == lines
        with pytest.raises(BadLines) as refused:
            again.import_lines([void])

    assert str(refused.value.problems[0]) == (
        "line 1: Cannot void entry 1 because it says which log this one was made from, so that both can be"
        " verified. Leave out the line."
    )


# Where people are kept apart


def test_the_people_file_is_copied_without_them(apart: Registry, new: Path) -> None:
    """Number, name and notes are gone; the rows of others are what they were; the file is one of its own."""
    made = apart.copy_forgetting(new, ["4711"])

    files = [new, new.with_name("new.db-people")]
    with Registry.open(new, clock=lambda: TODAY) as there:
        assert there.people is not None
        assert apart.people is not None
        assert there.people.everybody() == tuple(
            row for row in apart.people.everybody() if row[1] != "4711"
        )
        assert there.people.kept.people != apart.people.kept.people
        assert there.join("4713", on=JUN).number == made.entries + 1
        assert all(each.verdict == "ok" for each in there.verify().checks)
    found = everything(*files)
    assert b"Zebra" not in found
    assert b"zebra" not in found
    assert apart.people.id_of("4711").encode() not in found
    assert files[1].stat().st_mode & 0o777 == 0o600


def test_notes_of_others_that_mention_them_are_counted(apart: Registry, new: Path) -> None:
    """Such a note is about somebody else and stays; whoever forgets is told that there are some."""
    assert apart.copy_forgetting(new, ["4711"]).mentioned == 1


def test_the_people_file_before_does_not_open_the_new_log(apart: Registry, new: Path) -> None:
    """A backup of it cannot bring anybody back: it belongs to the log before."""
    apart.copy_forgetting(new, ["4711"])
    people = new.with_name("new.db-people")
    people.write_bytes(Path(f"{apart.log.store.people}").read_bytes())

    with pytest.raises(OtherPeopleFile):
        Registry.open(new)


def test_somebody_erased_is_forgotten_by_id(apart: Registry, new: Path) -> None:
    """Whoever was erased has no number any more, and may be a member still."""
    one = apart.join("4713", on=JAN, workplace="jc-1").event.member  # type: ignore[attr-defined]
    apart.erase("4713", reason="asked-for")

    apart.copy_forgetting(new, [one])

    assert one.encode() not in everything(new, new.with_name("new.db-people"))


def test_people_without_facts_are_left_out(apart: Registry, new: Path) -> None:
    """Somebody who is in the people file alone is not in the new one."""
    apart.copy_forgetting(new, ["4713"])

    with Registry.open(new) as there:
        assert there.people is not None
        assert [number for _, number, _ in there.people.everybody()] == ["4711", "4712"]


# What is refused


def test_a_member_is_not_forgotten(registry: Registry, new: Path) -> None:
    """What happens to a member goes on: they must have left, or be erased."""
    with pytest.raises(StillMember) as refused:
        registry.copy_forgetting(new, ["m2"])

    assert str(refused.value) == (
        "Cannot forget m2 because they are a member on 2022-01-01 (entry 4), and what happens to them goes"
        " on. Record that they left, or, where people are kept apart, erase them first: stewards people"
        " erase NUMBER --reason asked-for"
    )
    assert not new.exists()


def test_somebody_who_is_to_join_is_not_forgotten(registry: Registry, new: Path) -> None:
    """A joining of a later day is a member to come."""
    entry = registry.join("zebra-1", on=date(2022, 6, 1))

    with pytest.raises(StillMember, match=rf"member on 2022-06-01 \(entry {entry.number}\)"):
        registry.copy_forgetting(new, ["zebra-1"])


def test_nobody_of_that_id(registry: Registry, new: Path) -> None:
    """A slip is answered with the nearest that there are."""
    with pytest.raises(NoSuchMember) as refused:
        registry.copy_forgetting(new, ["zebra-2"])

    assert str(refused.value) == (
        "Cannot forget zebra-2 because there is no member zebra-2. Did you mean zebra-1?"
    )


def test_nobody_at_all(registry: Registry, new: Path) -> None:
    """A copy without anybody to forget is another command."""
    with pytest.raises(NobodyToForget) as refused:
        registry.copy_forgetting(new, [])

    assert str(refused.value) == (
        f"Cannot begin a new generation of the log in {new} because nobody was named who is to be forgotten"
        f" in it. Name somebody, or copy the log as it is: stewards log copy --to {new}"
    )


def test_a_place_that_is_taken(registry: Registry, new: Path) -> None:
    """Whatever is there stays as it is."""
    new.write_text("a letter")

    with pytest.raises(NotInNewGeneration) as refused:
        registry.copy_forgetting(new, ["zebra-1"])

    assert str(refused.value) == (
        f"Cannot begin a new generation of the log in {new} because something is there already. Name a place"
        " where there is nothing: ids are drawn anew, so that none is ever continued."
    )
    assert new.read_text() == "a letter"


def test_a_people_file_that_is_in_the_way(apart: Registry, new: Path) -> None:
    """It is never written over."""
    people = new.with_name("new.db-people")
    people.touch()

    with pytest.raises(NotInNewGeneration, match=f"because {people} is there already"):
        apart.copy_forgetting(new, ["4711"])

    assert left_beside(new.parent) == ["new.db-people", "registry.db", "registry.db-people"]


def test_the_place_of_the_log_itself(registry: Registry, place: Path) -> None:
    """Its own path is refused, whatever leads there."""
    for to in (place, f"sqlite:///{place}"):
        with pytest.raises(CopyToItself):
            registry.copy_forgetting(to, ["zebra-1"])


def test_a_folder_that_is_not_there(registry: Registry, tmp_path: Path) -> None:
    """The folder of the new log must be there."""
    with pytest.raises(NoSuchFolder):
        registry.copy_forgetting(tmp_path / "nowhere" / "new.db", ["zebra-1"])


def test_an_entry_that_cannot_be_read(registry: Registry, place: Path, new: Path) -> None:
    """Nobody can say whom it names, so nobody is forgotten, and nothing is left behind."""
    registry.close()
    with sqlite3.connect(place) as connection:
        connection.execute("drop trigger entries_refuse_update")
        connection.execute("update entries set data = cast('{}' as blob) where position = 2")
    connection.close()

    with Registry.open(place, clock=lambda: TODAY) as damaged:
        damaged.void(2, reason="wrong-entry")
        with pytest.raises(CannotTellWhom) as refused:
            damaged.copy_forgetting(new, ["zebra-1"])

    assert str(refused.value) == (
        "Cannot forget anybody in a copy of the log because entry 2 cannot be read, and may name them: the"
        " field effective_on is missing. If it is voided, 'stewards log export' leaves it out: import that"
        " into a new registry, and forget them there. Else restore the store from a backup, or void it."
    )
    assert left_beside(new.parent) == ["registry.db"]


def test_an_answer_that_differs(
    registry: Registry, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were a stay split where it must not be, the counts would show it, and there would be no copy."""
    stayed = registry.join("zebra-2", workplace="jc-1", on=JAN)
    registry.join("zebra-1", workplace="jc-1", on=date(2020, 1, 1))
    registry.leave("zebra-1", on=date(2020, 2, 1))
    between = (date(2020, 1, 15), 0)
    monkeypatch.setattr(forgetting, "begins_of", lambda *_: [between])

    with pytest.raises(GenerationDiffers) as refused:
        registry.copy_forgetting(new, ["zebra-1"])

    assert stayed.number == 14
    assert str(refused.value) == (
        f"Cannot begin a new generation of the log in {new} because the count of members by category on"
        " 2020-02-01, as known with entry 16, would be 3 in active (of 3 to 3) and not 2 in active (of 2 to"
        " 2). Nothing was left there. That is a fault of stewards: please report it."
    )
    assert left_beside(new.parent) == ["registry.db"]


def test_a_mandate_that_differs(
    registry: Registry, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mandates are compared too: one that another entry ended would be found."""
    monkeypatch.setattr(proving, "MOST_MANDATES", 1)
    monkeypatch.setattr(proving, "_ENTRIES", frozenset({"entry", "ending_entry"}))

    with pytest.raises(GenerationDiffers) as refused:
        registry.copy_forgetting(new, ["zebra-1"])

    assert (refused.value.what, refused.value.entry) == ("the list of mandates", 13)
    assert "'ended_by': 10" in refused.value.there


# Interrupted


DYING = """
    import os, signal, sys
    from stewards.registry import Registry
    from stewards.registry.generations import forgetting, proving

    place, new, step, how = sys.argv[1:]

    def die(*_, **__):
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise KeyboardInterrupt

    proving.MOST_KNOWLEDGES, proving.MOST_MANDATES = 0, 0
    with Registry.open(place) as registry:
        if step == "people":
            forgetting.KeptPeople.take_from = die
        if step == "writing":
            forgetting.batches = die
        if step == "comparing":
            forgetting.Proof.compared = die
        if step == "naming":
            forgetting._name = die
        if step == "named":
            named = forgetting.put
            forgetting.put = lambda *given: (named(*given), die())
        registry.copy_forgetting(new, ["4711"])
"""


@pytest.mark.parametrize("how", ["kill", "interrupt"])
@pytest.mark.parametrize("step", ["people", "writing", "comparing", "naming"])
def test_a_copy_that_is_cut_short_leaves_nothing(
    apart: Registry, place: Path, new: Path, step: str, how: str
) -> None:
    """Ctrl-C takes everything away; of kill -9 a folder is left that the next command deletes."""
    apart.close()

    ended = subprocess.run(
        [sys.executable, "-c", dedent(DYING), place, new, step, how],
        capture_output=True,
        check=False,
    )

    assert ended.returncode in (-signal.SIGKILL, -signal.SIGINT), ended.stderr.decode()
    assert not new.exists()
    with Registry.open(place, clock=lambda: TODAY) as again:
        again.copy_forgetting(new, ["4711"])
    assert left_beside(new.parent) == [
        "new.db",
        "new.db-people",
        "registry.db",
        "registry.db-people",
    ]


def test_killed_between_the_two_files_it_is_known_as_half_made(
    apart: Registry, place: Path, new: Path
) -> None:
    """The people file has its name first: without the log it belongs to nothing, and is in the way."""
    apart.close()

    ended = subprocess.run(
        [sys.executable, "-c", dedent(DYING), place, new, "named", "kill"],
        capture_output=True,
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert not new.exists()
    with (
        Registry.open(place, clock=lambda: TODAY) as again,
        pytest.raises(NotInNewGeneration, match=r"new\.db-people is there already"),
    ):
        again.copy_forgetting(new, ["4711"])


@pytest.mark.parametrize("text", ["as M1 said", "M1s kontingent", "(M1)", "Member One's", "M1."])
def test_a_text_that_names_somebody_is_found(text: str) -> None:
    """An id or a name is a word of the text, also in the genitive."""
    assert naming(["M1", "Member One"]).search(text)


@pytest.mark.parametrize("text", ["M10 said", "AM1", "Member Oneida", "m1"])
def test_a_text_that_names_somebody_else_is_not(text: str) -> None:
    """A part of another word is none."""
    assert not naming(["M1", "Member One"]).search(text)


def test_a_store_that_gives_back_something_else_is_found(
    registry: Registry, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is read again, and must have the digest of what was to be written."""
    monkeypatch.setattr(forgetting, "digest_of", lambda _, size, *_more: Digest(size, "0" * 64))

    with pytest.raises(CopyDiffers) as found:
        registry.copy_forgetting(new, ["zebra-1"])

    assert found.value.difference == f"the digest is {'0' * 64}"
    assert left_beside(new.parent) == ["registry.db"]
