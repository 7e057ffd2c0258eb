"""Moving a registry to another store, and telling in one line what a log holds."""

from pathlib import Path

from .copying import Copied, copy
from .digest import Digest, Progress, digest_of
from .errors import NoSuchEntry
from .log import Log
from .stores import open_store
from .stores.addresses import shown


class Moves:
    """The side of a registry that is moved, and compared with its copies."""

    log: Log

    def copy_to(self, to: str | Path, *, on_progress: Progress | None = None) -> Copied:
        """Copy the log to another store, which is made if it is not there.

        Every entry is copied as it is stored, with its number, its tags and the instant it was
        recorded at. A copy that was cut short goes on where it was: what the other store holds must
        be the beginning of this log. What is recorded here meanwhile is copied too, up to an instant
        when nothing is left to copy. At the end both sides are read anew and compared.

        Args:
            to: The address of the other store; nobody else may record anything there meanwhile.
            on_progress: Is told how many entries were gone through: each one is when it is copied,
                and again on either side when the copy is verified.

        Raises:
            CopyToItself: the address is that of this store.
            OtherEntry, FurtherOn: the other store holds something else, or more.
            RecordedThere: somebody recorded something in the other store meanwhile.
            CopyDiffers: what was read back is not what was copied.
            UnsoundStore: either store cannot be relied on.
        """
        with open_store(to) as target:
            return copy(self.log.store, target, shown(str(to)), on_progress)

    def digest(self, entries: int | None = None, *, on_progress: Progress | None = None) -> Digest:
        """Return what stands for the first so many entries of the log; for all of them if left out.

        Raises:
            NoSuchEntry: there are not so many.
        """
        size = self.log.store.size()
        if entries is not None and not 0 <= entries <= size:
            raise NoSuchEntry("take the digest up to", entries)
        return digest_of(self.log.store, size if entries is None else entries, on_progress)
