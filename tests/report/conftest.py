"""The report of the sample branch, written once in each language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stewards.cli.demo.command import elections, sample
from stewards.registry import Registry

from ..cli.running import run

YEAR = "--from 2018-09-01 --to 2019-09-01"

Written = Callable[..., Path]


@pytest.fixture(scope="session")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the registry of the sample branch, with its elections; nobody records in it."""
    path = tmp_path_factory.mktemp("branch") / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines([*sample(), *elections()], command="made")
    return path


@pytest.fixture(scope="session")
def written(branch: Path) -> Written:
    """Return what writes a report of the branch with some options, each once."""
    kept: dict[str, Path] = {}

    def write(options: str = "") -> Path:
        if options not in kept:
            path = branch.parent / f"{len(kept)}.html"
            ended = run(f"report {YEAR} {options} -O", path, store=branch)
            assert (ended.code, ended.out) == (0, ""), ended.err
            kept[options] = path
        return kept[options]

    return write


@pytest.fixture(scope="module", autouse=True)
def _asked_once(asked_once: None) -> None:
    """Let the tests of this folder share what the database answers about the sample."""
