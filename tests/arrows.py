"""Which package may import which: the architecture as data, and who breaks it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ALLOWED = {
    "events": set[str](),
    "projections": {"events"},
    "registry": {"projections", "events"},
    "cli": {"registry", "projections", "events"},
}
FORBIDDEN_WITHIN_REGISTRY = {
    "registry/decisions": {"projections"},
    "registry/folds": {"projections"},
    "registry/reverts": {"projections"},
    "registry/stores": {"projections"},
}
NEVER = {"adbc_driver_sqlite", "apsw", "pysqlite3", "sqlalchemy"}


def violations(root: Path) -> list[str]:
    """Return a sentence for every import below a repository root that goes against the arrows."""
    found = []
    for package, allowed in ALLOWED.items():
        for path in sorted((root / package).rglob("*.py")):
            place = path.relative_to(root)
            for name in imported(path, root):
                if name in NEVER or (name in ALLOWED and name not in allowed | {package}):
                    found.append(f"{place} imports {name}")
                if name in forbidden_below(place):
                    found.append(f"{place} imports {name}, which {place.parent} must not")
    return found


def forbidden_below(place: Path) -> set[str]:
    """Return the packages that the folder of a file may not import though its package may."""
    folders = {folder for folder in FORBIDDEN_WITHIN_REGISTRY if place.is_relative_to(folder)}
    return set().union(*(FORBIDDEN_WITHIN_REGISTRY[folder] for folder in folders))


def imported(path: Path, root: Path) -> Iterator[str]:
    """Yield the first name, below `stewards` for our own packages, of everything a file imports."""
    package = ("stewards", *path.relative_to(root).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (first_name(alias.name.split(".")) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = [*base, *(node.module or "").split(".")]
            if node.module or len(base) > 1:
                yield first_name([part for part in whole if part])
            else:
                yield from (alias.name for alias in node.names)


def first_name(parts: list[str]) -> str:
    """Return the package of ours, or the top level of somebody else's, in a dotted name."""
    return parts[1] if parts[0] == "stewards" and len(parts) > 1 else parts[0]
