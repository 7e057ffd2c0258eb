"""The command line: the same words as the library, for people and for pipes."""

import click

from .commands import Program

_COMMANDS = {
    "demo": ("demo.command", "Load a sample branch into a fresh registry, and ask it."),
    "init": ("store", "Make an empty registry."),
    "unit": ("unit", "Form, change and list units: employers, centres, workplaces."),
    "member": ("member", "Tell of members, known by opaque ids, and list them."),
    "mandate": ("mandate", "Elect to offices, end mandates, list who holds them."),
    "observe": ("figures", "Record how many social workers a workplace has."),
    "publish": ("figures", "Record a number of members that somebody printed for a day."),
    "void": ("figures", "Take an entry back."),
    "count": ("answers", "Count the members on a day."),
    "eligibility": ("answers", "Show which open workplaces may elect a steward."),
    "vacancies": ("answers", "Show the workplaces that may elect and have no steward."),
    "history": ("answers", "Show the entries behind a member or a unit."),
    "check": ("answers", "List what looks odd, with the entries behind it."),
    "explain": ("explain", "Show the entries that make a count, a verdict, a mandate."),
    "roster": ("roster", "Compare a member list with the registry, or take it in."),
    "employer": ("employer", "Compare an employer's list with the registry."),
    "batch": ("batch", "List batches, show one, take one back."),
    "reconcile": ("reconcile", "Show why two counts differ, in lines that add up."),
    "restate": ("reconcile", "Show what was learnt of one day between two instants."),
    "statement": ("statement", "Show a year's movement of members, month by month."),
    "lag": ("lag", "Show how late facts are told and workplaces confirmed."),
    "log": ("log", "Show the log, take facts in, write them out."),
    "replay": ("store", "Replay the whole log from nothing, and time it."),
    "doctor": ("doctor", "Check the store and its surroundings, and say what to do."),
}
"""Each command, where it stands, and the first line of its help."""

DEFAULT_AGREEMENT = "dk-municipal"


@click.group(cls=Program, later=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
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
    from .app import App  # noqa: PLC0415 - what a command needs is loaded with it

    ctx.obj = App(store, agreement, by, segments, despite_clock)
