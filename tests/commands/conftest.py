"""Nobody waits here for a store to come back."""

import pytest
from stewards.registry import commands


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "PAUSES_IN_DOUBT", (0.0,) * 5)
