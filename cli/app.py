"""What every command needs: which store, which rule book, who is telling; and the way errors end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import attrs
import click
from attrs import frozen

from ..events import masked
from ..events.errors import BadInput, Refusal, StewardsError, UnsoundStore
from ..registry import Registry
from ..registry.imports import BadLines
from .progress import progress

FINDINGS: Final = 1
"""Exit code where a command ran and found what it looks for."""

_EXIT_CODES: Final = ((BadInput, 2), (Refusal, 3), (UnsoundStore, 4), (StewardsError, 5))
_WORTH_A_BAR: Final = 200_000  # entries; fewer are replayed within the second


@frozen
class App:
    """The options that stand before the command.

    Attributes:
        store: The path or address of the store.
        agreement: The rule book: a name, or the path of a TOML file.
        by: The opaque id of who tells the facts.
    """

    store: str
    agreement: str
    by: str

    @contextmanager
    def telling(self, *, create: bool = False) -> Iterator[Registry]:
        """Open the registry to record facts."""
        with Registry.open(
            self.store, agreement=self.agreement, create=create, recorded_by=self.by
        ) as registry:
            yield registry

    @contextmanager
    def asking(self) -> Iterator[Registry]:
        """Open the registry and replay its log, to answer questions."""
        with self.telling() as registry:
            if registry.size() > _WORTH_A_BAR:
                with progress("Replaying the log", registry.size()) as advance:
                    registry.replay(on_progress=advance)
            yield registry


@attrs.define(slots=False)
class NotKnownThen(Refusal):
    """What was asked for was not in the log at the instant of knowledge, or not on the day."""

    kind: str
    id: str

    cannot = "show {0.kind} {0.id}"
    because = "the log has none of that id on that day, as known at that instant"
    instead = "Ask for a later --on or --known-at, or see 'stewards history --{0.kind} {0.id}'."


class StewardsGroup(click.Group):
    """A group of commands whose errors end in a sentence and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn what the library raises into what the command line shows."""
        try:
            return super().invoke(ctx)
        except StewardsError as error:
            click.echo(f"Error: {_message(error)}", err=True)
            ctx.exit(next(code for kind, code in _EXIT_CODES if isinstance(error, kind)))
        except click.UsageError as error:
            raise click.UsageError(masked(error.message), error.ctx) from error


def _message(error: StewardsError) -> str:
    if isinstance(error, BadLines):
        return "\n".join([str(error), *(f"  {problem}" for problem in error.problems)])
    return str(error)
