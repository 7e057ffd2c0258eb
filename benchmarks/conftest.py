"""What the benchmarks share: the files of a history of one length, made once and kept."""

from pathlib import Path

import pytest
from stewards.benchmarks.limits import MILLION
from stewards.benchmarks.making import FOLDER, Made


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the length of the history be chosen, and where it is kept."""
    parser.addoption("--facts", type=int, default=MILLION, help="how many facts to generate")
    parser.addoption("--folder", type=Path, default=FOLDER, help="where histories are kept")


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest) -> Made:
    """Return the files of the history."""
    options = request.config.option
    return Made(options.folder, options.facts)
