"""The errors of the command line alone."""

from datetime import date

from ..events.errors import BadInput, Refusal, UnsoundStore


class NotThere(Refusal):
    """What was asked for was not there on the day, or not known at the instant."""

    kind: str
    id: str
    on: date

    cannot = "show {0.kind} {0.id} on {0.on}"
    because = "the log had no {0.kind} of that id for that day at that instant"
    instead = "Ask for another --on or --known-at, or see 'stewards history --{0.kind} {0.id}'."


class StoreInTheWay(Refusal):
    """A registry is to be made where something is already."""

    store: str

    cannot = "create a registry at {0.store}"
    because = "something is already there"
    instead = "Name another path with --store."


class FileUnwritable(BadInput):
    """A file cannot be written to."""

    path: str
    problem: str

    cannot = "write {0.path}"
    because = "{0.problem}"
    instead = "Give the path of a file in a folder that is there and may be written to."


class LastDayFirst(BadInput):
    """A report is to begin on the day it ends, or later."""

    first: date
    last: date

    cannot = "report from {0.first} to {0.last}"
    because = "the first day does not lie before the last"
    instead = "Give the earlier day with --from and the later one with --to."


class NamesWhatIsHidden(BadInput):
    """A report is to hide small numbers and to name the members."""

    small: int

    cannot = "hide numbers under {0.small} with --small"
    because = "--ids and --names say who is counted"
    instead = "Leave out --small, or these."


class CannotListen(BadInput):
    """An address of this machine, or a port of it, cannot be used: mostly something else uses it."""

    host: str
    port: int
    problem: str

    cannot = "listen at {0.host}, port {0.port},"
    because = "the system says: {0.problem}"
    instead = "Give another port with --port, or leave it out for a free one."


class NotSaid(BadInput):
    """The address of a page leaves out what the page is about."""

    name: str

    cannot = "show this page"
    because = "its address does not say which {0.name}"
    instead = "Come to it by a link of another page."


class NoNamesToShow(BadInput):
    """Names are to come from a people file, and the registry has none."""

    cannot = "show names"
    because = "this registry has no people file"
    instead = "Name a list of ids and names, CSV or XLSX: --names FILE."


class ErasureChangedCounts(UnsoundStore):
    """A count, or an entry, is another one after an erasure: that must never be."""

    entries: int

    cannot = "show that the erasure changed no count"
    because = "entries 1 to {0.entries} or a count are not what they were"
    instead = "Restore the log from a backup, and report this as a fault of stewards."
