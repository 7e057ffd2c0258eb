"""The table of docs/house.md stays true, and so do the links between the pages."""

import shutil
from pathlib import Path

import pytest

from .house import TABLE, dead_links, gone, lacking

ROOT = Path(__file__).parent.parent


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the packages and the pages."""
    for folder in ("events", "projections", "registry", "cli", "docs", "tests/stores/contract"):
        ignored = shutil.ignore_patterns("__pycache__", "samples")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    return tmp_path


def test_the_table_names_every_room_and_nothing_that_is_gone() -> None:
    """Whoever looks up what to change is led to a file that exists."""
    assert lacking(ROOT) == []


def test_the_pages_are_linked_to_what_exists() -> None:
    """Every link from one page to another leads to a page, and to a heading of it."""
    assert dead_links(ROOT) == []


def test_the_pages_name_no_file_that_is_gone() -> None:
    """A file that is moved is moved in the pages too."""
    assert gone(ROOT) == []


def test_the_guard_sees_what_is_wrong_with_the_table(house: Path) -> None:
    """A file that was moved, a new room, a new decision and a page that nobody links are named."""
    (house / "projections/mandates/fold.py").rename(house / "projections/mandates/course.py")
    for room in ("projections/absence", "registry/seals"):
        (house / room).mkdir()
        (house / room / "__init__.py").touch()
    (house / "projections/absence/fold.py").touch()
    (house / "registry/decisions/return_to_work.py").touch()
    (house / "projections/checks/check_absent.sql").touch()

    assert lacking(house) == [
        "projections/mandates/fold.py is not there",
        "projections/absence/ has no row",
        "projections/checks/check_absent.sql has no row",
        "registry/decisions/return_to_work.py has no row",
        "registry/seals/ has no row",
        "absence.md is not linked",
    ]


def test_the_guard_sees_a_file_that_is_gone(house: Path) -> None:
    """A path in a page that leads nowhere is named with the page."""
    (house / TABLE).write_text("`cli/gone.py`, `cli/app.py`, `tests/stores/contract/`, `count`\n")

    assert [each for each in gone(house) if "house" in each] == ["docs/house.md names cli/gone.py"]


def test_the_guard_sees_a_dead_link(house: Path) -> None:
    """A page and a heading that are not there are named."""
    (house / TABLE).write_text(
        "# House\n\n[a](mandates.md#how-a-mandate-ends) [b](gone.md) [c](mandates.md#gone) [d](#house)\n"
    )

    links = [each for each in dead_links(house) if each.startswith("docs/house.md")]

    assert links == ["docs/house.md links to gone.md", "docs/house.md links to mandates.md#gone"]
