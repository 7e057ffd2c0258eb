"""Small numbers are hidden, and nobody can work them out from what is shown."""

import itertools
import random
import re

import pytest
from stewards.cli.report.figures import hidden

from .conftest import Written

LEAST = 3
"""Small enough to try every table that there can be."""


def table(chance: random.Random) -> tuple[dict[object, int], list[dict[object, int]]]:
    """Draw a table of two rows or three with its totals, and how they add up."""
    rows, columns = chance.choice([(1, 2), (1, 3), (2, 2), (2, 3)])
    numbers: dict[object, int] = {}
    sums: list[dict[object, int]] = []
    for row, column in itertools.product(range(rows), range(columns)):
        numbers[row, column] = chance.choice([0, 1, 2, 2, 3, 4, 6])
    for row in range(rows):
        numbers["row", row] = sum(numbers[row, each] for each in range(columns))
        sums.append({("row", row): -1} | {(row, each): 1 for each in range(columns)})
    for column in range(columns if rows > 1 else 0):
        numbers["column", column] = sum(numbers[each, column] for each in range(rows))
        sums.append({("column", column): -1} | {(each, column): 1 for each in range(rows)})
    return numbers, sums


def possible(
    numbers: dict[object, int], sums: list[dict[object, int]], gone: set[object]
) -> dict[object, set[int]]:
    """Return each number that a hidden one can be, having tried all that agree with what is shown."""
    most = max(numbers.values()) + 2
    below, above = range(LEAST), range(LEAST, most + LEAST)
    keys = sorted(gone, key=str)
    inner = [key for key in keys if isinstance(key, tuple) and isinstance(key[0], int)]
    found: dict[object, set[int]] = {key: set() for key in keys}
    ranges = [below if numbers[key] < LEAST else above for key in inner]
    for values in itertools.product(*ranges):
        tried = numbers | dict(zip(inner, values, strict=True))
        for each in sums:
            [total] = [key for key, sign in each.items() if sign < 0]
            if total in gone:
                tried[total] = sum(tried[key] for key, sign in each.items() if sign > 0)
        agrees = all(sum(sign * tried[key] for key, sign in each.items()) == 0 for each in sums)
        if agrees and all((tried[key] < LEAST) == (numbers[key] < LEAST) for key in keys):
            for key in keys:
                found[key].add(tried[key])
    return found


def test_every_hidden_number_can_be_another(seed: int) -> None:
    """Whatever the table: no number under the least one is shown, and none that is hidden is certain."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(60):
        numbers, sums = table(chance)
        gone = hidden(numbers, sums, LEAST)
        small = {key for key, number in numbers.items() if number < LEAST}

        assert small <= gone.every
        if len(gone.every) < 9:
            can_be = possible(numbers, sums, gone.every)
            certain = {key: can_be[key] for key in small - gone.withheld if len(can_be[key]) < 2}
            assert certain == {}


def test_where_even_the_mark_would_tell_nothing_is_said() -> None:
    """Two rows of which each hidden number can be one alone: all that hangs together is withheld."""
    inner = {(0, 0): 2, (0, 1): 2, (1, 0): 1, (1, 1): 1}
    totals = {("row", 0): 4, ("row", 1): 2, ("column", 0): 3, ("column", 1): 3}
    sums = [
        {(kind, place): -1} | {key: 1 for key in inner if key[kind == "column"] == place}
        for kind, place in totals
    ]
    elsewhere = {"small": 1, "large": 9, "all": 10}
    sums.append({"all": -1, "small": 1, "large": 1})

    gone = hidden(inner | totals | elsewhere, sums, LEAST)

    assert gone.withheld == {*inner, *totals}
    assert gone.every - gone.withheld == {"small", "large"}


def test_a_lonely_small_number_takes_its_neighbour_along() -> None:
    """A row with its total would tell it: the smallest number beside it is hidden too, never more."""
    numbers = {"total": 60, "joined": 3, "left": 20, "moved": 37}
    sums = [{"total": -1, "joined": 1, "left": 1, "moved": 1}]

    assert hidden(numbers, sums, 5).every == {"joined", "left"}


def test_two_that_can_only_be_four_are_not_left_alone() -> None:
    """Two numbers under five that make eight are four each: a third is hidden with them."""
    numbers = {"total": 28, "joined": 4, "left": 4, "moved": 20}
    sums = [{"total": -1, "joined": 1, "left": 1, "moved": 1}]

    assert hidden(numbers, sums, 5).every == {"joined", "left", "moved"}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    """Numbers of five and more stay."""
    assert hidden({"total": 11, "a": 5, "b": 6}, [{"total": -1, "a": 1, "b": 1}], 5).every == set()


@pytest.mark.parametrize("options", ["--small 5", "--small 5 --unit bcv --lang da"])
def test_the_report_shows_no_small_number_of_people(written: Written, options: str) -> None:
    """Tables of people hold no number under five, whoever they are of."""
    said = written(options).read_text("utf-8")
    tables = re.findall(r"<caption>([^<]*)</caption>(.*?)</table>", said, re.DOTALL)
    shown = {
        (title, cell)
        for title, body in tables
        for heading, cell in re.findall(r'data-of="([^"]*)" class="number">([^<]*)<', body)
        if heading in OF_PEOPLE
    }

    assert any(cell == "&lt;5" for _, cell in shown)
    assert any(cell == "5+" for _, cell in shown)
    assert {each for each in shown if each[1] in {"0", "1", "2", "3", "4"}} == set()


OF_PEOPLE = {
    *("Members", "Not sure", "Joined", "Rejoined", "Left", "In office", "Mandates", "Elections"),
    *("Medlemmer", "Usikre", "Indmeldt", "Genindmeldt", "Udmeldt", "Valgte", "Hverv i tal", "Valg"),
}


def test_the_page_says_what_is_hidden(written: Written) -> None:
    """Whoever reads `<5` and `5+` finds at the top what they mean, and why a picture is lacking."""
    said = written("--small 5").read_text("utf-8")

    assert (
        "Numbers of people under 5 are hidden, and so are those from which they could be worked out:"
        " &lt;5 is fewer, 5+ is as many or more."
    ) in said
    assert "There is no picture: it would show numbers that are hidden." in said


def test_a_line_that_nobody_stands_in_has_its_sign(written: Written) -> None:
    """Who joined adds, though nobody did: otherwise the sign would tell that it is nobody."""
    said = written("--small 5").read_text("utf-8")
    signs = re.findall(
        r'scope="row">(joined|rejoined|left)</th><td[^>]*>\w+</td><td[^>]*>(.)</td>', said
    )

    assert {*signs} == {("joined", "+"), ("rejoined", "+"), ("left", "\N{MINUS SIGN}")}
