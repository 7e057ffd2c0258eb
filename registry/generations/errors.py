"""Why a log is not copied without somebody."""

from datetime import date

from ...events.errors import Refusal, UnsoundStore


class NobodyToForget(Refusal):
    """Nobody was named."""

    to: str

    cannot = "begin a new generation of the log in {0.to}"
    because = "nobody was named who is to be forgotten in it"
    instead = "Name somebody, or copy the log as it is: stewards log copy --to {0.to}"


class StillMember(Refusal):
    """Somebody is a member, or is to be one: facts about them go on, and would have to be told apart."""

    member: str
    on: date
    entry: int

    cannot = "forget {0.member}"
    because = "they are a member on {0.on} (entry {0.entry}), and what happens to them goes on"
    instead = (
        "Record that they left, or, where people are kept apart, erase them first:"
        " stewards people erase NUMBER --reason asked-for"
    )


class NotInNewGeneration(Refusal):
    """A place for a new generation holds something already.

    Attributes:
        to: The place.
        there: What is there, in words.
    """

    to: str
    there: str

    cannot = "begin a new generation of the log in {0.to}"
    because = "{0.there}"
    instead = (
        "Name a place where there is nothing: ids are drawn anew, so that none is ever continued."
    )


class CannotTellWhom(UnsoundStore):
    """An entry cannot be read, so that nobody can say whether it names somebody who is to be forgotten."""

    entry: int
    problem: str

    cannot = "forget anybody in a copy of the log"
    because = "entry {0.entry} cannot be read, and may name them: {0.problem}"
    instead = (
        "If it is voided, 'stewards log export' leaves it out: import that into a new registry, and forget"
        " them there. Else restore the store from a backup, or void it."
    )


class GenerationDiffers(UnsoundStore):
    """An answer of the new generation is another one: that must never be, and it is not kept.

    Attributes:
        to: The place it was to have.
        what: What was asked.
        on: Of which day.
        entry: As known with which entry of the log that was copied.
        here: What that log answers, in words.
        there: What the new one would.
    """

    to: str
    what: str
    on: date
    entry: int
    here: str
    there: str

    cannot = "begin a new generation of the log in {0.to}"
    because = (
        "{0.what} on {0.on}, as known with entry {0.entry}, would be {0.there} and not {0.here}"
    )
    instead = "Nothing was left there. That is a fault of stewards: please report it."
