"""`stewards demo`: the main job, on a sample branch."""

import tempfile
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import click
from click.core import ParameterSource

from ...events import CountPublished, MemberJoined, MemberLeft
from ...events.errors import Refusal
from ...registry import Eligibility, Entry, Registry
from ..app import App
from ..output import say, show
from ..progress import progress

FIRST_DAY, LAST_DAY = date(2018, 9, 1), date(2019, 9, 1)


@attrs.define(slots=False)
class StoreInTheWay(Refusal):
    """The demonstration makes a registry of its own, and something is at that path."""

    store: str

    cannot = "make a registry for the demonstration at {0.store}"
    because = "there is a file already"
    instead = "Name another path with --store, or leave it out: then nothing is kept."


@click.command("demo")
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Load a sample branch into a fresh registry, and show what it can tell.

    The registry is kept where --store says; without it, it is thrown away at the end.

    Example: stewards --store demo.db demo
    """
    app: App = ctx.obj
    parent = ctx.parent
    if parent and parent.get_parameter_source("store") is ParameterSource.DEFAULT:
        with tempfile.TemporaryDirectory() as folder:
            _show(attrs.evolve(app, store=str(Path(folder) / "demo.db")))
        return
    if Path(app.store).exists():
        raise StoreInTheWay(app.store)
    _show(app)
    say(f"The registry is kept in {app.store}: try stewards --store {app.store} check")


def _show(app: App) -> None:
    lines = sample()
    with app.telling(create=True) as registry:
        with progress("Loading the sample branch", len(lines)) as advance:
            registry.import_lines(lines, on_progress=advance)
        say(f"Loaded {len(lines)} facts about a branch in Copenhagen. All ids are made up.")
        say("")
        _counts(registry)
        _stewards(registry)
        _vacancies(registry)
        _published(registry)


def sample() -> list[bytes]:
    """Return the sample history in the interchange format, one line a fact."""
    return resources.files(__package__).joinpath("sample.jsonl").read_bytes().splitlines()


def _counts(registry: Registry) -> None:
    first, last = (registry.count(on=day, known_at=day).members for day in (FIRST_DAY, LAST_DAY))
    rows = [
        {"on": FIRST_DAY, "as_known": "that evening", "members": first, "change": None},
        {"on": LAST_DAY, "as_known": "that evening", "members": last, "change": last - first},
    ]
    show(rows, "table", columns=("on", "as_known", "members", "change"), title="Members")
    say("")


def _stewards(registry: Registry) -> None:
    held = [m for m in registry.mandates(on=LAST_DAY) if m.office == "steward"]
    names = {unit.unit: unit.name for unit in registry.units(on=LAST_DAY)}
    rows = [
        {
            "workplace": m.unit,
            "name": names.get(m.at_unit),
            "steward": m.member,
            "since": m.since,
            "until": m.until,
        }
        for m in held
    ]
    columns = ("workplace", "name", "steward", "since", "until")
    show(rows, "table", columns=columns, title=f"{len(held)} stewards in office on {LAST_DAY}")
    say("")


def _vacancies(registry: Registry) -> None:
    vacant = registry.vacancies(on=LAST_DAY)
    rows = [attrs.asdict(each) | {"because": _reason(registry, each)} for each in vacant]
    title = f"{len(vacant)} workplaces that may elect and have no steward on {LAST_DAY}"
    show(rows, "table", columns=("workplace", "name", "because"), title=title)
    say("")


def _reason(registry: Registry, workplace: Eligibility) -> str:
    threshold = registry.agreement.threshold
    if workplace.members >= threshold:
        return f"{workplace.members} members work there, {threshold} may elect"
    return f"{workplace.observed} social workers counted there, {workplace.members} of them members"


def _published(registry: Registry) -> None:
    """Show how the count for the day of the last figure in print moved as facts came in."""
    entries = list(registry.log.entries())
    figure = next(e for e in reversed(entries) if isinstance(e.event, CountPublished))
    rows = [_known(registry, figure, "published")]
    for entry in entries[figure.number :]:
        row = _known(registry, entry, f"{_told(entry)} (entry {entry.number})")
        if row["members"] != rows[-1]["members"]:
            rows.append(row)
    title = f"How the count for {LAST_DAY} moved after it was published"
    show(rows, "table", columns=("known_on", "members", "because"), title=title)
    say("")


def _known(registry: Registry, entry: Entry, because: str) -> dict[str, Any]:
    known_at = entry.event.recorded_at
    members = registry.count(on=LAST_DAY, known_at=known_at).members
    return {"known_on": known_at.date(), "members": members, "because": because}


def _told(entry: Entry) -> str:
    event = entry.event
    verb = {MemberJoined: "joined", MemberLeft: "left"}.get(type(event), type(event).__name__)
    return f"{getattr(event, 'member', 'somebody')} {verb} on {event.effective_on}, told late"
