"""Days as a list writes them: in the forms that its profile names, and in no other."""

import re
from datetime import date, datetime, time
from typing import Final

from attrs import field, frozen

from .source import Cell

_TOKENS: Final = {"dd": "day", "mm": "month", "yyyy": "year"}
_TOKEN: Final = re.compile("dd|mm|yyyy")
_FORM: Final = re.compile(r"(dd|mm|yyyy)[-./ ]?(dd|mm|yyyy)[-./ ]?(dd|mm|yyyy)")


def _pattern(form: str) -> re.Pattern[str]:
    escaped = re.escape(form)
    return re.compile(
        _TOKEN.sub(lambda t: f"(?P<{_TOKENS[t[0]]}>[0-9]{{{len(t[0])}}})", escaped), re.ASCII
    )


def _shape(form: str) -> str:
    return _TOKEN.sub(lambda t: "0" * len(t[0]), form)


@frozen
class DateForms:
    """The forms of a profile.

    Attributes:
        forms: Such as `dd-mm-yyyy`: `dd`, `mm` and `yyyy` in any order, with one of `-`, `.`, `/`, a blank
            or nothing between them.

    Raises ValueError for a form that is none, and for two that one text could fit.
    """

    forms: tuple[str, ...]
    _patterns: tuple[re.Pattern[str], ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        shapes: dict[str, str] = {}
        for form in self.forms:
            found = _FORM.fullmatch(form)
            if not found or len(set(found.groups())) < len(_TOKENS):
                raise ValueError(f"{form!r} is no form of a day, such as dd-mm-yyyy")
            if (other := shapes.setdefault(_shape(form), form)) != form:
                raise ValueError(f"a day could be written as {other} and as {form} alike")
        object.__setattr__(self, "_patterns", tuple(map(_pattern, self.forms)))

    def read(self, cell: Cell) -> date | None:
        """Return the day of a cell; none where it is not a day in these forms."""
        if not isinstance(cell, str):
            return _day(cell)
        found = (pattern.fullmatch(cell) for pattern in self._patterns)
        return next((_calendar_day(match) for match in found if match), None)

    def __str__(self) -> str:
        """Return the forms as a sentence names them."""
        return " or ".join(self.forms)


def _day(cell: date) -> date | None:
    if not isinstance(cell, datetime):
        return cell
    return cell.date() if cell.time() == time() else None


def _calendar_day(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None
