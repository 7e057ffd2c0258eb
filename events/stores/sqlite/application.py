"""The SQLite store as the `eventsourcing` library's own applications find it.

`PERSISTENCE_MODULE=stewards.events.stores.sqlite.application`, with the path in `SQLITE_DBNAME`.
"""

from eventsourcing.dcb.persistence import DCBInfrastructureFactory
from eventsourcing.persistence import TrackingRecorder
from eventsourcing.utils import Environment, EnvType, strtobool

from ..memory import InMemoryStore
from ..store import Store
from .recorder import LOCK_TIMEOUT, SQLiteDCBRecorder

__all__ = ["SQLiteDCBFactory", "SQLiteDCBRecorder"]


class SQLiteDCBFactory(DCBInfrastructureFactory[TrackingRecorder]):
    """Makes the recorder of a `DCBApplication` from its environment.

    The names are those of the library's own SQLite module: `SQLITE_DBNAME` is the path, or
    `:memory:`; `SQLITE_LOCK_TIMEOUT` is in seconds; `CREATE_TABLE=no` makes no store where there is
    none.

    Raises:
        OSError: the path is missing, or the timeout is not a number.
    """

    SQLITE_DBNAME = "SQLITE_DBNAME"
    SQLITE_LOCK_TIMEOUT = "SQLITE_LOCK_TIMEOUT"
    CREATE_TABLE = "CREATE_TABLE"

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        self._path = self.env.get(self.SQLITE_DBNAME) or ""
        if not self._path:
            keys = ", ".join(self.env.create_keys(self.SQLITE_DBNAME))
            raise OSError(f"SQLite database name not found in environment with keys: {keys}")
        self._lock_timeout = self._seconds(self.env.get(self.SQLITE_LOCK_TIMEOUT) or "")
        self._create = bool(strtobool(self.env.get(self.CREATE_TABLE) or "yes"))
        self._stores: list[Store] = []

    def dcb_recorder(self) -> Store:
        """Open the store; it is closed together with the factory."""
        if self._path == ":memory:":
            return InMemoryStore()
        store = SQLiteDCBRecorder(self._path, create=self._create, lock_timeout=self._lock_timeout)
        self._stores.append(store)
        return store

    def close(self) -> None:
        """Close what the factory opened."""
        while self._stores:
            self._stores.pop().close()

    def _seconds(self, text: str) -> float:
        try:
            return float(text) if text.strip() else LOCK_TIMEOUT
        except ValueError:
            raise OSError(
                f"{self.SQLITE_LOCK_TIMEOUT} is not a number of seconds: {text!r}"
            ) from None
