"""The words of a report: each has Danish ones."""

import re
from pathlib import Path

from stewards.cli.language.language import words
from stewards.cli.pictures import NAMES
from stewards.cli.pictures.drawing import said_in

from .conftest import Written

TEMPLATES = Path(__file__).parents[2] / "cli" / "report" / "templates"
"""Where the sentences stand."""


def test_every_sentence_has_danish_words() -> None:
    """Whoever writes a sentence into a template writes it in Danish too."""
    said = {
        text
        for path in TEMPLATES.rglob("*.html")
        for text in re.findall(r'\bt\("([^"]+)"', path.read_text("utf-8"))
    }

    assert len(said) > 30
    assert said - words("da").keys() == set()


def test_every_word_of_a_picture_has_danish_ones() -> None:
    """Titles and legends are words of a language too."""
    said = {text for name in NAMES for text in said_in(name)}

    assert "has a steward" in said
    assert said - words("da").keys() == set()


def test_no_heading_of_the_danish_report_is_english(written: Written) -> None:
    """Sections, tables and columns are called by Danish words."""
    english, danish = (
        set(
            re.findall(
                r'<(?:h2|caption|th role="columnheader")[^>]*>([^<]+)<', path.read_text("utf-8")
            )
        )
        for path in (written("--lang en"), written("--lang da"))
    )
    ours = {text for text in english if text in words("da")}

    assert len(ours) > 40
    assert {text for text in ours & danish if words("da")[text] != text} == set()
