"""Who the people behind the ids are, in rows: numbers, names, and what was said of them in words.

They are kept in a file, or in a schema of a PostgreSQL database: what differs between the two is how a
connection is lent, and what becomes of bytes that are deleted. The tables and all that is asked of them are
the same.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from .errors import PeopleFileDamaged
from .minting import Text, mint


class Cursor(Protocol):
    """What statements are run with; a question mark in one stands for a value."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    def execute(self, statement: str, given: Any = ..., /) -> Any:
        """Run a statement."""

    def executemany(self, statement: str, given: Any, /) -> Any:
        """Run a statement with each of many rows of values."""

    def fetchall(self) -> list[Any]:
        """Return the rows that it gave."""


class KeptPeople(ABC):
    """The people of one registry. Any number of threads and processes may use it.

    Attributes:
        kind: What it is, in words.
        place: What it is and where it lies, in words, such as `the people file registry.db-people`.
        where: Where it lies: the path of a file; otherwise as `place`.
        path: The path of a file; none for anything else.
    """

    kind: ClassVar[str]
    path: Path | None = None

    def __init__(self, place: str, where: str) -> None:
        self.place, self.where = place, where
        self._holders = 1

    def lasting(self) -> Self:
        """Return the same, to be used until it was closed once more."""
        self._holders += 1
        return self

    def close(self) -> None:
        """Let go of it, unless somebody else still uses it."""
        self._holders -= 1
        if self._holders == 0:
            self._let_go()

    @abstractmethod
    def refuse_unwritable(self) -> None:
        """Raise PeopleUnwritable where this login may read it, and not write it."""

    @abstractmethod
    def size(self) -> int | None:
        """Return how many bytes it takes."""

    @abstractmethod
    def whole(self) -> bytes:
        """Return all of it as it is at one moment, for a backup; raise NoFileToBackUp where it is no file."""

    @abstractmethod
    def _let_go(self) -> None:
        """Close what is open."""

    @abstractmethod
    def _asking(self) -> AbstractContextManager[Cursor]:
        """Lend what questions are asked with; what goes wrong is raised in our words."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Cursor]:
        """Lend what is written with, all of it or nothing, while nobody else writes."""

    @abstractmethod
    def _add(self, cursor: Cursor, ids: Mapping[str, str], day: str) -> None:
        """Add people by their numbers; whoever is there with the same id stays; raise AddedMeanwhile."""

    # What it is of

    @property
    def people(self) -> str:
        """What distinguishes these people from all others; the log says so, too."""
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

    def add(self, ids: Mapping[str, str], known: int, on: date, texts: Sequence[Text] = ()) -> None:
        """Add people by their numbers, with ids that were minted for them, and what was said in words.

        What is there already stays as it is.

        Args:
            ids: The ids by the numbers.
            known: How many entries the log has by now.
            on: The day.
            texts: The texts.

        Raises:
            AddedMeanwhile: somebody else added one of them, with another id; nothing is added.
        """
        day = str(on)
        with self._changing(known) as cursor:
            if ids:
                self._add(cursor, ids, day)
            for text in texts:
                cursor.execute(
                    "insert into text (id, person, body, salt, said_on) values (?, ?, ?, ?, ?)"
                    " on conflict do nothing",
                    (text.id, text.person, text.body, text.salt, day),
                )

    def name(self, names: Mapping[str, str | None], known: int, on: date) -> int:
        """Give people names, by their numbers, with an id minted for each number that is new.

        Returns:
            How many were new.
        """
        counting = "select count(*) from person"
        with self._changing(known) as cursor:
            cursor.execute(counting)
            [(before,)] = cursor.fetchall()
            cursor.executemany(
                "insert into person (id, number, name, added_on) values (?, ?, ?, ?)"
                " on conflict (number) do update set name = coalesce(excluded.name, person.name)",
                [(mint(), number, name, str(on)) for number, name in names.items()],
            )
            cursor.execute(counting)
            [(after,)] = cursor.fetchall()
        return int(after) - int(before)

    # What was said in words

    def text(self, text: str) -> Text | None:
        """Return a text by its id; none where it was erased."""
        found = self._rows("select id, person, body, salt from text where id = ?", text)
        if not found:
            return None
        [(one, person, body, salt)] = found
        if not (isinstance(body, str) and isinstance(salt, bytes)):
            raise PeopleFileDamaged(self.place, f"the text {one} in it is none")
        return Text(one, person, body, salt)

    def texts_of(self, person: str) -> list[tuple[str, str, date]]:
        """Return what was said of a person: the id of each text, the text, and the day."""
        told = "select id, body, said_on from text where person = ? order by said_on, id"
        return [(one, body, self._day(day)) for one, body, day in self._rows(told, person)]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text with its id."""
        yield from self._rows("select id, body from text")

    # Another generation

    def take_from(self, other: "KeptPeople", without: Collection[str], known: int) -> None:
        """Take over every row that others keep, but those about some people.

        Args:
            other: What keeps them now.
            without: The ids of the people who are left out.
            known: How many entries the log has that these people belong to.
        """
        people = other._rows("select id, number, name, added_on from person")
        texts = other._rows("select person, id, body, salt, said_on from text")
        with self._changing(known) as cursor:
            cursor.executemany(
                "insert into person (id, number, name, added_on) values (?, ?, ?, ?)",
                [row for row in people if row[0] not in without],
            )
            cursor.executemany(
                "insert into text (person, id, body, salt, said_on) values (?, ?, ?, ?, ?)",
                [row for row in texts if row[0] not in without],
            )
            # whoever was erased before is not among them
            cursor.execute("update about set erased = ?", (known,))

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
        [(people, names, texts)] = self._rows(
            "select (select count(*) from person), (select count(name) from person),"
            " (select count(*) from text)"
        )
        return people, names, texts

    # Erasing

    def drop_texts(self, texts: Sequence[str], known: int) -> None:
        """Delete some texts."""
        if texts:
            with self._changing(known) as cursor:
                cursor.executemany("delete from text where id = ?", [(text,) for text in texts])

    def erase(self, people: Sequence[str], upto: int) -> None:
        """Delete everything about some people: what the log says of erasures up to an entry is done then."""
        with self._changing(upto) as cursor:
            self._delete(cursor, people)
            self._say_done(cursor, upto)

    @staticmethod
    def _delete(cursor: Cursor, people: Sequence[str]) -> None:
        for person in people:
            cursor.execute("delete from text where person = ?", (person,))
            cursor.execute("delete from person where id = ?", (person,))

    @staticmethod
    def _say_done(cursor: Cursor, upto: int) -> None:
        cursor.execute("update about set erased = ? where erased < ?", (upto, upto))

    @contextmanager
    def _changing(self, known: int) -> Iterator[Cursor]:
        with self._writing() as cursor:
            # also where it stays as it is: whoever else writes to the row waits
            cursor.execute(
                "update about set known = case when known < ? then ? else known end", (known, known)
            )
            yield cursor

    def _day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError) as problem:
            raise PeopleFileDamaged(self.place, f"{text!r} in it is no day") from problem

    def _one(self, query: str) -> Any:
        rows = self._rows(query)
        if not rows:
            raise PeopleFileDamaged(self.place, "it does not say which registry it belongs to")
        return rows[0][0]

    def _rows(self, query: str, *given: object) -> list[Any]:
        with self._asking() as cursor:
            cursor.execute(query, given)
            return cursor.fetchall()
