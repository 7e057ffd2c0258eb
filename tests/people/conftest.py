"""A registry that keeps people apart, new for each test."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stewards.registry import Registry

FIRST = date(2019, 1, 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the registry of a test lies."""
    return tmp_path / "registry.db"


@pytest.fixture
def registry(place: Path) -> Iterator[Registry]:
    """Lend a registry with a workplace, and Member One and Member Two in its people file."""
    with Registry.create(place) as registry:
        people = registry.keep_people_apart()
        people.add({"4711": "Member One", "4712": "Member Two"})
        registry.form_unit("jc-1", on=FIRST)
        yield registry
