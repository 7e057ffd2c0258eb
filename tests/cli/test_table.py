"""Tables: nothing is ever cut, and ids and days stay whole as long as there is room."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from stewards.cli.table import table

HEADS = ["unit", "name", "closed on"]
ROWS = [
    ["jc-6", "Jobcenter 6, Gammel Køge Landevej", "2020-01-01"],
    ["noejsomhedsvej", "Nøjsomhedsvej", ""],
]
LEFT = [False, False, False]


def test_a_table_without_a_width() -> None:
    """In a pipe a row is one line, however wide."""
    heads, body = table(HEADS, ROWS, right=LEFT, width=None)

    assert heads == ["unit            name                               closed on"]
    assert body == [
        "─" * 61,
        "jc-6            Jobcenter 6, Gammel Køge Landevej  2020-01-01",
        "noejsomhedsvej  Nøjsomhedsvej",
    ]


def test_a_table_that_is_too_wide_folds_at_blanks() -> None:
    """The widest column gives way; ids and days stay whole."""
    heads, body = table(HEADS, ROWS, right=LEFT, width=45)

    assert heads == ["unit            name               closed on"]
    assert body == [
        "─" * 45,
        "jc-6            Jobcenter 6,       2020-01-01",
        "                Gammel Køge",
        "                Landevej",
        "noejsomhedsvej  Nøjsomhedsvej",
    ]


def test_a_row_becomes_a_block_where_there_is_no_other_way() -> None:
    """In very little room each cell has a line of its own, and no word or day is broken."""
    heads, body = table(HEADS, ROWS, right=LEFT, width=28)

    assert heads == []
    assert body == [
        "─" * 28,
        "unit       jc-6",
        "name       Jobcenter 6,",
        "           Gammel Køge",
        "           Landevej",
        "closed on  2020-01-01",
        "─" * 25,
        "unit       noejsomhedsvej",
        "name       Nøjsomhedsvej",
    ]


def test_numbers_are_set_to_the_right() -> None:
    """Figures stand under each other by their last digit."""
    heads, body = table(["category", "members"], [["active", "798"]], right=[False, True], width=80)

    assert [*heads, *body] == [
        "category  members",
        "─────────────────",
        "active        798",
    ]


def test_wide_characters_count_as_two() -> None:
    """Columns stay straight behind characters that fill two cells."""
    _, body = table(["name", "n"], [["東京", "1"], ["abcd", "2"]], right=[False, True], width=80)

    assert body[1:] == ["東京  1", "abcd  2"]


words = st.text("abcdefgh-", min_size=1, max_size=30)
cells = st.lists(words, max_size=6).map(" ".join)


@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4),
    width=st.none() | st.integers(1, 200),
)
def test_nothing_is_ever_cut(rows: list[tuple[str, ...]], width: int | None) -> None:
    """Whatever the cells and the width, every word of every cell is in the table, in one piece."""
    heads, body = table(["a", "b", "c"], rows, right=LEFT, width=width)

    shown = Counter(word for line in (heads + body) for word in line.split())
    told = Counter(word for row in rows for cell in row for word in cell.split())
    assert told <= shown


@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_a_table_fits_where_its_words_do(rows: list[tuple[str, ...]]) -> None:
    """Where the longest words fit side by side, no line is wider than the terminal."""
    heads, body = table(["a", "b", "c"], rows, right=LEFT, width=100)

    assert max(map(len, heads + body)) <= 100
