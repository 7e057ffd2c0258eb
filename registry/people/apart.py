"""The people of a registry, apart from its log: who is who, what is put in place of words, who is erased."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ...events import TYPES, EntryVoided, Event, MemberJoined, PeopleKeptApart, PersonErased, Said
from ...events.entry import Entry
from ...events.errors import BadInput
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
from .kept import KeptPeople
from .minting import MINTED, REFERENCE, Text, is_minted, minting, text_id
from .places import Place, find

_MEMBER: Final = "member:"  # the tag that finds what is about a person


class People:
    """Who the members of a registry are. The log knows them by minted ids; here are number and name.

    Whatever takes a member takes the number as well as the id. What is answered has the id; `number_of`
    and `name_of` say whose it is.

    Attributes:
        kept: The rows: a file, or a schema of a database.
        began: The entry since which people are kept apart from the log.
    """

    def __init__(
        self,
        kept: KeptPeople,
        log: Log,
        began: int,
        today: Callable[[], date] = date.today,
        *,
        adds: bool = True,
    ) -> None:
        """Start with what belongs to a log; unless it `adds`, nobody is taken in, nothing changed."""
        self.kept, self.began, self._log, self._today = kept, began, log, today
        self._expected: dict[str, str] = {}
        self._adds = adds

    @classmethod
    def of(cls, place: Place, log: Log, today: Callable[[], date]) -> "People | None":
        """Return the people of a log, from where they are kept; none where there are none.

        Erasures that were not carried out there yet are now.

        Raises:
            PeopleClosed: there are some, and this login may not read them.
            PeopleFileDamaged: they cannot be read.
            OtherPeopleFile, PeopleFileNewer: they do not belong to the log as it is.
            PeopleUnwritable: somebody is still to be erased, and this login may not.
        """
        if isinstance(place, Path) and not place.exists():
            return None
        apart = told(log, PeopleKeptApart)
        if not apart and (isinstance(place, str) or not place.stat().st_size):
            return None  # somebody was interrupted when they made it
        kept = find(place)
        if kept is None:
            return None
        try:
            if not apart and kept.is_empty:
                kept.close()  # somebody was interrupted just before the log said so
                return None
            apart = apart or told(log, PeopleKeptApart)
            cls._refuse_other(kept, log, apart)
            found = cls(kept, log, apart[0].number, today)
            found.catch_up()
        except BaseException:
            kept.close()
            raise
        return found

    @staticmethod
    def _refuse_other(kept: KeptPeople, log: Log, apart: Sequence[Entry]) -> None:
        if [each.event.people for each in apart] != [kept.people]:  # type: ignore[attr-defined]
            raise OtherPeopleFile(kept.place)
        known, entries = kept.known, log.store.size()
        if known > entries:
            raise PeopleFileNewer(kept.place, known, entries)

    @property
    def place(self) -> str:
        """What keeps them and where it lies, in words."""
        return self.kept.place

    def lasting(self) -> "People":
        """Return the same people, to be asked also when the registry is closed; close them once more."""
        self.kept.lasting()
        return self

    def supposing(self, log: Log) -> "People":
        """Return the same people for a log with facts that are only supposed; nobody is added."""
        return People(self.kept.lasting(), log, self.began, self._today, adds=False)

    def close(self) -> None:
        """Let go of what keeps them."""
        self.kept.close()

    # Who is who

    def id_of(self, member: str) -> str:
        """Return the id of whoever has a number; what nobody has as a number, as it is."""
        return self.kept.id_of(member) or member

    def number_of(self, member: str) -> str | None:
        """Return the number of somebody by their id; none where they were erased, or never were."""
        return self.kept.number_of(member) or self._expected.get(member)

    def name_of(self, member: str) -> str | None:
        """Return the name of somebody by their id; none where nobody gave one, or they were erased."""
        return self.kept.name_of(member)

    def everybody(self) -> Sequence[tuple[str, str, str | None]]:
        """Return everybody as id, number and name, by number."""
        return tuple(self.kept.everybody())

    def text(self, reference: str) -> str | None:
        """Return what a note of the log says; none where it was erased, or is no reference to a text."""
        text = text_id(reference)
        found = self.kept.text(text) if text else None
        return found.body if found else None

    def is_as_said(self, reference: str) -> bool:
        """Return whether a text is still what the log committed to; one that was erased says nothing else."""
        text = text_id(reference)
        try:
            found = self.kept.text(text) if text else None
        except PeopleFileDamaged:
            return False
        return found is None or found.reference == reference

    def holds(self, member: str) -> bool:
        """Return whether there is anything of a person, by their id: number, name or a note."""
        return self.kept.number_of(member) is not None or bool(self.kept.texts_of(member))

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
        return self.kept.name(names, self._log.store.size(), self._today())

    # What is put in place

    def telling(self, event: Event, book: Agreement) -> "Telling":
        """Return what puts a fact as the log is to hold it, and keeps the rest of it here.

        Raises:
            NoCode: a reason is none of the codes of the rule book.
            NoSourceId: a source is no id.
        """
        _refuse_words(event, book)
        return Telling(self, event)

    def intake(self, *, mints: bool = True) -> "Intake":
        """Return what puts ids in place of the numbers in many facts; whoever is new is only expected.

        Unless it `mints`, the numbers of whoever is new stay as they are.
        """
        return Intake(self.kept.ids(), self._expected, mints=mints)

    def intake_of_one(self) -> "Intake":
        """Return the same, for somebody whose number nobody has."""
        return Intake({}, self._expected)

    def take_in(
        self, ids: Mapping[str, str], entries: int | None = None, texts: Sequence[Text] = ()
    ) -> None:
        """Add whoever is new, by the ids that were minted for their numbers, and what was said in words.

        Args:
            ids: The ids by the numbers.
            entries: How many entries the log has, if that is known.
            texts: The texts.

        Raises:
            AddedMeanwhile: somebody else added one of them with another id.
        """
        if (ids or texts) and self._adds:
            self.kept.add(ids, self.size() if entries is None else entries, self._today(), texts)

    def about_entry(self, number: int) -> str | None:
        """Return whom an entry is about; none where that is nobody, or there is no such entry."""
        if not 0 < number <= self.size():
            return None
        tags = self._log.tags_of(number)
        return next((tag[len(_MEMBER) :] for tag in tags if tag.startswith(_MEMBER)), None)

    def size(self) -> int:
        """Return how many entries the log has."""
        return self._log.store.size()

    # Erasing

    def catch_up(self) -> None:
        """Carry out the erasures that the log has and the file has not: restored, or interrupted."""
        erased = told(self._log, PersonErased, self.kept.erased_upto)
        if erased:
            people = [each.event.member for each in erased]  # type: ignore[attr-defined]
            self.kept.erase(people, erased[-1].number)


class Telling:
    """One fact on its way into the log, which may need several attempts: ids for numbers, no text."""

    def __init__(self, people: People, event: Event) -> None:
        self._people, self._event = people, event
        is_new = event.note is not None and text_id(event.note) is None
        self._text = Text.of(event.note) if is_new and event.note else None
        self._new: Mapping[str, str] = {}

    @property
    def noted(self) -> str | None:
        """Whom it says something of in words, once it was put; none where it does not."""
        return self._text.person if self._text else None

    def put(self, then: Event | None = None) -> Event:
        """Return the fact as the log is to hold it; nothing is kept yet.

        Args:
            then: What the same command recorded before: its note is the same one if it says the same,
                and nobody is new.

        Raises:
            NoSuchPerson: nobody has that number; whoever joins gets an id.
        """
        intake = self._people.intake_of_one()
        joins = then is None and isinstance(self._event, MemberJoined)
        found: dict[str, Any] = {
            name: self._recorded(member, intake if joins else None)
            for name in TYPES[type(self._event).__name__].member_fields
            if isinstance(member := getattr(self._event, name), str)
        }
        self._new = intake.new
        if self._text is not None:
            person = found.get("member") or self._whom_it_voids()
            self._text = attrs.evolve(self._text, person=person)
            said_then = then and then.note and self._people.text(then.note)
            found["note"] = (
                then.note if then and said_then == self._text.body else self._text.reference
            )
        return attrs.evolve(self._event, **found) if found else self._event

    def keep(self, entries: int) -> None:
        """Keep what belongs to the fact, at the moment when it is recorded behind so many entries.

        Before the log has the fact, so that nobody's number is lost; and not until nothing forbids it.

        Raises:
            AddedMeanwhile: somebody else added them with another id.
            PeopleUnwritable: what keeps them is read-only.
        """
        if self._new or self._text:
            self._people.take_in(self._new, entries, [self._text] if self._text else [])

    def take_back(self) -> None:
        """Delete the text again if it was kept, and the fact was refused after all as others were faster."""
        if self._text and self._people.kept.text(self._text.id):
            self._people.kept.drop_texts([self._text.id], self._people.size())

    def _whom_it_voids(self) -> str | None:
        """Return whom a voided entry is about: what a void says is said of them."""
        event = self._event
        return self._people.about_entry(event.voids) if isinstance(event, EntryVoided) else None

    def _recorded(self, member: str, intake: "Intake | None") -> str:
        if found := self._people.kept.id_of(member):
            return found
        if is_minted(member) and self._people.kept.number_of(member) is not None:
            return member
        if intake is None or is_minted(member):
            raise NoSuchPerson(f"record anything of {member}", member)
        return intake.id_of(member)


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
