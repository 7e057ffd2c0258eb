"""The folders are the architecture: cli -> registry -> projections -> events."""

from pathlib import Path

import pytest

from .arrows import violations

ROOT = Path(__file__).parent.parent


def test_no_import_goes_against_the_arrows() -> None:
    """Every import of every package follows the arrows."""
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("place", "line", "sentence"),
    [
        ("events/a.py", "from ..registry import Registry", "events/a.py imports registry"),
        ("events/a.py", "from .. import cli", "events/a.py imports cli"),
        ("projections/a.py", "import stewards.registry", "projections/a.py imports registry"),
        ("registry/a.py", "from stewards.cli import main", "registry/a.py imports cli"),
        ("cli/a.py", "import apsw", "cli/a.py imports apsw"),
    ],
)
def test_the_guard_sees_a_violation(tmp_path: Path, place: str, line: str, sentence: str) -> None:
    """An import against the arrows is found and named."""
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n")

    assert violations(tmp_path) == [sentence]


def test_the_guard_sees_a_circle(tmp_path: Path) -> None:
    """Modules that import each other are named, also where one does so within a function only."""
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "a.py").write_text("from . import b\n")
    (tmp_path / "events" / "b.py").write_text("def late():\n    from .a import something\n")

    [sentence] = violations(tmp_path)

    assert sentence.startswith("imports go round in a circle: events/")


def test_the_guard_lets_the_arrows_pass(tmp_path: Path) -> None:
    """Imports along the arrows, within a package and of other libraries are fine."""
    path = tmp_path / "registry" / "stores" / "a.py"
    path.parent.mkdir(parents=True)
    path.write_text("import sqlite3\nfrom ...events import Event\nfrom .store import Store\n")

    assert violations(tmp_path) == []
