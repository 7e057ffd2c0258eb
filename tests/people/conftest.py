"""A registry that keeps people apart, new for each test: in a file beside its own, or in a schema."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stewards.registry import Registry

FIRST = date(2019, 1, 1)
KINDS = ("file", "schema")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what looks into no file with people in a file and with people in a schema of PostgreSQL."""
    of_one_kind = "place" in metafunc.fixturenames or hasattr(metafunc.module, "kind")
    if "kind" in metafunc.fixturenames and not of_one_kind:
        metafunc.parametrize("kind", KINDS, indirect=True)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """Return where people are kept."""
    kind: str = getattr(request, "param", "file")
    return kind


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the registry of a test lies whose files it looks into."""
    return tmp_path / "registry.db"


@pytest.fixture
def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return the address of the registry of a test."""
    if kind == "file":
        return str(tmp_path / "registry.db")
    found: str = request.getfixturevalue("postgres")
    return found


@pytest.fixture
def registry(address: str) -> Iterator[Registry]:
    """Lend a registry with a workplace, and Member One and Member Two among its people."""
    with Registry.create(address) as registry:
        people = registry.keep_people_apart()
        people.add({"4711": "Member One", "4712": "Member Two"})
        registry.form_unit("jc-1", on=FIRST)
        yield registry
