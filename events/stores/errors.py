"""The errors about where the log is kept."""

import shlex

from ..errors import BadInput, Refusal, UnsoundStore


class UnknownScheme(BadInput):
    """An address is of a kind not known here; the rest of it may be secret and is not shown."""

    scheme: str

    cannot = "open a store at {0.scheme}://"
    because = "no kind of store has such an address"
    instead = "Give a path, sqlite:///PATH, :memory:, postgresql://USER@HOST/DATABASE or umadb://HOST:PORT."


class MalformedTag(BadInput):
    """A tag or a type has a character that not every store can keep."""

    value: str
    character: str = "a NUL character"

    cannot = "use {0.value!r} as a tag or type"
    because = "it has {0.character}"
    instead = "Remove the character."


class LongTag(BadInput):
    """A tag or a type is longer than every store can keep in an index."""

    value: str
    size: int
    limit: int

    cannot = "use {0.value!r} as a tag or type"
    because = "it takes {0.size} bytes in UTF-8, and it may take {0.limit}"
    instead = "Shorten it."


class LargeEvent(BadInput):
    """An event is larger than every store can take."""

    type: str
    size: int
    limit: int

    cannot = "record an event of type {0.type}"
    because = "its data take {0.size} bytes, and they may take {0.limit}"
    instead = "Record it as several facts."


class NoSuchStore(UnsoundStore):
    """A store that should be there is not."""

    path: str

    cannot = "open the store {0.path}"
    because = "there is no such file, or it is empty"
    instead = "Create it with `stewards --store {0.quoted} init`."

    @property
    def quoted(self) -> str:
        """The path as a shell takes it."""
        return shlex.quote(self.path)


class StoreExists(UnsoundStore):
    """A registry is to be made where there is one already."""

    path: str

    cannot = "make the store {0.path}"
    because = "there is a registry already"
    instead = "Open it, or give another path."


class NoSuchFolder(UnsoundStore):
    """A store cannot be made because the folder it should lie in does not exist."""

    path: str
    folder: str

    cannot = "create the store {0.path}"
    because = "there is no folder {0.folder}"
    instead = "Create the folder, or give another path."


class NotARegistry(UnsoundStore):
    """A file is something else than a registry; it is left as it is."""

    path: str

    cannot = "open {0.path} as a store"
    because = "it is not a registry made by stewards"
    instead = "Give the path of a registry, or a new path to create one."


class NewerStore(UnsoundStore):
    """A store was written by a newer version of this library."""

    path: str
    found: int
    known: int

    cannot = "open the store {0.path}"
    because = "its schema has version {0.found}, and this stewards knows version {0.known}"
    instead = "Use a newer version of stewards."


class OldSQLite(UnsoundStore):
    """The SQLite that Python was built with lacks what a store needs."""

    found: str
    needed: str

    cannot = "open a store"
    because = "this Python has SQLite {0.found}, and a store needs {0.needed}"
    instead = "Use a Python with a newer SQLite."


class StoreBusy(UnsoundStore):
    """Somebody else held the lock of the store for longer than we wait."""

    path: str
    seconds: float

    cannot = "use the store {0.path}"
    because = "another process kept it locked for {0.seconds:g} seconds"
    instead = "Wait until it has finished, then try again."


class StoreUnwritable(UnsoundStore):
    """The file system refuses to write or to open: read-only, full, or out of order."""

    path: str
    problem: str

    cannot = "write to the store {0.path}"
    because = "the system says: {0.problem}"
    instead = "Check the permissions of the file and its folder, and the free space on the disk."


class StoreDamaged(UnsoundStore):
    """A store is not as it was left."""

    path: str
    problem: str

    cannot = "read the store {0.path}"
    because = "it is damaged: {0.problem}"
    instead = "Restore the store from a backup, then compare the two."


class StoreReplaced(UnsoundStore):
    """A file of the store was deleted, moved or replaced while the store was open.

    Attributes:
        path: The path of the store.
        file: The name of the file that is not the one that was opened.
    """

    path: str
    file: str

    cannot = "use the store {0.path}"
    because = "{0.file} was deleted, moved or replaced since it was opened"
    instead = "Nothing was recorded. Put the right file back, then open the store again."


class MissingEntries(UnsoundStore):
    """A store does not give an entry that it must have, for a later one is there."""

    entry: int

    cannot = "read entry {0.entry} of the log"
    because = "it is missing, although later entries are there"
    instead = "Restore the store from a backup, then compare the two."


class LostCommit(UnsoundStore):
    """The connection broke while an append was on its way: whether it was recorded is not known."""

    store: str
    problem: str

    cannot = "say whether the facts were recorded in {0.store}"
    because = "the connection broke on the way: {0.problem}"
    instead = "Check again once the store can be reached."


class LostFile(LostCommit):
    """The file was deleted, moved or replaced while an append was on its way into it."""

    because = "{0.problem}"
    instead = "Put the right file back, then check again."


class UnsyncedCommit(LostCommit):
    """The disk failed when it was waited for, so that an append may be in the file or not."""

    because = "the disk did not confirm that it has them: {0.problem}"
    instead = "Check again once the disk works again."


class ClosedStore(UnsoundStore):
    """A store is used after it was closed."""

    path: str

    cannot = "use the store {0.path}"
    because = "it was closed"
    instead = "Open it again."


class OnlySupposed(Refusal):
    """The facts behind a log are only supposed, so nothing is recorded there, and nothing followed."""

    cannot = "record or follow anything here"
    because = "some facts of this log are only supposed"
    instead = "Ask a question; or record it in the log itself, without what-if."
