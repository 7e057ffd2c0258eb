"""`stewards help`: the help of a command, and what a shell completes."""

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

from .commands import Command


@click.command("help", cls=Command)
@click.argument("command", nargs=-1)
@click.pass_context
def show_help(ctx: click.Context, command: tuple[str, ...]) -> None:
    """Show the help of a command.

    Example: stewards help member join
    """
    found: click.Command = ctx.find_root().command
    at = click.Context(found, info_name="stewards", color=ctx.color)
    for word in command:
        if not isinstance(found, click.Group):
            at.fail(f"{at.command_path} has no command {word!r} below it.")
        _, below, _ = found.resolve_command(at, [word])
        if below is not None:
            found, at = below, click.Context(below, info_name=word, parent=at)
    click.echo(found.get_help(at))


help = show_help  # noqa: A001 - as the command is called


def complete(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return what a parameter may be that begins so: names of the registry, of rule books or profiles."""
    there = _THERE[str(param.name)](ctx.find_root().params)
    return [CompletionItem(each) for each in sorted(there) if each.startswith(begun)]


def _units(params: dict[str, str]) -> Iterable[str]:
    from ..events.errors import StewardsError
    from ..events.stores import open_store
    from ..projections.organisation.standing import units_formed

    try:
        with open_store(params["store"], create=False) as store:
            return units_formed(store)
    except StewardsError:  # there is nothing to complete from, and nobody to tell
        return ()


def _books(_params: dict[str, str]) -> Iterable[str]:
    from ..projections.rules import names

    return names()


def _offices(params: dict[str, str]) -> Iterable[str]:
    from ..projections.rules import load

    return load(params["agreement"]).offices


def _categories(params: dict[str, str]) -> Iterable[str]:
    from ..projections.rules import load

    return load(params["agreement"]).categories


def _profiles(_params: dict[str, str]) -> Iterable[str]:
    from ..registry.lists.profile import profile_names

    return profile_names()


_THERE: dict[str, Callable[[dict[str, str]], Iterable[str]]] = {
    **dict.fromkeys(("unit", "parent", "workplace", "into", "committee"), _units),
    "office": _offices,
    "category": _categories,
    "profile": _profiles,
    **dict.fromkeys(("agreement", "book"), _books),
}
