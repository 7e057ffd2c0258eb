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
        (
            "registry/decisions/a.py",
            "from ...projections import Projection",
            "registry/decisions/a.py imports projections, which registry/decisions must not",
        ),
        ("cli/a.py", "import apsw", "cli/a.py imports apsw"),
    ],
)
def test_the_guard_sees_a_violation(tmp_path: Path, place: str, line: str, sentence: str) -> None:
    """An import against the arrows is found and named."""
    path = tmp_path / place
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n")

    assert violations(tmp_path) == [sentence]


def test_the_guard_lets_the_arrows_pass(tmp_path: Path) -> None:
    """Imports along the arrows, within a package and of other libraries are fine."""
    path = tmp_path / "registry" / "stores" / "a.py"
    path.parent.mkdir(parents=True)
    path.write_text("import sqlite3\nfrom ...events import Event\nfrom .store import Store\n")

    assert violations(tmp_path) == []
