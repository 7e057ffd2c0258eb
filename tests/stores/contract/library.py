"""The cases that the `eventsourcing` library has for every recorder."""

from eventsourcing.dcb.tests import DCBRecorderTestCase
from stewards.events.stores import Store

from ..helpers import told

CASES = DCBRecorderTestCase()


class LibraryCases:
    """The library's own cases, on every kind of store."""

    def test_a_store_passes_the_cases_of_appending_and_reading(self, store: Store):
        """A fresh store passes the library's shared case of appending and reading."""
        CASES._test_append_read(store)

    def test_a_store_with_entries_passes_the_cases_of_appending_and_reading(self, store: Store):
        """A store that holds an entry already passes the same case, one position further on."""
        store.append([told()])

        CASES._test_append_read(store, initial_position=1)

    def test_a_store_passes_the_cases_of_subscribing(self, store: Store):
        """A fresh store passes the library's shared case of subscribing."""
        CASES._test_append_subscribe(store)
