"""The reasons for refusal that several decisions share, and what else keeps one from recording."""

from datetime import date, datetime

import attrs

from ..events.errors import BadInput, Refusal, StewardsError, UnsoundStore

__all__ = [
    "BadInput",
    "ClockBehind",
    "ClockWithoutZone",
    "CommandUsed",
    "InterruptedAppend",
    "MalformedCommand",
    "NoSuchEntry",
    "NotAWorkplace",
    "NotInMembership",
    "Refusal",
    "StewardsError",
    "TooManyConflicts",
    "UnitClosedThen",
    "UnitMergedThen",
    "UnitNotYetFormed",
    "UnknownOutcome",
    "UnknownUnit",
    "UnsoundStore",
]


@attrs.define(slots=False)
class UnknownUnit(Refusal):
    """No unit of that id was ever formed."""

    action: str
    unit: str

    cannot = "{0.action}"
    because = "there is no unit {0.unit}"
    instead = "See 'stewards unit list', or form it with 'stewards unit form {0.unit}'."


@attrs.define(slots=False)
class UnitNotYetFormed(Refusal):
    """The day lies before the first day of the unit."""

    action: str
    unit: str
    formed_on: date
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was formed on {0.formed_on} (entry {0.entry})"
    instead = "Give that day or a later one."


@attrs.define(slots=False)
class UnitClosedThen(Refusal):
    """The unit was closed on or before that day."""

    action: str
    unit: str
    closed_on: date
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was closed on {0.closed_on} (entry {0.entry})"
    instead = "Name a unit that is open that day, or void entry {0.entry} if it is wrong."


@attrs.define(slots=False)
class UnitMergedThen(Refusal):
    """The unit was merged into another one on or before that day."""

    action: str
    unit: str
    into: str
    merged_on: date
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was merged into {0.into} on {0.merged_on} (entry {0.entry})"
    instead = "Name {0.into} instead, or void entry {0.entry} if it is wrong."


@attrs.define(slots=False)
class NotAWorkplace(Refusal):
    """Members work and elect at workplaces; the unit is of another kind."""

    action: str
    unit: str
    kind: str

    cannot = "{0.action}"
    because = "{0.unit} is of kind {0.kind}, not a workplace"
    instead = "Name a workplace below it; 'stewards unit list' shows them."


@attrs.define(slots=False)
class NotInMembership(Refusal):
    """The person is not a member on that day, as far as the log knows."""

    action: str
    member: str
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.member} is not in membership that day"
    instead = "See 'stewards history --member {0.member}', and record the joining first."


@attrs.define(slots=False)
class NoSuchEntry(Refusal):
    """The log has no entry of that number."""

    action: str
    entry: int

    cannot = "{0.action} entry {0.entry}"
    because = "the log has no such entry"
    instead = "See 'stewards log show' for the entries there are."


@attrs.define(slots=False)
class ClockBehind(Refusal):
    """The last entry lies further ahead of the clock than two clocks may differ: one was wrong.

    What is recorded next bears the instant of that entry, and "as known at" can tell the two apart
    only by their numbers.

    Attributes:
        entry: The last entry of the log.
        recorded_at: The instant it was recorded at, as it says.
        now: What the clock says.
    """

    entry: int
    recorded_at: datetime
    now: datetime

    cannot = "record this"
    because = (
        "the log's last entry ({0.entry}) was recorded at {0.recorded_at:%Y-%m-%d %H:%M:%S} UTC,"
        " and it is {0.now:%Y-%m-%d %H:%M:%S} UTC now"
    )
    instead = (
        "Nothing was recorded. Set the clock of this machine right; if it is right, record with"
        " --despite-clock before the command (despite_clock=True)."
    )


@attrs.define(slots=False)
class TooManyConflicts(StewardsError):
    """Others kept recording within the boundary of the decision; nothing was recorded."""

    attempts: int

    cannot = "record this"
    because = "others changed what it depends on, {0.attempts} times in a row"
    instead = "Try again."


@attrs.define(slots=False)
class MalformedCommand(BadInput):
    """The id of a command has characters or a length that such ids do not have."""

    value: str

    cannot = "use {0.value!r} as the id of a command"
    because = "it must be 1 to 64 letters, digits, - or _, and no civil registration number"
    instead = "Give another id, such as a random one."


@attrs.define(slots=False)
class CommandUsed(Refusal):
    """Something else was recorded as that command.

    Attributes:
        command: The id.
        first: The first entry that was recorded as it.
        last: The last one.
        entry: The one that says something else.
        difference: What it says, in words.
    """

    command: str
    first: int
    last: int
    entry: int
    difference: str

    cannot = "record this as command {0.command}"
    because = "{0.entries} recorded as that command, and {0.difference}"
    instead = "Leave the id out, or give what is new an id of its own."

    @property
    def entries(self) -> str:
        """What was recorded as it, in words."""
        if self.first == self.last:
            return f"entry {self.first} was"
        return f"entries {self.first} to {self.last} were"


@attrs.define(slots=False)
class UnknownOutcome(StewardsError):
    """The store was lost while it recorded, so that nobody can say whether it did.

    Attributes:
        store: The store, as messages name it.
        problem: How it was lost.
        command: The id to repeat it by.
    """

    store: str
    problem: str
    command: str

    cannot = "say whether this was recorded in {0.store}"
    because = "the store was lost on the way, and did not come back: {0.problem}"
    instead = (
        "Repeat it with --command {0.command} once the store can be reached:"
        " it is recorded once, however often it is repeated."
    )


class InterruptedAppend(KeyboardInterrupt):
    """Ctrl-C while something was recorded, so that whether it was is not known.

    Attributes:
        command: The id to repeat it by.
    """

    def __init__(self, command: str) -> None:
        super().__init__(f"It may be recorded. Repeat it as command {command} to be sure.")
        self.command = command


@attrs.define(slots=False)
class ClockWithoutZone(BadInput):
    """A registry was given a clock that does not say which instant it is."""

    told: str

    cannot = "use the clock that this registry was given"
    because = "it says {0.told}, which is no instant with a time zone"
    instead = "Give one that says it, such as lambda: datetime.now(UTC)."
