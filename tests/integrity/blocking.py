"""A Python without the package that signs."""

import sys

import pytest


def without_cryptography(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody import it any more."""
    for name in [*sys.modules]:
        if name.partition(".")[0] == "cryptography":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
