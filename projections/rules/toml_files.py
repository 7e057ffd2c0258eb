"""TOML files, of the package or of somebody's own: found by name or path, and read."""

import tomllib
from pathlib import Path
from typing import Any


def names(folder: Path) -> list[str]:
    """Return the names of the files that a folder of the package holds."""
    files = (Path(file.name) for file in folder.iterdir())
    return sorted(file.stem for file in files if file.suffix == ".toml")


def found(folder: Path, name: str | Path) -> bytes | None:
    """Return the file of that name in the folder, or at that path; none if neither can be read."""
    if str(name) in names(folder):
        return folder.joinpath(f"{name}.toml").read_bytes()
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError):
        return None


def told(data: bytes) -> dict[str, Any]:
    """Return what a file says; raise ValueError where it is no TOML."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
