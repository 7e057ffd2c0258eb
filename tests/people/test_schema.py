"""People in a schema of a PostgreSQL database: who may read them, and what stays of whoever is erased."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from typing import Any

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from stewards.events.stores.server_errors import AccessDenied
from stewards.registry import (
    NoFileToBackUp,
    OtherPeopleFile,
    PeopleClosed,
    PeopleFileDamaged,
    PeopleFileMissing,
    PeopleFileNewer,
    PeopleUnwritable,
    Registry,
)

from ..cli.running import run
from ..servers import Postgres
from .conftest import FIRST

DOCS = Path(__file__).parents[2] / "docs"
RECIPE, OFFICE = (
    re.findall(r"```sql\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    for page in ("privacy.md", "stores.md")
)
PASSWORD = "of-a-test"  # noqa: S105 - of roles that live for a test
ROLES = ("registrar", "office", "reader")


@pytest.fixture
def kind() -> str:
    """Keep people in a schema."""
    return "schema"


def by(role: str, address: str) -> str:
    """Return the address of a database for a role."""
    given = conninfo_to_dict(address)
    return "postgresql://{}:{}@{host}:{port}/{dbname}".format(role, PASSWORD, **given)


def do(address: str, *statements: str) -> list[Any]:
    """Have something done in a database; return the rows that the last statement gives."""
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def shown(address: str) -> str:
    """Return what messages call the people in a database."""
    given = conninfo_to_dict(address)
    return "the schema people of postgresql://{user}@{host}:{port}/{dbname}".format(**given)


@contextmanager
def roles(address: str) -> Iterator[None]:
    """Make what the pages say: registrar, who keeps the people; office, who adds to the log; and a reader."""
    try:
        do(address, *RECIPE[0].split(";")[:-1], "create role reader login")
        do(address, "create role office login")
        do(address, *(f"alter role {role} password '{PASSWORD}'" for role in ROLES))
        yield
    finally:
        for role in ROLES:
            do(address, f"drop owned by {role} cascade", f"drop role {role}")


@pytest.fixture
def apart(address: str) -> Iterator[str]:
    """Return the address of a registry whose log is the office's, and whose people are the registrar's."""
    Registry.create(address).close()
    with roles(address):
        grants = OFFICE[0].replace("create role office login;", "").split(";")[:-1]
        do(address, *grants)
        with Registry.open(by("office", address), people=by("registrar", address)) as registry:
            registry.keep_people_apart().add({"4711": "Member One"})
            registry.form_unit("jc-1", on=FIRST)
            registry.join("4711", workplace="jc-1", on=FIRST, note="by post")
        yield address


def test_whoever_reads_the_log_cannot_read_names(apart: str) -> None:
    """The server refuses the role of the log each table of the people, and lets the people's own role in."""
    for table in ("person", "text", "about"):
        with pytest.raises(errors.InsufficientPrivilege):
            do(by("office", apart), f"table people.{table}")

    assert do(by("registrar", apart), "select number, name from people.person") == [
        ("4711", "Member One")
    ]
    with pytest.raises(errors.InsufficientPrivilege):
        do(by("registrar", apart), "select * from stewards_tt_main")


def test_without_the_right_to_names_numbers_are_counted_and_nobody_is_named(apart: str) -> None:
    """A role that reads the log alone counts; who it is and whatever names a member is refused."""
    office = by("office", apart)
    with Registry.open(office) as registry:
        size = registry.size()
        assert registry.people is None
        assert registry.count(on=FIRST).members == 1
        for ask in (
            lambda: registry.leave("4711", on=FIRST),
            lambda: registry.erase("4711", reason="asked-for"),
            lambda: registry.import_lines([]),
        ):
            with pytest.raises(PeopleClosed) as refused:
                ask()
            assert str(refused.value) == (
                f"Cannot say whose number is whose because {shown(office)} may not be read with this login."
                " Ask whoever answers for the people; docs/privacy.md says which login needs what."
            )
        assert registry.size() == size

    named = run("member list --on 2019-06-01 --names", store=office)
    plain = run("member list --on 2019-06-01 -o json", store=office)
    assert named.code == 4
    assert "may not be read with this login" in named.err
    assert re.fullmatch("m[a-z2-7]{16}", json.loads(plain.out)[0]["member"])


def test_the_login_for_people_may_be_set(apart: str, tmp_path: Path) -> None:
    """An option, the environment or the settings name the login for the people; a people file wins."""
    office, registrar = by("office", apart), by("registrar", apart)
    settings = tmp_path / "stewards.toml"
    settings.write_text(f'people = "{registrar}"\n')
    line = "member list --on 2019-06-01 --names"

    for before in (f"--people {registrar}", f"--config {settings}"):
        assert "4711 (Member One)" in run(f"{before} {line}", store=office).out
    file = tmp_path / "people"
    missed = run(f"--people {registrar} --people-file {file} {line}", store=office)
    wrong = run(f"--people people.db {line}", store=office)

    assert f"the people file {file} is not there" in missed.err
    assert (wrong.code, wrong.err.splitlines()[-1]) == (
        2,
        "Error: --people is the address of a PostgreSQL database; a people file is named with --people-file.",
    )


