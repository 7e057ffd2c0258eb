"""Help: every command has one imperative line and an example that runs as it stands."""

import inspect
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from stewards import cli
from stewards.cli import main
from stewards.cli.demo.command import elections, sample
from stewards.registry import DEFAULT_AGREEMENT, Registry, SigningKey

from .running import run

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"

NAMES = """
    demo, init, help, unit form, unit rename, unit move, unit merge, unit close, unit elect-with,
    unit elect-alone, unit import,
    unit list, unit tree, unit show,
    member join, member change-workplace, member confirm-workplace, member change-category,
    member leave, member employment, member absent, member back, member list, member show,
    people import, people list, people backup, people erase,
    mandate elect, mandate end, mandate candidate, mandate step, mandate import, mandate list,
    committee seat, committee meeting, committee show,
    observe, observe-ratio, publish, void, count, eligibility, vacancies, coverage, crossings,
    leavers, retention, moves, due, what-if, rules adopt, rules agree, rules show, figures,
    history, check, report, serve, explain count, explain eligibility, explain mandate,
    roster compare, roster import, employer compare, profile show, profile new,
    batch list, batch show, batch revert,
    reconcile, reconcile published, restate, statement, lag, export popolo, export org,
    privacy due, privacy purge, privacy export, privacy record, privacy inventory,
    log import, log export, log show, log follow, log copy, log digest,
    log key, log seal, log witness, log verify, replay, doctor
"""
PRINTING = """
    unit import, unit list, unit tree, unit show, member list, member show, people list,
    people erase,
    mandate candidate, mandate import, mandate list, committee show, count, eligibility, vacancies,
    coverage, crossings, leavers, retention, moves, due, rules show, figures,
    history, check, explain count, explain eligibility, explain mandate,
    roster compare, roster import, employer compare, batch list, batch show, batch revert,
    reconcile, reconcile published, restate, statement, lag, log show, log import,
    privacy due, privacy purge, privacy export, privacy record, privacy inventory,
    log copy, log digest, log verify, replay, doctor
"""


