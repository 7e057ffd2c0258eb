"""What `doctor` says of a store, by the name of the check."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from stewards.registry import Digest
from stewards.registry.doctor import Observation, examine

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
RESTORE = "Restore the store from a backup, then compare the two."


def seen(
    store: Path | str, digest: Digest | None = None, now: datetime = NOW
) -> dict[str, Observation]:
    """Return what each check finds."""
    found = list(examine(store, digest=digest, now=lambda: now))
    assert len({each.check for each in found}) == len(found)
    return {each.check: each for each in found}


def unsound(store: Path | str, digest: Digest | None = None) -> dict[str, str]:
    """Return what the checks say that find the store damaged."""
    return {check: each.found for check, each in seen(store, digest).items() if each.unsound}


def change(store: Path, *statements: str) -> None:
    """Change a store as nobody should; its triggers stay as they are."""
    with closing(sqlite3.connect(store)) as connection:
        triggers = connection.execute("select name, sql from sqlite_schema where type = 'trigger'")
        kept = triggers.fetchall()
        for name, _sql in kept:
            connection.execute(f"drop trigger {name}")
        for statement in statements:
            connection.execute(statement)
        for _name, sql in kept:
            connection.execute(sql)
        connection.commit()
