"""`stewards people`: who the members are, in a file of its own, and how they are erased from it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen

from ..registry import Registry
from ..registry.lists.people import read_people
from .app import App
from .commands import Group
from .errors import ErasureChangedCounts
from .options import DAY, command_option, output_option, remark_on_repeat
from .output import complain, how_many, say, show
from .progress import progress
from .rows import show_entry
from .sealing import sealed_afterwards

_COLUMNS: Final = ("member", "name")
_UNSEEN: Final = (
    "This is not for reading. Hand it to what encrypts it: stewards people backup | age ..."
)
_PROVED: Final = (
    "The counts of all {1} on which anything changes are what they were, and so is the digest of entries 1"
    " to {size}: {0}"
)


@click.group(cls=Group)
def people() -> None:
    """Keep who the members are apart from the log, and erase them.

    With a people file, the log knows members by ids that say nothing; numbers and names are in that file
    alone, and so is every note. Commands take numbers and print numbers as they do without one.
    """


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@sealed_afterwards
def import_(app: App, /, file: Path) -> None:
    """Take in a list of numbers and names; new numbers get an id.

    FILE is CSV or XLSX with a heading row: a number and a name a row. The first list begins the people
    file, beside the log; that is possible while the log names no member yet.

    Example: stewards people import people.csv
    """
    names = read_people(file)
    with app.opened(create=True) as registry:
        begins = registry.people is None
        apart = registry.people or registry.keep_people_apart()
        new = apart.add(names)
        where = apart.kept.where
    if begins:
        say(f"People are kept apart from the log from now on, in {where}.")
    say(f"People in the list: {len(names)}, of whom {new} are new.")


@people.command("list")
@output_option
@click.pass_obj
def list_(app: App, output: str) -> None:
    """List everybody in the people file, by number.

    Example: stewards people list -o csv
    """
    with app.opened() as registry:
        everybody = registry.kept_apart("list people").everybody()
    rows = [{"member": number, "name": name} for _, number, name in everybody]
    show(rows, output, columns=_COLUMNS, title="People")


@people.command("backup")
@click.pass_obj
@sealed_afterwards
def backup(app: App, /) -> None:
    """Print the people file, for what encrypts it.

    It is as it is at one moment, whoever writes to it, and lies nowhere unencrypted on the way. Take
    it before the backup of the log: a people file that knows of entries which its log does not have
    is refused. Delete it after 35 days, or when the policy says so: whoever is erased until then is
    still in it.

    Example: stewards people backup | age -R officers.txt > people.age
    """
    if sys.stdout.isatty():
        raise click.UsageError(_UNSEEN, click.get_current_context())
    with app.opened() as registry:
        whole = registry.kept_apart("back up the people file").kept.whole()
        registry.note_export("people")
    sys.stdout.buffer.write(whole)
    sys.stdout.buffer.flush()


@people.command("erase")
@click.argument("number")
@click.option(
    "--reason",
    metavar="CODE",
    required=True,
    help="Why: a code of the rule book, such as asked-for.",
)
@click.option("--on", type=DAY, help="The day it takes effect. [default: today]")
@click.option(
    "--prove",
    is_flag=True,
    help="Also count every day before and after, and say that nothing changed.",
)
@command_option
@output_option
@click.pass_obj
@sealed_afterwards
def erase(app: App, /, number: str, prove: bool, output: str, **given: Any) -> None:
    """Erase a person: number, name and notes are deleted, and the log says that they were.

    No count changes, for no day and as known at no moment: the log keeps its facts under an id that nobody
    can say any more whose it was. A copy of the people file that is put back forgets the person again when
    it is opened.

    Example: stewards people erase M00233 --reason asked-for
    """
    with app.opened() as registry:
        size = registry.size()
        before = _counted(registry, size) if prove else None
        entry = registry.erase(number, **given)
        after = _counted(registry, size) if prove else None
    if output == "table":
        say(
            f"Erased {number}: number, name and notes are deleted, and entry {entry.number} says so."
        )
    else:
        show_entry(entry, output)
    remark_on_repeat([entry.number], size)
    if before is not None and after is not None:
        if before != after:  # nothing that was recorded has changed, so no answer can have
            raise ErasureChangedCounts(size)
        complain(_PROVED.format(before.digest, how_many(len(before.days), "day"), size=size))


@frozen
class _Counted:
    """What must not change when somebody is erased."""

    digest: str
    days: dict[date, tuple[int, int, int | None]]


def _counted(registry: Registry, size: int) -> _Counted:
    """Return the digest of the first entries, and the counts of every day on which anything changes."""
    registry.replay()
    view = registry.view()
    every, days = view.days(), {}
    with progress("Counting", len(every)) as advance:
        for number, day in enumerate(every, start=1):
            found = view.on_day(day).count()
            days[day] = found.members, found.at_least, found.at_most
            advance(number)
    return _Counted(registry.digest(size).digest, days)
