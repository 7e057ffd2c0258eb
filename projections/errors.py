"""Why a question in SQL is refused, or not written for another engine, and segments are not kept."""

from datetime import date

from ..events.errors import BadInput, UnsoundStore


class NoSuchQuestion(BadInput):
    """No subject has an SQL file of that name."""

    question: str

    cannot = "write {0.question} for another engine"
    because = "there is no question of that name"
    instead = "The questions are the SQL files in the folders of projections/."


class NotAQuestion(BadInput):
    """SQL of one's own is something else than one question."""

    query: str

    cannot = "ask {0.query!r}"
    because = "it is not one select"
    instead = "Ask one question at a time, and change nothing."


class EndsBeforeItBegins(BadInput):
    """The last day asked for comes before the first one."""

    first: date
    last: date

    cannot = "answer for {0.first} to {0.last}"
    because = "the last day comes before the first one"
    instead = "Give a first day that is no later than the last one."


class TooManyDays(BadInput):
    """A series of more days than anybody reads."""

    first: date
    last: date
    every: str
    most: int

    cannot = "count every {0.every} from {0.first} to {0.last}"
    because = "a series has at most {0.most} days"
    instead = "Give days that are nearer to each other, or a longer step."


class ClosedReplay(UnsoundStore):
    """A view is asked after its registry was closed."""

    cannot = "answer this"
    because = "the registry was closed"
    instead = "Open it again."


class UnfinishedReplay(UnsoundStore):
    """What is told of the progress of a replay asks for an answer of it."""

    cannot = "answer this"
    because = "the log is being replayed, and this is asked while its progress is told"
    instead = "Ask once the replay is done."


class NothingGiven(BadInput):
    """A parameter of the question has no value."""

    question: str
    parameter: str

    cannot = "write {0.question} for another engine"
    because = "no value is given for {0.parameter}"
    instead = "Give a value for every parameter; None is one."


class NotPortable(BadInput):
    """The question asks another one with other values than those it was asked with."""

    question: str
    asks: str

    cannot = "write {0.question} for another engine"
    because = "it uses {0.asks} with values of its own"
    instead = "Ask it with stewards, or write {0.asks} and continue from there."


class SegmentsUnwritable(UnsoundStore):
    """The folder of the column segments cannot be written to; the log and its answers are as ever."""

    folder: str
    problem: str

    cannot = "keep column segments in {0.folder}"
    because = "the system says: {0.problem}"
    instead = "Check the folder, or give another one with --segments; nothing else is affected."
