"""The command line: the same words as the library, for people and for pipes."""

import click

from ..registry import DEFAULT_AGREEMENT
from .answers import check, count, eligibility, history, vacancies
from .app import App, StewardsGroup
from .demo.command import demo
from .figures import observe, publish, void
from .log import log
from .mandate import mandate
from .member import member
from .store import init, replay
from .unit import unit

_COMMANDS = (
    init,
    demo,
    unit,
    member,
    mandate,
    observe,
    publish,
    void,
    count,
    eligibility,
    vacancies,
    history,
    check,
    log,
    replay,
)


@click.group(cls=StewardsGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    default="registry.db",
    envvar="STEWARDS_STORE",
    show_default=True,
    show_envvar=True,
    help="The store: the path of an SQLite file.",
)
@click.option(
    "--agreement",
    default=DEFAULT_AGREEMENT,
    envvar="STEWARDS_AGREEMENT",
    show_default=True,
    show_envvar=True,
    help="The rule book: a name, or the path of a TOML file.",
)
@click.option(
    "--by",
    default="local",
    envvar="STEWARDS_BY",
    show_default=True,
    show_envvar=True,
    help="The opaque id of who tells the facts.",
)
@click.version_option(package_name="stewards")
@click.pass_context
def main(ctx: click.Context, store: str, agreement: str, by: str) -> None:
    """Keep a union's members and stewards as facts, and ask any number as of any day.

    Start with: stewards demo
    """
    ctx.obj = App(store, agreement, by)


for _command in _COMMANDS:
    main.add_command(_command)
