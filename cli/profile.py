"""`stewards profile`: what says which column of a list holds what."""

from pathlib import Path

import click

from ..registry.lists.profile import profile_text
from ..registry.lists.proposing import proposed_profile
from .commands import Group
from .lists import file_argument, sheet_option
from .output import say


@click.group(cls=Group)
def profile() -> None:
    """Show a profile, or propose one for a list."""


@profile.command("show")
@click.argument("name")
def show(name: str) -> None:
    """Print a profile that comes with stewards, to copy and change.

    Example: stewards profile show danish
    """
    _print(profile_text(name))


@profile.command("new")
@file_argument
@sheet_option
def new(file: Path, sheet: str | None) -> None:
    """Propose a profile from the headings and values of a list.

    It is printed as TOML, with a comment wherever something is to be checked. Save it to a file, and
    give that to --profile.

    Example: stewards profile new roster-2018-09-01.csv
    """
    _print(proposed_profile(file, sheet))


def _print(toml: str) -> None:
    for line in toml.splitlines():
        say(line)