def test_whoever_may_only_read_people_changes_nothing(apart: str) -> None:
    """A role with no more than select shows names; what would be written is refused, and not recorded."""
    reader = by("reader", apart)
    grants = ("usage on schema people", "select on all tables in schema people")
    do(by("registrar", apart), *(f"grant {each} to reader" for each in grants))

    with Registry.open(by("office", apart), people=reader) as registry:
        assert registry.people is not None
        size = registry.size()
        assert registry.people.everybody()[0][1:] == ("4711", "Member One")
        for write in (
            lambda: registry.join("4712", on=FIRST),
            lambda: registry.leave("4711", on=FIRST, note="by post"),
            lambda: registry.erase("4711", reason="asked-for"),
        ):
            with pytest.raises(PeopleUnwritable) as refused:
                write()
            assert str(refused.value).startswith(
                f"Cannot change {shown(reader)} because this login may not"
            )
            assert str(refused.value).endswith("Nothing was recorded. Use a login that may.")
        assert registry.size() == size


def test_whoever_may_make_no_schema_says_so(address: str) -> None:
    """A login without the right to make it is refused; the log says nothing of people then."""
    Registry.create(address).close()
    with roles(address):
        do(
            address,
            "drop schema people",
            *OFFICE[0].replace("create role office login;", "").split(";")[:-1],
        )
        with Registry.open(by("office", address)) as registry:
            with pytest.raises(PeopleUnwritable, match="permission denied for database"):
                registry.keep_people_apart()
            assert registry.size() == 0


def test_the_doctor_says_who_may_read_names(apart: str) -> None:
    """A login of its own is well; one that reads the log as well is noted."""

    def seen(line: str, store: str) -> list[tuple[str, str, str]]:
        rows = json.loads(run(f"{line} doctor -o json", store=store).out)
        return [
            (row["check"], row["verdict"], row["found"])
            for row in rows
            if row["check"].startswith("people")
        ]

    office, registrar = by("office", apart), by("registrar", apart)
    assert seen(f"--people {registrar}", office) == [
        ("people", "ok", f"1 in {shown(registrar)}, which belongs to this log"),
        (
            "people rights",
            "ok",
            "office, which reads the log, may not read people; registrar may",
        ),
    ]
    assert seen("", apart)[1] == (
        "people rights",
        "note",
        "steward, which reads the log, may read who the members are too",
    )
    assert seen("", office) == [
        ("people", "note", f"{shown(office)} may not be read with this login")
    ]


RESTORE = " Restore it from the newest backup that there is."
HARMS = {
    "drop schema people cascade": (
        PeopleFileMissing,
        (
            "Cannot say whose number is whose because since entry 1 people are kept apart from this log, and"
            f" {{}} is not there.{RESTORE}"
        ),
    ),
    "update people.about set people = 'people-of-others'": (
        OtherPeopleFile,
        (
            "Cannot use {} because it belongs to another registry: the ids in it are not those of this log."
            " Put the people of this registry there."
        ),
    ),
    "update people.about set known = 99": (
        PeopleFileNewer,
        (
            "Cannot use {} because it knows of entry 99, and the log ends with entry 2: the log is older."
            " Restore the log of the same day, or later."
        ),
    ),
    "delete from people.about": (
        PeopleFileDamaged,
        f"Cannot use {{}} because it does not say which registry it belongs to.{RESTORE}",
    ),
    "drop table people.text": (
        PeopleFileDamaged,
        f"Cannot use {{}} because its tables are not those of people.{RESTORE}",
    ),
    "alter table people.about drop column known": (
        PeopleFileDamaged,
        f'Cannot use {{}} because its server says: column "known" does not exist.{RESTORE}',
    ),
    "alter table people.person drop column number": (
        PeopleFileDamaged,
        f'Cannot use {{}} because its server says: column "number" does not exist.{RESTORE}',
    ),
}


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("harm", HARMS)
def test_what_is_wrong_with_the_schema_is_named(address: str, harm: str) -> None:
    """People of others, newer than the log, gone or damaged are refused as a people file is."""
    refusal, sentence = HARMS[harm]
    do(address, harm)

    with pytest.raises(refusal) as refused, Registry.open(address) as registry:
        registry.join("5000", on=FIRST)

    assert str(refused.value) == sentence.format(shown(address))


