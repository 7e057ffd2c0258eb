"""The errors of the command line alone."""

from datetime import date

import attrs

from ..events.errors import Refusal


@attrs.define(slots=False)
class NotThere(Refusal):
    """What was asked for was not there on the day, or not known at the instant."""

    kind: str
    id: str
    on: date

    cannot = "show {0.kind} {0.id} on {0.on}"
    because = "the log had no {0.kind} of that id for that day at that instant"
    instead = "Ask for another --on or --known-at, or see 'stewards history --{0.kind} {0.id}'."


@attrs.define(slots=False)
class StoreInTheWay(Refusal):
    """A registry is to be made where something is already."""

    store: str

    cannot = "create a registry at {0.store}"
    because = "something is already there"
    instead = "Name another path with --store."
