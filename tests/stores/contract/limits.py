"""What a store takes, and what it refuses so that a registry can move to any other store."""

import pytest
from eventsourcing.dcb.api import DCBEvent
from eventsourcing.persistence import IntegrityError, ProgrammingError
from stewards.events.stores import Store
from stewards.events.stores.errors import LargeEvent, LongTag, MalformedTag

from ..helpers import item, none_of, positions, query, told

LONGEST = "member:" + "\u00f8" * 96 + "x"
"""200 bytes in UTF-8."""


class Limits:
    """Limits, on every kind of store."""

    def test_a_store_is_whole(self, store: Store):
        """It is a store in every part that the registry uses, and a recorder to the library."""
        assert isinstance(store, Store)
        assert not getattr(type(store), "__abstractmethods__", None)

    def test_a_tag_of_two_hundred_bytes_is_found(self, store: Store):
        """A tag or a type may take 200 bytes in UTF-8."""
        store.append([told(LONGEST, LONGEST)])

        assert positions(store.read(query(item(LONGEST, types=[LONGEST])))) == [1]

    @pytest.mark.parametrize("event", [told(LONGEST + "x"), told("A", "x", LONGEST + "x")])
    def test_a_longer_tag_is_refused(self, store: Store, event: DCBEvent):
        """One byte more is refused, recorded or asked for, and nothing of the batch is recorded."""
        with pytest.raises(LongTag) as refused:
            store.append([told(), event])

        assert str(refused.value) == (
            f"Cannot use {LONGEST + 'x'!r} as a tag or type because it takes 201 bytes in UTF-8, and "
            "it may take 200. Shorten it."
        )
        with pytest.raises(LongTag):
            store.read(query(item(LONGEST + "x")))
        assert store.size() == 0

    def test_half_of_a_surrogate_pair_is_refused(self, store: Store):
        """What has no form in UTF-8 is no tag."""
        with pytest.raises(MalformedTag) as refused:
            store.append([told("A", "member:\ud800")])

        assert str(refused.value) == (
            "Cannot use 'member:\\ud800' as a tag or type because it has half of a surrogate pair. "
            "Remove the character."
        )

    def test_data_may_take_a_mebibyte(self, store: Store):
        """What one event stores may take 1,048,576 bytes, and not one more."""
        store.append([told(data=bytes(1 << 20))])
        with pytest.raises(LargeEvent) as refused:
            store.append([told(), told(data=bytes((1 << 20) + 1))])

        assert str(refused.value) == (
            "Cannot record an event of type Told because its data take 1048577 bytes, and they may "
            "take 1048576. Record it as several facts."
        )
        assert [len(entry.event.data) for entry in store.read()] == [1 << 20]

    def test_a_batch_may_be_large(self, store: Store):
        """Twelve thousand events are recorded at once, in their order."""
        batch = [told("Told", f"n:{number}", data=b"%d" % number) for number in range(12_000)]

        assert store.append(batch) == 12_000
        assert [int(entry.event.data) for entry in store.read()] == list(range(12_000))
        assert positions(store.read(query(item("n:7000")))) == [7_001]

    def test_an_event_may_have_ten_long_tags(self, store: Store):
        """Ten tags of 200 bytes each fit into one event."""
        tags = [f"{number:03}:{'x' * 196}" for number in range(10)]
        store.append([told("Told", *tags)])

        assert positions(store.read(query(item(*tags)))) == [1]

    def test_what_fails_uses_up_no_position(self, store: Store):
        """However an append fails, the next one that succeeds follows the last entry."""
        store.append([told("A", "x")])

        def fail(_last: object) -> list[DCBEvent]:
            raise LookupError

        for _ in range(3):
            with pytest.raises(LookupError):
                store.append_next(fail)
            with pytest.raises(IntegrityError):
                store.append([told()] * 5, none_of(item("x")))
            with pytest.raises(MalformedTag):
                store.append([told(), told("\0")])
        assert store.append([told("B")]) == 2

    def test_a_builder_may_not_append(self, store: Store):
        """An append within an append is refused, and neither is recorded."""
        with pytest.raises(ProgrammingError) as refused:
            store.append_next(lambda _last: [told()] * store.append([told()]))

        assert str(refused.value) == "An append is already going on in this thread"
        assert store.append([told()]) == 1
