"""A people file that this user may only read: names are shown, and what would be written is refused."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stewards.registry import PeopleClosed, PeopleUnwritable, Registry

from ..cli.running import run
from .conftest import FIRST

NOBODY = 65_534


@pytest.fixture
def folder() -> Iterator[Path]:
    """Lend a folder that any user can enter, with a registry, and its people in a folder of theirs."""
    folder = Path(tempfile.mkdtemp(prefix="stewards-people-"))
    (folder / "apart").mkdir()
    with Registry.create(folder / "registry.db", people=folder / "apart" / "people") as registry:
        registry.keep_people_apart().add({"4711": "Member One"})
        registry.join("4711", on=FIRST)
        list(registry.import_lines([]))
    listed(
        folder
    )  # what it takes is loaded by then, as somebody else may not read where Python lies
    if os.geteuid() == 0:
        for each in (folder, *folder.rglob("*")):
            os.chown(each, NOBODY, -1)
    yield folder
    shutil.rmtree(folder)


def listed(folder: Path) -> str:
    """Return a list of members with their names."""
    line = f"--people-file {folder / 'apart' / 'people'} member list --on 2020-01-01 --names"
    return run(line, store=folder / "registry.db").out


@contextmanager
def not_as_root() -> Iterator[None]:
    """Go on as somebody to whom rights apply."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("part", ["file", "folder"])
def test_people_who_can_only_be_read_are_read(folder: Path, part: str) -> None:
    """Lists have names; whoever joins, notes and erasures are refused, and nothing is recorded."""
    file = folder / "apart" / "people"
    locked = file if part == "file" else file.parent
    locked.chmod(0o400 if part == "file" else 0o500)
    try:
        with not_as_root():
            before = file.read_bytes()
            names = listed(folder)
            with Registry.open(folder / "registry.db", people=file) as registry:
                size = registry.size()
                for write in (
                    lambda: registry.join("4712", on=FIRST),
                    lambda: registry.leave("4711", on=FIRST, note="by post"),
                    lambda: registry.erase("4711", reason="asked-for"),
                    lambda: registry.import_lines(
                        [b'{"type":"MemberJoined","member":"9","effective_on":"2019-01-01"}']
                    ),
                ):
                    with pytest.raises(PeopleUnwritable) as refused:
                        write()
                    said = str(refused.value)
                    assert said.startswith(
                        f"Cannot change the people file {file} because this login may not"
                    )
                    assert said.endswith("Nothing was recorded. Use a login that may.")
                assert registry.size() == size
            assert file.read_bytes() == before
    finally:
        locked.chmod(0o700)

    assert "4711 (Member One)" in names


def test_whoever_waits_to_be_erased_is_not_shown(folder: Path) -> None:
    """Where an old people file may not be written to, nobody reads who was erased since."""
    file = folder / "apart" / "people"
    old = file.read_bytes()
    with Registry.open(folder / "registry.db", people=file) as registry:
        registry.erase("4711", reason="asked-for")
    file.write_bytes(old)
    file.chmod(0o400)

    with not_as_root(), pytest.raises(PeopleUnwritable):
        Registry.open(folder / "registry.db", people=file)


def test_people_who_cannot_be_read_are_nobody(folder: Path) -> None:
    """A people file of somebody else's lets count, and not record who it is."""
    file = folder / "apart" / "people"
    file.chmod(0)

    with not_as_root(), Registry.open(folder / "registry.db", people=file) as registry:
        assert registry.count(on=FIRST).members == 1
        with pytest.raises(PeopleClosed) as refused:
            registry.leave("4711", on=FIRST)

    assert str(refused.value) == (
        f"Cannot say whose number is whose because the people file {file} may not be read with this login."
        " Ask whoever answers for the people; docs/privacy.md says which login needs what."
    )
