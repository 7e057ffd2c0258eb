"""The words of a language: what they are of, and that none is missing and none unused."""

import tomllib
from pathlib import Path

import pytest
from stewards.cli.language import LANGUAGES, Language
from stewards.cli.language.language import plain, words

from ..language import headings, texts

FILE = Path(__file__).parents[2] / "cli" / "language" / "da.toml"
DANISH = Language("da")


def test_english_is_what_stands_in_the_code() -> None:
    """Nothing is looked up, and what varies is put in its place."""
    assert Language().say("members") == "members"
    assert Language().say("as of {on}", on="2019-09-01") == "as of 2019-09-01"


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("members", "medlemmer"),
        ("1 member", "1 medlem"),
        ("805 (800-812) members", "805 (800-812) medlemmer"),
        ("at least 36 members", "mindst 36 medlemmer"),
        ("Entries about M00001", "Posteringer om M00001"),
        ("Entries about members", "Posteringer om members"),
        ("jc-1", "jc-1"),
        ("", ""),
        (" ", " "),
    ],
)
def test_a_finished_text_finds_the_words_of_its_pattern(english: str, danish: str) -> None:
    """What varies stays as it is, unless the words say that it has words of its own."""
    assert DANISH.say(english) == danish


def test_a_text_with_parts_is_filled() -> None:
    """The Danish words put the parts where they want them."""
    assert DANISH.say(" from {since} to {on}", since=1, on=2) == " fra 1 til 2"
    assert DANISH.say("no such {thing}", thing="text") == "no such text"


def test_every_heading_of_a_table_has_words() -> None:
    """Whoever adds a column gives it words in every language."""
    assert headings() - words("da").keys() == set()


def test_no_words_are_of_a_text_that_is_gone() -> None:
    """Each stands for a text of the code as it stands there, with what varies left open."""
    assert [english for english in words("da") if plain(english) not in texts()] == []


def test_the_guard_sees_words_of_nothing() -> None:
    """A text that nobody prints is not among those of the code."""
    assert "Nobody prints {} this".format("{}") not in texts()


def test_no_text_has_words_twice() -> None:
    """Two tables of the file do not contradict each other."""
    tables = tomllib.loads(FILE.read_text("utf-8"))

    assert sum(map(len, tables.values())) == len(words("da"))


def test_the_parts_of_the_words_are_those_of_the_text() -> None:
    """None is lost on the way, and none is there that has no value."""
    assert [
        english for english, danish in words("da").items() if _parts(english) != _parts(danish)
    ] == []


def _parts(text: str) -> set[str]:
    return {each.partition("}")[0].removesuffix(":say") for each in text.split("{")[1:]}


def test_every_language_but_english_has_a_file() -> None:
    """English stands in the code."""
    assert [f"{name}.toml" for name in LANGUAGES if name != "en"] == [
        path.name for path in FILE.parent.glob("*.toml")
    ]
