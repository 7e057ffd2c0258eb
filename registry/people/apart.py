"""The people of a registry, apart from its log: who is who, what is put in place of words, who is erased."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ...events import TYPES, EntryVoided, Event, MemberJoined, PeopleKeptApart, PersonErased, Said
from ...events.entry import Entry
from ...events.errors import BadInput, Refusal
from ...events.log import Log
from ...events.reading import readable
from ...events.validators import check_id, check_text
from ...projections.rules import Agreement
from .errors import (
    ErasesByNumber,
    NoCode,
    NoSourceId,
    NoSuchPerson,
    OtherPeopleFile,
    PeopleFileDamaged,
    PeopleFileNewer,
    ReadsAsMinted,
)
from .file import PeopleFile
from .minting import MINTED, REFERENCE, is_minted, minting, text_id

_MEMBER: Final = "member:"  # the tag that finds what is about a person


class People:
    """Who the members of a registry are. The log knows them by minted ids; here are number and name.

    Whatever takes a member takes the number as well as the id. What is answered has the id; `number_of`
    and `name_of` say whose it is.

    Attributes:
        file: The people file.
    """

    def __init__(self, file: PeopleFile, log: Log, today: Callable[[], date] = date.today) -> None:
        """Start with the file that belongs to a log; erasures it has not seen yet are carried out.

        Raises:
            OtherPeopleFile: it belongs to another log.
            PeopleFileNewer: it knows of entries that the log does not have.
        """
        self.file, self._log, self._today = file, log, today
        self._expected: dict[str, str] = {}
        self._adds = True
        self._refuse_other()
        self.catch_up()

    @classmethod
    def of(cls, path: Path, log: Log, today: Callable[[], date]) -> "People | None":
        """Return the people of a log, by the file at a path; none where there is none.

        Raises:
            PeopleFileDamaged: it cannot be read.
            OtherPeopleFile, PeopleFileNewer: it does not belong to the log as it is.
        """
        if not path.exists():
            return None
        if not path.stat().st_size and not told(log, PeopleKeptApart):
            return None  # somebody was interrupted when they made it
        file = PeopleFile(path)
        try:
            if file.is_empty and not told(log, PeopleKeptApart):
                file.close()  # somebody was interrupted just before the log said so
                return None
            return cls(file, log, today)
        except BaseException:
            file.close()
            raise

    @property
    def path(self) -> Path:
        """Where the people file lies."""
        return self.file.path

    @property
    def began(self) -> int:
        """The entry since which people are kept apart from the log."""
        return self._told(PeopleKeptApart)[0].number

    def lasting(self) -> "People":
        """Return the same people, to be asked also when the registry is closed; close them yourself."""
        other = People(PeopleFile(self.path), self._log, self._today)
        other._expected = self._expected  # whoever is new in a plan has no row yet
        return other

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    # Who is who

    def id_of(self, member: str) -> str:
        """Return the id of whoever has a number; what nobody has as a number, as it is."""
        return self.file.id_of(member) or member

    def number_of(self, member: str) -> str | None:
        """Return the number of somebody by their id; none where they were erased, or never were."""
        return self.file.number_of(member) or self._expected.get(member)

    def name_of(self, member: str) -> str | None:
        """Return the name of somebody by their id; none where nobody gave one, or they were erased."""
        return self.file.name_of(member)

    def everybody(self) -> Sequence[tuple[str, str, str | None]]:
        """Return everybody as id, number and name, by number."""
        return tuple(self.file.everybody())

    def text(self, reference: str) -> str | None:
        """Return what a note of the log says; none where it was erased, or is no reference to a text."""
        text = text_id(reference)
        found = self.file.text(text) if text else None
        return found.body if found else None

    def is_as_said(self, reference: str) -> bool:
        """Return whether a text is still what the log committed to; one that was erased says nothing else."""
        text = text_id(reference)
        try:
            found = self.file.text(text) if text else None
        except PeopleFileDamaged:
            return False
        return found is None or found.reference == reference

    def holds(self, member: str) -> bool:
        """Return whether there is anything of a person, by their id: number, name or a note."""
        return self.file.number_of(member) is not None or bool(self.file.texts_of(member))

    def spoken(self, text: str, quoted: Callable[[str], str] = str) -> str:
        """Return a text with the number of each person in place of their id, and each note that it names.

        What was erased stays as it is. `quoted` makes a note fit what it is put into, such as JSON.
        """

        def number(found: re.Match[str]) -> str:
            return self.number_of(found[0]) or found[0]

        def note(found: re.Match[str]) -> str:
            said = self.text(found[0])
            return found[0] if said is None else quoted(said)

        return REFERENCE.sub(note, MINTED.sub(number, text))

    def add(self, names: Mapping[str, str | None]) -> int:
        """Take in people, their names by their numbers, none where nobody gave one; return how many were new.

        Raises:
            ReadsAsMinted: one of the numbers has the form of the ids that are minted.
            MalformedId, CivilRegistrationNumber: one of the numbers is none; nobody is taken in then.
            MalformedText, UnseenText: one of the names is none.
        """
        for number, name in names.items():
            check_id("number", number)
            if is_minted(number):
                raise ReadsAsMinted(number)
            if name is not None:
                check_text("name", name)
        return self.file.name(names, self._log.store.size(), self._today())

    # What is put in place

    @contextmanager
    def put(self, event: Event, book: Agreement, *, adds: bool = True) -> Iterator[Event]:
        """Lend a fact as the log is to hold it, to be recorded: ids for numbers, codes for reasons, no text.

        Its note is kept here, unless the fact is refused. Unless it `adds`, whoever joins must be known.

        Raises:
            NoSuchPerson: nobody has that number; whoever joins gets an id.
            NoCode: a reason is none of the codes of the rule book.
            NoSourceId: a source is no id.
        """
        _refuse_words(event, book)
        kind = TYPES[type(event).__name__]
        joins = adds and isinstance(event, MemberJoined)
        found: dict[str, Any] = {
            field: self._recorded(member, joins=joins)
            for field in kind.member_fields
            if isinstance(member := getattr(event, field), str)
        }
        text, is_new = None, False
        if event.note is not None and text_id(event.note) is None:
            person = found.get("member") or self._whom_it_voids(event)
            entries = self._log.store.size()
            text, is_new = self.file.keep(event.note, person, entries, self._today())
            found["note"] = text.reference
        try:
            yield attrs.evolve(event, **found) if found else event
        except (Refusal, BadInput):
            if text and is_new:
                self.file.drop_texts([text.id], self._log.store.size())
            raise

    def _whom_it_voids(self, event: Event) -> str | None:
        """Return whom a voided entry is about: what a void says is said of them."""
        if not isinstance(event, EntryVoided) or not 0 < event.voids <= self._log.store.size():
            return None
        tags = self._log.tags_of(event.voids)
        return next((tag[len(_MEMBER) :] for tag in tags if tag.startswith(_MEMBER)), None)

    def _recorded(self, member: str, *, joins: bool) -> str:
        if found := self.file.id_of(member):
            return found
        if is_minted(member) and self.file.number_of(member) is not None:
            return member
        if not joins or is_minted(member):
            raise NoSuchPerson(f"record anything of {member}", member)
        intake = Intake({}, self._expected)
        found = intake.id_of(member)
        self.take_in(intake.new)
        return found

    def intake(self, *, mints: bool = True) -> "Intake":
        """Return what puts ids in place of the numbers in many facts; whoever is new is only expected.

        Unless it `mints`, the numbers of whoever is new stay as they are.
        """
        return Intake(self.file.ids(), self._expected, mints=mints)

    def add_nobody(self) -> None:
        """From now on add nobody, as what is only supposed is said of them."""
        self._adds = False

    def take_in(self, ids: Mapping[str, str]) -> None:
        """Add whoever is new, by the ids that were minted for their numbers.

        Raises:
            AddedMeanwhile: somebody else added one of them with another id.
        """
        if ids and self._adds:
            self.file.add(ids, self._log.store.size(), self._today())

    # Erasing

    def forget(self, erased: Entry) -> None:
        """Delete what the file holds of whoever an entry says was erased."""
        assert isinstance(erased.event, PersonErased)  # noqa: S101 -- by construction
        self.file.erase([erased.event.member], erased.number)

    def catch_up(self) -> None:
        """Carry out the erasures that the log has and the file has not: restored, or interrupted."""
        erased = self._told(PersonErased, self.file.erased_upto)
        if erased:
            people = [each.event.member for each in erased]  # type: ignore[attr-defined]
            self.file.erase(people, erased[-1].number)

    def _refuse_other(self) -> None:
        apart = [each.event.people for each in self._told(PeopleKeptApart)]  # type: ignore[attr-defined]
        if apart != [self.file.people]:
            raise OtherPeopleFile(str(self.path))
        known, entries = self.file.known, self._log.store.size()
        if known > entries:
            raise PeopleFileNewer(str(self.path), known, entries)

    def _told(self, kind: type[Event], after: int = 0) -> list[Entry]:
        return told(self._log, kind, after)


class Intake:
    """The numbers in many facts, and the ids that are put in their place.

    Attributes:
        new: The ids that were minted, by the numbers that nobody had.
    """

    def __init__(
        self, ids: dict[str, str], expected: dict[str, str], *, mints: bool = True
    ) -> None:
        """Start with the ids of all by their numbers, and where those of whoever is expected are noted."""
        self._ids, self._expected, self._mints = ids, expected, mints
        self._minting = minting()
        self.new: dict[str, str] = {}

    def id_of(self, member: str) -> str:
        """Return the id of whoever has a number, minted now if nobody has; an id as it is."""
        found = self._ids.get(member)
        if found is not None:
            return found
        if is_minted(member) or not self._mints:
            return member
        self._ids[member] = self.new[member] = made = next(self._minting)
        self._expected[made] = member
        return made

    def refuse_source(self, source: str | None) -> None:
        """Raise NoSourceId for where a list is from, if that is a free text."""
        if source is not None:
            _refuse_source("source", source)

    def put(self, said: Said) -> Said:
        """Return what was said with ids in place of numbers; its words stay, whatever they are.

        The wire form of a fact is changed where it is; an event is made anew.

        Raises:
            ErasesByNumber: it says that somebody was erased, by their number.
        """
        found: dict[str, Any] = {}
        kind = TYPES[type(said).__name__]
        for name in kind.member_fields:
            value = getattr(said, name)
            if kind.cls is PersonErased and not is_minted(value):
                raise ErasesByNumber(value)
            if isinstance(value, str):
                found[name] = self.id_of(value)
            elif value is not None:
                found[name] = tuple(map(self.id_of, value))
        if isinstance(said, Event):
            return attrs.evolve(said, **found) if found else said
        for name, put in found.items():
            setattr(said, name, put)
        return said


def told(log: Log, kind: type[Event], after: int = 0) -> list[Entry]:
    """Return the entries of one type behind another one."""
    wanted = DCBQuery([DCBQueryItem(types=[kind.__name__])])
    return list(readable(log.store, log.store.read(wanted, after=after or None)))


def _refuse_words(event: Event, book: Agreement) -> None:
    for field, words in TYPES[type(event).__name__].words.items():
        value = getattr(event, field)
        if value is None:
            continue
        if words == "reason" and value not in book.reasons:
            raise NoCode(field, value, book.reasons)
        if words == "source":
            _refuse_source(field, value)


def _refuse_source(field: str, value: str) -> None:
    try:
        check_id(field, value)
    except BadInput as problem:
        raise NoSourceId(field, value) from problem
