"""The README as something to run: its commands, what they print, and its examples in Python.

So are the pages of docs/ that have `console` blocks. `python -m tests.readme` writes what the commands
print now into all of them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

README = Path(__file__).parent.parent / "README.md"

_CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"(?<=^```python\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


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
    lines = (ended.stdout + ended.stderr).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


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
