"""Plans: what a list of units or of office-holders comes to, worked out and not yet recorded."""

from collections import Counter
from collections.abc import Iterator, Sequence, Sized
from datetime import datetime
from typing import Protocol

from attrs import frozen

from ...events import Event, untold
from .problems import BadRows, RowProblem
from .source import Source


class Listed(Protocol):
    """A list that was read."""

    @property
    def source(self) -> Source:
        """Where it was read from."""

    @property
    def rows(self) -> Sized:
        """Its sound rows."""

    @property
    def problems(self) -> Sequence[RowProblem]:
        """What is wrong with the others."""


@frozen
class Change:
    """One thing that a list says and the registry does not.

    Attributes:
        change: What it is: `formed`, `renamed`, `elected`, ...; `differs` where nothing is recorded of it.
        subject: The unit or the member that it is about.
        known: What the registry says; none where it says nothing.
        listed: What the list says.
    """

    change: str
    subject: str
    known: str | None
    listed: str


Found = tuple[Sequence[Change], Sequence[Event], Sequence[RowProblem]]
"""What a list comes to: what it says that the registry does not, the facts, and what is wrong."""


@frozen
class ListPlan:
    """The facts that a list amounts to, as one batch that comes right behind the last entry known.

    Attributes:
        source: What was read.
        rows: How many sound rows it has.
        upto: The last entry that was known.
        batch: The id of the batch.
        changes: What the list says and the registry does not, in the order in which it is recorded.
        facts: The facts.
        problems: What is wrong with rows, which are left out.
        recorded_at: The instant the facts are recorded.
        command: The id by which they are recorded, once; none for a new one.
    """

    source: Source
    rows: int
    upto: int
    batch: str
    changes: tuple[Change, ...]
    facts: tuple[Event, ...]
    problems: tuple[RowProblem, ...]
    recorded_at: datetime
    command: str | None

    @property
    def totals(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        return dict(Counter(each.change for each in self.changes))

    @classmethod
    def of(
        cls,
        listed: Listed,
        found: Found,
        *,
        upto: int,
        batch: str,
        recorded_at: datetime,
        command: str | None,
        skip_bad_rows: bool,
    ) -> "ListPlan":
        """Return a plan; raise BadRows if there are bad rows that are not to be skipped."""
        changes, facts, problems = found
        bad = sorted([*listed.problems, *problems], key=lambda problem: problem.row)
        if bad and not skip_bad_rows:
            raise BadRows(listed.source.file, bad)
        return cls(
            source=listed.source,
            rows=len(listed.rows) - len({problem.row for problem in problems}),
            upto=upto,
            batch=batch,
            changes=tuple(changes),
            facts=tuple(facts),
            problems=tuple(bad),
            recorded_at=recorded_at,
            command=command,
        )

    def lines(self) -> Iterator[bytes]:
        """Yield the facts in the interchange format, to be recorded when they are imported."""
        return map(untold, self.facts)
