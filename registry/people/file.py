"""The people file: who the people behind the ids are. It is small, it lies beside the log, and it forgets.

What is deleted is overwritten (`secure_delete`), and a rollback journal is gone when a transaction ends,
so that no byte of whoever was erased stays behind in a file of ours.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Final

from ...events.stores.errors import NoSuchFolder
from .errors import AddedMeanwhile, PeopleFileDamaged
from .minting import Text, mint, mint_people

BESIDE: Final = "-people"
"""What the file is called behind the name of the log's."""

_SCHEMA: Final = (Path(__file__).parent / "schema.sql").read_text("utf-8")
_APPLICATION: Final = 0x70656F70  # "peop"
_VERSION: Final = 1
_MODE: Final = 0o600


class PeopleFile:
    """The people of one registry. Any number of threads and processes may use it.

    Attributes:
        path: Where it lies.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        """Open the file, or make it.

        Raises:
            NoSuchFolder: there is no folder to make it in.
            PeopleFileDamaged: it is not there, it is something else, or it cannot be read.
        """
        self.path = Path(path)
        self._lock = RLock()
        if create:
            self._make()
        with self._in_our_words():
            self._connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode=rw",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
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
                str(self.path), os.strerror(problem.errno or 0).lower()
            ) from problem

    def _prepare(self, *, create: bool) -> None:
        for pragma in ("secure_delete = on", "synchronous = full", "journal_mode = delete"):
            self._connection.execute(f"pragma {pragma}")
        with self._writing():
            [(made,)] = self._connection.execute("pragma application_id")
            if not made and create:
                for statement in filter(None, map(str.strip, _SCHEMA.split(";\n"))):
                    self._connection.execute(statement)
                told = (mint_people(), 0, 0)
                self._connection.execute("insert into about values (?, ?, ?)", told)
                self._connection.execute(f"pragma application_id = {_APPLICATION}")
                self._connection.execute(f"pragma user_version = {_VERSION}")
                made = _APPLICATION
            [(version,)] = self._connection.execute("pragma user_version")
        if made != _APPLICATION:
            raise PeopleFileDamaged(str(self.path), "it is not a people file")
        if version > _VERSION:
            raise PeopleFileDamaged(str(self.path), "it was made by a newer version of stewards")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    # What it is of

    @property
    def people(self) -> str:
        """What distinguishes it from every other people file; the log says so, too."""
        return str(self._one("select people from about"))

    @property
    def known(self) -> int:
        """How many entries the log had when something was last written here."""
        return int(self._one("select known from about"))

    @property
    def erased_upto(self) -> int:
        """The entry up to which the erasures of the log were carried out here."""
        return int(self._one("select erased from about"))

    @property
    def is_empty(self) -> bool:
        """Whether it knows nobody."""
        return not self._rows("select 1 from person limit 1")

    # Who is who

    def id_of(self, number: str) -> str | None:
        """Return the id of whoever has a number; none where nobody has it."""
        found = self._rows("select id from person where number = ?", number)
        return found[0][0] if found else None

    def ids(self) -> dict[str, str]:
        """Return the ids of all by their numbers."""
        return dict(self._rows("select number, id from person"))

    def number_of(self, person: str) -> str | None:
        """Return the number of a person; none where they were erased."""
        found = self._rows("select number from person where id = ?", person)
        return found[0][0] if found else None

    def name_of(self, person: str) -> str | None:
        """Return the name of a person; none where none was given, or they were erased."""
        found = self._rows("select name from person where id = ?", person)
        return found[0][0] if found else None

    def everybody(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield everybody as id, number and name, by number."""
        yield from self._rows("select id, number, name from person order by number")

    def add(self, ids: Mapping[str, str], known: int, on: date) -> None:
        """Add people by their numbers, with ids that were minted for them.

        Args:
            ids: The ids by the numbers.
            known: How many entries the log has by now.
            on: The day.

        Raises:
            AddedMeanwhile: somebody else added one of them, with another id; nobody is added.
        """
        day = str(on)
        with self._changing(known):
            added = self._connection.executemany(
                "insert or ignore into person (number, id, added_on) values (?, ?, ?)",
                [(number, one, day) for one, number in sorted((o, n) for n, o in ids.items())],
            ).rowcount
            if added < len(ids) and any(self.id_of(each) != ids[each] for each in ids):
                raise AddedMeanwhile(str(self.path))

    def name(self, names: Mapping[str, str | None], known: int, on: date) -> int:
        """Give people names, by their numbers, with an id minted for each number that is new.

        Returns:
            How many were new.
        """
        with self._changing(known):
            before = self._one("select count(*) from person")
            self._connection.executemany(
                "insert into person (id, number, name, added_on) values (?, ?, ?, ?)"
                " on conflict (number) do update set name = coalesce(excluded.name, name)",
                ((mint(), number, name, str(on)) for number, name in names.items()),
            )
            return int(self._one("select count(*) from person")) - int(before)

    # What was said in words

    def keep(self, body: str, person: str | None, known: int, on: date) -> tuple[Text, bool]:
        """Keep a text, apart from the log; one that was said of the same person before is kept once.

        Returns:
            The text, and whether it is new.
        """
        with self._changing(known):
            told = "select id, body, salt from text where person is ? and body = ?"
            for found in self._rows(told, person, body):
                return Text(*found), False
            text = Text.of(body)
            self._connection.execute(
                "insert into text values (?, ?, ?, ?, ?)",
                (text.id, person, body, text.salt, str(on)),
            )
            return text, True

    def text(self, text: str) -> Text | None:
        """Return a text by its id; none where it was erased."""
        found = self._rows("select id, body, salt from text where id = ?", text)
        return Text(*found[0]) if found else None

    def texts_of(self, person: str) -> list[tuple[str, str, date]]:
        """Return what was said of a person: the id of each text, the text, and the day."""
        told = "select id, body, said_on from text where person = ? order by said_on, id"
        return [(one, body, self._day(day)) for one, body, day in self._rows(told, person)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text with its id."""
        yield from self._rows("select id, body from text")

    # Another generation

    def take_from(self, other: "PeopleFile", without: Collection[str], known: int) -> None:
        """Take over every row of another file, but those about some people.

        Args:
            other: The file.
            without: The ids of those people.
            known: How many entries the log has that this file belongs to.
        """
        told = (
            ("person", "id, number, name, added_on", 0),
            ("text", "id, person, body, salt, said_on", 1),
        )
        with self._changing(known):
            for table, columns, whose in told:
                rows = other._rows(f"select {columns} from {table}")  # noqa: S608 -- of ours
                marks = ", ".join("?" * len(columns.split(",")))
                self._connection.executemany(
                    f"insert into {table} ({columns}) values ({marks})",  # noqa: S608
                    [row for row in rows if row[whose] not in without],
                )
            # whoever was erased in the log before is not there
            self._connection.execute("update about set erased = ?", (known,))

    # How old it is

    def added(self) -> dict[str, date]:
        """Return the day on which each person was added, by id."""
        rows = self._rows("select id, added_on from person")
        return {one: self._day(day) for one, day in rows}

    def said_before(self, day: date) -> list[tuple[str, str | None, date]]:
        """Return the texts said before a day: the id of each, of whom it is, and its day."""
        told = "select id, person, said_on from text where said_on < ? order by said_on, id"
        rows = self._rows(told, str(day))
        return [(one, person, self._day(said)) for one, person, said in rows]

    def numbers(self) -> tuple[int, int, int]:
        """Return how many people it has, how many of them with a name, and how many texts."""
        [found] = self._rows(
            "select (select count(*) from person), (select count(name) from person),"
            " (select count(*) from text)"
        )
        return found

    # Erasing

    def drop_texts(self, texts: Sequence[str], known: int) -> None:
        """Delete some texts."""
        with self._changing(known):
            for text in texts:
                self._connection.execute("delete from text where id = ?", (text,))

    def erase(self, people: Sequence[str], upto: int) -> None:
        """Delete everything about some people: what the log says of erasures up to an entry is done then."""
        with self._changing(upto):
            for person in people:
                self._connection.execute("delete from text where person = ?", (person,))
                self._connection.execute("delete from person where id = ?", (person,))
            self._connection.execute("update about set erased = max(erased, ?)", (upto,))

    @contextmanager
    def _changing(self, known: int) -> Iterator[None]:
        with self._lock, self._in_our_words(), self._writing():
            yield
            self._connection.execute("update about set known = max(known, ?)", (known,))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError) as problem:
            raise PeopleFileDamaged(str(self.path), f"{text!r} in it is no day") from problem

    def _one(self, query: str) -> str | int:
        rows = self._rows(query)
        if not rows:
            raise PeopleFileDamaged(str(self.path), "it does not say which registry it belongs to")
        return rows[0][0]  # type: ignore[no-any-return]

    def _rows(self, query: str, *given: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock, self._in_our_words():
            return self._connection.execute(query, given).fetchall()

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise PeopleFileDamaged(str(self.path), f"SQLite says: {problem}") from problem
