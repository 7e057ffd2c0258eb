"""Which package may import which: the architecture as data, and who breaks it."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ALLOWED = {
    "events": set[str](),
    "projections": {"events"},
    "registry": {"projections", "events"},
    "cli": {"registry", "projections", "events"},
}
NEVER = {"adbc_driver_sqlite", "apsw", "pysqlite3", "sqlalchemy"}
Graph = Mapping[str, set[str]]


def violations(root: Path) -> list[str]:
    """Return a sentence for every import below a repository root that breaks the architecture."""
    graph = {place: set(imported(root / place, root)) for place in modules(root)}
    return [*_against_the_arrows(graph), *_circles(graph, root)]


def modules(root: Path) -> list[str]:
    """Return the files of our packages, as paths from the root."""
    paths = (path for package in ALLOWED for path in (root / package).rglob("*.py"))
    return sorted(str(path.relative_to(root)) for path in paths)


def _against_the_arrows(graph: Graph) -> Iterator[str]:
    for place, names in graph.items():
        package = place.partition("/")[0]
        for name in sorted({first_name(name) for name in names}):
            if name in NEVER or (name in ALLOWED and name not in ALLOWED[package] | {package}):
                yield f"{place} imports {name}"


def _circles(graph: Graph, root: Path) -> Iterator[str]:
    """Yield one circle of modules, if there is any; a package that passes names on is not a member."""
    steps = {
        place: {file for name in names for file in files_of(name, root)[-1:]} - {place}
        for place, names in graph.items()
    }
    try:
        TopologicalSorter(steps).prepare()
    except CycleError as problem:
        yield f"imports go round in a circle: {' <- '.join(problem.args[1])}"


def files_of(name: str, root: Path) -> list[str]:
    """Return the files that an import of a dotted name of ours runs, the module itself last."""
    parts = name.split(".")
    if parts[0] != "stewards":
        return []
    found = []
    for end in range(2, len(parts) + 1):
        below = Path(*parts[1:end])
        candidates = (below.with_suffix(".py"), below / "__init__.py")
        found += [str(each) for each in candidates if (root / each).exists()]
    return found


def imported(path: Path, root: Path) -> Iterator[str]:
    """Yield everything that a file imports, dotted, with `stewards` before our own packages."""
    package = ("stewards", *path.relative_to(root).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                longer = f"{whole}.{alias.name}"
                is_module = files_of(longer, root)[-1:] != files_of(whole, root)[-1:]
                yield longer if is_module or whole == "stewards" else whole


def first_name(name: str) -> str:
    """Return the package of ours, or the top level of somebody else's, in a dotted name."""
    parts = name.split(".")
    return parts[1] if parts[0] == "stewards" and len(parts) > 1 else parts[0]
