"""The table of docs/house.md stays true, and so do the links between the pages and the walks."""

import shutil
from pathlib import Path

import pytest

from .house import TABLE, dead_links, gone, lacking, unknown

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


def test_the_walks_name_only_what_is_there() -> None:
    """A function, class or method that a step of a walk names is defined in a file of that step."""
    assert unknown(ROOT) == []


def test_the_guard_sees_a_name_that_is_gone(house: Path) -> None:
    """A function, a method and one that lies in another file than the step says are named."""
    (house / "CONTRIBUTING.md").write_text(
        "1. `cli/mandate.py`: `elect` is made a command by `telling` (`cli/options.py`).\n"
        "2. First `Registry.elect`, then\n   `Registry.choose` (`registry/registry.py`).\n"
        "3. `decide(event, seen, rules)` is called by `registry/deciding.py`; `counted_on` is asked.\n"
    )

    assert unknown(house) == [
        "`cli/mandate.py`: ... names telling",
        "First ... names Registry.choose",
        "`decide(event, ... names decide",
    ]


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
