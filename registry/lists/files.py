"""Which kind of file a list is in, by its contents and not by its name."""

import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import HeadingTwice, MissingHeadings, UnreadableList
from .profile import Profile
from .source import Table
from .text import read_text
from .workbook import is_workbook, read_workbook


@contextmanager
def opened(path: str | Path, profile: Profile, headings: Collection[str]) -> Iterator[Table]:
    """Open a list, and check that the headings are there.

    Raises BadInput: the file cannot be read as a list; so may the rows as they are read.
    """
    shown = str(path)
    try:
        _refuse_pipe(Path(path))
        with Path(path).open("rb") as file:
            read = read_workbook if is_workbook(file.read(8)) else read_text
            file.seek(0)
            table = read(file, shown, Path(path).name, headings)
            _check(table, shown, profile, headings)
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


def _check(table: Table, path: str, profile: Profile, wanted: Collection[str]) -> None:
    missing = [heading for heading in wanted if heading not in table.headings]
    if missing:
        lists = (missing, wanted, [heading for heading in table.headings if heading])
        raise MissingHeadings(path, profile.name, *map(_listed, lists))
    for heading in wanted:
        if table.headings.count(heading) > 1:
            raise HeadingTwice(path, heading)


def _listed(headings: Collection[str]) -> str:
    return ", ".join(map(repr, headings)) or "none"
