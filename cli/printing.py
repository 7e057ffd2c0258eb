"""How one run prints, whatever the command: in which language, and what else stands before a command."""

from typing import Final

import click
from attrs import define, field

from .language import Language

_KEPT: Final = "stewards.printing"


@define
class Printing:
    """How this run prints.

    Attributes:
        language: What tables and sentences are printed in.
    """

    language: Language = field(factory=Language)


def printing() -> Printing:
    """Return how this run prints: the same object for all of a command line."""
    context = click.get_current_context(silent=True)
    if context is None:
        return Printing()
    found: Printing = context.meta.setdefault(_KEPT, Printing())
    return found
