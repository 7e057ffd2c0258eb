"""What a store gives back."""

import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import Store
from stewards.events.stores.errors import MalformedTag

from ..helpers import item, positions, query, told

MANY = 5_000
"""More entries than any store reads in two pages."""

OVERLAPPING = query(item("unit:a"), item("member:1"), item("unit:a", types=["Joined"]))
"""Items of which one, two or all three match an entry."""


class Reading:
    """Reading, on every kind of store."""

    @pytest.fixture
    def five(self, store: Store) -> Store:
        """Return a five of five entries."""
        store.append(
            [
                told("Formed", "unit:a"),
                told("Joined", "member:1", "unit:a"),
                told("Joined", "member:2", "unit:b"),
                told("Left", "member:1"),
                told("Joined", "member:1", "unit:b"),
            ]
        )
        return store

    @pytest.fixture
    def many(self, store: Store) -> Store:
        """Return a store of many entries, all of which match `OVERLAPPING`."""
        tags = [["unit:a"], ["member:1"], ["unit:a", "member:1"]]
        store.append([told("Joined", *tags[number % 3]) for number in range(MANY)])
        return store

    def test_an_event_comes_back_as_it_was_told(self, five: Store):
        """Type, data and tags come back unchanged, tags in their order and repeated if they were."""
        event = DCBEvent(
            "Told", b'{"name":"K\xc3\xb8ge \xf0\x9f\x8c\xb9"}', ["unit:\u00e5", "b", "unit:\u00e5"]
        )
        five.append([event])

        (read,) = five.read(after=5)

        assert (read.position, read.event) == (6, event)

    def test_data_may_be_any_bytes(self, five: Store):
        """What is recorded need not be text."""
        data = bytes(range(256))
        five.append([told(data=data)])

        (read,) = five.read(after=5)

        assert read.event.data == data

    def test_no_query_reads_everything(self, five: Store):
        """Without a query, with one of no items, or of an empty item, all entries are read in order."""
        everything = [1, 2, 3, 4, 5]

        assert positions(five.read()) == everything
        assert positions(five.read(query())) == everything
        assert positions(five.read(query(item()))) == everything
        assert positions(five.read(query(item("unit:a"), item()))) == everything

    def test_an_item_of_types_matches_any_of_them(self, five: Store):
        """Types alone match entries of any of those types, whatever their tags."""
        assert positions(five.read(query(item(types=["Left"])))) == [4]
        assert positions(five.read(query(item(types=["Left", "Formed"])))) == [1, 4]
        assert positions(five.read(query(item(types=["Left", "Left"])))) == [4]
        assert positions(five.read(query(item(types=["Renamed"])))) == []

    def test_an_item_of_tags_matches_entries_that_bear_all_of_them(self, five: Store):
        """Tags alone match entries with each of those tags, whatever their type."""
        assert positions(five.read(query(item("member:1")))) == [2, 4, 5]
        assert positions(five.read(query(item("member:1", "unit:b")))) == [5]
        assert positions(five.read(query(item("unit:b", "member:1")))) == [5]
        assert positions(five.read(query(item("unit:a", "unit:b")))) == []
        assert positions(five.read(query(item("unit:c")))) == []

    def test_repeated_tags_of_an_item_count_once(self, five: Store):
        """An item that repeats a tag matches what it would match without the repetition."""
        assert positions(five.read(query(item("unit:a", "unit:a")))) == [1, 2]
        assert positions(five.read(query(item("unit:b", "member:1", "unit:b")))) == [5]

    def test_repeated_tags_of_an_event_count_once(self, five: Store):
        """An event that repeats a tag is found by it, and by it together with others, once."""
        five.append([told("Told", "x", "x", "y")])

        assert positions(five.read(query(item("x")))) == [6]
        assert positions(five.read(query(item("x", "y")))) == [6]
        assert positions(five.read(query(item("x", "z")))) == []

    def test_an_item_of_tags_and_types_matches_where_both_do(self, five: Store):
        """With tags and types, an entry must bear all the tags and be of one of the types."""
        joined_or_left = ["Joined", "Left"]

        assert positions(five.read(query(item("unit:a", types=joined_or_left)))) == [2]
        assert positions(five.read(query(item("member:1", types=joined_or_left)))) == [2, 4, 5]
        assert positions(five.read(query(item("unit:b", types=["Left"])))) == []

    def test_several_items_match_what_any_of_them_matches(self, five: Store):
        """An entry that several items match is read once, and the order is that of the log."""
        found = five.read(
            query(item("unit:b"), item("member:1", types=["Joined"]), item(types=["Formed"]))
        )

        assert positions(found) == [1, 2, 3, 5]

    def test_a_query_may_have_thousands_of_items(self, five: Store):
        """A boundary of thousands of members is one query."""
        many = [item(f"member:{number}", types=["Joined", "Left"]) for number in range(5_000)]

        assert positions(five.read(query(*many))) == [2, 3, 4, 5]

    def test_tags_are_taken_literally(self, five: Store):
        """Case, quotes, brackets, wildcards and trailing blanks in a tag mean themselves."""
        odd = [
            '"',
            "'; drop table tags",
            "[1]",
            "%",
            "_",
            "\\u0000",
            "Unit:A",
            "unit:a ",
            "\n",
            "1",
        ]
        five.append([told("Told", tag) for tag in odd])

        for position, tag in enumerate(odd, 6):
            assert positions(five.read(query(item(tag)))) == [position]

    def test_a_tag_without_end_is_refused(self, five: Store):
        """A NUL character in what is asked for is refused with the text in full."""
        with pytest.raises(MalformedTag) as refused:
            five.read(query(item("unit:a\0b")))

        assert str(refused.value) == (
            "Cannot use 'unit:a\\x00b' as a tag or type because it has a NUL character. "
            "Remove the character."
        )

    def test_reading_begins_after_a_position(self, five: Store):
        """`after` leaves out the entries up to that position, with and without a query."""
        assert positions(five.read(after=3)) == [4, 5]
        assert positions(five.read(query(item("member:1")), after=2)) == [4, 5]
        assert positions(five.read(query(item(types=["Joined"])), after=3)) == [5]

    @pytest.mark.parametrize("after", [5, 6, 1_000, 2**70])
    def test_after_the_last_entry_there_is_nothing(self, five: Store, after: int):
        """Beginning at the last entry or beyond it gives nothing, and the head all the same."""
        for wanted in (None, query(item("member:1")), query(item(types=["Joined"]))):
            response = five.read(wanted, after=after)

            assert (positions(response), response.head) == ([], 5)

    @pytest.mark.parametrize("after", [None, 0, -1])
    def test_after_nothing_is_from_the_beginning(self, five: Store, after: int | None):
        """None, nought and less all mean the whole log."""
        assert positions(five.read(after=after)) == [1, 2, 3, 4, 5]
        assert positions(five.read(query(item("unit:a")), after=after)) == [1, 2]

    @pytest.mark.parametrize(
        ("limit", "all_found", "by_tag"),
        [
            (0, [], []),
            (1, [1], [2]),
            (2, [1, 2], [2, 4]),
            (9, [1, 2, 3, 4, 5], [2, 4, 5]),
            (-1, [], []),
        ],
    )
    def test_a_limit_keeps_the_first(
        self, five: Store, limit: int, all_found: list[int], by_tag: list[int]
    ):
        """No more than `limit` entries are read, the first of those that match; nought means none."""
        assert positions(five.read(limit=limit)) == all_found
        assert positions(five.read(query(item("member:1")), limit=limit)) == by_tag

    def test_a_limit_counts_from_after(self, five: Store):
        """With both, the limit counts the entries after the position."""
        assert positions(five.read(query(item("member:1")), after=2, limit=1)) == [4]

    def test_without_a_limit_the_head_is_the_end_of_the_log(self, five: Store):
        """The head is the last position of the log, whether or not that entry matches."""
        assert five.read().head == 5
        assert five.read(query(item("unit:a"))).head == 5

    def test_with_a_limit_the_head_is_the_last_entry_read(self, five: Store):
        """Then reading goes on after the head; there is no head if nothing was read."""
        assert five.read(limit=3).head == 3
        assert five.read(query(item("member:1")), limit=2).head == 4
        assert five.read(query(item("unit:c")), limit=2).head is None
        assert five.read(limit=0).head is None

    def test_the_head_is_known_before_the_first_entry_is_fetched(self, five: Store):
        """What is recorded after the call is no part of what it reads, nor of its head."""
        response = five.read(query(item("member:1")))
        five.append([told("Left", "member:1")])

        assert response.head == 5
        assert positions(response) == [2, 4, 5]

    def test_an_empty_log_has_no_head(self, make_store):
        """In an empty log nothing is found, and there is no head."""
        empty = make_store()

        for wanted in (None, query(item("member:1")), query(item(types=["Joined"]))):
            assert positions(empty.read(wanted)) == []
            assert empty.read(wanted).head is None
            assert empty.read(wanted, limit=1).head is None
        assert empty.size() == 0

    def test_a_long_log_is_read_to_its_end(self, five: Store):
        """Entries come in order over any number of pages, in full and by a query."""
        five.append([told("Told", "even" if number % 2 else "odd") for number in range(2_500)])

        assert positions(five.read()) == list(range(1, 2_506))
        assert positions(five.read(query(item("even")))) == list(range(7, 2_506, 2))
        assert five.size() == 2_505

    def test_items_that_overlap_are_read_to_the_end(self, many: Store):
        """Entries that several items match come once each, over any number of pages, and none is left out."""
        everything = list(range(1, MANY + 1))

        assert positions(many.read(OVERLAPPING)) == everything
        assert positions(many.read(query(*OVERLAPPING.items, item(types=["Joined"])))) == everything
        assert positions(many.read(OVERLAPPING, after=1_234)) == everything[1_234:]

    def test_a_limit_counts_an_entry_once_that_several_items_match(self, many: Store):
        """As many entries come as the limit says, while there are so many, and the head is the last."""
        for limit in (1, 2, 3, 499, 2_001, MANY - 1, MANY, MANY + 1):
            response = many.read(OVERLAPPING, limit=limit)

            assert positions(response) == list(range(1, min(limit, MANY) + 1))
            assert response.head == min(limit, MANY)

    def test_a_store_may_be_written_to_while_it_is_read(self, five: Store):
        """A reader between two entries keeps no writer waiting."""
        five.append([told() for _ in range(2_000)])
        reader = five.read()
        next(reader)

        assert five.append([told()]) == 2_006
        assert len(list(reader)) == 2_004
