"""What a store promises that outlives the process which made it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stewards.events.stores import Store, open_store
from stewards.events.stores.errors import NoSuchStore, StoreExists

from ..helpers import item, positions, query, told

FORKED = Path(__file__).parents[1] / "programs" / "shared.py"


class Keeping:
    """Keeping what is recorded, on every kind of store that does."""

    @pytest.fixture
    def address(self, fresh: Callable[[], str]) -> str:
        """Return the address of a store with nothing in it."""
        return fresh()

    @pytest.fixture
    def one(self, address: str) -> Iterator[Store]:
        """Return the store at the address."""
        with open_store(address) as store:
            yield store

    @pytest.fixture
    def other(self, one: Store, address: str) -> Iterator[Store]:
        """Return the same store, opened once more."""
        assert one.size() == 0
        with open_store(address, create=False) as store:
            yield store

    def test_a_store_is_found_again(self, address: str):
        """What one object recorded, another one opened later reads and goes on from."""
        with open_store(address) as store:
            store.append([told("A", "x")])

        with open_store(address, create=False) as store:
            assert [entry.event for entry in store.read()] == [told("A", "x")]
            assert store.append([told("B")]) == 2

    def test_a_store_is_not_made_unasked(self, address: str):
        """Without `create`, where there is no store none is made, however often one asks."""
        for _ in range(2):
            with pytest.raises(NoSuchStore):
                open_store(address, create=False)

    def test_a_store_with_nothing_in_it_is_one(self, address: str):
        """Once made, a store is found, though nothing was recorded yet."""
        open_store(address).close()

        with open_store(address, create=False) as store:
            assert store.size() == 0

    def test_a_store_may_be_made_by_several_at_once(self, address: str):
        """Of several that make it at the same moment each gets it, and all of them the same."""
        start = threading.Barrier(4)
        made: list[int] = []

        def make(number: int) -> None:
            start.wait()
            with open_store(address) as store:
                made.append(store.append([told("A", f"n:{number}")]))

        threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(made) == [1, 2, 3, 4]

    def test_two_objects_are_one_store(self, one: Store, other: Store):
        """What is recorded through one is read through the other at once."""
        one.append([told("A", "x")])
        assert positions(other.read(query(item("x")))) == [1]
        assert other.append([told("B", "x")]) == 2
        assert one.size() == 2

    def test_a_subscription_sees_what_others_record(self, one: Store, other: Store):
        """What another object records is given to whoever waits."""
        with one.subscribe() as waiting:
            other.append([told("A")])
            assert next(waiting).event == told("A")
            other.append([told("B")])
            assert next(waiting).event == told("B")

    def test_a_new_store_has_one_maker(self, address: str):
        """Of several that make a new one at once, one gets it; the others, and later ones, are refused."""
        start = threading.Barrier(4)
        outcomes: list[str] = []

        def make(number: int) -> None:
            start.wait()
            try:
                with open_store(address, new=True) as store:
                    store.append([told("A", f"n:{number}")])
                outcomes.append("made")
            except StoreExists:
                outcomes.append("refused")

        threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert sorted(outcomes) == ["made", "refused", "refused", "refused"]
        with pytest.raises(StoreExists):
            open_store(address, new=True)
        with open_store(address, create=False) as store:
            assert store.size() == 1

    def test_a_forked_process_has_connections_of_its_own(self, address: str):
        """Parent and child go on with the store that they shared, and both record."""
        ran = subprocess.run(
            [sys.executable, "-W", "ignore", FORKED, address],
            capture_output=True,
            text=True,
            check=True,
        )

        assert ran.stdout.splitlines() == [
            "child sees 2 at least",
            "child left with 0",
            "30 by the child, 31 by the parent",
        ]
