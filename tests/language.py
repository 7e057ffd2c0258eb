"""What can be printed for people, as it stands in the code: what a language needs words for."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

_SQL = re.compile(r"'((?:[^']|'')*)'")
_JOINED = re.compile(r"'\s*\|\|\s*'")
_PLACE = re.compile(r"\{\w*\}")
_ASKED = re.compile(r"""\bt\(\s*(?:"([^"]+)"|'([^']+)')""")
_PRINTING = {"say", "say_title", "heading"}


def headings() -> set[str]:
    """Return what stands above the columns of tables: each key of a `columns=`, with blanks."""
    found = set[str]()
    for path in (ROOT / "cli").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        own = dict(_constants(tree))
        for each in ast.walk(tree):
            if isinstance(each, ast.keyword) and each.arg == "columns":
                found |= _texts_in(each.value, own)
            if isinstance(each, ast.Assign) and _is_of(each.targets, "columns"):
                found |= _texts_in(each.value, own)
    return {key.replace("_", " ") for key in found if key.isidentifier()}


def sentences() -> set[str]:
    """Return every text that `cli/` hands to `say`, or gives as a title, as it stands there."""
    found = set[str]()
    for path in (ROOT / "cli").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        own = {name: value for name, value in _constants(tree) if isinstance(value, ast.Constant)}
        for each in ast.walk(tree):
            for value in _said(each):
                given = own.get(value.id, value) if isinstance(value, ast.Name) else value
                found |= {text for text in _whole(given) if text.strip()}
    return found


def _said(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        of_heading = getattr(getattr(node.func, "value", None), "id", "") == "Heading"
        if name in _PRINTING or of_heading:
            yield from node.args[:2]
        yield from (each.value for each in node.keywords if each.arg == "title")


def _is_of(targets: list[ast.expr], name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in targets)


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for each in tree.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value:
            yield each.target.id, each.value


def _texts_in(value: ast.expr, own: dict[str, ast.expr]) -> set[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return {value.value}
    if isinstance(value, ast.Name) and value.id in own:
        return _texts_in(own[value.id], own)
    if isinstance(value, ast.Compare):  # what decides which columns there are is none
        return set()
    inner = (each for each in ast.iter_child_nodes(value) if isinstance(each, ast.expr))
    return set[str]().union(*(_texts_in(each, own) for each in inner))


def _whole(value: ast.expr) -> Iterator[str]:
    """Yield a text, or those that a condition chooses between, with what varies as `{}`."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield _PLACE.sub("{}", value.value)
    elif isinstance(value, ast.JoinedStr):
        yield "".join(
            str(each.value) if isinstance(each, ast.Constant) else "{}" for each in value.values
        )
    elif isinstance(value, ast.IfExp):
        yield from (*_whole(value.body), *_whole(value.orelse))
    elif isinstance(value, ast.Call) and getattr(value.func, "attr", "") == "format":
        yield from _whole(value.func.value)  # type: ignore[attr-defined]


@cache
def texts() -> frozenset[str]:
    """Return every text there is in the packages, with what varies as `{}`: words must be of one of them."""
    found = set[str]()
    for package in ("cli", "projections", "registry", "events"):
        for path in (ROOT / package).rglob("*.*"):
            if path.suffix in {".py", ".sql", ".toml", ".j2", ".html"} and path.name != "da.toml":
                found |= set(_texts_of(path))
    return frozenset(found | {text.replace("_", " ") for text in found})


def _texts_of(path: Path) -> Iterable[str]:
    text = path.read_text("utf-8")
    match path.suffix:
        case ".py":
            tree = ast.parse(text)
            nodes = [each for each in ast.walk(tree) if isinstance(each, ast.expr)]
            found = {whole for each in nodes for whole in _whole(each)}
            return found | {noun for each in nodes for noun in _numbered(each)}
        case ".sql":
            return {_PLACE.sub("{}", each) for each in _SQL.findall(_JOINED.sub("", text))}
        case ".toml":
            return set(re.findall(r'"([^"]+)"', text)) | set(
                re.findall(r"^\[?[\w.-]+", text, re.MULTILINE)
            )
        case _:
            return {_PLACE.sub("{}", one or other) for one, other in _ASKED.findall(text)}


def _numbered(node: ast.expr) -> Iterator[str]:
    """Yield what a call such as `how_many(3, "seat")` comes to: `1 seat` and `{} seats`."""
    if isinstance(node, ast.Call) and len(node.args) > 1:
        nouns = [text for each in node.args[1:] for text in _whole(each)]
        for noun in nouns:
            yield from (f"1 {noun}", f"{{}} {noun}", f"{{}} {noun}s")
