"""Why people cannot be kept apart from a log, found, or erased."""

from datetime import date

from ...events.errors import BadInput, Refusal, StewardsError, UnsoundStore


class NotKeptApart(Refusal):
    """The registry does not keep people apart."""

    action: str

    cannot = "{0.action}"
    because = (
        "this registry does not keep people apart from its log: members are known by ids of yours"
    )
    instead = "Make a new registry, and begin with 'stewards people import FILE'."


class NoPlaceForPeople(Refusal):
    """A store is neither a file nor a PostgreSQL database, and no people file was named."""

    store: str

    cannot = "keep people apart from the log in {0.store}"
    because = "it is neither a file nor a PostgreSQL database, so that nothing lies beside the log"
    instead = "Say where the people file is to lie: --people-file FILE, or people=... in Python."


class MembersNamedAlready(Refusal):
    """A log that already names members cannot begin to mint ids for them."""

    entry: int

    cannot = "keep people apart from this log"
    because = "entry {0.entry} names a member by an id that was not minted, and no entry is ever rewritten"
    instead = (
        "Make a new registry, import the people there, and then the facts of this one: 'stewards log export'"
        " and 'stewards log import' put minted ids in place of the numbers."
    )


class NoSuchPerson(Refusal):
    """The people file has no such number."""

    action: str
    number: str

    cannot = "{0.action}"
    because = "the people file has nobody with the number {0.number}"
    instead = "Check the number; 'stewards people import FILE' adds people."


class AlreadyErased(Refusal):
    """Somebody was erased before."""

    member: str
    entry: int

    cannot = "erase {0.member}"
    because = "entry {0.entry} says that they are erased already"
    instead = "There is nothing left to do."


class NoteAboutErased(Refusal):
    """Something was to be said in words of somebody who is erased."""

    entry: int

    cannot = "keep a note about somebody who is erased"
    because = "entry {0.entry} says that they are, and nothing is kept of them since"
    instead = "Record it without a note."


class KeptApartAlready(Refusal):
    """People are kept apart from the log already."""

    entry: int

    cannot = "begin to keep people apart from this log"
    because = "they are since entry {0.entry}"
    instead = "There is nothing left to do."


class ErasureIsFinal(Refusal):
    """What says that somebody is erased, or that people are kept apart, cannot be taken back."""

    entry: int

    cannot = "void entry {0.entry}"
    because = "what it says of people was done, and cannot be undone"
    instead = (
        "Import the person again: they get another id, and nobody can say that they are the same."
    )


class AddedMeanwhile(StewardsError):
    """Somebody else added people meanwhile."""

    place: str

    cannot = "add the new people to {0.place}"
    because = "somebody else added one of them at the same moment"
    instead = "Nothing was recorded; try again."


class NotYetDue(BadInput):
    """Somebody is to be erased as of a day that has not come yet: a slip of the pen would erase everybody."""

    action: str
    on: date
    today: date

    cannot = "{0.action} by {0.on}"
    because = "that day has not come yet: it is {0.today}, and what is erased is gone for good"
    instead = "Give a day that has come; 'stewards privacy due --on DAY' lists what will be due."


class ReadsAsMinted(BadInput):
    """A number has the form of the ids that are minted."""

    number: str

    cannot = "use {0.number} as number"
    because = "the ids that are minted for people look like that, and the log would take it for one"
    instead = "Give the person another number."


class ErasesByNumber(BadInput):
    """A line of an import says that somebody was erased, by their number."""

    member: str

    cannot = "import that {0.member} was erased"
    because = "an import repeats what a log says, and a log says it by an id that was minted"
    instead = "Leave out the line; 'stewards people erase NUMBER' erases somebody."


class PeopleFileMissing(UnsoundStore):
    """The log says that people are kept apart, and they are not there."""

    place: str
    entry: int

    cannot = "say whose number is whose"
    because = (
        "since entry {0.entry} people are kept apart from this log, and {0.place} is not there"
    )
    instead = "Restore it from the newest backup that there is."


class OtherPeopleFile(UnsoundStore):
    """People belong to another log."""

    place: str

    cannot = "use {0.place}"
    because = "it belongs to another registry: the ids in it are not those of this log"
    instead = "Put the people of this registry there."


class PeopleFileNewer(UnsoundStore):
    """What keeps the people knows of entries that the log does not have: an old log was restored."""

    place: str
    known: int
    entries: int

    cannot = "use {0.place}"
    because = (
        "it knows of entry {0.known}, and the log ends with entry {0.entries}: the log is older"
    )
    instead = "Restore the log of the same day, or later."


class PeopleFileDamaged(UnsoundStore):
    """What keeps the people cannot be read or written."""

    place: str
    problem: str

    cannot = "use {0.place}"
    because = "{0.problem}"
    instead = "Restore it from the newest backup that there is."


class PeopleClosed(UnsoundStore):
    """Who the members are is kept where this login may not look."""

    place: str

    cannot = "say whose number is whose"
    because = "{0.place} may not be read with this login"
    instead = "Ask whoever answers for the people; docs/privacy.md says which login needs what."


class PeopleUnwritable(UnsoundStore):
    """Who the members are can be read, and not be changed."""

    place: str
    problem: str

    cannot = "change {0.place}"
    because = "this login may not write to it ({0.problem})"
    instead = "Nothing was recorded. Use a login that may."


class NoFileToBackUp(Refusal):
    """People are in a database, which is backed up by its own tools."""

    place: str

    cannot = "print {0.place} for a backup"
    because = "it is no file"
    instead = "Let PostgreSQL do it: pg_dump --schema=people; docs/privacy.md has a recipe."


class NoCode(BadInput):
    """A reason is not one of the codes of the rule book, where the log is to hold no free text."""

    field: str
    value: str
    codes: tuple[str, ...]

    cannot = "use {0.value!r} as {0.field}"
    because = "people are kept apart from this log, and it holds codes, no free text; the codes are {0.shown}"
    instead = "Give one of them, and say more in a note: it is kept with the people, and erased with them."

    @property
    def shown(self) -> str:
        """The codes, in a row."""
        return ", ".join(self.codes)


class NoSourceId(BadInput):
    """A source is a free text, where the log is to hold none."""

    field: str
    value: str

    cannot = "use {0.value!r} as {0.field}"
    because = "people are kept apart from this log, and it holds ids, no free text"
    instead = "Give an id, such as annual-report-2019, and say more in a note."
