"""Days as a list writes them: in the forms that its profile names, and in no other."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import product
from typing import Final

from attrs import field, frozen

from ...events.errors import BadInput
from ...events.window import Window
from .source import Cell

_TOKEN: Final = re.compile("yyyy|yy|dd?|mm?")
_FORM: Final = re.compile(
    rf"(?P<day>(?:{_TOKEN.pattern})(?:[-./ ]?(?:{_TOKEN.pattern})){{0,2}})"
    r"(?P<time>[ T]hh:mm(?::ss)?)?"
)
_TIME: Final = {
    "hh:mm": r"[0-9]{1,2}:[0-9]{2}",
    "hh:mm:ss": r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?",
}
_PARTS: Final = {"d": "day", "m": "month", "y": "year"}
_LENGTHS: Final = {"yyyy": (4,), "yy": (2,), "dd": (2,), "mm": (2,), "d": (1, 2), "m": (1, 2)}

_KNOWN: Final = ({"day", "month", "year"}, {"month", "year"}, {"year"})


@frozen
class _Form:
    """A form, and what tells whether a text is in it."""

    text: str
    tokens: tuple[str, ...]
    has_time: bool
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, text: str) -> "_Form":
        found = _FORM.fullmatch(text)
        tokens = tuple(_TOKEN.findall(found["day"])) if found else ()
        parts = [_PARTS[token[0]] for token in tokens]
        if not found or set(parts) not in _KNOWN or len(set(parts)) < len(parts):
            raise ValueError(f"{text!r} is no form of a day, such as dd-mm-yyyy")
        if tokens == ("yy",) or (found["time"] and "day" not in parts):
            raise ValueError(f"{text!r} is no form of a day, such as dd-mm-yyyy")
        pattern = _TOKEN.sub(_digits, re.escape(found["day"]))
        if found["time"]:
            pattern += f"{found['time'][0]}{_TIME[found['time'][1:]]}"
        return cls(text, tokens, bool(found["time"]), re.compile(pattern, re.ASCII))

    def shapes(self) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
        """Yield what a text in the form may look like, and which digits are which part of the day."""
        for lengths in product(*(_LENGTHS[token] for token in self.tokens)):
            each = iter(lengths)
            shape = _TOKEN.sub(lambda _: "0" * next(each), self.text.partition("hh")[0])  # noqa: B023
            parts = zip((token[0] for token in self.tokens), lengths, strict=True)
            yield shape + "hh" * self.has_time, tuple(parts)


def _digits(token: re.Match[str]) -> str:
    lengths = _LENGTHS[token[0]]
    return f"(?P<{_PARTS[token[0][0]]}>[0-9]{{{lengths[0]},{lengths[-1]}}})"


@frozen
class DateForms:
    """The forms of a profile.

    Attributes:
        forms: Such as `dd-mm-yyyy`: `dd` or `d`, `mm` or `m`, and `yyyy` or `yy` in any order, with one of
            `-`, `.`, `/`, a blank or nothing between them, and perhaps ` hh:mm` or ` hh:mm:ss` behind.
            `d` and `m` have one digit or two. Without a day, or with a year alone, a window is meant.
        century: The first of the hundred years that `yy` stands for, such as 2000 or 1930.

    Raises ValueError for a form that is none, for two that one text could fit and mean something else by,
    and for `yy` without a century.
    """

    forms: tuple[str, ...]
    century: int | None = None
    _forms: tuple[_Form, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        shapes: dict[str, tuple[tuple[tuple[str, int], ...], str]] = {}
        forms = tuple(map(_Form.of, self.forms))
        for form in forms:
            if "yy" in form.tokens and self.century is None:
                raise ValueError(f"{form.text!r} does not say which century is meant (century)")
            for shape, parts in form.shapes():
                others, other = shapes.setdefault(shape, (parts, form.text))
                if others != parts:
                    raise ValueError(f"a day could be written as {other} and as {form.text} alike")
        if self.century is not None and not 1000 <= self.century <= 9900:
            raise ValueError("the century is the year it begins with, such as 2000 or 1930")
        object.__setattr__(self, "_forms", forms)

    def read(self, cell: Cell) -> Window | None:
        """Return the day of a cell, or the days of which one is meant; none where it is in no form."""
        if not isinstance(cell, str):
            return self._of_workbook(cell)
        for form in self._forms:
            if found := form.pattern.fullmatch(cell):
                return self._window(found)
        return None

    def _of_workbook(self, cell: date) -> Window | None:
        if isinstance(cell, datetime):
            if cell.time() != time() and not any(form.has_time for form in self._forms):
                return None
            cell = cell.date()
        return Window(cell, cell)

    def _window(self, found: re.Match[str]) -> Window | None:
        parts = found.groupdict()
        try:
            texts = [f"{self._year(parts['year']):04}"]
            texts += [f"{int(parts[each]):02}" for each in ("month", "day") if each in parts]
            return Window.of("-".join(texts))
        except (ValueError, BadInput):
            return None

    def _year(self, digits: str) -> int:
        year = int(digits)
        if len(digits) == len("yyyy") or self.century is None:
            return year
        return self.century + (year - self.century) % 100

    def __str__(self) -> str:
        """Return the forms as a sentence names them."""
        return " or ".join(self.forms)
