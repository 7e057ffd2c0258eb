"""A log told fact by fact, and its replay, for the tests of the answers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import Factory, define, evolve
from stewards.events import Chunk, EntryVoided, Event, MemberJoined, UnitFormed, encode
from stewards.projections.replay.projection import Projection
from stewards.projections.rules import Agreement, At, Office
from stewards.projections.view import Knowledge, View

RULES = Agreement(
    name="test",
    title="Test",
    threshold=5,
    counted=("active",),
    categories=("active", "student"),
    offices={
        "steward": Office("Steward", At.ELECTORATE, threshold=True, seats=1),
        "deputy": Office("Deputy", At.ELECTORATE, threshold=True, seats=1),
        "joint-steward": Office("Joint steward", At.UNIT, threshold=False, seats=1),
        "chair": Office("Chair", At.ELECTORATE, threshold=False),
        "safety-representative": Office("Safety", At.ELECTORATE, threshold=False),
    },
)

FOUNDED = date(2015, 1, 1)
RECORDED = datetime(2019, 1, 1, 8, tzinfo=UTC)
"""When entry 0 would have been recorded; every entry comes a minute after the one before."""


def sept(number: int) -> date:
    """Return a day of September 2019, on which everything in these tests happens."""
    return date(2019, 8, 31) + timedelta(days=number)


def chunk(*told: str, after: int = 0) -> Chunk:
    """Return a chunk of entries, each given as its type and what is stored: `MemberLeft{...}`."""
    pieces = [text.partition("{") for text in told]
    return Chunk.of(after, [(name, (brace + rest).encode()) for name, brace, rest in pieces])


def one_by_one(told: list[str], after: int = 0) -> list[Chunk]:
    """Return the same with each entry in a chunk of its own."""
    return [chunk(text, after=entry) for entry, text in enumerate(told, after)]


def known(projection: Projection, at: datetime) -> int:
    """Return the last entry recorded at or before an instant, 0 if there is none."""
    projection._database.make_views()
    told = "select coalesce(max(entry), 0) from entries where recorded_at <= ?"
    [(upto,)] = projection._connection.cursor().execute(told, [at.replace(tzinfo=None)]).fetchall()
    return int(upto)


def view(projection: Projection, on: date, upto: int, threshold: int = 5) -> View:
    """Return the point from which a replay is asked; there is no log behind it."""
    nowhere: Any = None
    rules = evolve(RULES, threshold=threshold)
    return View(nowhere, Knowledge(lambda _upto: projection, upto), rules, on, RECORDED)


@define
class Log:
    """A log under construction.

    Attributes:
        lines: Each entry, as `chunk` takes it.
        projection: The replay, as far as somebody asked for it.
    """

    lines: list[str] = Factory(list)
    projection: Projection = Factory(Projection)

    def tell(self, what: type[Event], on: date, /, **fields: Any) -> int:
        """Add a fact; return its entry."""
        entry = len(self.lines) + 1
        recorded_at = RECORDED + timedelta(minutes=entry)
        event = what(effective_on=on, recorded_at=recorded_at, recorded_by="region", **fields)
        self.lines.append(what.__name__ + encode(event).decode())
        return entry

    def form(self, *units: str, parent: str | None = None, kind: str = "workplace") -> None:
        """Form units under a parent, long before September."""
        for unit in units:
            self.tell(UnitFormed, FOUNDED, unit=unit, name=unit.upper(), kind=kind, parent=parent)

    def join(self, *members: str, at: str | None = None) -> int:
        """Let members join at a workplace, long before September; return the last entry."""
        entries = [self.tell(MemberJoined, FOUNDED, member=m, workplace=at) for m in members]
        return entries[-1]

    def void(self, entry: int) -> int:
        """Take an entry back; return the entry that does."""
        return self.tell(EntryVoided, date(2019, 12, 1), voids=entry, reason="a mistake")

    def replay(self) -> Projection:
        """Return a projection of all that was told."""
        head = self.projection.head
        if new := self.lines[head:]:
            self.projection.advance([chunk(*new, after=head)])
        return self.projection

    def view(self, on: date, upto: int | None = None, threshold: int = 5) -> View:
        """Return the point from which all that was told is asked, or what was told by an entry."""
        return view(self.replay(), on, len(self.lines) if upto is None else upto, threshold)
