"""A new store is made beside its place and put there whole, or nothing is left of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..events.stores.sqlite.drafts import folder_beside, put
from .errors import StoreInTheWay


@contextmanager
def draft_of(store: str) -> Iterator[str]:
    """Give a path to make a store at; it moves to its place when the block ends well.

    Nobody sees a store that is half made, and one that somebody else made meanwhile stays.

    Raises:
        NoSuchFolder, StoreUnwritable: its folder is not there, or cannot be written to.
        StoreInTheWay: somebody made something at that path meanwhile.
        UnsyncedCommit: it is there, and a loss of power may take it away again.
    """
    place = Path(store)
    with folder_beside(place) as folder:
        draft = folder / place.name
        yield str(draft)
        try:
            put(draft, place)
        except FileExistsError as problem:
            raise StoreInTheWay(str(place)) from problem
