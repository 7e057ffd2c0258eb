"""`stewards init` and `replay`: the store itself."""

import time
from typing import Final

import attrs
import click

from .app import NO_SEGMENTS, App
from .commands import Command
from .options import output_option
from .output import say, show_one
from .progress import progress

_REPLAYED: Final = ("entries", "seconds", "on", "members")


@click.command("init", cls=Command)
@click.pass_obj
def init(app: App) -> None:
    """Create an empty registry.

    An existing registry is left as it is.

    Example: stewards --store branch.db init
    """
    with app.opened(create=True) as registry:
        size = registry.size()
    say(f"{app.shown} holds a registry with {size} entries." if size else f"Made {app.shown}.")


@click.command("replay", cls=Command)
@click.option("--rebuild", is_flag=True, help="Delete the column segments and build them again.")
@output_option
@click.pass_obj
def replay(app: App, /, *, rebuild: bool, output: str) -> None:
    """Replay the whole log from the start, and time it.

    This proves that every entry can be read. No column segment is used, and the log is not
    changed.

    Example: stewards replay
    """
    replaying = app if rebuild else attrs.evolve(app, segments=NO_SEGMENTS)
    with replaying.opened() as registry:
        started = time.perf_counter()
        with progress("Replaying the log", registry.size()) as advance:
            entries = registry.replay(rebuild=rebuild, on_progress=advance)
        seconds = round(time.perf_counter() - started, 3)
        answer = registry.count()
    if output != "table":
        row = {"entries": entries, "seconds": seconds, "on": answer.on, "members": answer.members}
        show_one(row, output, columns=_REPLAYED)
    else:
        say(f"Replayed {entries} entries in {seconds:.2f} s.")
        say(f"{answer.members} members on {answer.on}, as known now.")
