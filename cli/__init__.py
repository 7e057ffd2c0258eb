"""The command line: the same words as the library, for people and for pipes."""

import click

from ..registry import DEFAULT_AGREEMENT
from .answers import check, count, eligibility, history, vacancies
from .app import App
from .batch import batch
from .commands import Program
from .demo.command import demo
from .doctor import doctor
from .employer import employer
from .explain import explain
from .figures import observe, publish, void
from .lag import lag
from .log import log
from .mandate import mandate
from .member import member
from .reconcile import reconcile, restate
from .roster import roster
from .statement import statement
from .store import init, replay
from .unit import unit

_COMMANDS = (
    demo,
    init,
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
    explain,
    roster,
    employer,
    batch,
    reconcile,
    restate,
    statement,
    lag,
    log,
    replay,
    doctor,
)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    default="registry.db",
    envvar="STEWARDS_STORE",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The registry: the path of an SQLite file, or the address of a server.",
)
@click.option(
    "--agreement",
    default=DEFAULT_AGREEMENT,
    envvar="STEWARDS_AGREEMENT",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="The rule book: a name, or the path of a TOML file.",
)
@click.option(
    "--by",
    default="local",
    envvar="STEWARDS_BY",
    show_default=True,
    show_envvar=True,
    metavar="ID",
    help="Who tells the facts: an opaque id.",
)
@click.option(
    "--segments",
    envvar="STEWARDS_SEGMENTS",
    show_envvar=True,
    metavar="FOLDER",
    help="Where column segments are kept; none for nowhere. [default: beside a file]",
)
@click.option(
    "--despite-clock",
    is_flag=True,
    help="Record also where the log's last entry lies ahead of the clock.",
)
@click.version_option(package_name="stewards")
@click.pass_context
def main(
    ctx: click.Context,
    /,
    *,
    store: str,
    agreement: str,
    by: str,
    segments: str | None,
    despite_clock: bool,
) -> None:
    """Keep a union's members and stewards as facts; ask as of any day.

    Example: stewards demo
    """
    ctx.obj = App(store, agreement, by, segments, despite_clock)


for _command in _COMMANDS:
    main.add_command(_command)
