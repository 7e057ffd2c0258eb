"""TOML files, of the package or of somebody's own: found by name or path, and read."""

import tomllib
from pathlib import Path
from typing import Any, Final

LONGEST_FILE: Final = 64 * 1024
"""The bytes of the largest file that is read; those of the package have some 1,500."""
LONGEST_LINE: Final = 2_000
"""The characters of its longest line: what a dotted key takes grows with the square of its parts."""


def names(folder: Path) -> list[str]:
    """Return the names of the files that a folder of the package holds."""
    files = (Path(file.name) for file in folder.iterdir())
    return sorted(file.stem for file in files if file.suffix == ".toml")


def found(folder: Path, name: str | Path) -> bytes | None:
    """Return the file of that name in the folder, or at that path; none if neither can be read."""
    if str(name) in names(folder):
        return folder.joinpath(f"{name}.toml").read_bytes()
    try:
        with Path(name).open("rb") as file:
            return file.read(LONGEST_FILE + 1)  # one more is enough to refuse it
    except (OSError, ValueError):
        return None


def parsed(data: bytes) -> dict[str, Any]:
    """Return what a file says; raise ValueError where it is no TOML, or too long to be one of ours."""
    if len(data) > LONGEST_FILE:
        raise ValueError(f"it is longer than {LONGEST_FILE:,} bytes")
    text = data.decode("utf-8-sig")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"line {number} is longer than {LONGEST_LINE:,} characters")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
