"""Backups, and restoring them without bringing anybody back who was erased since."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner
from stewards.cli import main
from stewards.registry import Registry

from ..cli.running import Ran, run
from ..readme import README
from .conftest import FIRST
from .test_erasing import everything

PAGE = README.parent / "docs" / "privacy.md"


def test_a_backup_is_the_people_file_to_the_byte(registry: Registry, place: Path) -> None:
    """It is printed as it is, and is on record as an export."""
    registry.join("4711", on=FIRST, note="by post")
    size = registry.size()
    registry.close()

    words = ["--store", str(place), "people", "backup"]
    ended = CliRunner().invoke(main, words, catch_exceptions=False)

    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout_bytes == place.with_name("registry.db-people").read_bytes()
    with Registry.open(place) as again:
        [entry] = again.log.entries(after=size)
    assert entry.event.what == "people"  # type: ignore[attr-defined]


def test_a_backup_amid_a_write_is_whole(registry: Registry, place: Path) -> None:
    """Whoever writes meanwhile is waited for: half of a write is never in it."""
    file = place.with_name("registry.db-people")
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("pragma cache_size = 1")  # so that half of it is in the file before it is done
    other.execute("begin exclusive")
    for number in range(3_000):
        row = (f"m{number}", f"n{number}", None, "2020-01-01")
        other.execute("insert into person values (?, ?, ?, ?)", row)
    half = file.read_bytes()
    done = Timer(0.2, lambda: other.execute("commit"))
    done.start()
    assert registry.people is not None

    whole = registry.people.kept.whole()

    done.join()
    other.close()
    assert whole == file.read_bytes() != half


def test_a_backup_without_people_says_so(tmp_path: Path) -> None:
    """Where people are not kept apart there is nothing to back up but the log."""
    run("init", store=tmp_path / "registry.db")

    assert run("people backup", store=tmp_path / "registry.db") == Ran(
        3,
        "",
        "Error: Cannot back up the people file because this registry does not keep people apart from its"
        " log: members are known by ids of yours. Make a new registry, and begin with 'stewards people"
        " import FILE'.\n",
    )


def blocks() -> tuple[str, str]:
    """Return how the page backs up, and how it restores."""
    found = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    [one] = [each for each in found if "people backup" in each]
    [other] = [each for each in found if "age --decrypt" in each]
    return one, other


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of the page in a folder, as somebody who has installed `stewards`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def expect_nothing_to_do(folder: Path, place: Path) -> None:
    """Expect that the doctor takes what age wrote for encrypted, as bytes and as letters."""
    armoured = "age -a -R officers.txt -o backups/people/armoured.age officers.txt"
    assert shell(armoured, folder).returncode == 0
    (folder / "stewards.toml").write_text(
        '[backups]\nlog = "backups/log"\npeople = "backups/people"\n', "utf-8"
    )
    rows = json.loads(run("doctor -o json", store=place).out)
    backups = [(row["check"], row["verdict"]) for row in rows if row["check"].endswith("backups")]
    assert backups == [("log backups", "ok"), ("people backups", "ok")]
    for each in ("stewards.toml", "backups/people/armoured.age"):
        (folder / each).unlink()


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed: apt-get install age")
def test_the_recipe_of_the_page_brings_nobody_back(registry: Registry, place: Path) -> None:
    """The people of before an erasure and the log of after it, each as the page backs it up and restores it.

    Either of the two officers can read what was encrypted; whoever was erased is not there again.
    """
    back_up, restore = blocks()
    for number in (1, 2):
        made = shell(f"age-keygen -o officer-{number}.key", place.parent)
        assert made.returncode == 0, made.stderr
    shell(
        "age-keygen -y officer-1.key > officers.txt; age-keygen -y officer-2.key >> officers.txt",
        place.parent,
    )
    folder = place.parent
    registry.join("4711", workplace="jc-1", on=FIRST, note="note-zebra")
    registry.join("4712", workplace="jc-1", on=FIRST)
    registry.close()
    for days in (36, 34):
        (folder / "backups" / "people").mkdir(parents=True, exist_ok=True)
        old = folder / "backups" / "people" / f"{days}.age"
        old.touch()
        os.utime(old, (then := time.time() - days * 86_400, then))
    done = shell(back_up, folder)
    assert done.returncode == 0, done.stderr
    [people, younger] = sorted((folder / "backups" / "people").iterdir())
    assert younger.name == "34.age", "what is older than 35 days is deleted"
    younger.unlink()
    expect_nothing_to_do(folder, place)
    early = people.read_bytes()
    assert b"Member One" not in everything(folder / "backups")

    erased = run("people erase 4711 --reason asked-for", store=place)
    assert erased.code == 0, erased.err
    counted = run("count --on 2019-06-01 -o json", store=place).out.partition("known_at")[0]
    done = shell(back_up, folder)
    assert done.returncode == 0, done.stderr
    people.write_bytes(early)  # the newest people backup that is left is from before the erasure
    for each in folder.glob("registry.db*"):
        each.unlink() if each.is_file() else shutil.rmtree(each)

    done = shell(restore, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert b"Member One" in everything(folder), (
        "it came with the backup, and nothing was opened yet"
    )

    assert run("people list -o csv", store=place).out == "member,name\n4712,Member Two\n"
    assert run("count --on 2019-06-01 -o json", store=place).out.partition("known_at")[0] == counted
    for word in (b"Member One", b"note-zebra"):
        assert word not in everything(folder)
    assert not {each.name for each in folder.iterdir()} & {"log.new", "people.new"}


def test_a_log_of_before_an_erasure_is_too_short_for_the_newest_seal(
    registry: Registry, place: Path
) -> None:
    """Log and people of before an erasure fit, and bring somebody back; a seal of after it tells."""
    registry.join("4711", on=FIRST)
    files = (place, place.with_name("registry.db-people"))
    old = [each.read_bytes() for each in files]
    registry.erase("4711", reason="asked-for")
    registry.close()
    (seal := place.with_name("seal.note")).write_text(
        run("log seal --origin union.example/registry", store=place).out
    )
    for file, data in zip(files, old, strict=True):
        file.write_bytes(data)

    ended = run("log verify -o json", seal, store=place)

    assert ended.code == 4
    assert json.loads(ended.out)[0]["found"] == (
        f"{seal}: the log ends with entry 3, and 4 entries were sealed"
    )


def test_people_who_are_newer_than_their_log_are_refused_until_the_log_is(
    registry: Registry, place: Path
) -> None:
    """The people of after, and the log of before: nothing is opened, and nothing changed."""
    old = place.read_bytes()
    registry.join("4711", on=date(2020, 1, 1), note="by post")
    assert registry.people is not None
    registry.people.add({"5000": None})
    registry.close()
    new = place.read_bytes()
    file = place.with_name("registry.db-people")
    place.write_bytes(old)
    before = file.read_bytes()

    ended = run("people list", store=place)

    assert ended == Ran(
        4,
        "",
        f"Error: Cannot use the people file {file} because it knows of entry 3, and the log ends with entry"
        " 2: the log is older. Restore the log of the same day, or later.\n",
    )
    assert file.read_bytes() == before
    place.write_bytes(new)
    assert run("people list", store=place).code == 0
