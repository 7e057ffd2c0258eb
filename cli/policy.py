"""Where a union's policy lies: what is kept of people, why, and how long."""

from pathlib import Path
from typing import Final

import click

from .app import App

_POLICY: Final = "privacy.toml"

policy_option: Final = click.option(
    "--policy",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What is kept, why, and how long. [default: privacy.toml beside an SQLite file]",
)


def policy_in(app: App) -> Path:
    """Return where a policy lies if nobody named another place: beside the registry."""
    return Path(app.path or ".").parent / _POLICY
