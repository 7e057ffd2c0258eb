"""`stewards report`: what it says of the sample branch, and how it refuses."""

import re

from .conftest import Written


def test_it_says_what_the_commands_say(written: Written) -> None:
    """Both counts, the lines between them and where somebody is lacking are those of the commands."""
    said = written("--lang en").read_text("utf-8")

    assert ">806</p>" in said
    assert "37 fewer than the 843 of 2018-09-01, as known then." in said
    assert "35 workplaces have a steward. 5 are entitled to one and have none." in said


def test_the_words_of_a_picture_are_text(written: Written) -> None:
    """A picture holds its words as text, and says in a sentence what it shows."""
    said = written("--lang en").read_text("utf-8")
    [first, *_] = re.findall(r"<svg.*?</svg>", said, re.DOTALL)

    assert ">happened: left</text>" in first
    assert 'aria-label="Bars that lead from 843 members on the first day to 806' in first
    assert "undefined" not in said
