"""Bad input where people are kept apart: a clear error, nothing recorded, nobody erased."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from stewards.registry import Note, Registry, SigningKey

from ..cli.running import Ran, run
from .conftest import FIRST

ORIGIN = "union.example/registry"
POLICY = (
    '[purpose.a]\ntitle = "A"\nbasis = "B"\n[[keep]]\nwhat = "notes"\npurpose = "z"\nmonths = 0\n'
)
CPR = (
    "because it has the form of a civil registration number, and the log holds opaque ids only. Use the"
    " member's number in the union instead."
)

Spoil = Callable[[Path], None]


def nothing(_folder: Path) -> None:
    """Leave everything as it is."""


def listed(text: str) -> Spoil:
    """Return what writes a list of people."""
    return lambda folder: (folder / "list.csv").write_text(f"number;name\n{text}") and None


def another(folder: Path) -> None:
    """Put the people file of another registry there."""
    with Registry.create(folder / "other.db") as other:
        other.keep_people_apart()
    (folder / "registry.db-people").write_bytes((folder / "other.db-people").read_bytes())


def damaged(folder: Path) -> None:
    """Let the people file be something else."""
    (folder / "registry.db-people").write_bytes(b"no database at all" * 400)


def without_its_row(folder: Path) -> None:
    """Take out of the people file what says whose it is."""
    with sqlite3.connect(folder / "registry.db-people") as connection:
        connection.execute("delete from about")
    connection.close()


def cut(folder: Path) -> None:
    """Cut the signature of the seal."""
    note = folder / "seal.note"
    note.write_bytes(note.read_bytes()[:-21] + b"\n")


def open_to_others(folder: Path) -> None:
    """Let others read the key."""
    (folder / "office.key").chmod(0o644)


OTHER = (
    "Error: Cannot use the people file {0}/registry.db-people because it belongs to another registry: the"
    " ids in it are not those of this log. Put the people of this registry there.\n"
)
RESTORE = "Restore it from the newest backup that there is.\n"
NO_FILE = (
    "Error: Cannot use the people file {0}/registry.db-people because SQLite says: file is not a database."
    f" {RESTORE}"
)
NO_ROW = (
    "Error: Cannot use the people file {0}/registry.db-people because it does not say which registry it"
    f" belongs to. {RESTORE}"
)
KEY = (
    "Error: Cannot use the key in {0}/office.key because other users of this machine can open it (its mode is"
    " 0644). Make a new key if one of them may have read it; if not: chmod 600 {0}/office.key\n"
)
CUT = (
    f"Error: Cannot read the note {{0}}/seal.note because the signature of {ORIGIN} has 50 bytes, and a whole"
    " one has 64 or more. Fetch the note again from whoever keeps it: a part of it was lost.\n"
)
UNKNOWN = (
    "Error: Cannot use the policy {0}/privacy.toml because keep: there is no purpose 'z'; there are a."
    " docs/privacy.md says what a policy holds.\n"
)
ERASE = "people erase 4711 --reason asked-for"
PURGE = "privacy purge --policy {0}/privacy.toml"

CASES: dict[str, tuple[Spoil, str, int, str]] = {
    "a civil registration number in a list": (
        listed("M7;Member Seven\n010170-1234;Member One\n"),
        "people import {0}/list.csv",
        2,
        f"Error: Cannot record 01****-**** as number {CPR}\n",
    ),
    "a civil registration number as a name": (
        listed("M7;0101701234\n"),
        "people import {0}/list.csv",
        2,
        f"Error: Cannot record 01******** as name {CPR}\n",
    ),
    "a civil registration number of who joins": (
        nothing,
        "member join 010170-1234",
        2,
        f"Error: Cannot record 01****-**** as member {CPR}\n",
    ),
    "a civil registration number in a note": (
        nothing,
        "member join M7 --note 'is 010170 1234'",
        2,
        f"Error: Cannot record is 01**** **** as note {CPR}\n",
    ),
    "a civil registration number as a request id": (
        nothing,
        f"{ERASE} --command 010170-1234",
        2,
        (
            "Error: Cannot use '01****-****' as a request id because it must be 1 to 64 letters, digits, - or"
            " _, and not a civil registration number. Give another id, such as a random one.\n"
        ),
    ),
    "two people with one number": (
        listed("M7;Member One\nM7;Member Two\n"),
        "people import {0}/list.csv",
        2,
        (
            "Error: Cannot read the names in {0}/list.csv because rows 2 and 3 are both of M7. Leave one of"
            " them.\n"
        ),
    ),
    **{
        f"{what}: {line.partition(' --')[0]}": (spoil, line, 4, message)
        for what, spoil, message in (
            ("the people file of another registry", another, OTHER),
            ("a people file that is none", damaged, NO_FILE),
            ("a people file that says nothing of its registry", without_its_row, NO_ROW),
        )
        for line in (
            ERASE,
            "privacy purge --policy {0}/none.toml",
            "people list",
            "member join M7",
            "count",
        )
    },
    "a note with another origin": (
        nothing,
        "log verify {0}/seal.note --origin union.example/other",
        2,
        (
            f"Error: Cannot use the note {{0}}/seal.note because it is of the log {ORIGIN}, not of"
            " union.example/other. Give notes of one log only.\n"
        ),
    ),
    "a note with a cut signature": (
        cut,
        "log verify {0}/seal.note",
        2,
        CUT,
    ),
    "a note with a cut signature, to witness": (
        cut,
        "log witness {0}/seal.note --key {0}/office.key",
        2,
        CUT,
    ),
    "a key that others can read": (
        open_to_others,
        "log seal --key {0}/office.key -O {0}/new.note",
        2,
        KEY,
    ),
    "a policy with an unknown purpose: purge": (nothing, PURGE, 2, UNKNOWN),
    "a policy with an unknown purpose: due": (
        nothing,
        "privacy due --policy {0}/privacy.toml",
        2,
        UNKNOWN,
    ),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a sealed registry of two people, a key, and a policy with an unknown purpose."""
    folder = tmp_path_factory.mktemp("prepared")
    key = SigningKey.make(ORIGIN)
    key.write(folder / "office.key")
    (folder / "privacy.toml").write_text(POLICY)
    (folder / "none.toml").touch()
    with Registry.create(folder / "registry.db") as registry:
        registry.keep_people_apart().add({"4711": "Member One", "4712": "Member Two"})
        registry.join("4711", on=FIRST, note="by post")
        note: Note = registry.seal(key)
    (folder / "seal.note").write_bytes(bytes(note))
    return folder


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_and_nothing_is_changed(
    prepared: Path, tmp_path: Path, case: tuple[Spoil, str, int, str]
) -> None:
    """The whole message says what is wrong and what to do; log, people and seal are what they were."""
    spoil, line, code, message = case
    folder = tmp_path / "registry"
    folder.mkdir(mode=0o700)
    for each in prepared.iterdir():
        (folder / each.name).write_bytes(each.read_bytes())
        (folder / each.name).chmod(0o600)
    spoil(folder)
    before = {each: each.read_bytes() for each in folder.iterdir()}

    ended = run(line.format(folder), store=folder / "registry.db")

    assert ended == Ran(code, "", message.format(folder))
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
