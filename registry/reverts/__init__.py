"""Reverting a batch: voiding what it recorded, all of it at once, unless something builds on it."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBQueryItem

from ...events import EntryVoided, recordable, tags
from ...events.command_tags import told_tags
from ...events.log import Log, held_at
from ...events.validators import check_asked_id, check_text
from ...projections.rules import Agreement
from ..commands import Command, append, record_once
from ..repeats import repeat_of
from .building import Building
from .errors import BatchHoldsVoids, BuiltUpon, NoSuchBatch, NothingStands
from .followers import Later, histories
from .recorded import Progress, Recorded

__all__ = ["BatchHoldsVoids", "BuiltUpon", "NoSuchBatch", "NothingStands", "Progress", "revert"]


def revert(
    log: Log,
    batch: str,
    reason: str,
    told: dict[str, Any],
    *,
    book: Agreement,
    command: Command | None = None,
    on_progress: Progress | None = None,
) -> range:
    """Void what a batch recorded and still stands, in one batch; return the numbers of the voids.

    Args:
        log: The log.
        batch: The id of the batch.
        reason: Why it was wrong.
        told: Day, instant and origin of the voids; the batch they form is given to them here.
        book: The rule book where no other one was agreed.
        command: The command that it is; left out, one of its own.
        on_progress: Called now and then with how far it has come, of twice the size of the log.

    Raises:
        NoSuchBatch, BatchHoldsVoids, NothingStands, BuiltUpon: see `errors`.
        CommandUsed: something else was recorded under that id.
        TooManyConflicts: others kept recording meanwhile.
        UnknownOutcome: the store was lost meanwhile.
    """
    check_asked_id("batch", batch)
    check_text("reason", reason)
    report = on_progress or _no_progress

    def record(once: Command) -> range:
        head = log.store.size()
        if repeat := repeat_of(once, log):
            before = Recorded.read(log, batch, repeat.first - 1, report)
            own = batch_of_its_own(log, repeat.first, upto=before.head)
            return repeat.of(_voids(before, reason, told | {"batch": own}))
        recorded = Recorded.read(log, batch, head, report)
        _refuse_final(recorded)
        _refuse_built_upon(log, recorded, book, _further(report, head))
        own = batch_of_its_own(log, head + 1, upto=head)
        last = next(iter(log.store.read(after=head - 1, limit=1)))
        now = {"batch": own, "recorded_at": held_at(told["recorded_at"], last)}
        return append(log, _stored(recorded, _voids(recorded, reason, told | now)), head, once)

    return record_once(command or Command.of(None), record)


def _refuse_final(recorded: Recorded) -> None:
    if recorded.own_voids:
        entry, voids = next(iter(recorded.own_voids.items()))
        raise BatchHoldsVoids(recorded.batch, entry, voids, len(recorded.own_voids))
    if not recorded.standing:
        if not recorded.taken_back_by:
            raise NoSuchBatch("revert", recorded.batch)
        raise NothingStands(recorded.batch, named(recorded.taken_back_by))


def _refuse_built_upon(
    log: Log, recorded: Recorded, book: Agreement, on_progress: Progress
) -> None:
    later = Later.read(log, recorded)
    found = {n: f"it names unit {unit}, which the batch formed" for n, unit in later.naming.items()}
    building: Building | None = None  # made for the first of whom there is anything later
    for history in histories(log, later.members, recorded, on_progress):
        building = building or Building.on(log, recorded.head, recorded.standing.keys(), book)
        for number, builds in building.builds(history):
            found.setdefault(number, builds)
    if found:
        first = min(found)
        raise BuiltUpon(recorded.batch, first, found[first], len(found) - 1)


def _voids(recorded: Recorded, reason: str, told: dict[str, Any]) -> Iterator[EntryVoided]:
    for number in recorded.standing:
        yield EntryVoided(voids=number, reason=reason, **told)


def _stored(recorded: Recorded, voids: Iterator[EntryVoided]) -> list[DCBEvent]:
    """Return the voids, each with the tags of its target, so that whoever finds that finds both."""
    events = []
    for void in voids:
        borne = told_tags(recorded.standing[void.voids])
        found_by = list(dict.fromkeys([*tags(void), *borne]))
        events.append(DCBEvent(EntryVoided.__name__, recordable(void), found_by))
    return events


def batch_of_its_own(log: Log, first: int, *, upto: int) -> str:
    """Return `revert-` and the number of its first entry, or more where somebody has used that."""
    names = (f"revert-{first}" + (f"-{n}" if n > 1 else "") for n in count(1))
    return next(name for name in names if not _is_used(log, name, upto))


def _is_used(log: Log, batch: str, upto: int) -> bool:
    query = DCBQuery([DCBQueryItem(tags=[f"batch:{batch}"])])
    found = next(iter(log.store.read(query, limit=1)), None)
    return found is not None and found.position <= upto


def named(voids: Mapping[int, str | None], most: int = 5) -> str:
    """Return what took a batch back: the batches of the voids, or some of them by number."""
    batches = dict.fromkeys(voids.values())
    if None not in batches:
        word = "batch" if len(batches) == 1 else "batches"
        return f"{word} {', '.join(map(str, batches))}"
    numbers = ", ".join(map(str, list(voids)[:most]))
    more = f" and {len(voids) - most} more" if len(voids) > most else ""
    return f"{'entry' if len(voids) == 1 else 'entries'} {numbers}{more}"


def _further(report: Progress, start: int) -> Progress:
    return lambda done: report(start + done)


def _no_progress(_done: int) -> None:
    """Take no notice of the progress."""
