"""`stewards log seal`, `witness`, `verify` and `key`: where seals are written, and how it ends."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stewards.registry import Note, SigningKey, Verifier

from .running import Ran, run

NAME = "union.example/registry"
USE = "Usage: stewards log seal [OPTIONS]\nTry 'stewards log seal --help' for help.\n\n"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Return the file of a key."""
    path = tmp_path / "office.key"
    SigningKey.make(NAME).write(path)
    return path


def change(store: Path) -> None:
    """Let an entry say something else, past the library."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("drop trigger entries_refuse_update")
        connection.execute(
            "update entries set data = cast(replace(data, :was, :is) as blob) where position = 3",
            {"was": '"effective_on":"2015', "is": '"effective_on":"2014'},
        )


def test_a_key_is_made_and_its_public_half_printed(tmp_path: Path) -> None:
    """What is printed verifies what the file signs; it is not made twice."""
    path = tmp_path / "office.key"

    made = run(f"log key {path} --name {NAME}")
    again = run(f"log key {path} --name {NAME}")

    assert (made.code, made.err) == (0, "")
    assert Verifier.parse(made.out) == SigningKey.read(path).verifier
    assert (again.code, again.out) == (2, "")


def test_a_seal_on_standard_output(store: Path, key: Path) -> None:
    """The note itself, for a pipe or for paper."""
    signed = run(f"log seal --key {key}", store=store)
    plain = run("log seal --origin union.example/other", store=store)

    assert (signed.code, signed.err, plain.code, plain.err) == (0, "", 0, "")
    assert SigningKey.read(key).verifier.has_signed(Note.parse(signed.out.encode()))
    assert plain.out.splitlines()[:2] == ["union.example/other", "12"]
    assert len(plain.out.splitlines()) == 3


def test_a_seal_without_a_key_or_an_origin(store: Path) -> None:
    """A seal says which log it is of."""
    assert run("log seal", store=store) == Ran(
        2,
        "",
        f"{USE}Error: Give --key FILE to sign the seal, or --origin NAME for one without a signature.\n",
    )


def test_a_seal_in_two_places(store: Path, key: Path, tmp_path: Path) -> None:
    """In a file, and in a folder under the number of entries; the folder keeps the earlier ones."""
    folder, file = tmp_path / "seals", tmp_path / "seal.note"
    folder.mkdir()
    line = f"log seal --key {key} -O {folder} -O {file}"

    first = run(line, store=store)
    run("unit form x --name X", store=store)
    second = run(line, store=store)

    assert first == Ran(
        0, f"Sealed 12 entries of {NAME}: {folder}/000000000012.note, {file}.\n", ""
    )
    assert second.code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "000000000012.note",
        "000000000013.note",
    ]
    assert file.read_bytes() == (folder / "000000000013.note").read_bytes()


def test_a_place_that_cannot_be_written_to(store: Path, key: Path, tmp_path: Path) -> None:
    """The seal is written to the other one all the same, and it is said to which."""
    file, nowhere = tmp_path / "seal.note", tmp_path / "nowhere" / "seal.note"

    one = run(f"log seal --key {key} -O {nowhere} -O {file}", store=store)
    none = run(f"log seal --key {key} -O {nowhere}", store=store)

    assert one == Ran(
        2,
        "",
        f"Error: Cannot write the seal to {nowhere} because No such file or directory. It was written to"
        f" {file}. Run 'stewards log seal' again once the place can be written to.\n",
    )
    assert Note.read(file).entries == 12
    assert none.err.endswith(
        " because No such file or directory. It was written nowhere."
        " Run 'stewards log seal' again once the place can be written to.\n"
    )


def test_what_is_no_seal_is_not_overwritten(store: Path, key: Path, tmp_path: Path) -> None:
    """A file that was there for something else stays."""
    file = tmp_path / "minutes.txt"
    file.write_text("Minutes")

    ended = run(f"log seal --key {key} -O {file}", store=store)

    assert ended == Ran(
        2,
        "",
        f"Error: Cannot read the note {file} because its last line does not end."
        " Give a note byte for byte as 'stewards log seal' wrote it.\n",
    )
    assert file.read_text() == "Minutes"


def test_no_seal_is_made_of_a_log_that_was_changed_since(
    store: Path, key: Path, tmp_path: Path
) -> None:
    """Where the last seal lies, the log must still agree with it: what it proved stays."""
    file = tmp_path / "seal.note"
    run(f"log seal --key {key} -O {file}", store=store)
    before = file.read_bytes()
    change(store)

    ended = run(f"log seal --key {key} -O {file}", store=store)

    assert ended == Ran(
        4,
        "",
        "Error: Cannot seal the log because the first 12 entries are not those that were sealed with"
        f" {file}. Nothing was written. Look at 'stewards log verify {file}'.\n",
    )
    assert file.read_bytes() == before


def test_no_seal_is_made_of_an_older_copy(store: Path, key: Path, tmp_path: Path) -> None:
    """A log that ends before the last seal was reset."""
    file, older = tmp_path / "seal.note", store.read_bytes()
    run("unit form x --name X", store=store)
    run(f"log seal --key {key} -O {file}", store=store)
    store.write_bytes(older)

    ended = run(f"log seal --key {key} -O {file}", store=store)

    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(
        "Error: Cannot seal the log because the log ends with entry 12, and 13 entries were sealed with"
    )


def test_a_key_that_others_can_read_signs_nothing(store: Path, key: Path, tmp_path: Path) -> None:
    """It is refused, and no seal is written."""
    key.chmod(0o644)

    ended = run(f"log seal --key {key} -O {tmp_path / 'seal.note'}", store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"Error: Cannot use the key in {key} because other users")
    assert not (tmp_path / "seal.note").exists()


def test_another_office_witnesses(store: Path, key: Path, tmp_path: Path) -> None:
    """Its line follows once its own copy agrees; twice is once; a seal made again keeps the line."""
    note, other = tmp_path / "seal.note", tmp_path / "district.key"
    SigningKey.make("district.example").write(other)
    public = tmp_path / "office.pub"
    public.write_text(f"{SigningKey.read(key).verifier}\n")
    run(f"log seal --key {key} -O {note}", store=store)
    run(f"log copy --to {tmp_path / 'copy.db'}", store=store)
    line = f"log witness {note} --key {other} --verifier {public}"

    witnessed = run(line, store=tmp_path / "copy.db")
    before = note.read_bytes()
    run(line, store=tmp_path / "copy.db")
    run(f"log seal --key {key} -O {note}", store=store)

    assert witnessed == Ran(
        0, f"The log agrees with {note} on 12 entries. Signed by district.example.\n", ""
    )
    assert note.read_bytes() == before
    assert [each.name for each in Note.read(note).signatures] == [NAME, "district.example"]


def test_nobody_witnesses_another_log(store: Path, key: Path, tmp_path: Path) -> None:
    """A copy that is shorter or differs, and a note that the office did not sign, get no line."""
    note = tmp_path / "seal.note"
    run(f"log seal --key {key} -O {note}", store=store)
    before = note.read_bytes()
    other = SigningKey.make(NAME).verifier
    run("init", store=tmp_path / "empty.db")
    line = f"log witness {note} --key {key}"

    unsigned = run(f"{line} --verifier {other}", store=store)
    shorter = run(line, store=tmp_path / "empty.db")
    change(store)
    differs = run(line, store=store)

    assert (unsigned.code, shorter.code, differs.code) == (2, 3, 4)
    assert unsigned.err.startswith(f"Error: Cannot accept the note {note} because it bears no")
    assert shorter.err == (
        f"Error: Cannot witness the note {note}, which seals the log up to entry 12 because the log has"
        " no such entry. See 'stewards log show' for the entries there are.\n"
    )
    assert differs.err == (
        f"Error: Cannot witness the note {note} because the first 12 entries are not those that were"
        f" sealed with {note}. Nothing was written. Look at 'stewards log verify {note}'.\n"
    )
    assert note.read_bytes() == before


def test_a_log_is_verified(store: Path, key: Path, tmp_path: Path) -> None:
    """A row for each check, and exit code 0."""
    note = tmp_path / "seal.note"
    run(f"log seal --key {key} -O {note}", store=store)
    public = SigningKey.read(key).verifier

    ended = run(f"log verify {note} --verifier {public} -o csv", store=store)

    assert ended == Ran(
        0,
        "check,verdict,found,advice\n"
        f"seal,ok,{note}: the first 12 entries are those that were sealed; signed by {NAME},\n"
        'numbers,ok,"entries 1 to 12, none missing",\n'
        'entries,ok,"12 read, each complete and valid for its type",\n'
        "tags,ok,each entry has the tags by which it is found,\n"
        "order,ok,no entry was recorded before an earlier one,\n",
        "",
    )


@pytest.mark.parametrize("with_export", [False, True])
def test_a_changed_log_ends_with_4(
    store: Path, key: Path, tmp_path: Path, with_export: bool
) -> None:
    """People are told between which entries the first change lies; programs get the numbers."""
    note, lines = tmp_path / "seal.note", tmp_path / "stored.jsonl"
    run(f"log seal --key {key} -O {note}", store=store)
    change(store)
    lines.write_text(run("log export --stored", store=store).out, "utf-8")
    line, at = (f"log verify {note}", store)
    if with_export:
        line, at = f"{line} --export {lines}", tmp_path / "nowhere.db"

    people, programs = run(line, store=at), run(f"{line} -o json", store=at)

    assert (people.code, programs.code) == (4, 4)
    assert people.out.endswith("\nThe first bad entry is among entries 1 to 12.\n")
    assert json.loads(programs.out)[0] == {
        "check": "seal",
        "verdict": "bad",
        "found": f"{note}: the first 12 entries are not those that were sealed: the first change lies in"
        " entries 1 to 12",
        "advice": "Find out who changed the store, and when; then restore a backup that the seals agree"
        " with.",
        "first": 1,
        "last": 12,
    }


def test_a_bad_entry_is_named(store: Path) -> None:
    """Without any seal, too: what is wrong in itself needs none."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("drop trigger entries_refuse_update")
        connection.execute("update entries set tags = '[]' where position = 3")

    ended = run("log verify", store=store)

    assert ended.code == 4
    assert ended.out.endswith("\nThe first bad entry is entry 3.\n")


