"""How one run prints, whatever the command: in which language, with which names, and where to."""

from pathlib import Path
from typing import Final

import click
from attrs import define, field

from .language import Language
from .names import Names

_KEPT: Final = "stewards.printing"


@define
class Printing:
    """How this run prints.

    Attributes:
        language: What tables and sentences are printed in.
        names: What people are called; none where their ids are enough.
        dialect: How CSV is written: `da` as a Danish spreadsheet reads it; nothing for the plain way.
        file: Where the output goes; none for standard output.
        is_workbook: Whether the file is a workbook. What commands print as CSV is then its sheet.
        is_quiet: Whether notes, warnings and progress bars are left out.
        is_verbose: Whether it is said which registry, rule book and settings were used, and how long it took.
        written: What went to the file so far, where that is a text.
    """

    language: Language = field(factory=Language)
    names: Names | None = None
    dialect: str = ""
    file: Path | None = None
    is_workbook: bool = False
    written: str = ""
    is_quiet: bool = False
    is_verbose: bool = False


def printing() -> Printing:
    """Return how this run prints: the same object for all of a command line."""
    context = click.get_current_context(silent=True)
    if context is None:
        return Printing()
    found: Printing = context.meta.setdefault(_KEPT, Printing())
    return found


def person(one: str) -> str:
    """Return the id of a person as people see it: with the name, where this run has names."""
    names = printing().names
    return names.shown(one) if names else one
