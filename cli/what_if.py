"""`stewards what-if`: a question as it would be answered if some facts were recorded."""

from pathlib import Path
from typing import Final

import attrs
import click

from .app import App
from .commands import Command

_NO_QUESTIONS: Final = {"demo", "init", "replay", "doctor", "what-if"}
_NOT_ASKED: Final = "'{}' is no question that facts can be supposed for."


@click.command(
    "what-if",
    cls=Command,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("question", nargs=-1, required=True, type=click.UNPROCESSED)
@click.pass_context
def what_if(ctx: click.Context, /, file: Path, question: tuple[str, ...]) -> None:
    """Answer a question as if the facts in FILE were recorded.

    FILE has the interchange format, as 'log import' takes it, and QUESTION is a command with its options. The
    facts are checked as an import checks them, and nothing is recorded: the log stays as it is.

    Example: stewards what-if reorganised.jsonl count --by unit --on 2019-09-01
    """
    app: App = ctx.obj
    name, *words = question
    root = ctx.find_root()
    program = root.command
    command = program.get_command(root, name) if isinstance(program, click.Group) else None
    if command is None or name in _NO_QUESTIONS:
        raise click.UsageError(_NOT_ASKED.format(name), ctx)
    supposing = attrs.evolve(app, supposed=tuple(file.read_bytes().splitlines(keepends=True)))
    with command.make_context(name, words, parent=root, obj=supposing) as asked:
        command.invoke(asked)
