"""Fixtures of the tests of the read side."""

from collections.abc import Iterator

import pytest

from .log import Log


@pytest.fixture
def log() -> Iterator[Log]:
    """Lend an empty log; its replay is closed afterwards, so that its database is used again."""
    log = Log()
    yield log
    log.projection.close()
