"""The command line: the same words as the library, for people and for pipes."""

import os
from pathlib import Path

import click

from .commands import Program, renamed
from .printing_options import loudness_options, printing_options

_COMMANDS = {
    "demo": ("demo.command", "Load a sample branch into a new registry and query it."),
    "init": ("store", "Create an empty registry."),
    "help": ("helping", "Show the help of a command."),
    "unit": ("unit", "Form, change and list units: employers, centres, workplaces."),
    "member": ("member", "Record and list members, known by opaque ids."),
    "people": ("people", "Keep who the members are apart from the log, and erase them."),
    "mandate": ("mandate", "Record elections and endings, and list who is in office."),
    "committee": ("committee", "Record and show seats and meetings of committees."),
    "observe": ("figures", "Record how many social workers a workplace has."),
    "observe-ratio": ("figures", "Record a ratio, such as cases for each caseworker."),
    "publish": ("figures", "Record a published number of members."),
    "void": ("figures", "Void an entry that was recorded by mistake."),
    "count": ("answers", "Count the members on a day, or on several."),
    "eligibility": ("answers", "Show which open workplaces may elect a steward."),
    "vacancies": ("answers", "List workplaces entitled to a steward that have none."),
    "coverage": ("answers", "Show how many workplaces that may elect have a steward."),
    "crossings": ("answers", "Show when a workplace was under the threshold and over it."),
    "leavers": ("board", "Show how many left the union, and why."),
    "retention": ("board", "Show how many of those who joined in each year are still there."),
    "moves": ("board", "List who came to work at another workplace."),
    "due": ("board", "List what falls due."),
    "what-if": ("what_if", "Answer a question as if the facts in FILE were recorded."),
    "rules": ("rules", "Show which rules hold where, and record what was agreed."),
    "figures": ("figures", "Show ratios against the norm of their day."),
    "history": ("answers", "Show the entries about a member or a unit."),
    "check": ("answers", "List anything that looks odd, with the entries behind it."),
    "report": ("report.command", "Write the annual report: one page that stands alone."),
    "serve": ("serve.command", "Show pages to look around in, until Ctrl-C."),
    "explain": ("explain", "Show the entries behind a count, a verdict or a mandate."),
    "roster": ("roster", "Compare a member list with the registry, or import it."),
    "employer": ("employer", "Compare an employer's list with the registry."),
    "profile": ("profile", "Show a profile, or propose one for a list."),
    "batch": ("batch", "List, show and revert batches."),
    "reconcile": ("reconcile", "Explain the difference between two counts, line by line."),
    "restate": ("reconcile", "Show how the count for one day changed as facts came in."),
    "statement": ("statement", "Show a year's changes in membership, month by month."),
    "lag": ("lag", "Show how late facts are reported and workplaces confirmed."),
    "export": ("export", "Print units and office-holders in open standards."),
    "privacy": (
        "privacy",
        "Answer for what is kept of people, where people are kept apart from the log.",
    ),
    "log": ("log", "Show, import, export, follow, copy, seal and verify the log."),
    "replay": ("store", "Replay the whole log from the start, and time it."),
    "doctor": ("doctor", "Check the store and its surroundings, and say what to do."),
}
"""Each command, where it stands, and the first line of its help."""

_SECTIONS = {
    "demo": "Begin",
    "unit": "Record",
    "count": "Ask",
    "report": "Show and explain",
    "roster": "Other people's lists",
    "reconcile": "Account for numbers",
    "export": "Keep and hand on",
}
"""What stands above a command in the help, where another kind of them begins."""

DEFAULT_AGREEMENT = "dk-municipal"


def _take_settings(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    """Let the file of settings say what no option does; without a word, the one beside the registry."""
    if value is None:
        store = ctx.params["store"].removeprefix("sqlite:///")
        value = Path(store).parent / "stewards.toml"
        if "://" in store or not value.is_file():
            return
    from .settings import Settings  # noqa: PLC0415 - only where there is such a file

    settings = Settings.read(value)
    ctx.default_map = settings.take()
    ctx.meta["stewards.profile"] = settings.profile
    if settings.seal is not None:
        ctx.meta["stewards.seal"] = settings.seal
    ctx.meta["stewards.backups"] = settings.backups


@click.group(
    cls=Program,
    later=_COMMANDS,
    sections=_SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--store",
    is_eager=True,  # the settings lie beside it
    default="registry.db",
    envvar="STEWARDS_STORE",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The registry: the path of an SQLite file, or the address of a server.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    is_eager=True,
    envvar="STEWARDS_CONFIG",
    show_envvar=True,
    expose_value=False,
    callback=_take_settings,
    metavar="FILE",
    help="The file of settings. [default: stewards.toml beside an SQLite file]",
)
@click.option(
    "--agreement",
    default=DEFAULT_AGREEMENT,
    envvar="STEWARDS_AGREEMENT",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="The rule book where none was adopted: a name, or a TOML file.",
)
@click.option(
    "--recorded-by",
    default="local",
    envvar="STEWARDS_BY",
    show_default=True,
    show_envvar=True,
    metavar="ID",
    help="Opaque id of the person who records the facts.",
)
@click.option("--by", hidden=True, callback=renamed("--recorded-by"))
@click.option(
    "--segments",
    envvar="STEWARDS_SEGMENTS",
    show_envvar=True,
    metavar="FOLDER",
    help="Folder for column segments, or 'none'. [default: beside an SQLite file]",
)
@click.option(
    "--despite-clock",
    is_flag=True,
    help="Record even if the log's last entry is ahead of this machine's clock.",
)
@click.option(
    "--people-file",
    envvar="STEWARDS_PEOPLE_FILE",
    show_envvar=True,
    metavar="FILE",
    help="Who the members are, where people are kept apart. [default: beside an SQLite file]",
)
@click.option(
    "--people",
    "people_login",
    envvar="STEWARDS_PEOPLE",
    show_envvar=True,
    metavar="ADDRESS",
    help="The login for who the members are, where the log is on PostgreSQL. [default: that of --store]",
)
@printing_options()
@loudness_options
@click.version_option(package_name="stewards")
@click.pass_context
def main(
    ctx: click.Context,
    /,
    *,
    store: str,
    agreement: str,
    recorded_by: str,
    by: str | None,
    segments: str | None,
    despite_clock: bool,
    people_file: str | None,
    people_login: str | None,
) -> None:
    """Record a union's members and stewards, and ask about any day.

    Example: stewards demo
    """
    from .app import App  # noqa: PLC0415 - what a command needs is loaded with it

    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        ctx.color = True
    recorder = by or recorded_by
    ctx.obj = App(store, agreement, recorder, segments, despite_clock, people_file, people_login)
