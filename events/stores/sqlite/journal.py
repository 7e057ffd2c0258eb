"""How SQLite keeps a commit safe: the kind of journal, and how often it waits for the disk."""

import sqlite3


def journal_mode_for(version: tuple[int, int, int]) -> str:
    """Return `wal` where this version of SQLite can be trusted with one, else `delete`.

    Before 3.51.3, two connections that write and move the write-ahead log into the file at the same
    instant can lose commits (https://sqlite.org/wal.html#walresetbug). 3.50.7 and 3.44.6 were
    repaired as well.
    """
    repaired = (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51, 0)
        or (3, 44, 6) <= version < (3, 45, 0)
    )
    return "wal" if repaired else "delete"


def choose_journal(connection: sqlite3.Connection) -> None:
    """Give a new store the kind of journal that this SQLite can be trusted with."""
    wanted = journal_mode_for(sqlite3.sqlite_version_info)
    if _journal_mode(connection) != wanted:
        connection.execute(f"pragma journal_mode = {wanted}")


def keep_commits(connection: sqlite3.Connection) -> None:
    """Let a commit return only when it would survive a loss of power.

    A store that a newer SQLite gave a write-ahead log loses it again if ours cannot be trusted with
    one.
    """
    if _journal_mode(connection) == "wal":
        choose_journal(connection)
    synchronous = "full" if _journal_mode(connection) == "wal" else "extra"
    connection.execute(f"pragma synchronous = {synchronous}")


def _journal_mode(connection: sqlite3.Connection) -> str:
    return str(connection.execute("pragma journal_mode").fetchone()[0])
