"""`stewards demo`: the main job, on a sample branch."""

import shlex
import shutil
import sys
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs
import click
from click.core import ParameterSource

from ...events import MemberJoined, MemberLeft
from ...events.stores.addresses import IN_MEMORY
from ...registry import Eligibility, Entry, Registry
from ..app import App
from ..commands import Command
from ..errors import StoreInTheWay
from ..output import say, show
from ..printing import printing
from ..progress import progress

FIRST_DAY: Final = date(2018, 9, 1)
LAST_DAY: Final = date(2019, 9, 1)


@click.command("demo", cls=Command)
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Load a sample branch into a new registry and query it.

    The registry is kept only if --store says where. With -q before it, nothing is queried.

    Example: stewards --store demo.db demo
    """
    app: App = ctx.obj
    if ctx.find_root().get_parameter_source("store") is ParameterSource.DEFAULT:
        app = attrs.evolve(app, store=IN_MEMORY)
    if app.exists:
        raise StoreInTheWay(app.shown)
    if app.in_memory:
        with app.created() as registry:
            _load(registry)
            _show(registry)
        return
    with app.created() as registry:
        _load(registry)
    if not printing().is_quiet:
        with app.replayed() as registry:
            _show(registry)
    say("")
    program, store = shlex.quote(_program()), shlex.quote(app.shown)
    say(f"The registry is kept in {app.shown}. Try: {program} --store {store} check")


def _program() -> str:
    """Return what to type for this program: its path, where the shell would not find it by its name."""
    called, name = Path(sys.argv[0]), "stewards"
    if called.name != name:
        return name
    found = shutil.which(name)
    return name if found and Path(found).samefile(called) else str(called)


def _show(registry: Registry) -> None:
    for part in (_counts, _stewards, _vacancies, _published):
        say("")
        part(registry)


def sample() -> list[bytes]:
    """Return the sample history in the interchange format, one line a fact."""
    return _lines_of("sample.jsonl")


def elections() -> list[bytes]:
    """Return what is told after it: notices, an absence, a community, a committee, case loads.

    All of it holds from a later day than the figures that are shown, and changes none of them.
    """
    return _lines_of("elections.jsonl")


def _lines_of(file: str) -> list[bytes]:
    return resources.files(__package__).joinpath(file).read_bytes().splitlines()


def _load(registry: Registry) -> None:
    lines = [*sample(), *elections()]
    with progress("Loading the sample branch", len(lines)) as advance:
        registry.import_lines(lines, on_progress=advance)
    say(f"Loaded {len(lines)} facts about a branch in Copenhagen. All ids are made up.")


def _counts(registry: Registry) -> None:
    first, last = (registry.count(on=day, known_at=day).members for day in (FIRST_DAY, LAST_DAY))
    rows = [
        {"on": FIRST_DAY, "members": first, "change": None},
        {"on": LAST_DAY, "members": last, "change": last - first},
    ]
    title = "Members, as known at the end of the day"
    show(rows, "table", columns=("on", "members", "change"), title=title)


def _stewards(registry: Registry) -> None:
    held = [attrs.asdict(each) for each in registry.mandates(on=LAST_DAY, office="steward")]
    names = {unit.unit: unit.name for unit in registry.units(on=LAST_DAY)}
    rows = [each | {"name": names.get(each["at_unit"]), "steward": each["member"]} for each in held]
    columns = ("unit", "name", "steward", "since", "until")
    title = f"Stewards in office on {LAST_DAY}: {len(held)}"
    show(rows, "table", columns=columns, title=title)


def _vacancies(registry: Registry) -> None:
    vacant = registry.vacancies(on=LAST_DAY)
    rows = [attrs.asdict(each) | {"because": _reason(registry, each)} for each in vacant]
    title = f"Workplaces entitled to a steward that have none on {LAST_DAY}: {len(vacant)}"
    show(rows, "table", columns=("workplace", "name", "because"), title=title)


def _reason(registry: Registry, workplace: Eligibility) -> str:
    if workplace.members >= registry.agreement.threshold:
        return f"{workplace.members} members"
    return f"{workplace.observed} social workers observed"


def _published(registry: Registry) -> None:
    """Show how the count for the day of the last figure in print changed as facts came in."""
    figure = registry.entry(registry.published()[-1].entry)
    rows = [_known(registry, figure, "published")]
    for entry in registry.log.entries(after=figure.number):
        row = _known(registry, entry, f"{_reported(entry)} (entry {entry.number})")
        if row["members"] != rows[-1]["members"]:
            rows.append(row)
    title = f"How the count for {LAST_DAY} changed as facts were reported late"
    show(rows, "table", columns=("known_on", "members", "because"), title=title)


def _known(registry: Registry, entry: Entry, because: str) -> dict[str, Any]:
    known_at = entry.event.recorded_at
    members = registry.count(on=LAST_DAY, known_at=known_at).members
    return {"known_on": known_at.date(), "members": members, "because": because}


def _reported(entry: Entry) -> str:
    event = entry.event
    verb = {MemberJoined: "joined", MemberLeft: "left"}.get(type(event), type(event).__name__)
    return f"{getattr(event, 'member', 'somebody')} {verb} on {event.effective_on}, reported late"
