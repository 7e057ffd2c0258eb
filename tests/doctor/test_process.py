"""A second SQLite library in the process is found."""

from pathlib import Path

import pytest
from stewards.registry.doctor import Observation, process

from .seeing import seen

LINE = "7f00-7f01 r-xp 00000000 00:00 1    {}\n"


def maps(*files: str) -> str:
    """Return the table of what is mapped into a process, each file twice, and a piece without one."""
    return "7ffe-7fff rw-p 00000000 00:00 0\n" + "".join(LINE.format(file) * 2 for file in files)


def test_one_library() -> None:
    """The library of Python and its module are one."""
    files = ["/usr/lib/libsqlite3.so.0.8.6", "/usr/lib/python3/_sqlite3.cpython.so"]

    assert process.libraries_beside(maps(*files)) == []


@pytest.mark.parametrize(
    "file",
    [
        "/site-packages/adbc_driver_sqlite/libadbc_driver_sqlite.so",
        "/site-packages/apsw/__init__.abi3.so",
        "/site-packages/pysqlite3/_sqlite3.so",
        "/opt/lib/libsqlite3.so.0",
        "/home/x/.duckdb/extensions/sqlite_scanner.duckdb_extension",
    ],
)
def test_another_library(file: str) -> None:
    """A copy of SQLite in another library is named."""
    assert process.libraries_beside(maps("/usr/lib/libsqlite3.so.0", file)) == [file]


def test_another_library_is_bad(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is said why, and what to do."""
    table = tmp_path / "maps"
    table.write_text(maps("/a/libsqlite3.so.0", "/b/libsqlite3.so.0"))
    monkeypatch.setattr(process, "MAPS", table)

    assert seen(store)["libraries"] == Observation(
        "libraries",
        "bad",
        "a second SQLite library is loaded: /b/libsqlite3.so.0",
        "Use the registry in a process without it: closing a file in one library releases"
        " the locks of the other, and facts get lost.",
    )


def test_this_process_has_one(store: Path) -> None:
    """What the tests have loaded is one library."""
    assert seen(store)["libraries"].verdict == "ok"
