"""The errors about a store that a server keeps. None of them shows a password."""

from datetime import datetime

from ..errors import BadInput, UnsoundStore
from .addresses import PLAIN_TEXT
from .errors import NoSuchStore, NotARegistry


class MalformedAddress(BadInput):
    """The address of a server cannot be read; none of it is shown, since it may hold a password."""

    scheme: str
    form: str

    cannot = "open a store at {0.scheme}://"
    because = "the rest of the address is malformed"
    instead = "Write {0.form}, and percent-encode special characters of a password."


class PlainText(BadInput):
    """A server elsewhere would be reached in plain text, and the address does not allow that."""

    store: str
    host: str
    encrypting: str

    cannot = "open the store {0.store}"
    because = "others could read what is sent to {0.host}"
    instead = f"{{0.encrypting}}, or add {PLAIN_TEXT} to the parameters of the address to allow it."


class WrongParameter(BadInput):
    """A parameter of an address has an invalid value; the value is not shown."""

    store: str
    parameter: str

    cannot = "open the store {0.store}"
    because = "the parameter {0.parameter} has an invalid value"
    instead = "Correct it in the address, or in the environment."


class MissingCertificate(BadInput):
    """The file that is to vouch for a server is not there."""

    store: str
    path: str

    cannot = "open the store {0.store}"
    because = "there is no certificate at {0.path}"
    instead = "Correct UMADB_CA."


class NobodyAnswers(UnsoundStore):
    """There is no server at the address, or no way to it."""

    store: str

    cannot = "open the store {0.store}"
    because = "no server answers there"
    instead = "Check the address and that the server is running, then try again."


class AccessDenied(UnsoundStore):
    """The server does not let us in."""

    store: str

    cannot = "open the store {0.store}"
    because = "the server refused this user"
    instead = "Check the user name and the password, or ask the server's administrator."


class NoSuchDatabase(NoSuchStore):
    """The server has no database of that name."""

    because = "the server has no such database"
    instead = "Have the database created, then run `stewards --store {0.quoted} init`."


class EmptyDatabase(NoSuchStore):
    """The server keeps nothing there yet."""

    because = "there is nothing in it yet"


class OtherDatabase(NotARegistry):
    """A server keeps something else there; it is left as it is."""

    instead = "Give the address of a registry, or of a database with nothing in it."


class SharedDatabase(UnsoundStore):
    """Another application has put its function in the place of ours."""

    store: str
    function: str

    cannot = "use the store {0.store}"
    because = "another application has replaced the function {0.function} of its database"
    instead = "Give that application a database of its own, and restore the function from a backup."


class WrongSetting(UnsoundStore):
    """A setting of the server would let facts get lost or rules be broken."""

    store: str
    setting: str
    found: str
    wanted: str

    cannot = "use the store {0.store}"
    because = "the setting {0.setting} is {0.found!r} there, and a registry needs {0.wanted!r}"
    instead = "Ask the server's administrator to change it."


class ClocksApart(UnsoundStore):
    """The clock of the server and that of this machine differ by more than two clocks may.

    Attributes:
        store: The store.
        there: What the clock of the server says, in UTC.
        here: What the clock of this machine says, in UTC.
    """

    store: str
    there: datetime
    here: datetime

    cannot = "record anything in {0.store}"
    because = (
        "it is {0.there:%Y-%m-%d %H:%M:%S} UTC by the clock of its server,"
        " and {0.here:%Y-%m-%d %H:%M:%S} UTC by that of this machine"
    )
    instead = "Nothing was recorded. Synchronise both clocks, then try again."


class ConnectionLost(UnsoundStore):
    """The connection broke when nothing was on its way to be recorded."""

    store: str

    cannot = "use the store {0.store}"
    because = "the connection to its server broke"
    instead = "Nothing was recorded. Try again."


class ServerRefuses(UnsoundStore):
    """The server could be reached and does not do what it is asked; nothing was recorded."""

    store: str
    problem: str

    cannot = "use the store {0.store}"
    because = "its server says: {0.problem}"
    instead = "Ask the server's administrator."


class LargeBatch(BadInput):
    """A batch does not fit into one message to the server."""

    store: str
    events: int
    size: int
    limit: int

    cannot = "record {0.events} facts at once in {0.store}"
    because = "they take about {0.size} bytes, and its server accepts {0.limit} at a time"
    instead = "Record them in smaller parts."


class ManyTags(BadInput):
    """The tags of an event do not fit into what the server keeps of one."""

    store: str
    type: str
    tags: int
    limit: int

    cannot = "record an event of type {0.type} in {0.store}"
    because = "its {0.tags} tags take more than the {0.limit} bytes that its server keeps of them"
    instead = "Record it as several facts, or use a store of another kind."
