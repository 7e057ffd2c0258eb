"""How one run prints, whatever the command: in which language, with which names, and where to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from attrs import define, field

from .errors import NoNamesToShow
from .language import Language
from .names import Names

if TYPE_CHECKING:  # loaded where people are kept apart from the log
    from ..registry import People, Registry

_KEPT: Final = "stewards.printing"


@define
class Printing:
    """How this run prints.

    Attributes:
        language: What tables and sentences are printed in.
        names: What people are called; none where their ids are enough.
        people: Who the members are, where people are kept apart from the log.
        dialect: How CSV is written: `da` as a Danish spreadsheet reads it; nothing for the plain way.
        file: Where the output goes; none for standard output.
        is_workbook: Whether the file is a workbook. What commands print as CSV is then its sheet.
        is_quiet: Whether notes, warnings and progress bars are left out.
        is_verbose: Whether it is said which registry, rule book and settings were used, and how long it took.
        written: What went to the file so far, where that is a text.
    """

    language: Language = field(factory=Language)
    names: Names | None = None
    people: "People | None" = None
    dialect: str = ""
    file: Path | None = None
    is_workbook: bool = False
    written: str = ""
    is_quiet: bool = False
    is_verbose: bool = False

    def person(self, one: str) -> str:
        """Return the id of a person as people see it: the number, with the name where this run has names."""
        return self.spoken(self.names.shown(one) if self.names else one)

    def spoken(self, text: str, quoted: Callable[[str], str] = str) -> str:
        """Return a text as people read it, where people are kept apart from the log.

        It has the number of each person in place of their id, and what a note says in place of what stands
        for it; what was erased stays as it is. `quoted` makes a note fit what it is put into.
        """
        return self.people.spoken(text, quoted) if self.people else text


_LENT: ContextVar[Printing | None] = ContextVar(_KEPT, default=None)
"""How a thread prints that answers for a command, and has no command line of its own."""


@contextmanager
def printing_as(how: Printing) -> Iterator[None]:
    """Print as a command does, in whatever thread that is."""
    token = _LENT.set(how)
    try:
        yield
    finally:
        _LENT.reset(token)


def printing() -> Printing:
    """Return how this run prints: the same object for all of a command line."""
    if lent := _LENT.get():
        return lent
    context = click.get_current_context(silent=True)
    if context is None:
        return Printing()
    found: Printing = context.meta.setdefault(_KEPT, Printing())
    return found


def show_people(registry: "Registry") -> None:
    """From now on show the numbers of people in place of their ids, and their names where they are wanted.

    Raises:
        NoNamesToShow: names are wanted, and the registry does not keep people apart.
        PeopleFileMissing, PeopleClosed: it does, and they cannot be had.
    """
    how, people = printing(), registry.people
    if people is None:
        if how.names and how.names.of_people:
            from ..registry import NotKeptApart  # noqa: PLC0415 -- only who lacks names needs it

            with suppress(NotKeptApart):
                registry.kept_apart("show names")
            raise NoNamesToShow
        return
    how.people = people.lasting()  # answers are printed when the registry is closed
    if context := click.get_current_context(silent=True):
        context.find_root().call_on_close(how.people.close)
    if how.names is not None:
        names = Names.from_people if how.names.of_people else how.names.by_number
        how.names = names(how.people)


def person(one: str) -> str:
    """Return the id of a person as people see it; see `Printing.person`."""
    return printing().person(one)


def spoken(text: str) -> str:
    """Return a text as people read it; see `Printing.spoken`."""
    return printing().spoken(text)
