"""Write build/stewards.1: the manual page, made of the help of every command."""

import runpy
from importlib.metadata import version
from pathlib import Path

import click
from click.testing import CliRunner
from stewards.cli import main

PAGE = Path(__file__).parent.parent / "build" / "stewards.1"
_REFERENCE = runpy.run_path(str(Path(__file__).parent / "cli_reference.py"))


def page() -> str:
    """Return the page in roff: each command is a section below, its help as the terminal shows it."""
    name, *others = [*_REFERENCE["commands"]()]
    said = click.Context(main).command.get_short_help_str(200)
    parts = [
        f'.TH STEWARDS 1 "" "stewards {version("stewards")}"',
        f".SH NAME\nstewards \\- {_text(said)}",
        f".SH SYNOPSIS\n.nf\n{_text(_help(name))}\n.fi",
        ".SH COMMANDS",
        *(f".SS {' '.join(words)}\n.nf\n{_text(_help(words))}\n.fi" for words in others),
    ]
    return "\n".join(parts) + "\n"


def _help(words: tuple[str, ...]) -> str:
    program, *rest = words
    ended = CliRunner().invoke(main, [*rest, "--help"], prog_name=program, terminal_width=78)
    return ended.output.rstrip()


def _text(text: str) -> str:
    r"""Return text as roff prints it: a backslash, and a dot or quote that begins a line, are escaped."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
