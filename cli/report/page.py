"""A report as one page: sections, their pictures, and what it was made from."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from ...events.errors import MissingExtra
from ..language import Language
from ..printing import person
from .asked import Asked
from .figures import Figure, Sheet
from .parts import Id, Picture, Section, Word

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

FOLDER: Final = Path(__file__).parent / "templates"
"""Where the templates stand."""

_NUMBERS: Final = {"en": {}, "da": str.maketrans(",.", ".,")}


@frozen
class Foot:
    """What a report was made from.

    Attributes:
        on: The last day.
        known_at: The instant of the knowledge, in UTC, to the second.
        book: The rule book.
        entries: How many entries count.
        digest: Their digest; none where it was not taken.
        command: The command that takes it.
    """

    on: date
    known_at: str
    book: str
    entries: int
    digest: str | None
    command: str


def page(
    sections: Iterable[Section], language: Language, foot: Foot, asked: Asked, **given: Any
) -> str:
    """Return a report as HTML that needs nothing else.

    Raises:
        MissingExtra: the extra `report` is not installed.
    """
    writing = Writing(language, asked.sheet)
    css = style()
    return (
        environment(FOLDER)
        .get_template("page.html")
        .render(
            t=writing.marked,
            cell=writing.cell,
            mark=writing.mark,
            draw=writing.drawn,
            can_draw=writing.can_draw,
            asked=asked,
            is_number=is_number,
            language=language.name,
            sections=list(sections),
            foot=foot,
            style=css,
            style_hash=b64encode(hashlib.sha256(css.encode()).digest()).decode(),
            **given,
        )
    )


@frozen
class Writing:
    """How what is shown is written.

    Attributes:
        language: The language.
        sheet: The numbers, some of which may be hidden.
    """

    language: Language
    sheet: Sheet

    def said(self, text: str, **parts: Any) -> str:
        """Return a text of ours, with what varies in it."""
        return self.language.say(text, **{key: self.cell(part) for key, part in parts.items()})

    def marked(self, text: str, **parts: Any) -> "Markup":
        """Return the same as it stands in a page, where no day is broken over two lines."""
        from markupsafe import Markup, escape

        if not parts:
            return escape(self.language.say(text))
        marked = {key: self.mark(part) for key, part in parts.items()}
        return Markup(self.language.say(text, **marked))  # noqa: S704 - its parts are escaped

    def mark(self, value: Any) -> "Markup":
        """Return what stands in a cell, a day as one."""
        from markupsafe import Markup, escape

        said = escape(self.cell(value))
        return Markup("<time>{}</time>").format(said) if isinstance(value, date) else said

    def cell(self, value: Any) -> str:
        """Return what stands in a cell."""
        if isinstance(value, Figure):
            return self.sheet.instead(value) if self.sheet.hides(value) else self.cell(value.number)
        if isinstance(value, Word):
            return self.language.say(value.text)
        if is_number(value):
            return f"{value:,}".translate(_NUMBERS[self.language.name])
        return "" if value is None else person(value.id if isinstance(value, Id) else str(value))

    def can_draw(self, picture: Picture) -> bool:
        """Return whether a picture shows no number that is hidden."""
        return not any(
            isinstance(value, Figure) and self.sheet.hides(value)
            for row in picture.rows
            for value in row.values()
        )

    def drawn(self, picture: Picture, width: int) -> str:
        """Return a picture as SVG."""
        from ..pictures import draw

        says = self.said(picture.says, **picture.parts)
        rows = [{key: self._plain(value) for key, value in row.items()} for row in picture.rows]
        return draw(picture.name, rows, self.language, says=says, width=width, **picture.given)

    def _plain(self, value: Any) -> Any:
        """Return what is drawn as a picture takes it: numbers as such, days and words as text."""
        match value:
            case Figure():
                return value.number
            case Word() | date():
                return self.cell(value)
            case _:
                return value


def is_number(value: Any) -> bool:
    """Return whether a cell is set to the right."""
    return isinstance(value, Figure | int | float | Decimal)


@cache
def style() -> str:
    """Return how the pages look, as CSS."""
    return (FOLDER / "report.css").read_text("utf-8")


@cache
def environment(*folders: Path) -> "Environment":
    """Return what fills the templates of some folders.

    Raises:
        MissingExtra: the extra `report` is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as problem:
        raise MissingExtra("write a report", "report") from problem
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
