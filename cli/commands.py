"""Commands and groups of them: what their help looks like, and how they end.

They end with an exit code, and on a problem with a sentence; never with a traceback.
"""

import inspect
import io
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click

from ..events.errors import BadInput, Refusal, StewardsError, UnsoundStore
from ..registry.employers import BadEmployerRows
from ..registry.errors import InterruptedAppend, UnknownOutcome
from ..registry.imports import BadLines
from ..registry.lists import BadRows
from ..registry.stores.errors import LostCommit
from .output import complain
from .words import check_words

FINDINGS: Final = 1
"""Exit code where a command ran and found what it looks for."""

WRONG_USE: Final = 2
UNSOUND: Final = 4
INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""

NOBODY_READS: Final = 141
"""Exit code where the reader of the output has gone, as shells have it."""

UNKNOWN: Final = 6
"""Exit code where nobody can say whether it was recorded."""

_EXIT_CODES: Final = (
    ((UnknownOutcome, LostCommit), UNKNOWN),
    (BadInput, WRONG_USE),
    (Refusal, 3),
    (UnsoundStore, UNSOUND),
    (StewardsError, 5),
)


class Command(click.Command):
    """A command whose help ends with an example to copy: the line that is never folded."""

    def format_help_text(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the text, and the example below it."""
        text, _, example = inspect.cleandoc(self.help or "").partition("Example: ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)
        if example:
            with formatter.section("Example"):
                formatter.write(f"{' ' * formatter.current_indent}{example}\n")


class Group(Command, click.Group):
    """Commands in the order in which they are used."""

    command_class = Command

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they were added."""
        return list(self.commands)


class Program(Group):
    """The outermost group."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line and end the process with an exit code."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # characters that the terminal does not have
        try:
            check_words(sys.argv[1:] if args is None else args)
            code = super().main(args, *rest, **extra | {"standalone_mode": False})
        except StewardsError as problem:
            complain(f"Error: {_message(problem)}")
            code = next(code for kind, code in _EXIT_CODES if isinstance(problem, kind))
        except click.ClickException as problem:
            told = io.StringIO()
            problem.show(told)
            complain(told.getvalue())
            code = WRONG_USE
        except click.Abort as abort:
            complain(_interrupted(abort.__cause__))
            code = INTERRUPTED
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end where the system takes no more output, or gives no more input."""
        try:
            return super().invoke(ctx)
        except OSError as problem:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(problem, BrokenPipeError):  # whoever reads the output has seen enough
                ctx.exit(NOBODY_READS)
            complain(f"Error: Cannot go on because the system says: {problem.strerror}.")
            ctx.exit(UNSOUND)


def _message(error: StewardsError) -> str:
    if isinstance(error, BadLines | BadRows | BadEmployerRows):
        return "\n".join([str(error), *(f"  {problem}" for problem in error.problems)])
    return str(error)


def _interrupted(cause: BaseException | None) -> str:
    if isinstance(cause, InterruptedAppend):
        return (
            "Interrupted: whether it was recorded is not known."
            f" Repeat it with --command {cause.command} to be sure."
        )
    return "Interrupted."
