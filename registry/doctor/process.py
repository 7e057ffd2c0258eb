"""What else this process has loaded: a second SQLite library would undo the locks of the first."""

import re
from pathlib import Path
from typing import Final

from .observation import Observation, bad, ok

MAPS: Final = Path("/proc/self/maps")

_LIBRARY: Final = re.compile(r"libsqlite3[-.].*")
_ANOTHER: Final = re.compile(
    r".*(adbc_driver_sqlite|apsw|pysqlite3|pysqlcipher|sqlcipher|sqlite_scanner|sqlean).*"
)


def second_library() -> Observation:
    """Return whether another SQLite than that of Python is loaded."""
    if not MAPS.exists():
        return ok("libraries", "this system does not tell what is loaded")
    others = libraries_beside(MAPS.read_text("utf-8", "surrogateescape"))
    if others:
        return bad(
            "libraries",
            f"a second SQLite library is loaded: {', '.join(others)}",
            "Use the registry in a process without it: closing a file in one library releases"
            " the locks of the other, and facts get lost.",
        )
    return ok("libraries", "one SQLite library is loaded")


def libraries_beside(maps: str) -> list[str]:
    """Return the files of SQLite libraries beside the first, given what is mapped into a process."""
    fields = (line.split(maxsplit=5) for line in maps.splitlines())
    paths = dict.fromkeys(parts[5] for parts in fields if len(parts) == 6)
    libraries = [path for path in paths if _LIBRARY.fullmatch(Path(path).name)]
    return libraries[1:] + [path for path in paths if _ANOTHER.fullmatch(path)]
