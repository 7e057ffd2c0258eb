"""Commands and groups of them: what their help looks like, and how they end.

They end with an exit code, and on a problem with a sentence; never with a traceback. What runs a
command is loaded when it is called, so that help and version are there at once.
"""

import inspect
import io
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

import click
from click.core import ParameterSource

from .exit_codes import INTERRUPTED, NOBODY_READS, UNSOUND, WRONG_USE
from .words import check_words

_JSON: Final = re.compile(r"^(-o|--output)[=\n]?jsonl?$", re.MULTILINE)
"""What the words of a command line hold, one a line, where it is to print JSON."""


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
    """The outermost group, which loads a command when it is called.

    Attributes:
        later: Each command by its name, with its module below this package and its one-line help.
        words: The command line that is run.
    """

    def __init__(self, *args: Any, later: Mapping[str, tuple[str, str]], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.later = later
        self.words: Sequence[str] = ()

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they are used."""
        return list(self.later)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, loaded now; none if there is none of that name."""
        if name not in self.later:
            return None
        module, _ = self.later[name]
        command: click.Command = getattr(
            import_module(f".{module}", __package__), name.replace("-", "_")
        )
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the one-line help of each command, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.later.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line and end the process with an exit code."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # characters that the terminal does not have
        words = self.words = sys.argv[1:] if args is None else [*args]
        try:
            check_words(words)
            code = super().main(args, *rest, **extra | {"standalone_mode": False})
        except click.ClickException as problem:
            shown = io.StringIO()
            problem.show(shown)
            code = WRONG_USE
            _end(words, "wrong-usage", code, shown.getvalue(), problem.format_message())
        except click.Abort as abort:
            endings = import_module(".endings", __package__)
            code = INTERRUPTED
            _end(words, "interrupted", code, endings.interruption(abort.__cause__))
        except Exception as problem:
            endings = import_module(".endings", __package__)
            code = endings.exit_code_of(problem)
            if code is None:
                raise
            message = endings.message_of(problem)
            _end(words, endings.code_of(problem), code, f"Error: {message}", message)
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end where the system takes no more output, or gives no more input."""
        try:
            return super().invoke(ctx)
        except OSError as problem:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(problem, BrokenPipeError):  # whoever reads the output has seen enough
                ctx.exit(NOBODY_READS)
            message = f"Cannot continue because the system says: {problem.strerror}."
            _end(self.words, "system", UNSOUND, f"Error: {message}", message)
            ctx.exit(UNSOUND)


def _end(words: Sequence[str], code: str, exit_code: int, text: str, message: str = "") -> None:
    """Say on standard error why a command ends: as JSON, where its output was to be that."""
    if not _JSON.search("\n".join(words)):
        _complain(text)
        return
    output = import_module(".output", __package__)
    output.complain_in_json({"code": code, "message": message or text, "exit_code": exit_code})


def renamed(new: str) -> Callable[..., Any]:
    """Return the callback of an option's old name: it works as before, and says the new one."""

    def notice(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        if param.name and ctx.get_parameter_source(param.name) is ParameterSource.COMMANDLINE:
            _complain(f"Notice: {param.opts[0]} is now called {new}; use that from now on.")
        return value

    return notice


def _complain(text: str) -> None:
    import_module(".output", __package__).complain(text)