def test_a_bad_note_ends_with_2(store: Path, key: Path, tmp_path: Path) -> None:
    """Before anything is read: a cut signature, another log, a public key of something else."""
    note = tmp_path / "seal.note"
    run(f"log seal --key {key} -O {note}", store=store)
    whole = note.read_bytes()

    other = run(f"log verify {note} --origin union.example/other", store=store)
    public = run(f"log verify {note} --verifier nobody", store=store)
    note.write_bytes(whole[:-21] + b"\n")
    cut = run(f"log verify {note}", store=store)

    assert (other.code, public.code, cut.code) == (2, 2, 2)
    assert (other.out, public.out, cut.out) == ("", "", "")
    assert "is of the log union.example/registry, not of union.example/other" in other.err
    assert public.err.startswith("Error: Cannot verify with 'nobody' because it is not a line")
    assert "the signature of union.example/registry has" in cut.err


@pytest.fixture
def sealing(store: Path, key: Path) -> Path:
    """Ask for seals in the settings beside the registry, and return the folder that they go to."""
    folder = store.parent / "seals"
    folder.mkdir()
    text = f'[seal]\nkey = "{key.name}"\nplaces = ["seals", "last.note"]\n'
    (store.parent / "stewards.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("log import -", 13),
        ("log export", 12),
        ("log export --stored", 12),
        ("export popolo --on 2019-09-01", 12),
        ("unit import units.csv --on 2019-09-01", 13),
        ("roster import roster.csv --on 2019-12-01 --yes", 19),
        ("log seal", 12),
    ],
)
def test_imports_and_exports_are_sealed_where_the_settings_ask_for_it(
    store: Path, sealing: Path, line: str, entries: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each of the places, which are seen from where the settings lie."""
    monkeypatch.chdir(store.parent)
    (store.parent / "units.csv").write_text("Enheds-id,Enhed\nx,X\n", "utf-8")
    (store.parent / "roster.csv").write_text("member,workplace\nM90,jc-1\n", "utf-8")
    fact = '{"type":"UnitFormed","unit":"x","name":"X","kind":"centre","effective_on":"2019-01-01"}'

    ended = run(line, store=store, given=fact)

    note = sealing / f"{entries:012}.note"
    told = f"{entries} entries: {note}, {store.parent / 'last.note'}.\n"
    assert ended.code == 0, ended.err
    assert f"Wrote a seal of {told}" in ended.err or "log seal" in line
    assert note.read_bytes() == (store.parent / "last.note").read_bytes()
    assert run(f"log verify {note}", store=store).code == 0


def test_an_erasure_is_sealed_too(tmp_path: Path, key: Path) -> None:
    """Where people are kept apart: when they are taken in, erased, and told what there is of them."""
    store, folder, listed = tmp_path / "apart.db", tmp_path / "seals", tmp_path / "people.csv"
    folder.mkdir()
    listed.write_text("member,name\nM1,Member One\nM2,Member Two\n", "utf-8")
    text = f'[seal]\nkey = "{key.name}"\nplaces = "seals"\n'
    (tmp_path / "stewards.toml").write_text(text, "utf-8")

    told = [
        run(line, store=store)
        for line in (
            f"people import {listed}",
            "privacy export M2",
            "people erase M1 --reason asked-for --on 2020-06-01",
        )
    ]

    notes = sorted(folder.iterdir())
    assert [each.code for each in told] == [0, 0, 0], told
    assert [each.err.split()[-1] for each in told] == [f"{note}." for note in notes]
    assert run("log verify", *notes, store=store).code == 0


def test_what_records_nothing_is_not_sealed(store: Path, sealing: Path) -> None:
    """Neither a question nor a trial of an import."""
    units = store.parent / "units.csv"
    units.write_text("Enheds-id,Enhed\nx,X\n", "utf-8")

    asked = run("count --on 2019-09-01", store=store)
    tried = run(f"unit import {units} --dry-run", store=store)

    assert (asked.code, tried.code) == (0, 0)
    assert list(sealing.iterdir()) == []


def test_a_key_that_cannot_be_used_keeps_an_import_from_beginning(
    store: Path, sealing: Path, key: Path
) -> None:
    """Nothing is recorded that would then lack its seal."""
    key.chmod(0o604)

    ended = run("log import -", store=store, given='{"type":"UnitFormed","unit":"x"}')

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"Error: Cannot use the key in {key}")
    assert list(sealing.iterdir()) == []


def test_a_seal_that_fails_says_what_stands(store: Path, sealing: Path) -> None:
    """What was recorded stays recorded, and the exit code is not 0."""
    sealing.rmdir()
    (store.parent / "last.note").mkdir()
    (store.parent / "stewards.toml").write_text(
        '[seal]\nkey = "office.key"\nplaces = ["seals/", "last.note"]\n', "utf-8"
    )
    fact = '{"type":"UnitFormed","unit":"x","name":"X","kind":"centre","effective_on":"2019-01-01"}'

    ended = run("log import -", store=store, given=fact)

    place, other = (store.parent / each / f"{13:012}.note" for each in ("seals", "last.note"))
    assert ended == Ran(
        2,
        "Recorded 1 fact as entry 13.\n",
        "Note: what the command did stands; only its seal is missing.\n"
        f"Error: Cannot write the seal to {place} because No such file or directory. It was written to"
        f" {other}. Run 'stewards log seal' again once the place can be written to.\n",
    )


def test_a_verification_in_danish(store: Path, key: Path, tmp_path: Path) -> None:
    """What was found, what to do, and where the first bad entry is; no sentence stays in English."""
    note = tmp_path / "seal.note"
    run(f"log seal --key {key} -O {note}", store=store)
    change(store)

    sealed = run(f"--lang da log seal --key {key} -O {tmp_path / 'b.note'}", store=store)
    verified = run(f"--lang da log verify {note}", store=store)

    assert sealed.out == f"Forseglede 12 posteringer af {NAME}: {tmp_path / 'b.note'}.\n"
    assert (
        "de første 12 posteringer er ikke dem, der blev forseglet: den første ændring ligger i"
        " posteringerne 1 til 12  Find ud af, hvem der ændrede lageret" in verified.out
    )
    assert verified.out.endswith("\nDen første fejl er blandt posteringerne 1 til 12.\n")
