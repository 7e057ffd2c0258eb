"""Arguments and variables whose bytes are not a text, and files that are nested without end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .running import Ran, changing_nothing, run

BYTE = "\udce6"  # how Python hands over the byte E6, which is not UTF-8 by itself
LINES = [
    ["--store", BYTE, "count"],
    ["--segments", BYTE, "count"],
    ["--agreement", BYTE, "count"],
    ["--recorded-by", BYTE, "member", "join", "M7"],
    ["count", "--on", BYTE],
    ["count", f"--on={BYTE}"],
    ["count", "--unit", f"jc-{BYTE}"],
    ["member", "join", BYTE],
    ["member", "join", "M7", "--command", BYTE],
    ["member", "join", "M7", "--note", f"told by {BYTE}"],
    ["log", "import", f"{BYTE}.jsonl"],
    ["log", "copy", "--to", BYTE],
    ["roster", "compare", f"{BYTE}.csv", "--on", "2020-01-01"],
    ["employer", "compare", f"{BYTE}.csv", "--on", "2020-01-01"],
    [BYTE],
    [f"--{BYTE}"],
]
NESTED = 10_000


def problem(place: str, shown: str) -> str:
    """Return what is said of a word that is not a text."""
    return (
        f"Error: Cannot read {place} '{shown}' because it holds bytes that are not UTF-8."
        " Type it in a terminal that is set to UTF-8; rename a file whose name is not.\n"
    )


@pytest.mark.parametrize("words", LINES, ids=lambda words: " ".join(words).replace(BYTE, "E6"))
def test_an_argument_that_is_no_text(store: Path, words: list[str]) -> None:
    """Wherever it stands, it is told as it is, and nothing is done."""
    bad = next(word for word in words if BYTE in word).replace(BYTE, "\\xe6")

    assert run("", *words, store=store) == Ran(2, "", problem("the argument", bad))


@pytest.mark.parametrize(
    "name", ["STEWARDS_STORE", "STEWARDS_BY", "STEWARDS_SEGMENTS", "STEWARDS_AGREEMENT"]
)
def test_a_variable_that_is_no_text(name: str, tmp_path: Path) -> None:
    """A variable of the environment is told by its name; here from a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", "from stewards.cli import main; main()", "count"],
        env=os.environb | {name.encode(): b"a\xe6"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", problem(name, "a\\xe6"))


@pytest.mark.parametrize(
    "content",
    ["a = " + "[\n" * NESTED, "a = " + "[[[[[\n" * NESTED],
    ids=["one a line", "five a line"],
)
def test_a_file_of_rules_that_is_nested_without_end(
    store: Path, tmp_path: Path, content: str
) -> None:
    """A rule book and a profile are refused as malformed."""
    path = tmp_path / "deep.toml"
    path.write_text(content)

    rules = run(f"--agreement {path} count", store=store)
    listed = changing_nothing(
        f"roster compare --on 2020-01-01 --profile {path} {path}", store=store
    )

    assert rules == Ran(
        2,
        "",
        f"Error: Cannot use the agreement {path} because the file is malformed: it is nested too"
        " deeply. Compare it with stewards' own dk-municipal.toml.\n",
    )
    assert listed == Ran(
        2,
        "",
        f"Error: Cannot read a list with the profile {path} because the file is malformed: it is"
        " nested too deeply. Compare it with stewards' own danish.toml.\n",
    )
