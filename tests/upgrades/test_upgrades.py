"""A registry that an earlier version wrote answers as it did then."""

import json
import lzma
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stewards.events import TYPES
from stewards.events.digest import digest_of
from stewards.events.stores import open_store
from stewards.registry import Registry

from ..cli.running import log_of, run
from .questions import asked, differs
from .writing import AGREEMENT, ANSWERS, APART, EXPORT, GENERATION, LONG, REGISTRY, SEGMENTS

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


def left(name: str) -> list[Path]:
    """Return the folders of the versions that left something behind, the earliest first.

    What two versions wrote alike, row by row, only the later one has.
    """
    return sorted(path.parent for path in Path(__file__).parent.glob(f"files/*/{name}"))


VERSIONS = left(ANSWERS)


@pytest.fixture(params=VERSIONS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """Return what one version left behind, which no test changes."""
    found: Path = request.param
    return found


@pytest.fixture
def registry(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the registry, for its owner alone."""
    return owned(Path(shutil.copyfile(folder / REGISTRY, tmp_path / REGISTRY)))


@pytest.fixture
def long(folder: Path, tmp_path: Path) -> Path:
    """Return the long registry, unpacked, with no column segments beside it."""
    store = tmp_path / LONG
    store.write_bytes(lzma.decompress((folder / f"{LONG}.xz").read_bytes()))
    return owned(store)


def owned(path: Path) -> Path:
    """Give a file, or a folder and all in it, the modes of what `stewards` makes; return it."""
    for each in (path, *path.rglob("*")):
        each.chmod(0o700 if each.is_dir() else 0o600)
    return path


def answered(folder: Path) -> dict[str, Any]:
    """Return the types there were, and what the registries were asked with the answers they gave."""
    found: dict[str, Any] = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
    return found


def differing(folder: Path, store: Path, name: str) -> list[str]:
    """Return the questions that a registry answers otherwise than it did."""
    rules = folder / AGREEMENT
    given = answered(folder)[name].items()
    return [each for each, answer in given if differs(each, answer, asked(each, store, rules))]


@contextmanager
def opened_once(folder: Path, store: Path) -> Iterator[None]:
    """Let all commands ask one registry, which replays its log once."""
    with (
        Registry.open(store, agreement=folder / AGREEMENT, segments=False) as registry,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(Registry, "open", lambda *_place, **_options: nullcontext(registry))
        yield


def test_there_is_a_registry_of_an_earlier_version() -> None:
    """The tests below have something to read."""
    assert VERSIONS


def test_it_answers_as_it_did(folder: Path, registry: Path) -> None:
    """Every question gets the answer and the exit code of then; keys may have been added."""
    with opened_once(folder, registry):
        assert differing(folder, registry, REGISTRY) == []


def test_it_exports_what_it_did(folder: Path, registry: Path) -> None:
    """Each line is the same to the byte."""
    assert log_of(registry) == (folder / EXPORT).read_text(encoding="utf-8")


def test_what_it_exported_is_imported(folder: Path, tmp_path: Path) -> None:
    """A new registry that is made from the export exports the same, with the batch of the import."""
    store = tmp_path / "new.db"
    ended = run("log import", folder / EXPORT, store=store)

    assert ended.code == 0, ended.err
    assert log_of(store).replace('"batch":"import-1",', "") == (folder / EXPORT).read_text(
        encoding="utf-8"
    )


def test_it_is_sound(registry: Path) -> None:
    """The doctor finds nothing bad in it."""
    checks = json.loads(run("doctor -o json", store=registry).out)

    assert [check for check in checks if check["verdict"] == "bad"] == []


def test_it_goes_on(registry: Path) -> None:
    """A fact recorded today comes after what is there, and counts."""
    before = Registry.open(registry)
    with before:
        size, members = before.size(), before.count().members
    with Registry.open(registry) as after:
        entry = after.join("M90000")

        assert entry.number == size + 1
        assert after.count().members == members + 1


def test_every_type_of_then_is_in_it(folder: Path, registry: Path) -> None:
    """So each type, in the version it had then, is read by the tests above."""
    stored = []
    for path in filter(Path.exists, (registry, folder / APART, folder / GENERATION)):
        with open_store(Path(shutil.copyfile(path, registry.with_name("read.db")))) as store:
            stored += [(each.event.type, json.loads(each.event.data)) for each in store.read()]

    found = {name: fields.get("v", 1) for name, fields in stored}
    assert found == answered(folder)["types"]


@pytest.mark.parametrize("folder", left(APART), ids=lambda folder: folder.name)
def test_people_kept_apart_are_known_again(folder: Path, tmp_path: Path) -> None:
    """The people file of then says whose ids they are, and whoever was erased stays erased."""
    for name in (APART, f"{APART}-people"):
        owned(Path(shutil.copyfile(folder / name, tmp_path / name)))

    with Registry.open(tmp_path / APART) as registry:
        assert registry.people is not None
        assert [row[1:] for row in registry.people.everybody()] == [("M00001", "Member One")]
        [member] = registry.members(on=date(2020, 6, 1))
        assert registry.people.number_of(member.member) == "M00001"
        assert registry.join("M00003", on=date(2020, 6, 1)).number == registry.size()


@pytest.mark.parametrize("folder", left(GENERATION), ids=lambda folder: folder.name)
def test_a_generation_is_known_as_one(folder: Path, tmp_path: Path) -> None:
    """What it was made from is said as it was, and nobody but those who are there is in its people file."""
    for name in (GENERATION, f"{GENERATION}-people"):
        owned(Path(shutil.copyfile(folder / name, tmp_path / name)))
    with open_store(Path(shutil.copyfile(folder / APART, tmp_path / APART))) as before:
        size = before.size()
        digest = digest_of(before, size).digest

    with Registry.open(tmp_path / GENERATION) as registry:
        [told] = [each.found for each in registry.verify().checks if each.check == "generation"]
        assert told == f"made from a log of {size} entries with the digest {digest}"
        assert registry.people is not None
        assert [row[1:] for row in registry.people.everybody()] == [("M00001", "Member One")]


def test_every_type_there_is_now_is_in_the_last_one() -> None:
    """So a log of today is read by what comes after: whoever adds a type writes a registry with it."""
    now = {name: kind.version for name, kind in TYPES.items()}
    assert answered(VERSIONS[-1])["types"] == now


def test_a_long_one_answers_as_it_did(folder: Path, long: Path) -> None:
    """Every question about a log of more than one segment gets the answer of then."""
    with opened_once(folder, long):
        assert differing(folder, long, LONG) == []


def test_a_long_one_answers_as_it_did_from_its_segments(folder: Path, long: Path) -> None:
    """The column segments of then lead to the same answers, each asked in a registry of its own."""
    owned(Path(shutil.copytree(folder / SEGMENTS, long.with_name(SEGMENTS))))

    assert differing(folder, long, LONG) == []
