"""What saves typing and reading: help, slips, completion, and how much is said."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from stewards.cli import main

from .running import run

BEFORE = "Note: the log begins on 2015-01-01; nothing is known of 2014-12-31.\n"


@pytest.mark.parametrize("name", ["", "count", "member join"])
def test_help_of_a_command(name: str) -> None:
    """It is what the option prints behind the command."""
    assert run(f"help {name}") == run(f"{name} --help")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("cuont", "No such command 'cuont'. Did you mean count or unit?"),
        ("member jion", "No such command 'jion'. Did you mean join?"),
        ("help member jion", "No such command 'jion'. Did you mean join?"),
        ("help count x", "stewards count has no command 'x' below it."),
        ("xyzzy", "No such command 'xyzzy'."),
    ],
)
def test_a_slip_in_a_command(line: str, problem: str) -> None:
    """The nearest there are come with it."""
    ended = run(line)

    assert (ended.code, ended.err.splitlines()[-1]) == (2, f"Error: {problem}")


def test_quiet_leaves_out_what_is_no_error(branch_made: Path) -> None:
    """Notes are not printed, and errors are."""
    assert run("count --on 2014-12-31", store=branch_made).err == BEFORE
    assert run("-q count --on 2014-12-31", store=branch_made).err == ""
    assert run("-q count --unit nix", store=branch_made).err.startswith("Error: Cannot count")


def test_verbose_says_what_was_used(branch_made: Path) -> None:
    """Which registry, how long it is, the rule book, and how long it took; on standard error."""
    ended = run("-v count --on 2019-09-01", store=branch_made)

    told, time = ended.err.rsplit("; ", 1)
    assert told == (
        f"Registry {branch_made}, 12 entries; rule book dk-municipal where none was adopted"
    )
    assert time.endswith(" s.\n")


@pytest.mark.parametrize(
    ("environment", "is_bold"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_can_be_forced(
    branch_made: Path, environment: dict[str, str], *, is_bold: bool
) -> None:
    """In a pipe there is none, but where FORCE_COLOR is set; NO_COLOR wins."""
    words = ["--store", str(branch_made), "member", "list", "--on", "2019-09-01"]

    ended = CliRunner(env={"NO_COLOR": None, **environment}).invoke(main, words, color=None)

    assert ("\x1b[1mMembers" in ended.stdout) == is_bold


def completed(words: str, store: Path) -> list[str]:
    """Return what a shell is offered for the last of some words."""
    line = f"stewards --store {store} {words}"
    given = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    asked = {"_STEWARDS_COMPLETE": "bash_complete", **given}
    ended = CliRunner(env=asked).invoke(main, [], prog_name="stewards")
    return [each.partition(",")[2] for each in ended.stdout.split()]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("co", ["committee", "count", "coverage"]),
        ("member j", ["join"]),
        ("count --unit jc", ["jc-1", "jc-2"]),
        ("explain eligibility jc-2", ["jc-2"]),
        ("count --category st", ["student"]),
        ("vacancies --office joint-s", ["joint-steward"]),
        ("roster compare list.csv --profile d", ["danish"]),
        ("rules adopt dk-m", ["dk-municipal"]),
    ],
)
def test_a_shell_completes_what_there_is(branch_made: Path, words: str, offered: list[str]) -> None:
    """Commands, and the names of units, offices, categories, profiles and rule books."""
    assert completed(words, branch_made) == offered


def test_nothing_is_completed_of_a_registry_that_is_not_there(tmp_path: Path) -> None:
    """And nothing is said, for nobody would see it."""
    assert completed("count --unit jc", tmp_path / "nowhere.db") == []


def test_commands_are_completed_without_loading_any() -> None:
    """So a shell has them at once."""
    program = (
        "import sys; from stewards.cli import main\n"
        "try: main([], prog_name='stewards')\n"
        "finally: print(*(n for n in sys.modules if n.startswith('stewards.registry')), file=sys.stderr)"
    )
    words = {"COMP_WORDS": "stewards co", "COMP_CWORD": "1"}

    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"_STEWARDS_COMPLETE": "bash_complete", **words},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.stdout.split(), ended.stderr.strip()) == (
        ["plain,committee", "plain,count", "plain,coverage"],
        "",
    )


def test_the_manual_has_every_command() -> None:
    """The man page is made of the help, and a backslash or a dot in it is no command of roff."""
    page = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "man_page.py"))["page"]()

    assert page.startswith(".TH STEWARDS 1")
    assert page.count("\n.SS ") > 40
    assert "\n.SS stewards member join\n" in page
