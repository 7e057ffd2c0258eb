"""What can be wrong with the lines of an import, one class a reason."""

from datetime import date

from attrs import frozen

from ...events.errors import BadInput, StewardsError
from ...events.window import Window


@frozen
class LineProblem:
    """What is wrong with one line of a file.

    Attributes:
        line: The number of the line, from 1.
        problem: The error, with what to do.

    """

    line: int
    problem: StewardsError

    def __str__(self) -> str:
        """Return the line number and the sentence."""
        return f"line {self.line}: {self.problem}"


class BadLines(BadInput):
    """Lines of an import are malformed, or name unknown units or entries; nothing was recorded."""

    problems: list[LineProblem]

    cannot = "import"
    because = "the file has bad lines ({0.count})"
    instead = "Correct them and import again; nothing was recorded."

    @property
    def count(self) -> int:
        """The number of bad lines."""
        return len(self.problems)


class UnknownUnitNamed(BadInput):
    """A fact names a unit that no earlier entry formed."""

    type: str
    unit: str

    cannot = "record this {0.type}"
    because = "no earlier entry formed the unit {0.unit}"
    instead = "Form it first, or correct the id."


class FormedTwice(BadInput):
    """A unit is formed once; the same again with an earlier day corrects its first day."""

    unit: str
    entry: int

    cannot = "form unit {0.unit} again"
    because = "entry {0.entry} formed it"
    instead = (
        "Rename or move it, or give the other unit an id of its own; to correct its first day, say the"
        " same with an earlier one."
    )


class BeforeFirstDay(BadInput):
    """A unit is changed for a day on which it did not exist."""

    type: str
    unit: str
    effective_on: date
    formed_on: Window

    cannot = "record this {0.type} on {0.effective_on}"
    because = "unit {0.unit} was formed on {0.formed_on}"
    instead = "Give that day or a later one."


class CircleOfUnits(BadInput):
    """Mergers or parents would lead back to where they began."""

    type: str
    unit: str

    cannot = "record this {0.type}"
    because = "unit {0.unit} would end up under itself or merged into itself"
    instead = "Correct the unit, or void the entry that leads back to it."


class UnknownEntryVoided(BadInput):
    """A void names an entry that does not come before it."""

    voids: int

    cannot = "void entry {0.voids}"
    because = "no earlier line, and no entry that the file could mean, has that number"
    instead = "Correct the number."


class UnknownElectionNamed(BadInput):
    """A fact names the entry of an election that does not come before it."""

    type: str
    election: int

    cannot = "record this {0.type} of the election {0.election}"
    because = (
        "no earlier line, and no entry that the file could mean, is an election of that number"
    )
    instead = "Correct the number, or leave it out."


class VoidVoided(BadInput):
    """A void is final."""

    voids: int

    cannot = "void entry {0.voids}"
    because = "it is itself a void, and a void is final"
    instead = "Record the fact again."


class ErasureVoided(BadInput):
    """What says that somebody was erased, or that people are kept apart, cannot be taken back."""

    voids: int

    cannot = "void entry {0.voids}"
    because = "what it says of people was done, and cannot be undone"
    instead = "Leave out the line."


class BeginningVoided(BadInput):
    """What says which log this one was made from cannot be taken back."""

    voids: int

    cannot = "void entry {0.voids}"
    because = "it says which log this one was made from, so that both can be verified"
    instead = "Leave out the line."


class KeptApartTooLate(BadInput):
    """A line begins to keep people apart from a log that names members already."""

    entry: int

    cannot = "keep people apart from this log"
    because = "entry {0.entry} names a member, or keeps people apart already"
    instead = "Import the file into a new registry."


class NamedUnitVoided(BadInput):
    """The entry formed a unit that other entries name."""

    voids: int
    unit: str
    named_by: int

    cannot = "void entry {0.voids}"
    because = "it formed unit {0.unit}, which entry {0.named_by} names"
    instead = "Void that one first."


class RecordedEarlier(BadInput):
    """`recorded_at` goes back, and the log only ever learns more."""

    recorded_at: str
    before: str

    cannot = "record a fact at {0.recorded_at}"
    because = "the one before it was recorded at {0.before}"
    instead = "Put the lines in the order they were recorded."


class LogFurtherOn(BadInput):
    """The log has learnt more since the line was recorded, and `recorded_at` never goes back."""

    recorded_at: str
    entry: int
    latest: str

    cannot = "record a fact at {0.recorded_at}"
    because = "the log's last entry ({0.entry}) was recorded at {0.latest}"
    instead = "Import into a new registry, or leave out recorded_at to record the fact now."


class RecordedInFuture(BadInput):
    """`recorded_at` lies ahead: every later entry would have to be recorded then or after."""

    recorded_at: str
    now: str

    cannot = "record a fact at {0.recorded_at}"
    because = "that is in the future: it is {0.now} now"
    instead = "Correct the instant, or leave it out to record the fact now."


class SameEntryTwice(BadInput):
    """Two lines bear the same entry number."""

    entry: int

    cannot = "read this line as entry {0.entry}"
    because = "an earlier line has that number"
    instead = "Give each line its own number, or none."