def test_the_people_of_another_registry_are_not_taken_for_new_ones(
    registry: Registry, address: str
) -> None:
    """Where a schema holds people and the log says nothing of them, they are somebody else's."""
    registry.close()
    with Registry.create(":memory:", people=address) as other, pytest.raises(OtherPeopleFile):
        other.keep_people_apart()


def test_no_message_says_a_password(apart: str) -> None:
    """A login that is not let in is named without what it was tried with."""
    wrong = by("registrar", apart).replace(PASSWORD, "hunter2")

    with pytest.raises(AccessDenied) as refused:
        Registry.open(by("office", apart), people=wrong)

    assert "registrar@" in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_a_backup_is_made_by_the_server(registry: Registry) -> None:
    """There is no file to hand out."""
    assert registry.people is not None

    with pytest.raises(NoFileToBackUp) as refused:
        registry.people.kept.whole()

    assert str(refused.value) == (
        f"Cannot print {registry.people.place} for a backup because it is no file. Let PostgreSQL do it:"
        " pg_dump --schema=people; docs/privacy.md has a recipe."
    )


def test_what_holds_people_is_listed(registry: Registry, address: str) -> None:
    """The schema is listed with what its tables take, and no file beside it."""
    held = {(each.place, each.holds): each for each in registry.holdings()}

    assert held["schema people", "people"].number == 2
    assert (held[shown(address), "people: numbers, names, notes"].size or 0) > 8_192


def traces(server: Postgres, words: list[str]) -> dict[str, int]:
    """Return how many of some words are in the files of tables, and in the write-ahead log, of a server."""
    found: dict[str, set[str]] = {"tables": set(), "log": set()}
    for path in (server.server.folder / "data").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            there = {word for word in words if word.encode() in content}
            found["log" if path.parent.name == "pg_wal" else "tables"] |= there
    return {where: len(each) for where, each in found.items()}


def test_no_file_of_a_table_holds_whoever_was_erased(
    registry: Registry, address: str, postgres_running: Postgres
) -> None:
    """Number, name and note are in no table, index or statistic; the write-ahead log has them still."""
    words = []
    assert registry.people is not None
    for number in range(20):
        own = [f"{what}-{number}-zebra" for what in ("number", "name", "note")]
        registry.people.add({own[0]: own[1]})
        registry.join(own[0], on=FIRST, note=own[2])
        words += own if number % 4 == 3 else []
    do(address, "analyze", "checkpoint")
    assert traces(postgres_running, words) == {"tables": 15, "log": 15}

    for number in range(3, 20, 4):
        registry.erase(f"number-{number}-zebra", reason="asked-for")
    do(address, "checkpoint")

    assert traces(postgres_running, words) == {"tables": 0, "log": 15}


DYING = """
    import os, signal, sys
    from stewards.registry import Registry
    from stewards.registry.people import schema

    address, step = sys.argv[1:]
    die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    at = {
        "begun": "delete from text",
        "deleted": "update about set erased",
        "anew": "update about set cleared",
    }
    execute = schema._Statements.execute

    def seen(cursor, query, *given, **how):
        if query.startswith(at.get(step, "never")):
            die()
        return execute(cursor, query, *given, **how)

    schema._Statements.execute = seen
    with Registry.open(address) as registry:
        if step == "told":
            registry.people.kept.erase = die
        if step == "committed":
            registry.people.kept._write_anew = die
        registry.erase("4711", reason="asked-for")
"""


@pytest.mark.parametrize("step", ["told", "begun", "deleted", "committed", "anew"])
def test_an_erasure_that_was_killed_is_finished_by_the_next_to_open(
    registry: Registry, address: str, postgres_running: Postgres, step: str
) -> None:
    """Kill -9 after the entry, within the deleting, before and after the tables are written anew."""
    registry.join("4711", on=FIRST, note="a note of theirs")
    size = registry.size()
    registry.close()

    killed = subprocess.run(
        [sys.executable, "-c", dedent(DYING), address, step], capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    with Registry.open(address) as again:
        assert again.size() == size + 1
        assert again.people is not None
        assert [name for _, _, name in again.people.everybody()] == ["Member Two"]
    assert do(address, "select erased, cleared from people.about") == [(size + 1, size + 1)]
    do(address, "checkpoint")
    assert traces(postgres_running, ["Member One", "a note of theirs"])["tables"] == 0


def test_whoever_reads_meanwhile_holds_up_no_erasure(registry: Registry, address: str) -> None:
    """Tables that somebody reads are not written anew at once, but by whoever opens them next."""
    registry.join("4711", on=FIRST)
    with psycopg.connect(address) as reading:
        reading.execute("select * from people.person")
        registry.erase("4711", reason="asked-for")
        assert do(address, "select erased, cleared from people.about") == [(4, 0)]

    Registry.open(address).close()

    assert do(address, "select erased, cleared from people.about") == [(4, 4)]
