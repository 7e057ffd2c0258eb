"""The people file: who the people behind the ids are. It is small, it lies beside the log, and it forgets.

What is deleted is overwritten (`secure_delete`), and a rollback journal is gone when a transaction ends. Of
rows that moved from page to page while the file grew, SQLite leaves copies in the gaps of pages all the same:
after each erasure the file is written anew, so that no byte of whoever was erased stays in a file of ours.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Final

import msgspec

from ...events.stores.errors import NoSuchFolder, StoreBusy
from .errors import AddedMeanwhile, PeopleClosed, PeopleFileDamaged, PeopleUnwritable
from .kept import Cursor, KeptPeople
from .minting import ID_LENGTH, mint_people

_SCHEMA, _ADD = (
    (Path(__file__).parent / name).read_text("utf-8") for name in ("file.sql", "add_people.sql")
)
_BY_NUMBER: Final = "create unique index if not exists person_by_number on person (number)"
APPLICATION: Final = 0x70656F70  # "peop"
_VERSION: Final = 1
_MODE: Final = 0o600
_PRAGMAS: Final = (
    "secure_delete = on",
    "synchronous = full",
    "journal_mode = delete",
    "temp_store = memory",  # numbers must not reach temporary files
)
_TIMEOUT: Final = 30.0  # seconds to wait while others write


def shown(path: Path | None) -> str:
    """Return what messages call the file at a path; none where nobody said where it lies."""
    return f"the people file {path}" if path else "the people file"


class PeopleFile(KeptPeople):
    """The people of one registry in a file of their own.

    Attributes:
        path: Where it lies.
    """

    kind = "people file"
    path: Path

    def __init__(self, path: str | Path, *, create: bool = False, changes: bool = True) -> None:
        """Open the file, or make it; where nothing `changes`, not even what SQLite left undone is finished.

        Raises:
            NoSuchFolder: there is no folder to make it in.
            PeopleClosed: this user may not read it.
            PeopleFileDamaged: it is not there, it is something else, or it cannot be read.
        """
        self.path = Path(path)
        super().__init__(shown(self.path), str(self.path))
        self._lock = RLock()
        if create:
            self._make()
        if self.path.exists() and not _may(self.path, os.R_OK):
            raise PeopleClosed(self.place)
        with self._in_our_words():
            self._connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={'rw' if changes else 'ro'}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                timeout=_TIMEOUT,
            )
            try:
                self._prepare(create=create)
            except BaseException:
                self._connection.close()
                raise

    def _make(self) -> None:
        try:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, _MODE))
        except FileNotFoundError as problem:
            raise NoSuchFolder(str(self.path), str(self.path.parent)) from problem
        except OSError as problem:
            raise PeopleFileDamaged(
                self.place, os.strerror(problem.errno or 0).lower()
            ) from problem

    def _prepare(self, *, create: bool) -> None:
        for pragma in _PRAGMAS:
            self._connection.execute(f"pragma {pragma}")
        if create:
            self._fill()
        if self._pragma("application_id") != APPLICATION:
            raise PeopleFileDamaged(self.place, "it is not a people file")
        if self._pragma("user_version") > _VERSION:
            raise PeopleFileDamaged(self.place, "it was made by a newer version of stewards")

    def _fill(self) -> None:
        with self._writing() as cursor:
            if self._pragma("application_id"):
                return
            for statement in filter(None, map(str.strip, _SCHEMA.split(";\n"))):
                cursor.execute(statement)
            cursor.execute("insert into about values (?, ?, ?)", (mint_people(), 0, 0))
            cursor.execute(f"pragma application_id = {APPLICATION}")
            cursor.execute(f"pragma user_version = {_VERSION}")

    def _pragma(self, name: str) -> int:
        [(value,)] = self._connection.execute(f"pragma {name}")
        return int(value)

    def refuse_unwritable(self) -> None:
        """Raise PeopleUnwritable where the file or its folder, in which the journal lies, is read-only."""
        for path in (self.path, self.path.absolute().parent):
            if not _may(path, os.W_OK):
                raise PeopleUnwritable(self.place, f"{path} is read-only for this user")

    def is_whole(self) -> str | None:
        """Return what SQLite says is wrong with the pages of the file; none if nothing is."""
        [(said,)] = self._rows("pragma quick_check(1)")
        return None if said == "ok" else str(said)

    def size(self) -> int:
        """Return how many bytes the file takes."""
        return self.path.stat().st_size

    def whole(self) -> bytes:
        """Return the whole file as it is at one moment, whoever writes to it meanwhile."""
        with self._lock, self._in_our_words():
            return self._connection.serialize()

    def erase(self, people: Sequence[str], upto: int) -> None:
        """Delete everything about some people, and write the file anew; only then is it said to be done."""
        with self._changing(upto) as cursor:
            self._delete(cursor, people)
        self._write_anew()
        with self._writing() as cursor:
            self._say_done(cursor, upto)

    def drop_texts(self, texts: Sequence[str], known: int) -> None:
        """Delete some texts, and write the file anew."""
        super().drop_texts(texts, known)
        self._write_anew()

    def _write_anew(self) -> None:
        """Leave no copy of a row where another page has it now."""
        with self._asking() as cursor:
            cursor.execute("vacuum")

    def _let_go(self) -> None:
        with self._lock:
            self._connection.close()

    def _add(self, cursor: Cursor, ids: Mapping[str, str], day: str) -> None:
        told = {"people": _texts(ids), "length": ID_LENGTH, "day": day}
        try:
            cursor.execute("select count(*) from person")
            [(there,)] = cursor.fetchall()
            if len(ids) > there:
                # To lay it out at once is quicker than to put in so many one by one.
                cursor.execute("drop index if exists person_by_number")
            cursor.execute(_ADD, told)
            cursor.execute(_BY_NUMBER)
        except sqlite3.IntegrityError as problem:
            raise AddedMeanwhile(self.place) from problem

    @contextmanager
    def _asking(self) -> Iterator[Cursor]:
        with self._lock, self._in_our_words():
            yield self._connection.cursor()

    @contextmanager
    def _writing(self) -> Iterator[Cursor]:
        with self._asking() as cursor:
            cursor.execute("begin immediate")
            try:
                yield cursor
            except BaseException:
                with suppress(sqlite3.Error):
                    cursor.execute("rollback")
                raise
            cursor.execute("commit")

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            said, kind = f"SQLite says: {problem}", getattr(problem, "sqlite_errorcode", 0) & 0xFF
            if kind == sqlite3.SQLITE_BUSY:
                raise StoreBusy(str(self.path), _TIMEOUT) from problem
            if kind == sqlite3.SQLITE_READONLY:
                raise PeopleUnwritable(self.place, said) from problem
            if kind == sqlite3.SQLITE_CANTOPEN:  # the journal, when it is written to
                self.refuse_unwritable()
            raise PeopleFileDamaged(self.place, said) from problem


def _may(path: Path, mode: int) -> bool:
    """Return whether this user may do something with a file or folder, as the system sees the process."""
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _texts(ids: Mapping[str, str]) -> str:
    """Return each id with its number behind it, as JSON; in order, so that each page is filled once."""
    return msgspec.json.encode(sorted(one + number for number, one in ids.items())).decode()
