"""The reasons for refusal that several decisions share, and what else keeps one from recording."""

from datetime import date

from ..events.errors import BadInput, Refusal, StewardsError


class TooManyConflicts(StewardsError):
    """Others kept recording within the boundary of the decision; nothing was recorded."""

    attempts: int

    cannot = "record this"
    because = "others changed what it depends on, {0.attempts} times in a row"
    instead = "Try again."


class ElectsElsewhere(Refusal):
    """A workplace elects together with another one, and there."""

    action: str
    unit: str
    at: str
    on: date
    entry: int

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} elects together with {0.at} that day (entry {0.entry})"
    instead = "Name {0.at} instead, or record it with --override and the reason."


class MalformedCommand(BadInput):
    """The id of a command is no text, or has characters or a length that such ids do not have."""

    value: object

    cannot = "use {0.value!r} as a request id"
    because = "it must be 1 to 64 letters, digits, - or _, and not a civil registration number"
    instead = "Give another id, such as a random one."


class CommandUsed(Refusal):
    """Something else was recorded under that id.

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

    cannot = "record this as request {0.command}"
    because = "{0.entries} recorded under that id, and {0.difference}"
    instead = "Leave out the id, or give the new facts an id of their own."

    @property
    def entries(self) -> str:
        """What was recorded as it, in words."""
        if self.first == self.last:
            return f"entry {self.first} was"
        return f"entries {self.first} to {self.last} were"


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
    because = "the connection to the store was lost and could not be restored: {0.problem}"
    instead = (
        "Run it again with --command {0.command} once the store can be reached:"
        " it is recorded once, however often it is run."
    )


class InterruptedAppend(KeyboardInterrupt):
    """Ctrl-C while something was recorded, so that whether it was is not known.

    Attributes:
        command: The id to repeat it by.
    """

    def __init__(self, command: str) -> None:
        super().__init__(f"It may be recorded. Repeat it as command {command} to be sure.")
        self.command = command
