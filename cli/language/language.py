"""A language: the words for English texts, from a TOML file that is read when the first is asked for."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

LANGUAGES: Final = ("en", "da")

_ENGLISH: Final = "en"
_PART: Final = re.compile(r"\{(\w+)(:say)?\}")

_NUMBER: Final = r"(?:at least )?[+-]?\d[\d.,]*(?: \((?:at least )?[\d-]+\))?"

_Pattern = tuple[re.Pattern[str], str]


@frozen
class Language:
    """A language that people read.

    Attributes:
        name: One of `LANGUAGES`; `en` is what stands in the code, and reads no file.
    """

    name: str = field(default=_ENGLISH)

    def say(self, text: str, **parts: object) -> str:
        """Return an English text in this language; what there are no words for, as it is.

        Args:
            text: A word or a sentence. One that is finished, such as `3 members`, finds the words of
                its pattern, `{number} members`.
            parts: What to put for the names in braces, where the text has any left.
        """
        if self.name == _ENGLISH:
            return text.format(**parts) if parts else text
        if parts:
            return self._filled(words(self.name).get(text, text), parts)
        return _said(self.name, text)

    def _filled(self, text: str, parts: Mapping[str, object]) -> str:
        def part(found: re.Match[str]) -> str:
            value = str(parts[found[1]])
            return self.say(value) if found[2] else value

        return _PART.sub(part, text)


@cache
def words(name: str) -> Mapping[str, str]:
    """Return the words of a language by the English ones.

    A name in braces stands for what varies: one that begins with `number` for a number, such as
    `805 (800-812)`, one that begins with `members` for so many of them. Where the words say `{name:say}`,
    that part is a text that has words of its own.
    """
    tables = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
    return {english: text for table in tables.values() for english, text in table.items()}


def plain(text: str) -> str:
    """Return an English text with all that varies shown alike: `{number} members` as `{} members`."""
    return _PART.sub("{}", text)


@cache
def _said(name: str, text: str) -> str:
    found = words(name).get(text)
    return text if found is None and not text.strip() else found or _by_pattern(name, text)


def _by_pattern(name: str, text: str) -> str:
    for pattern, said in _patterns(name):
        if found := pattern.fullmatch(text):
            return Language(name)._filled(said, found.groupdict())
    return text


@cache
def _patterns(name: str) -> list[_Pattern]:
    """Return the texts with parts that vary; those that say most by themselves come first."""
    found = [(text, said) for text, said in words(name).items() if _PART.search(text)]
    by_length: Callable[[Any], int] = lambda each: -len(_PART.sub("", each[0]))  # noqa: E731
    return [(_pattern(text), said) for text, said in sorted(found, key=by_length)]


def _what_fits(name: str) -> str:
    if name.startswith("number"):
        return _NUMBER
    return f"{_NUMBER} members?" if name.startswith("members") else ".*?"


def _pattern(text: str) -> re.Pattern[str]:
    pieces = _PART.split(text)
    literal, names = pieces[::3], pieces[1::3]
    return re.compile(
        re.escape(literal[0])
        + "".join(
            f"(?P<{name}>{_what_fits(name)}){re.escape(after)}"
            for name, after in zip(names, literal[1:], strict=True)
        ),
        re.DOTALL,
    )
