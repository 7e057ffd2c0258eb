"""`stewards init` and `replay`: the store itself."""

import time

import click

from .app import App
from .output import say
from .progress import progress


@click.command("init")
@click.pass_obj
def init(app: App) -> None:
    """Make an empty registry; one that is there already is left as it is.

    Example: stewards --store registry.db init
    """
    with app.telling(create=True) as registry:
        size = registry.size()
    say(f"{app.store} holds a registry with {size} entries." if size else f"Made {app.store}.")


@click.command("replay")
@click.pass_obj
def replay(app: App) -> None:
    """Replay the whole log from nothing, and say how long it took.

    It proves that every entry can be read; nothing is changed.

    Example: stewards replay
    """
    with app.telling() as registry:
        started = time.perf_counter()
        with progress("Replaying the log", registry.size()) as advance:
            entries = registry.replay(on_progress=advance)
        took = time.perf_counter() - started
        answer = registry.count()
    say(f"Replayed {entries} entries in {took:.2f} s.")
    say(f"{answer.members} members on {answer.on}, as known now.")
