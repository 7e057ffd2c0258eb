"""The README as something to run: its commands, what they print, and its examples in Python.

So are the pages of docs/ that have `console` blocks. `python -m tests.readme` writes what the commands
print now into all of them.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from stewards.cli import main as stewards

README = Path(__file__).parent.parent / "README.md"

_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"(?<=^```python\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)
_ONE = re.compile(r"""stewards ((?:[^|<>;&$`\\'"]|'[^']*'|"[^"$`\\]*")*)([|>][^;&]*)?""")
"""One command of ours, and what its output is handed to."""

_ENVIRONMENT = {"STEWARDS_STORE": "branch.db", "LC_ALL": "C.UTF-8"}


def pages() -> list[Path]:
    """Return the README, and the pages of docs/ that have commands to run."""
    docs = sorted((README.parent / "docs").glob("*.md"))
    return [README, *(page for page in docs if _CONSOLE.search(page.read_text("utf-8")))]


def steps(text: str) -> list[tuple[str, str]]:
    """Return the commands of the `console` blocks, each with what is printed below it."""
    found = []
    for block in _CONSOLE.findall(text):
        parts = _COMMAND.split(block)[1:]
        found += zip(parts[::2], parts[1::2], strict=True)
    return found


def examples(text: str) -> list[str]:
    """Return the `python` blocks."""
    return _PYTHON.findall(text)


def run(command: str, folder: Path) -> str:
    """Run a command as a new user would, with the installed `stewards`; return what it prints."""
    ended = _in_a_shell(command, folder)
    return _trimmed(ended.stdout + ended.stderr)


def run_here(command: str) -> str:
    """Print what `run` does in the current folder; our own command takes no process, so less time."""
    found = _ONE.fullmatch(command)
    if found is None:
        return run(command, Path.cwd())
    plain = dict.fromkeys(name for name in os.environ if name.startswith("STEWARDS_"))
    ended = CliRunner(env=plain | _ENVIRONMENT).invoke(
        stewards, shlex.split(found[1]), prog_name="stewards", catch_exceptions=False
    )
    if found[2] is None:
        return _trimmed(ended.stdout + ended.stderr)
    handed = _in_a_shell(f"cat {found[2]}", Path.cwd(), ended.stdout)
    return _trimmed(handed.stdout + ended.stderr + handed.stderr)


def _in_a_shell(
    command: str, folder: Path, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={"PATH": path, **_ENVIRONMENT},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def _trimmed(printed: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


def add_samples(folder: Path) -> None:
    """Let a folder have the sample lists where a clone has them."""
    (folder / "docs").symlink_to(README.parent / "docs")


def rewrite(page: Path) -> None:
    """Run the commands of a page in order in a folder of its own, and write down what they print."""
    with TemporaryDirectory() as folder:
        add_samples(Path(folder))

        def printed(block: re.Match[str]) -> str:
            commands = _COMMAND.findall(block[0])
            return "".join(f"$ {command}\n{run(command, Path(folder))}" for command in commands)

        page.write_text(_CONSOLE.sub(printed, page.read_text("utf-8")), "utf-8")


def main() -> None:
    """Write down what every page's commands print now."""
    for page in pages():
        rewrite(page)


if __name__ == "__main__":
    main()
