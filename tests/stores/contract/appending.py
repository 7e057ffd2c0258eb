"""How a store records events."""

import sqlite3

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent
from eventsourcing.persistence import IntegrityError, ProgrammingError
from stewards.events.stores import Store
from stewards.events.stores.errors import MalformedTag

from ..helpers import item, none_of, positions, query, told


class Unwritable:
    """No event at all: it has neither type nor data nor tags."""


class Appending:
    """Appending, on every kind of store."""

    def test_positions_count_from_one_without_a_gap(self, store: Store):
        """The position of the last event comes back, and refused appends use up no position."""
        assert store.append([told("A", "x"), told("B")]) == 2
        with pytest.raises(IntegrityError):
            store.append([told("C")], none_of(item("x")))
        assert store.append([told("D")]) == 3
        assert positions(store.read()) == [1, 2, 3]

    def test_an_empty_batch_is_refused(self, store: Store):
        """Recording nothing is a mistake of the caller, in the library's own words."""
        with pytest.raises(ProgrammingError) as refused:
            store.append([])
        assert str(refused.value) == "Should be at least one event. Avoid this elsewhere"

        with pytest.raises(ProgrammingError):
            store.append_next(lambda _last: [])
        assert store.size() == 0

    @pytest.mark.parametrize("wrong", [Unwritable(), told("C", "x", data=Unwritable())])
    def test_a_batch_that_fails_is_not_recorded_at_all(self, store: Store, wrong):
        """If one event of a batch cannot be recorded, none is, and nothing of it stays behind."""
        store.append([told("A", "x")])
        with pytest.raises((AttributeError, TypeError, sqlite3.Error)):
            store.append([told("B", "x"), told("C", "x"), wrong])

        assert positions(store.read()) == [1]
        assert positions(store.read(query(item("x")))) == [1]
        assert store.append([told("D", "x")]) == 2
        assert [entry.event.type for entry in store.read(query(item("x")))] == ["A", "D"]

    @pytest.mark.parametrize("event", [told("A\0B"), told("A", "fine", "x\0y")])
    def test_a_nul_character_is_refused(self, store: Store, event: DCBEvent):
        """A tag or type that not every store could tell from a shorter one is not recorded."""
        with pytest.raises(MalformedTag):
            store.append([told(), event])

        assert store.size() == 0

    def test_what_was_recorded_does_not_change_with_the_event(self, store: Store):
        """Changing an event after it was recorded, or one that was read, changes nothing in the log."""
        event = told("A", "x")
        store.append([event])
        event.tags.append("y")
        next(store.read()).event.tags.append("z")

        (read,) = store.read()
        assert read.event.tags == ["x"]

    def test_a_condition_that_nothing_matches_lets_the_append_through(self, store: Store):
        """With nothing matching, the events are recorded."""
        store.append([told("A", "x")])

        assert store.append([told("B", "y")], none_of(item("y"))) == 2
        assert store.append([told("C")], none_of(item("x", types=["B"]))) == 3

    @pytest.mark.parametrize(
        "wanted",
        [
            [item("x")],
            [item("x", "y")],
            [item("x", "x")],
            [item("y", "x", "y")],
            [item(types=["A"])],
            [item(types=["B", "A"])],
            [item("x", types=["B", "A"])],
            [item("z"), item("y")],
            [item("z"), item(types=["A"])],
            [item()],
            [],
        ],
    )
    def test_a_condition_that_an_entry_matches_refuses_the_append(self, store: Store, wanted):
        """A match by tags, repeated or not, by types, or of any item, and no event is recorded."""
        store.append([told("A", "x", "y")])
        condition = none_of(*wanted)

        with pytest.raises(IntegrityError) as refused:
            store.append([told("B"), told("C")], condition)

        assert refused.value.args == (condition,)
        assert store.size() == 1

    def test_a_condition_looks_only_after_its_position(self, store: Store):
        """Entries up to `after` are known to whoever appends, and refuse nothing."""
        store.append([told("A", "x"), told("B", "y")])

        with pytest.raises(IntegrityError):
            store.append([told("C")], none_of(item("y"), after=1))
        with pytest.raises(IntegrityError):
            store.append([told("C")], none_of(after=1))
        assert store.append([told("C")], none_of(item("x"), after=1)) == 3
        assert store.append([told("D")], none_of(after=3)) == 4
        assert store.append([told("E")], none_of(item("y"), after=2**70)) == 5

    def test_an_empty_condition_refuses_whatever_was_recorded(self, store: Store):
        """An empty query matches every entry, so it lets only the first append of a log through."""
        assert store.append([told()], none_of()) == 1

        with pytest.raises(IntegrityError):
            store.append([told()], none_of())

    def test_what_follows_is_made_of_the_last_entry(self, store: Store):
        """The builder is given the last entry, none at first, and what it makes is recorded."""
        given: list[DCBSequencedEvent | None] = []

        def build(last: DCBSequencedEvent | None) -> list[DCBEvent]:
            given.append(last)
            return [told("A", "x"), told("B", "y", data=b"2")]

        assert store.append_next(build) == 2
        assert store.append_next(build) == 4
        assert given == [None, DCBSequencedEvent(told("B", "y", data=b"2"), 2)]

    def test_what_follows_is_built_after_the_condition_held(self, store: Store):
        """Where the condition refuses, the builder is not called."""
        store.append([told("A", "x")])

        def build(_last: DCBSequencedEvent | None) -> list[DCBEvent]:
            raise AssertionError

        with pytest.raises(IntegrityError):
            store.append_next(build, none_of(item("x")))

    def test_a_builder_may_read(self, store: Store):
        """Inside the builder the log is as the condition saw it."""
        store.append([told("A", "x")])

        assert store.append_next(lambda _last: [told("B") for _ in store.read()] * 2) == 3

    def test_a_builder_that_fails_records_nothing(self, store: Store):
        """What the builder raises comes out, and the store goes on as before."""
        store.append([told("A")])

        def build(_last: DCBSequencedEvent | None) -> list[DCBEvent]:
            raise LookupError("no clock")

        with pytest.raises(LookupError, match="no clock"):
            store.append_next(build)
        assert store.append([told("B")]) == 2
