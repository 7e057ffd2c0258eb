"""Damage to an entry is named in our words, wherever it is met."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stewards.events.errors import UnreadableEntry
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import StoreDamaged

from .helpers import told


def harmed(path: Path, statement: str) -> SQLiteDCBRecorder:
    """Return a store of two entries, harmed by a statement that its triggers would refuse."""
    store = SQLiteDCBRecorder(path)
    store.append([told("Told", "a:b"), told("Told", "c:d")])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop trigger entries_refuse_update")
        connection.execute(statement)
        connection.commit()
    return store


def test_tags_that_cannot_be_read(path: Path) -> None:
    """The entry is named."""
    with (
        harmed(path, "update entries set tags = '[' where position = 2") as store,
        pytest.raises(UnreadableEntry) as error,
    ):
        list(store.read())

    assert str(error.value) == (
        "Cannot read entry 2 (Told) of the log because its data are damaged: Input data was truncated."
        " Restore the store from a backup, then compare the two."
    )


@pytest.mark.parametrize("column", ["type", "tags"])
def test_a_text_that_is_none(path: Path, column: str) -> None:
    """Bytes that are not a text are damage, not a mistake of the program."""
    statement = f"update entries set {column} = cast(x'ff22' as text) where position = 2"  # noqa: S608
    with harmed(path, statement) as store, pytest.raises(StoreDamaged) as error:
        list(store.read())

    assert f"Could not decode to UTF-8 column '{column}'" in str(error.value)


def test_words_of_sqlite_that_are_no_text(path: Path) -> None:
    """What SQLite says of a damaged schema quotes the damage."""
    SQLiteDCBRecorder(path).close()
    path.write_bytes(path.read_bytes().replace(b"CREATE VIEW log", b"CREATE \xc5\xc5EW log"))

    with pytest.raises(StoreDamaged) as error:
        SQLiteDCBRecorder(path, create=False)

    assert str(error.value).startswith(f"Cannot read the store {path} because it is damaged: ")
