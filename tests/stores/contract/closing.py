"""What comes after a store was closed."""

import pytest
from stewards.events.stores import Store
from stewards.events.stores.errors import ClosedStore

from ..helpers import told


class Closing:
    """Closing, on every kind of store."""

    def test_closing_the_store_ends_the_wait(self, store: Store):
        """Whoever waits on a store that is closed is told so."""
        store.append([told()])
        with store.subscribe() as waiting:
            next(waiting)
            store.close()

            with pytest.raises(ClosedStore):
                next(waiting)

    def test_a_closed_store_is_not_used(self, store: Store):
        """After closing, reading and appending are refused; closing twice is nothing."""
        store.append([told()])
        unfinished = store.read()
        store.close()
        store.close()

        for use in (
            lambda: store.append([told()]),
            store.size,
            store.read,
            lambda: next(unfinished),
        ):
            with pytest.raises(ClosedStore) as refused:
                use()
            assert "because it was closed. Open it again." in str(refused.value)
