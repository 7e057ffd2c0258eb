"""A registry whose log ends with a segment, for the engines to read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.histories.windows import with_windows
from stewards.projections.replay.segments import range_digest
from stewards.registry import Registry

SEGMENTS = 4
ENTRIES = 2048


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """Return a registry of a generated history of four segments, kept in `tmp_path / "s"`.

    In it units merge, members move, facts are reported late and voided, and of three facts about
    members one is known within a window only.
    """
    monkeypatch.setattr(range_digest, "ENTRIES", ENTRIES)
    with Registry.create(tmp_path / "registry.db", segments=tmp_path / "s") as registry:
        registry.import_lines(with_windows(lines(SEGMENTS * ENTRIES), every=3))
        registry.replay(rebuild=True)
        yield registry
