"""The guide for programs that embed the registry: every example runs, is typed, and names what is there."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from stewards import registry
from stewards.registry import testing

from .readme import README, examples

ROOT = README.parent
GUIDE = ROOT / "docs" / "embedding.md"
BLOCKS = examples(GUIDE.read_text("utf-8"))
FILES = {block.split("\n", 1)[0][2:]: block for block in BLOCKS if block.startswith("# ")}
PROGRAMS = [block for block in BLOCKS if not block.startswith("# ")]
INSIDE = {"Chunk", "Family", "Knowledge"}
"""What the pages on how it is built name beside that."""


def test_the_guide_has_something_to_run() -> None:
    """The tests below cannot pass by having no example."""
    assert len(PROGRAMS) >= 10
    assert {*FILES} == {"conftest.py", "test_welcome.py"}


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_an_example_runs(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program of the guide runs as it stands, assertions included; and once more."""
    monkeypatch.chdir(tmp_path)

    for _ in range(2):
        exec(compile(program, "embedding.md", "exec"), {"__name__": "example"})  # noqa: S102 -- the example is the test


def test_the_kit_is_loaded_by_one_line(tmp_path: Path) -> None:
    """The files of the guide are a test that passes, also where conftest.py uses the kit itself."""
    uses = "from stewards.registry.testing.fixtures import Given\n"
    for name, text in FILES.items():
        (tmp_path / name).write_text(uses + text if name == "conftest.py" else text, "utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, "1 passed" in ended.stdout) == (0, True), ended.stdout + ended.stderr


def accepted(folder: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """Run a strict type checker over files as somebody would who has installed the package."""
    cache = ROOT / ".mypy_cache" / "guide"  # cold, it takes ten seconds
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache, *files],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_type_checker_accepts_the_examples(tmp_path: Path) -> None:
    """Strictly, with the types that the package brings; and what is wrong it sees."""
    named = {f"example_{number}.py": block for number, block in enumerate(PROGRAMS)} | FILES
    for name, text in named.items():
        (tmp_path / name).write_text(text, "utf-8")
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from stewards.registry import Registry\nRegistry.open(create=1)\n", "utf-8")

    ended = accepted(tmp_path, *sorted(tmp_path.iterdir()))

    found = [line for line in ended.stdout.splitlines() if ": error: " in line]
    assert [line.partition(":")[0] for line in found] == ["wrong.py"], ended.stdout


def classes() -> set[str]:
    """Return the names of the classes that there are, without the private ones and those of commands."""
    trees = (
        ast.parse(path.read_text("utf-8"))
        for package in ("events", "projections", "registry")
        for path in (ROOT / package).rglob("*.py")
    )
    nodes = (node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))
    return {node.name for node in nodes if not node.name.startswith("_")}


def test_every_class_that_the_pages_name_can_be_imported() -> None:
    """Whatever class the README, the pages or the changelog speak of, the registry has it."""
    pages = [README, ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]
    words = {
        word
        for page in pages
        for code in re.findall(r"`([^`\n]+)`", page.read_text("utf-8"))
        for word in re.findall(r"\b[A-Z]\w+", code)
    }
    named = words & classes()

    assert {"Registry", "View", "NotAQuestion"} <= named
    assert named - {*registry.__all__, *testing.__all__} == INSIDE
