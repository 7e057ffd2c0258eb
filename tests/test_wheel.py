"""The wheel, built from a copy of the checkout and installed alone in an empty environment."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = Path(sys.executable).parent
PACKAGES = ("events", "registry", "projections", "cli")
LEFT_OUT = (
    *(".git", ".venv", ".*_cache", "__pycache__", "build", "dist", "*.egg-info", "*.db"),
    ".hypothesis",  # which tests that run beside this one change
)
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("STEWARDS_")}


def call(*words: str | Path, folder: Path, **environment: str) -> str:
    """Run a program in a folder and return what it prints."""
    ended = subprocess.run(
        words, cwd=folder, env=PLAIN | environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel: from a copy, so that nothing of it stays in the checkout."""
    return built_in(tmp_path_factory.mktemp("wheel"))


def built_in(folder: Path) -> Path:
    """Return a wheel that is built in a folder, as `make wheel` builds it of one commit."""
    copy = shutil.copytree(ROOT, folder / "checkout", ignore=shutil.ignore_patterns(*LEFT_OUT))
    for path in copy.rglob("*"):  # a checkout bears the time when it was made
        os.utime(path)
    words = (OURS / "python", "-m", "build", "--wheel", "--outdir", folder, copy)
    call(*words, folder=folder, SOURCE_DATE_EPOCH="1567296000")
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment with the wheel and what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / "bin" / "python"  # our own pip fills it: to put one there takes longer
    call(OURS / "pip", "--python", python, "install", "--quiet", wheel, folder=folder)
    return folder / "bin"


def test_what_is_in_the_wheel(wheel: Path) -> None:
    """Every module of the four packages, the SQL, the rule book, the sample; nothing else."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    kept = ("*.py", "*.sql", "*.toml", "*.jsonl", "*.vl.json", "*.html", "*.css", "py.typed")
    kept += ("*.js", "*.LICENSE")
    files = {
        f"stewards/{path.relative_to(ROOT)}"
        for package in PACKAGES
        for pattern in kept
        for path in (ROOT / package).rglob(pattern)
    }
    assert names == files
    assert {f"stewards/{package}/py.typed" for package in PACKAGES} <= names
    assert "stewards/cli/demo/sample.jsonl" in names
    assert "stewards/projections/rules/books/dk-municipal.toml" in names


def test_a_wheel_is_built_the_same_twice(wheel: Path, tmp_path: Path) -> None:
    """From the files of one commit, wherever and whenever they were checked out: to the byte."""
    assert built_in(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    """Whoever gets the wheel gets the licence."""
    assert any(name.endswith("/LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_the_demonstration_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    """In an empty environment, in another folder, the main job prints what it prints here."""
    shown = call(installed / "stewards", "demo", folder=tmp_path)

    assert shown == call(OURS / "stewards", "demo", folder=ROOT)
    assert list(tmp_path.iterdir()) == []


def test_the_packages_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    """What runs there is what was installed, not the checkout."""
    where = "import stewards.cli, stewards.registry as r; print(stewards.cli.__file__, r.__file__)"

    shown = call(installed / "python", "-c", where, folder=tmp_path)

    assert all(Path(path).is_relative_to(installed.parent) for path in shown.split())
