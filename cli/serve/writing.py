"""How what a page shows is written, as HTML."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from attrs import frozen
from markupsafe import Markup

from ..report.page import Writing, is_number
from ..report.parts import Id
from .parts import Change, Link, Links


@frozen
class Linked(Writing):
    """How what is shown is written where it may lead somewhere.

    Attributes:
        person: What shows the id of a person, with the name where this run has names.
    """

    person: Callable[[str], str] = str

    def cell(self, value: Any) -> str:
        """Return what stands in a cell."""
        match value:
            case Link():
                return Markup('<a href="{}">{}</a>').format(value.address, self.mark(value.shown))
            case Links():
                shown = Markup(", ").join(map(self.mark, value.links))
                more = self.language.say(" and {number} more", number=value.more)
                return Markup("<span>{}{}</span>").format(shown, more if value.more else "")
            case Change():
                return f"{value.by:+,}".replace("-", "\N{MINUS SIGN}")
            case datetime():
                return f"{value:%Y-%m-%d %H:%M}"
            case Id():
                return self.person(value.id)
        return super().cell(value)


def is_figure(value: Any) -> bool:
    """Return whether a cell is set to the right."""
    shown = value.shown if isinstance(value, Link) else value
    return is_number(shown) or isinstance(shown, Change)
