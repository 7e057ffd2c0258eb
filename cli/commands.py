"""Commands and groups of them: what their help looks like, and how they end.

They end with an exit code, and on a problem with a sentence; never with a traceback. What runs a
command is loaded when it is called, so that help and version are there at once.
"""

import atexit
import gc
import inspect
import io
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Any, Final

import click
from click.core import ParameterSource

from .exit_codes import INTERRUPTED, NOBODY_READS, UNSOUND, WRONG_USE
from .words import check_words

_JSON: Final = re.compile(r"^(-o|--output)[=\n]?jsonl?$", re.MULTILINE)
"""What the words of a command line hold, one a line, where it is to print JSON."""


_COMPLETED: Final = frozenset(
    {
        *("unit", "parent", "workplace", "into", "committee"),
        *("office", "category", "profile", "agreement", "book"),
    }
)
"""The parameters whose values a shell completes from what there is."""


class Command(click.Command):
    """A command whose help ends with an example to copy: the line that is never folded."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        for param in self.params:
            if param.name in _COMPLETED and not isinstance(param.type, click.Choice):
                setattr(param, "shell_complete", partial(_complete, param))  # noqa: B010 - a method

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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; for a slip, name the nearest there are."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            asked = import_module("..projections.names_asked", __package__)
            meant = asked.did_you_mean(asked.nearest(args[0], self.list_commands(ctx)))
            ctx.fail(f"No such command {args[0]!r}. {meant}".rstrip())
        return super().resolve_command(ctx, args)


class Program(Group):
    """The outermost group, which loads a command when it is called.

    Attributes:
        later: Each command by its name, with its module below this package and its one-line help.
        sections: What stands above a command in the help, where another kind of them begins.
        words: The command line that is run.
    """

    def __init__(
        self,
        *args: Any,
        later: Mapping[str, tuple[str, str]],
        sections: Mapping[str, str],
        **extra: Any,
    ) -> None:
        super().__init__(*args, **extra)
        self.sections = sections
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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands and options that begin so, without loading any command."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell asks

        found = [
            CompletionItem(name, help=line)
            for name, (_, line) in self.later.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the one-line help of each command, in sections, without loading any."""
        parts: dict[str, list[tuple[str, str]]] = {}
        title = "Commands"
        for name, (_, line) in self.later.items():
            title = self.sections.get(name, title)
            parts.setdefault(title, []).append((name, line))
        widest = max(map(len, self.later))
        for title, rows in parts.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), line) for name, line in rows])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line and end the process with an exit code."""
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # characters that the terminal does not have
        if args is None:  # a process of its own, which ends sooner where nobody looks for garbage
            atexit.register(gc.freeze)
            # What it loads is no garbage: the usual threshold, 700, looks through it again and again.
            gc.set_threshold(10_000)
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
            code = self._ended_on(problem)
            if code is None:
                raise
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
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as problem:  # while it is known whose number is whose
            code = self._ended_on(problem)
            if code is None:
                raise
            ctx.exit(code)

    def _ended_on(self, problem: Exception) -> int | None:
        """Say why a command ends, and return the exit code; say nothing of an error that is not ours."""
        endings = import_module(".endings", __package__)
        code: int | None = endings.exit_code_of(problem)
        if code is not None:
            message = import_module(".printing", __package__).spoken(endings.message_of(problem))
            _end(self.words, endings.code_of(problem), code, f"Error: {message}", message)
        return code


def _complete(param: click.Parameter, ctx: click.Context, begun: str) -> Any:
    return import_module(".helping", __package__).complete(ctx, param, begun)


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
