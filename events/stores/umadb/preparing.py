"""How a registry in a UmaDB server is recognised, and made where there is none.

The server keeps events and, beside them, positions that readers say they have reached. The one that
the reader `stewards` has reached is the version of the schema: no entry of the log is spent on it.
"""

from contextlib import suppress
from typing import Final

import umadb

from ..errors import NewerStore
from ..server_errors import EmptyDatabase, OtherDatabase

SCHEMA_VERSION: Final = 1
MARKER: Final = "stewards"


def prepare(client: umadb.Client, store: str, *, create: bool) -> None:
    """See to it that the server keeps a registry that we can use; make one of it if asked to.

    Raises:
        EmptyDatabase: it keeps nothing, and is to be left so.
        OtherDatabase, NewerStore: it keeps something else, or a registry from a newer version.
    """
    # In this order: whoever makes a registry at the same moment leaves the marker before any event.
    is_empty = client.head() is None
    version = client.get_tracking_info(MARKER)
    if version is None and not is_empty:
        raise OtherDatabase(store)
    if version is None and not create:
        raise EmptyDatabase(store)
    if version is None:
        with suppress(umadb.IntegrityError):  # somebody else was faster, with the same
            client.append([], tracking_info=umadb.TrackingInfo(MARKER, SCHEMA_VERSION))
    elif version > SCHEMA_VERSION:
        raise NewerStore(store, version, SCHEMA_VERSION)
