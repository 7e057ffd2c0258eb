"""The README's tour is run as it is printed: each command, in order, and what it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def console_blocks(text: str) -> list[str]:
    """Return the contents of the fenced blocks marked `console`."""
    return re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def python_blocks(text: str) -> list[str]:
    """Return the contents of the fenced blocks marked `python`."""
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Return the commands of a block, each with the output printed below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def run(command: str, folder: Path) -> str:
    """Run a command as a new user would, with the installed `stewards`; return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={"PATH": path, "STEWARDS_STORE": "branch.db", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return ended.stdout + ended.stderr


def without_trailing_space(text: str) -> str:
    """Return a text as an editor saves it: no line ends in blanks."""
    return "\n".join(line.rstrip() for line in text.splitlines())


def test_the_tour_prints_what_the_readme_says(tmp_path: Path) -> None:
    """Every command of the tour prints exactly what stands below it, in a folder of its own."""
    steps = [step for block in console_blocks(README) for step in commands(block)]

    said = [(command, without_trailing_space(run(command, tmp_path))) for command, _ in steps]

    assert said == [(command, without_trailing_space(output)) for command, output in steps]


def test_the_tour_has_something_to_show() -> None:
    """The tour is not empty, so the test above cannot pass by having nothing to run."""
    assert sum(len(commands(block)) for block in console_blocks(README)) >= 8


@pytest.mark.parametrize("block", python_blocks(README))
def test_the_library_examples_run(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every Python example of the README runs as it stands, assertions included."""
    monkeypatch.chdir(tmp_path)

    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 -- the example is the test
