"""The table of docs/house.md, what it must hold, the links between the pages, and the walks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from stewards.cli import main
from stewards.events import TYPES

TABLE = Path("docs", "house.md")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"[\w./-]+(\.(py|sql|toml)|/)")
_NAME = re.compile(r"((?:[A-Z]\w*\.)?[A-Za-z]\w*)(?:\(.*\))?")
_STEP = re.compile(r"^\d+\. .*(?:\n {3}.*)*", re.MULTILINE)
_OURS = re.compile(r"(benchmarks|cli|docs|events|projections|registry|tests)/[\w./-]*")


def rows(text: str) -> list[list[str]]:
    """Return the paths in each row of the tables; a file without a folder lies beside the one before."""
    return [list(_paths(line)) for line in text.splitlines() if line.startswith("|")]


def _paths(text: str) -> Iterator[str]:
    folder = ""
    for name in filter(_FILE.fullmatch, _CODE.findall(text)):
        path = name if "/" in name else f"{folder}/{name}"
        folder = path.rpartition("/")[0]
        yield path


def demanded(root: Path) -> Iterator[str]:
    """Yield every room, decision, finding, store, module of events and module of a command."""
    rooms = [
        *root.glob("projections/*/"),
        *root.glob("registry/*/"),
        *root.glob("events/stores/*/"),
    ]
    yield from (f"{_at(path, root)}/" for path in rooms if (path / "__init__.py").exists())
    files = [*root.glob("registry/decisions/*.py"), *root.glob("projections/checks/check_*")]
    yield from (_at(path, root) for path in files if path.name != "__init__.py")
    for kind in TYPES.values():
        yield f"{kind.cls.__module__.removeprefix('stewards.').replace('.', '/')}.py"
    for module, _ in main.later.values():  # type: ignore[attr-defined]
        yield f"cli/{module.replace('.', '/')}.py"


def lacking(root: Path) -> list[str]:
    """Return a sentence for whatever the table below a repository root names wrongly, or leaves out."""
    text = (root / TABLE).read_text("utf-8")
    named = {path for row in rows(text) for path in row}
    gone = (path for path in named if not (root / path).exists())
    untold = (path for path in demanded(root) if not _is_named(path, named))
    return [
        *(f"{path} is not there" for path in sorted(gone)),
        *(f"{path} has no row" for path in sorted(set(untold))),
        *(f"{page} is not linked" for page in _subject_pages(root) if f"({page})" not in text),
    ]


def _is_named(path: str, named: set[str]) -> bool:
    return path in named or (path.endswith("/") and any(each.startswith(path) for each in named))


def _subject_pages(root: Path) -> list[str]:
    """Return the page that each subject must have."""
    return sorted(f"{fold.parent.name}.md" for fold in root.glob("projections/*/fold.py"))


def dead_links(root: Path) -> list[str]:
    """Return a sentence for every link between our pages that leads nowhere."""
    return [
        f"{_at(page, root)} links to {link}"
        for page in _every_page(root)
        for link in _LINK.findall(page.read_text("utf-8"))
        if "://" not in link and not _leads_somewhere(page, link)
    ]


def gone(root: Path) -> list[str]:
    """Return a sentence for every path of ours that a page names and that is not there."""
    return [
        f"{_at(page, root)} names {path}"
        for page in _every_page(root)
        if page.name != "CHANGELOG.md"  # it speaks of what was, too
        for path in filter(_OURS.fullmatch, _CODE.findall(page.read_text("utf-8")))
        if not (root / path).exists()
    ]


def unknown(root: Path) -> list[str]:
    """Return a sentence for every name in a step of a walk that no file of that step defines.

    The walks are in CONTRIBUTING.md. A name may also be that of a question, an SQL file.
    """
    questions = {path.stem for path in root.glob("projections/**/*.sql")}
    return [
        f"{step.split()[1]} ... names {name}"
        for step in _STEP.findall((root / "CONTRIBUTING.md").read_text("utf-8"))
        for name in _names(step)
        if name not in questions | _defined_in(step, root)
    ]


def _names(step: str) -> list[str]:
    return [found[1] for each in _CODE.findall(step) if (found := _NAME.fullmatch(each))]


def _defined_in(step: str, root: Path) -> set[str]:
    """Return the functions, classes and methods of the modules that a step names."""
    paths = [each for each in _CODE.findall(step) if _OURS.fullmatch(each)]
    trees = [ast.parse((root / each).read_text("utf-8")) for each in paths if each.endswith(".py")]
    return {name for tree in trees for name in _defined(tree)}


def _defined(tree: ast.Module) -> Iterator[str]:
    for each in tree.body:
        if isinstance(each, ast.FunctionDef | ast.ClassDef):
            yield each.name
        if isinstance(each, ast.ClassDef):
            yield from (f"{each.name}.{own.name}" for own in each.body if hasattr(own, "name"))


def _every_page(root: Path) -> list[Path]:
    return sorted([*root.glob("*.md"), *root.glob("docs/*.md")])


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def _at(path: Path, root: Path) -> str:
    return str(path.relative_to(root))