def commands(group: click.Group, *words: str) -> Iterator[tuple[str, click.Command]]:
    """Yield the commands of a group and of the groups in it, each with the words that call it."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield " ".join((*words, name)), command
            yield from commands(command, *words, name)
        else:
            yield " ".join((*words, name)), command


COMMANDS = dict(commands(main))
UNTIL_CTRL_C = {"serve"}
"""What does not end by itself; `tests/serve/test_command.py` runs it."""


def example(command: click.Command) -> str:
    """Return the example in the help of a command."""
    return inspect.cleandoc(command.help or "").partition("Example: ")[2]


def named(text: str) -> list[str]:
    """Return the names in a list of commands."""
    return [" ".join(name.split()) for name in text.split(",")]


def test_the_commands_stand_in_the_order_of_use() -> None:
    """Every command that is promised is there, and none that is not."""
    assert list(COMMANDS) == named(NAMES)


def test_the_help_lists_commands_in_that_order() -> None:
    """What one begins with stands first; nothing is cut short."""
    listed = run("--help").out.partition("\nBegin:\n")[2].splitlines()

    assert [line.split()[0] for line in listed if re.match("  [a-z]", line)] == [*main.later]
    assert [line for line in listed if line.endswith(":")] == [
        *("Record:", "Ask:", "Show and explain:", "Other people's lists:", "Account for numbers:"),
        "Keep and hand on:",
    ]
    assert not any(line.endswith("...") for line in listed)


GROUPS = (
    "",
    *[
        "unit",
        "member",
        "mandate",
        "committee",
        "explain",
        "roster",
        "employer",
        "profile",
        "batch",
    ],
    *["reconcile", "log"],
)


@pytest.mark.parametrize("name", GROUPS)
def test_no_group_cuts_a_line_of_its_list_short(name: str) -> None:
    """What a command does is said in a line that fits."""
    assert "...\n" not in run(name, "--help").out.partition("Commands:\n")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command(name: str) -> None:
    """An imperative sentence first, the example in one piece, nothing wider than 80 columns."""
    shown = run(name, "--help").out

    usage, sentence, *_ = shown.split("\n\n")
    assert usage.startswith(f"Usage: stewards {name} ")
    assert sentence.endswith(".")
    assert sentence.split()[0] in {
        *(
            "Answer",
            "Write",
            "Change",
            "Check",
            "Close",
            "Compare",
            "Copy",
            "Count",
            "Create",
            "Erase",
            "Explain",
            "Form",
        ),
        *(
            "List",
            "Load",
            "Merge",
            "Move",
            "Print",
            "Propose",
            "Record",
            "Rename",
            "Replay",
            "Seal",
            "Show",
            "Sign",
            "Take",
        ),
        *("Update", "Verify", "Void"),
    }
    assert f"\nExample:\n  {example(COMMANDS[name])}\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", [each for each in COMMANDS if each not in UNTIL_CTRL_C])
def test_the_example_of_a_command_runs(
    name: str, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each example works by itself, in a folder with the sample's registry, lists and exported log."""
    monkeypatch.chdir(sample_store.parent)
    if name.partition(" ")[0] in {"committee", "figures"}:
        with Registry.open(sample_store) as registry:
            registry.import_lines(elections())
    for listed in SAMPLES.iterdir():
        shutil.copy(listed, ".")
    if name.startswith(("people", "privacy")):
        sample_store.unlink()
        Path("people.csv").write_text("number;name\nM00001;Member One\n", "utf-8")
        Path("privacy.toml").write_text("", "utf-8")
        with Registry.create(sample_store) as registry:
            registry.keep_people_apart().add({"M00233": "Member Two"})
    if name.startswith("batch"):
        with Registry.open(sample_store) as registry:
            registry.join("M09001", workplace="jc-1", batch="roster-2019-09-01-1814")
    if name == "member back":
        with Registry.open(sample_store) as registry:
            registry.begin_absence("M00004", on=date(2020, 2, 1))
    if name == "unit elect-alone":
        with Registry.open(sample_store) as registry:
            registry.elect_with("bcv-14", "bcv-13", on=date(2020, 2, 1))
    if name == "what-if":
        moved = (
            '{"type": "UnitMoved", "unit": "jck", "parent": "sof", "effective_on": "2019-08-01"}\n'
        )
        Path("reorganised.jsonl").write_text(moved, encoding="utf-8")
    if name in {"log witness", "log verify"}:
        office = SigningKey.make("union.example/registry")
        office.write("office.key")
        Path("office.pub").write_text(str(office.verifier), encoding="utf-8")
        with Registry.open(sample_store) as registry:
            Path("seal.note").write_bytes(bytes(registry.seal(office)))
    Path("history.jsonl").write_bytes(b"\n".join(sample()))
    line, *_elsewhere = re.split(" [|>] ", example(COMMANDS[name]))
    program, *words = shlex.split(line)

    ended = run("", *words)

    assert (program, ended.err) == ("stewards", "")
    assert ended.code == (1 if name in {"check", "employer compare"} else 0)
    assert ended.out or "-O" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_calls_its_command(name: str) -> None:
    """The example under a command shows that command."""
    assert f" {name} " in f"{example(COMMANDS[name])} "


@pytest.mark.parametrize("name", named(PRINTING))
def test_a_command_that_prints_data_prints_it_for_programs(name: str) -> None:
    """Data come as a table, JSON, JSON Lines and CSV."""
    assert "table, json, jsonl, csv or xlsx." in run(name, "--help").out


def test_the_version() -> None:
    """The version is that of the package."""
    assert run("--version").out == "stewards, version 0.1.0\n"


def test_the_list_of_commands_says_what_the_commands_say() -> None:
    """The one line of each command is known without loading it, and is the first line of its help."""
    for name, (_, line) in main.later.items():
        command = main.get_command(click.Context(main), name)

        assert command is not None
        assert line == inspect.cleandoc(command.help or "").partition("\n")[0]


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_and_version_load_no_command(words: list[str]) -> None:
    """They are there at once: neither the library nor what prints answers is loaded."""
    program = (
        "import sys; from stewards.cli import main\n"
        f"try: main({words})\n"
        "finally: print(*sorted(n for n in sys.modules if n.startswith('stewards.')), file=sys.stderr)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ended.stderr.split() == [
        "stewards.cli",
        "stewards.cli.commands",
        "stewards.cli.exit_codes",
        "stewards.cli.printing_options",
        "stewards.cli.words",
    ]


def test_the_rule_book_named_in_the_help_is_the_default() -> None:
    """The command line names the rule book that the library follows unless told otherwise."""
    assert cli.DEFAULT_AGREEMENT == DEFAULT_AGREEMENT
