"""Import: records what happened, even where it looks odd, as one batch or not at all.

Refused is only what is malformed or names an unknown unit or entry; `check` finds what looks odd.
"""

import codecs
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
from eventsourcing.persistence import IntegrityError

from ...events import EntryVoided, Fact, Said, as_event, parse
from ...events.command_tags import PREFIX
from ...events.errors import BadInput, StewardsError
from ...events.log import Log
from ...events.prepared import Prepared
from ...events.preparing import Terms
from ...projections.boundary import Boundary
from ...projections.collector import collector_paused
from ..commands import Command, record_once
from ..people.errors import AddedMeanwhile
from ..repeats import repeat_of
from .batch import Batch, batch_of
from .helpers import Helper, helping, prepared_by
from .problems import BadLines, LineProblem

if TYPE_CHECKING:  # loaded where people are kept apart
    from ..people import Intake, People

__all__ = ["BadLines", "LineProblem", "import_lines"]

Progress = Callable[[int], None]


def import_lines(
    log: Log,
    lines: Iterable[bytes],
    *,
    now: datetime,
    recorded_by: str,
    command: Command | None = None,
    as_batch: bool = False,
    again: bool = False,
    on_progress: Progress | None = None,
    people: "People | None" = None,
) -> range:
    """Record every fact of an interchange file at once; return the numbers of the entries.

    With `as_batch` the facts that bear no batch get one of their own; and of a file that was imported so
    already, and whose first fact still stands, these are the entries of then, unless it is to be recorded
    `again`. Where people are kept apart from the log, ids come in place of their numbers, and whoever is new
    is added to them; what the lines say in words stays.

    Raises:
        CommandUsed: something else was recorded under that id.
        BadLines: lines are malformed or name unknown units or entries: all of them are in it.
        TooManyConflicts: others kept recording meanwhile.
        UnknownOutcome: the store was lost meanwhile.

    """
    with collector_paused():
        given = list(lines)
        mark = _mark_of(given) if as_batch else None
        defaults = {"recorded_at": now.isoformat(), "recorded_by": recorded_by}

        def record(once: Command) -> range:
            batch = Batch.after(log, now)
            intake = people.intake() if people else None
            if repeat := repeat_of(once, log):
                own = batch_of(repeat.first) if as_batch else None
                facts = _facts(given, defaults, on_progress, intake)
                return repeat.of(_renumbered(facts, repeat.first, own))
            if mark and not again and (first := _imported_at(log, mark)):
                return range(first, first + sum(1 for _ in _said_in(given)))
            terms = defaults, batch.id if as_batch else None
            with helping(0 if intake else len(given), terms) as found:
                for line, told in _told(given, terms, on_progress, intake, found):
                    batch.take(line, told)
            if batch.problems:
                raise BadLines(batch.problems)
            keep = partial(_take_in, people, intake.new) if people and intake else None
            return batch.append(once, mark, keep)

        return record_once(command or Command.of(None), record)


def _take_in(people: "People", ids: Mapping[str, str], entries: int) -> None:
    """Add whoever is new; if somebody else added one of them meanwhile, read their ids again."""
    try:
        people.take_in(ids, entries)
    except AddedMeanwhile as problem:
        raise IntegrityError(str(problem)) from problem


def _by_ids(
    facts: Iterable[tuple[int, Fact | StewardsError]], intake: "Intake"
) -> Iterator[tuple[int, Fact | StewardsError]]:
    """Yield facts with the ids of the members in place of their numbers."""
    for line, fact in facts:
        if isinstance(fact, StewardsError):
            yield line, fact
            continue
        try:
            said = intake.put(fact.said)
        except BadInput as problem:
            yield line, problem
        else:
            yield line, fact if said is fact.said else fact._replace(said=said)


def _renumbered(
    facts: Iterable[tuple[int, Fact | StewardsError]], first: int, batch: str | None
) -> Iterator[Said | None]:
    """Yield what the facts say if the first of them is an entry of that number; none for a bad line."""
    numbers: dict[int, int] = {}
    for number, (_line, fact) in enumerate(facts, start=first):
        if isinstance(fact, StewardsError):
            yield None
            continue
        said = fact.said
        if type(said).__name__ == EntryVoided.__name__:
            said = as_event(said)
            assert isinstance(said, EntryVoided)  # noqa: S101 -- by its type
            said = attrs.evolve(said, voids=numbers.get(said.voids, said.voids))
        if fact.entry is not None:
            numbers[fact.entry] = number
        yield said if said.batch or not batch else attrs.evolve(as_event(said), batch=batch)


def _said_in(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines that say something, without what is around them."""
    return filter(None, map(bytes.strip, _without_mark(lines)))


def _mark_of(lines: Iterable[bytes]) -> str:
    """Return the tag by which a file is known again, if it holds the same lines.

    It has the form of the tag of a command, which nothing that an entry says can have.
    """
    digest = hashlib.blake2b(digest_size=16)
    for each in _said_in(lines):
        digest.update(each + b"\n")
    return f"{PREFIX}file-{digest.hexdigest()}"


def _imported_at(log: Log, mark: str) -> int | None:
    """Return the first entry of the last import of a file; none if that one does not stand."""
    seen = Boundary(log.store)
    first = next((each for each in reversed(seen.everything_about(mark))), None)
    if first is None:
        return None
    standing = seen.entry(first.number)
    return first.number if standing and not standing.voided_by else None


def _told(
    lines: Sequence[bytes],
    terms: Terms,
    on_progress: Progress | None,
    intake: "Intake | None",
    found: Sequence[Helper],
) -> Iterator[tuple[int, Prepared | StewardsError]]:
    """Yield what each line comes to that says something, or what is wrong with it."""
    defaults, batch = terms
    if not found:
        yield from _prepared(_facts(lines, defaults, on_progress, intake), batch)
        return
    every = _numbered(lines, on_progress)
    answers = prepared_by(found, [*_without_mark(lines)])
    for (number, text), told in zip(every, answers, strict=True):
        if told is not None:
            yield number, told
        elif text.strip():
            yield from _prepared([(number, _fact(text, defaults))], batch)


def _prepared(
    facts: Iterable[tuple[int, Fact | StewardsError]], batch: str | None
) -> Iterator[tuple[int, Prepared | StewardsError]]:
    for line, fact in facts:
        yield line, fact if isinstance(fact, StewardsError) else Prepared.of(fact, batch)


def _facts(
    lines: Iterable[bytes],
    defaults: Mapping[str, Any],
    on_progress: Progress | None,
    intake: "Intake | None",
) -> Iterator[tuple[int, Fact | StewardsError]]:
    every = _numbered(lines, on_progress)
    facts = ((number, _fact(text, defaults)) for number, text in every if text.strip())
    return _by_ids(facts, intake) if intake is not None else facts


def _fact(line: bytes, defaults: Mapping[str, Any]) -> Fact | StewardsError:
    try:
        return parse(line, defaults)
    except BadInput as problem:
        return problem


def _numbered(lines: Iterable[bytes], on_progress: Progress | None) -> Iterator[tuple[int, bytes]]:
    for number, text in enumerate(_without_mark(lines), start=1):
        if on_progress and number % 1000 == 0:
            on_progress(number)
        yield number, text


def _without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines without the byte order mark that some programs put before the first."""
    for number, text in enumerate(lines):
        yield text.removeprefix(codecs.BOM_UTF8) if number == 0 else text
