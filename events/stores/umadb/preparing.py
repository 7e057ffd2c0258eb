"""How a registry in a UmaDB server is recognised, and made where there is none.

The server keeps events and, beside them, positions that readers say they have reached. The one that
the reader `stewards` has reached is the version of the schema: no entry of the log is spent on it.
"""

from typing import Final

import umadb

from ..errors import NewerStore, StoreExists
from ..server_errors import EmptyDatabase, OtherDatabase

SCHEMA_VERSION: Final = 1
MARKER: Final = "stewards"


def prepare(client: umadb.Client, store: str, *, create: bool, new: bool = False) -> None:
    """See to it that the server keeps a registry that we can use; make one of it if asked to.

    Where it must be `new`, of several who make it at once all but one are refused.

    Raises:
        EmptyDatabase: it keeps nothing, and is to be left so.
        StoreExists: it keeps a registry, and that must be new.
        OtherDatabase, NewerStore: it keeps something else, or a registry from a newer version.
    """
    # In this order: whoever makes a registry at the same moment leaves the marker before any event.
    is_empty = client.head() is None
    version = client.get_tracking_info(MARKER)
    if version is None and not is_empty:
        raise OtherDatabase(store)
    if version is None and not (create or new):
        raise EmptyDatabase(store)
    if version is not None and version > SCHEMA_VERSION:
        raise NewerStore(store, version, SCHEMA_VERSION)
    if (version is not None or not _make(client)) and new:
        raise StoreExists(store)


def _make(client: umadb.Client) -> bool:
    """Make a registry; return whether nobody else was faster, with the same."""
    try:
        client.append([], tracking_info=umadb.TrackingInfo(MARKER, SCHEMA_VERSION))
    except umadb.IntegrityError:
        return False
    return True
