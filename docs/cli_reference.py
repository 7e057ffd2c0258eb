"""Write docs/cli.md: the help of every command, as the command line prints it."""

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner
from stewards.cli import main

PAGE = Path(__file__).parent / "cli.md"

_HEAD = """# The command line

The help of every command, in the order in which they are used; `make docs` writes this page. What they
print is described in [json.md](json.md), and what the numbers mean in [semantics.md](semantics.md).
"""


def reference() -> str:
    """Return the page."""
    sections = (f"## {' '.join(words)}\n\n```text\n{_help(words)}```\n" for words in commands())
    return "\n".join([_HEAD, *sections])


def commands(
    group: click.Group = main, words: tuple[str, ...] = ("stewards",)
) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, a group before the commands in it."""
    yield words
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield *words, name


def _help(words: tuple[str, ...]) -> str:
    program, *rest = words
    return CliRunner().invoke(main, [*rest, "--help"], prog_name=program, terminal_width=80).output


if __name__ == "__main__":
    PAGE.write_text(reference(), "utf-8")
