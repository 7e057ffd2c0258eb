"""A picture as SVG: a file of Vega-Lite, rows to draw, and a language.

Nothing is fetched, no script is left in it, its text stays text, and it can stand in a page as it is.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from ...events.errors import MissingExtra
from ..language import Language

WIDE: Final = 660
"""The width of a picture on a screen or on A4, in CSS pixels."""
NARROW: Final = 330
"""The same on a phone."""

_FOLDER: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.name.partition(".")[0] for path in _FOLDER.glob("*.vl.json")))
"""Every picture there is."""

_SAID: Final = frozenset({"title", "domain", "sort"})
_WORDS: Final = "words"
_FOLDED: Final = "folded"
_LINE: Final = 32
"""So many characters of a heading fit on a line of the narrowest panel."""
_WIDE: Final = "wide"
_BESIDE_EACH_OTHER: Final = 2
_LETTER: Final = 8
"""The width of a letter of a title, in CSS pixels."""
_BESIDE: Final = 45
"""So much of a panel's width is taken by its axis and by what lies between two panels."""
_LOCALES: Final = {"en": ("en-GB", "en-GB"), "da": ("da-DK", "da-DK")}
_ID: Final = re.compile(r'(\bid="|\burl\(#|href="#)')
_TAG: Final = re.compile(r"<g [^>]*>")
_ROLE: Final = re.compile(r' (role|aria-\w+)="[^"]*"')
_OPENING: Final = re.compile(r'^<svg [^>]*?class="marks" ([^>]*)>')


def draw(
    name: str,
    rows: Sequence[Mapping[str, object]],
    language: Language,
    *,
    says: str,
    width: int = WIDE,
    panels: int = _BESIDE_EACH_OTHER,
    title: str = "",
    **given: object,
) -> str:
    """Return a picture as an SVG element.

    Args:
        name: One of `NAMES`.
        rows: What to draw, as the file of the picture says; nothing else reaches it.
        language: The language of its words; numbers and days are written as there.
        says: What the picture shows in words, for who cannot see it.
        width: How wide it may be, in CSS pixels.
        panels: So many panels at most stand in a row.
        title: What stands above a picture that stands alone, in that language; it is then on white.
        given: Values for the parameters of the file.

    Raises:
        MissingExtra: the extra `report` is not installed.
    """
    spec = _spec(name)
    told, folded = (spec["usermeta"].get(name, ()) for name in (_WORDS, _FOLDED))
    spoken = _in_words(spec, language, _measures(width, panels))
    spoken["data"] = {"values": [_row(row, told, folded, language) for row in rows]}
    params = {_WIDE: width} | given
    spoken["params"] = [
        each | ({"value": params[each["name"]]} if each["name"] in params else {})
        for each in spoken.get("params", ())
    ]
    if title:
        lines = wrap(title, width // _LETTER)
        spoken |= {"title": {"text": lines, "anchor": "start", "offset": 12}, "background": "white"}
    numbers, times = _LOCALES[language.name]
    drawn = _converter()(
        spoken, allowed_base_urls=[], format_locale=numbers, time_format_locale=times
    )
    return _to_stand_in_a_page(drawn, f"{name}-{width}", says)


def said_in(name: str) -> set[str]:
    """Return the words of a picture that stand in its file: titles, domains and orders."""

    def found(part: Any, *, is_said: bool = False) -> Iterator[str]:
        if isinstance(part, str) and is_said:
            yield part
        elif isinstance(part, list):
            for each in part:
                yield from found(each, is_said=is_said)
        elif isinstance(part, dict):
            for key, each in part.items():
                yield from found(each, is_said=key in _SAID)

    return {*found(_spec(name))}


def _to_stand_in_a_page(drawn: str, name: str, says: str) -> str:
    """Return an SVG that says as a whole what it shows, and whose ids nothing else in the page has."""
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(says)}" '
    told = _OPENING.sub(lambda found: f"{opening}{found[1]}>", drawn, count=1)
    silent = _TAG.sub(lambda found: _ROLE.sub("", found[0]), told)
    return _ID.sub(lambda found: f"{found[1]}{name}-", silent)


def _row(
    row: Mapping[str, object], told: Iterable[str], folded: Iterable[str], language: Language
) -> dict[str, object]:
    words = {key: language.say(str(row[key])) for key in told if row.get(key) is not None}
    said = {**row} | words
    return said | {key: "\n".join(wrap(str(said[key]), _LINE)) for key in folded}


@cache
def _read(name: str) -> str:
    return (_FOLDER / f"{name}.vl.json").read_text("utf-8")


def _spec(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_read(name))
    return found


def _in_words(part: Any, language: Language, measures: Mapping[str, int]) -> Any:
    """Return a part of a file with its measures, and its titles, domains and orders in a language."""
    if isinstance(part, str):
        return measures.get(part, part)
    if isinstance(part, list):
        return [_in_words(each, language, measures) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: _in_words(each, language, measures) for key, each in part.items()}
    return found | {key: _said(found[key], language) for key in _SAID & found.keys()}


def _measures(width: int, panels: int) -> dict[str, int]:
    """Return what stands for a measure in a file: the width, and of panels as many in a row as fit."""
    panels = panels if width >= WIDE else 1
    return {"@wide": width, "@panels": panels, "@half": width // panels - _BESIDE}


def _said(part: Any, language: Language) -> Any:
    if isinstance(part, list):
        return [_said(each, language) for each in part]
    return language.say(part) if isinstance(part, str) else part


def _converter() -> Callable[..., str]:
    try:
        from vl_convert import vegalite_to_svg
    except ImportError as problem:
        raise MissingExtra("draw a picture", "report") from problem
    found: Callable[..., str] = vegalite_to_svg
    return found
