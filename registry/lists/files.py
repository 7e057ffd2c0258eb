"""Which kind of file a list is in, by its contents and not by its name."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import UnreadableList
from .headings import Wanted, check_headings
from .source import Table
from .text import read_text
from .workbook import is_workbook, read_workbook


@contextmanager
def opened(path: str | Path, wanted: Wanted, sheet: str | None = None) -> Iterator[Table]:
    """Open a list, and check that the headings are there.

    Args:
        path: The file.
        wanted: The headings.
        sheet: The sheet of a workbook; none for the one that has the headings.

    Raises BadInput: the file cannot be read as a list; so may the rows as they are read.
    """
    shown = str(path)
    try:
        _refuse_pipe(Path(path))
        with Path(path).open("rb") as file:
            read = read_workbook if is_workbook(file.read(8)) else read_text
            file.seek(0)
            table = read(file, shown, Path(path).name, wanted, sheet)
            check_headings(table, shown, wanted)
            yield table
    except FileNotFoundError as problem:
        raise UnreadableList(shown, "there is no such file") from problem
    except IsADirectoryError as problem:
        raise UnreadableList(shown, "it is a folder") from problem
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableList(shown, f"the system refuses: {said}") from problem


def _refuse_pipe(path: Path) -> None:
    """Refuse what can be read only once, or never ends: a list is looked through first."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnreadableList(str(path), "it is a pipe or a device")
