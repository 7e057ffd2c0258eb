"""A registry whose log ends with a segment, for the engines to read."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.histories.windows import with_windows
from stewards.projections.replay.segments import range_digest
from stewards.registry import Registry

SEGMENTS = 4
ENTRIES = 2048


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the segments."""
    return tmp_path_factory.mktemp("registry") / "s"


@pytest.fixture(scope="module")
def registry(folder: Path) -> Iterator[Registry]:
    """Return a registry of a generated history of four segments, which no test changes.

    In it units merge, members move, facts are reported late and voided, and of three facts about
    members one is known within a window only.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(range_digest, "ENTRIES", ENTRIES)
        with Registry.create(folder.with_name("registry.db"), segments=folder) as registry:
            registry.import_lines(with_windows(lines(SEGMENTS * ENTRIES), every=3))
            registry.replay(rebuild=True)
            yield registry


@pytest.fixture(scope="module")
def own(registry: Registry) -> duckdb.DuckDBPyConnection:
    """Return what the registry lends for SQL of one's own."""
    return registry.relations()
