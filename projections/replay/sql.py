"""The SQL files: what they are called, what they need, how they become part of the database.

The files of `staging/` lay the log out in tables, those of `families/` are views of these. A file in
the room of a subject is a question; it becomes a table macro of the file's name, with the parameters of
its `-- parameters:` line. What many questions rest on has a line `-- kept: at once` or `-- kept: when asked
again`; see `kept`.

None of them lists types of events: `$of_membership` stands for the types of that family, and
`$setting_workplace_category` for those that set the one or the other of their subject; `$few` stands for
the types that a log holds few of, which are laid out whole, as the text of their line.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from attrs import frozen

from ...events import TYPES, Event, Family, types_of, types_setting

_PARAMETERS = re.compile(r"^-- parameters: (.+)$", re.MULTILINE)
_KEPT = re.compile(r"^-- kept: (.+)$", re.MULTILINE)
_BESIDE = re.compile(r"\broster\b")
"""What is laid beside the log: it changes, whatever is known."""

HISTORY_ORDER: Final = "((effective_on - date '0001-01-01') << 39) | entry"
"""A history is read by day and then entry: one number sorts by both, the entry in 39 bits."""

KNOWN: Final = "upto"
"""The parameter that says what is known: the last entry."""

_HERE: Final = Path(__file__).parent
_TYPES = re.compile(r"\$(?:(of|setting)_([a-z_]+)|few)")
_CALL = re.compile(r"\b([a-z_]+)\(")


class Kept(Enum):
    """When a question that others are made of is laid out in a table, to be read by all that follow."""

    AT_ONCE = "at once"
    AGAIN = "when asked again"


@frozen
class Answer:
    """A question in SQL.

    Attributes:
        name: The name of the file, and of the table macro.
        parameters: The names of what it is asked with, in order.
        needs: The names of the questions it is made of.
        query: The text of the file.
        kept: When it is kept for those that are made of it; none for never.
    """

    name: str
    parameters: tuple[str, ...]
    needs: tuple[str, ...]
    query: str
    kept: Kept | None = None

    @property
    def macro(self) -> str:
        """The statement that makes it a table macro."""
        signature = f"{self.name}({', '.join(self.parameters)})"
        return f"create or replace macro {signature} as table\n{self.query}"

    @property
    def call(self) -> str:
        """The table macro, asked with the named parameters of a prepared statement."""
        return f"{self.name}({', '.join(f'${name}' for name in self.parameters)})"


def answers() -> Mapping[str, Answer]:
    """Return every question by its name."""
    return _answers(known_types())


def texts(folder: str) -> Mapping[str, str]:
    """Return the text of each SQL file of a folder beside this by its name, in the order of the names."""
    return _texts(folder, known_types())


def views() -> Mapping[str, str]:
    """Return the text of each view by its name: the families, and all that is at hand of any."""
    return {**texts("families"), "told": texts("staging")["told"]}


def known_types() -> tuple[type[Event], ...]:
    """Return what the texts depend on beside the files, which are read once."""
    return tuple(kind.cls for kind in TYPES.values())


class _Answers(Mapping[str, Answer]):
    """The questions, each read when it is first looked up: a command asks few of them."""

    def __init__(self) -> None:
        rooms = (room for room in _HERE.parent.iterdir() if room.is_dir())
        self._files = dict(sorted((name, file) for room in rooms for name, file in _files_in(room)))
        self._read: dict[str, Answer] = {}

    def __getitem__(self, name: str) -> Answer:
        if name not in self._read:
            answer = _answer(name, _text(self._files[name]), self._files.keys())
            refuse_what_changes(answer, self)
            self._read[name] = answer
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@lru_cache
def _answers(_types: tuple[type[Event], ...]) -> Mapping[str, Answer]:
    return _Answers()


@lru_cache
def _texts(folder: str, _types: tuple[type[Event], ...]) -> Mapping[str, str]:
    return {name: _text(file) for name, file in sorted(_files_in(_HERE / folder))}


def _files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the SQL files of a folder, each with its name."""
    return ((file.stem, file) for file in folder.iterdir() if file.suffix == ".sql")


def _text(file: Path) -> str:
    """Return what a file says, with the names of the types that it asks for."""
    return _TYPES.sub(_named, file.read_text(encoding="utf-8"))


def _named(types: re.Match[str]) -> str:
    """Return the names of the types that a query asks for, in quotes."""
    if types[1] is None:
        names = tuple(name for name, kind in TYPES.items() if kind.few)
    elif types[1] == "of":
        names = types_of(Family(types[2]))
    else:
        names = types_setting(*types[2].split("_"))
    return ", ".join(f"'{name}'" for name in names)


def _answer(name: str, query: str, every: Collection[str]) -> Answer:
    stated = _PARAMETERS.search(query)
    parameters = tuple(stated[1].split(", ")) if stated else ()
    kept = _KEPT.search(query)
    calls = dict.fromkeys(_CALL.findall(query))
    needs = tuple(n for n in calls if n in every and n != name)
    return Answer(name, parameters, needs, query, Kept(kept[1]) if kept else None)


def refuse_what_changes(answer: Answer, answers: Mapping[str, Answer]) -> None:
    """Raise TypeError where a question is kept that does not follow from what it is asked with.

    It would have to be known with which last entry, and to read nothing that is laid beside the log.
    """
    if answer.kept and KNOWN not in answer.parameters:
        raise TypeError(f"{answer.name} cannot be kept: it has no parameter {KNOWN}")
    names = (name for part in answer.needs for name in _with_needs(answers, part))
    queries = chain([answer.query], (answers[name].query for name in names))
    if answer.kept and any(map(_BESIDE.search, queries)):
        raise TypeError(f"{answer.name} cannot be kept: it reads the roster")


def _with_needs(answers: Mapping[str, Answer], name: str) -> set[str]:
    """Return the names of an answer and of all that it is made of."""
    return {name}.union(*(_with_needs(answers, part) for part in answers[name].needs))
