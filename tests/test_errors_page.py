"""docs/errors.md: the codes of all errors, and commands that bring them about."""

import json
import runpy
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from stewards.cli import main
from stewards.cli.demo.command import elections, sample
from stewards.registry import Registry

DOCS = Path(__file__).parent.parent / "docs"
WRITTEN = runpy.run_path(str(DOCS / "errors_page.py"))
REPRODUCED = WRITTEN["reproduced"]()
_BY_THEMSELVES = {"wrong-usage"}


@pytest.fixture(scope="module")
def branch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the registry that `stewards demo` makes; no command here changes it."""
    path = tmp_path_factory.mktemp("branch") / "branch.db"
    with Registry.create(path) as registry:
        registry.import_lines([*sample(), *elections()])
    return path


def test_the_page_is_current() -> None:
    """It holds every class as it is now; `make docs` writes it, and no two have one code."""
    assert (DOCS / "errors.md").read_text("utf-8") == WRITTEN["page"]()
    assert len(WRITTEN["errors"]()) > 150


def test_every_reproducer_is_of_a_code_there_is() -> None:
    """A command that is written down for a code stands on the page."""
    assert REPRODUCED.keys() - WRITTEN["errors"]().keys() == _BY_THEMSELVES


@pytest.mark.parametrize("code", REPRODUCED)
def test_an_error_in_json(
    branch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """The command that is written down for a code ends with it, and prints nothing else."""
    monkeypatch.chdir(tmp_path)
    words = [*shlex.split(REPRODUCED[code]), "-o", "json"]
    where = [] if "--store" in words else ["--store", str(branch)]

    ended = CliRunner().invoke(main, [*where, *words])

    [line] = ended.stderr.splitlines()
    error = json.loads(line)["error"]
    assert (ended.stdout, error["code"], error["exit_code"]) == ("", code, ended.exit_code)
    assert error["message"]


@pytest.mark.parametrize("how", ["-o json", "-ojson", "--output json", "--output=json", "-o jsonl"])
def test_however_json_is_asked_for(branch: Path, how: str) -> None:
    """Both names of the option, in each way of writing it, and both kinds of JSON."""
    words = ["--store", str(branch), "count", "--unit", "jc-66", *how.split()]

    assert '{"error":{"code":"no-such-unit","message":' in CliRunner().invoke(main, words).stderr


def test_for_people_it_stays_a_sentence(branch: Path) -> None:
    """Nothing changes where no JSON was asked for."""
    ended = CliRunner().invoke(main, ["--store", str(branch), "count", "--unit", "jc-66"])

    assert ended.stderr.startswith("Error: Cannot count the members of jc-66 because")
