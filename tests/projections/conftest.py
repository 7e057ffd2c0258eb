"""Fixtures of the tests of the read side."""

import pytest

from .log import Log


@pytest.fixture
def log() -> Log:
    """Return an empty log."""
    return Log()
