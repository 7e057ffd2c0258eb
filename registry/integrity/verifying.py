"""Verifying a log: all that it holds, and whether it still begins as each seal says.

A check is a function that is given what was read, and yields what it found; another one is one more
line in `_CHECKS`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import field, frozen
from eventsourcing.dcb.api import DCBSequencedEvent

from ...events import PersonErased
from ...events.digest import ENTRIES_IN_A_PAGE, Progress
from ...events.errors import UnreadableTags, UnsoundStore
from ...events.keys import Verifier
from ...events.log import system_clock
from ...events.notes import Note
from ...events.stores import Store
from ...events.stores.errors import MissingEntries, StoreDamaged
from ...projections.replay.segments import range_digest
from ...projections.replay.segments.comparing import strange_to
from ...projections.replay.segments.files import Segments
from ..doctor.entries import Found, Reading
from ..people.minting import REFERENCE
from .exported import Export
from .rows import Checked, Verification
from .sealing import refuse_other_origins, shorter, signed_by

if TYPE_CHECKING:  # loaded where people are kept apart
    from ..people import People

_RESTORE: Final = (
    "Find out who changed the store, and when; then restore a backup that the seals agree with."
)
_WHOSE: Final = "To see whether it is, give --verifier KEY."
_NOBODY: Final = "Compare it with what is on paper: anybody can write such a note."
_IN_ORDER: Final = (
    "Give the notes in the order in which they were made; if that is their order, the log was"
    " reset to an older copy in between."
)
_NOTES_CHANGED: Final = (
    "Find out who changed the people file, and when; then restore it from a backup."
)
_NOT_ERASED: Final = (
    "Open the registry to record something: whoever was erased is deleted again then."
)
_REBUILD: Final = "The log itself is not concerned. Build them again: stewards replay --rebuild"


@frozen
class _Read:
    """What the checks look at.

    Attributes:
        notes: The seals, in the order given.
        signers: The names of the keys that have signed each of them.
        reading: What was read of the log.
        strange: Returns the last entries of the column segments that do not hold what the log holds;
            none where there are no segments.
        people: Who the members are, where people are kept apart from the log.
        told: What stands in the log for texts that are kept with the people, by entry.
        erased: Whom the log says to be erased, by entry.
    """

    notes: Sequence[Note]
    signers: Sequence[Sequence[str]]
    reading: Reading
    strange: Callable[[], list[int]] | None = None
    people: "People | None" = None
    told: dict[int, str] = field(factory=dict)
    erased: dict[int, str] = field(factory=dict)


def verify(
    store: Store,
    segments: Path | None,
    notes: Sequence[Note],
    *,
    verifiers: Sequence[Verifier],
    origin: str | None,
    people: "People | None",
    on_progress: Progress | None,
) -> Verification:
    """Return whether a log is what it was; see `Registry.verify`."""
    signers = _signers(notes, verifiers, origin)
    reading = _reading(notes, lambda number: _tags_of(store, number))
    told, erased = dict[int, str](), dict[int, str]()
    with ThreadPoolExecutor(1) as beside:  # DuckDB lays segments out while entries are read
        strange = None
        if segments is not None and segments.is_dir():
            columns = Segments(segments)
            strange = beside.submit(lambda: strange_to(columns, store.chunks())).result
        found = _found(store, store.size(), on_progress)
        reading.read(found if people is None else _about_people(found, told, erased))
        return _verification(_Read(notes, signers, reading, strange, people, told, erased))


def verify_export(
    path: str | Path,
    notes: Iterable[Note],
    *,
    verifiers: Iterable[Verifier] = (),
    origin: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Verification:
    """Return whether an exported log is what it was when it was sealed; no store is needed.

    Args:
        path: What `Registry.export_stored` wrote, a line each.
        notes: The seals, in the order in which they were made.
        verifiers: The keys of those who are known to seal; each note must be signed with one of them.
            Left out, no signature is verified.
        origin: Which log the notes must be of; left out, that of the first one.
        on_progress: Called with how many entries were read.

    Raises:
        MalformedExport: the file cannot be read, or is something else.
        OtherOrigin, NotSigned, WrongSignature: a note is of another log, or not signed as it must be.
        MissingExtra: the extra `seal` is not installed.
    """
    seals, export = list(notes), Export(Path(path))
    signers = _signers(seals, list(verifiers), origin)
    reading = _reading(seals, export.tags_of)
    reading.read(export.entries(on_progress))
    return _verification(_Read(seals, signers, reading))


def _signers(
    notes: Sequence[Note], verifiers: Sequence[Verifier], origin: str | None
) -> list[list[str]]:
    if notes:
        refuse_other_origins(notes, origin or notes[0].origin)
    return [signed_by(note, verifiers) for note in notes]


def _reading(notes: Sequence[Note], tags_of: Callable[[int], Iterable[str]]) -> Reading:
    sizes = {note.entries for note in notes}
    return Reading(system_clock(), sizes=sizes, tags_of=tags_of)


def _verification(read: _Read) -> Verification:
    found = tuple(each for check in _CHECKS for each in check(read))
    return Verification(read.reading.last, found)


def _seals(read: _Read) -> Iterator[Checked]:
    """Hold the log against each seal; the smallest that differs says where the first change lies."""
    problems = [_problem(note, read.reading) for note in read.notes]
    sizes = [(note.entries, problem) for note, problem in zip(read.notes, problems, strict=True)]
    smallest = min((size for size, problem in sizes if problem), default=0)
    same = max((size for size, problem in sizes if not problem and size < smallest), default=0)
    for note, problem, signers in zip(read.notes, problems, read.signers, strict=True):
        if problem is None:
            yield _as_sealed(note, signers)
            continue
        first, last = same + 1, note.entries
        if note.entries > read.reading.last:
            first = last = read.reading.last + 1
        where = f": the first change lies in entries {first} to {last}"
        told = problem + where * (first < last and note.entries == smallest)
        yield Checked("seal", "bad", f"{note.named}: {told}", _RESTORE, first, last)


def _problem(note: Note, reading: Reading) -> str | None:
    """Return how the log differs from a seal; none where it does not."""
    lost = reading.first_without_digest()
    if note.entries > reading.last:
        return shorter(reading.last, note.entries)
    if lost is not None and lost <= note.entries:
        return f"of {note.entries} entries that were sealed, entry {lost} cannot be read"
    if reading.digests[note.entries].digest != note.digest:
        return f"the first {note.entries} entries are not those that were sealed"
    return None


def _as_sealed(note: Note, signers: Sequence[str]) -> Checked:
    found = f"{note.named}: the first {note.entries} entries are those that were sealed"
    if signers:
        return Checked("seal", "ok", f"{found}; signed by {', '.join(signers)}")
    if note.signatures:
        names = ", ".join(dict.fromkeys(each.name for each in note.signatures))
        return Checked("seal", "note", f"{found}; said to be signed by {names}", _WHOSE)
    return Checked("seal", "note", f"{found}; not signed", _NOBODY)


def _growing(read: _Read) -> Iterator[Checked]:
    """See whether each seal is of as many entries as the one before, or of more."""
    for before, note in zip(read.notes, read.notes[1:], strict=False):
        if note.entries < before.entries:
            found = f"{note.named} seals {note.entries} entries, after {before.named} sealed {before.entries}"
            yield Checked("seals", "bad", found, _IN_ORDER)


def _entries(read: _Read) -> Iterator[Checked]:
    """Tell what is amiss with entries: missing, unreadable, without their tags, or earlier than the last."""
    first_bad = read.reading.first_bad()
    for each in read.reading.observations():
        if each.check in first_bad:  # the digest is what the seals are about
            last = first_bad[each.check]
            # Of two entries that are not in order, either may be the one that was put there.
            first = last - 1 if last and each.check == "order" else last
            yield Checked(each.check, each.verdict, each.found, each.advice, first, last)


def _generation(read: _Read) -> Iterator[Checked]:
    """Tell which log this one was made from, so that somebody is forgotten; nothing where from none."""
    each = read.reading.generation()
    if each is not None:
        yield Checked(each.check, each.verdict, each.found, each.advice)


def _segments(read: _Read) -> Iterator[Checked]:
    """Compare the column segments with what is laid out from the log, where there are any."""
    if read.strange is None:
        return
    try:
        strange = read.strange()
    except UnsoundStore:  # the entries that cannot be read are named already
        yield Checked("segments", "bad", "the log cannot be read for a comparison", _RESTORE)
        return
    if not strange:
        yield Checked("segments", "ok", "the column segments hold what the log holds")
        return
    last = min(strange)
    first = max(last - range_digest.ENTRIES, 0) + 1
    found = f"the column segment of entries {first} to {last} does not hold what the log holds"
    yield Checked("segments", "bad", found, _REBUILD, first, last)


def _about_people(
    found: Iterable[Found], told: dict[int, str], erased: dict[int, str]
) -> Iterator[Found]:
    """Yield what was found, and take down what it says of texts, and of whom was erased."""
    for each in found:
        if isinstance(each, DCBSequencedEvent):
            reference = REFERENCE.search(each.event.data.decode(errors="replace"))
            if reference:
                told[each.position] = reference[0]
            if each.event.type == PersonErased.__name__:
                tags = (tag.removeprefix("member:") for tag in each.event.tags if "member:" in tag)
                erased[each.position] = next(tags, "")
        yield each


def _people(read: _Read) -> Iterator[Checked]:
    """Hold the people file against the log: texts say what was committed to, the erased are not there."""
    if read.people is None:
        return
    wrong = [
        entry
        for entry, reference in sorted(read.told.items())
        if not read.people.is_as_said(reference)
    ]
    there = [entry for entry, one in sorted(read.erased.items()) if read.people.holds(one)]
    for entry in wrong[:1]:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        found = f"the note of entry {entry} in the people file is not what was recorded{more}"
        yield Checked("people", "bad", found, _NOTES_CHANGED, entry, entry)
    for entry in there[:1]:
        found = f"the people file holds whoever entry {entry} says was erased"
        yield Checked("people", "bad", found, _NOT_ERASED, entry, entry)
    if not wrong and not there:
        yield Checked(
            "people", "ok", "the people file holds the notes that were recorded, and nobody erased"
        )


_CHECKS: Final[Sequence[Callable[[_Read], Iterator[Checked]]]] = (
    _seals,
    _growing,
    _entries,
    _generation,
    _segments,
    _people,
)


def _found(store: Store, upto: int, on_progress: Progress | None) -> Iterator[Found]:
    """Yield every entry of a log as it is stored, or why it cannot be had."""
    for after in range(0, upto, ENTRIES_IN_A_PAGE):
        end = min(after + ENTRIES_IN_A_PAGE, upto)
        try:
            page: list[Found] = [*_within(store, after, end)]
        except (UnreadableTags, StoreDamaged):
            page = [each for number in range(after, end) for each in _one(store, number)]
        yield from page
        if on_progress:
            on_progress(end)


def _one(store: Store, after: int) -> list[Found]:
    try:
        return [*_within(store, after, after + 1)]
    except UnreadableTags as problem:
        return [problem]
    except StoreDamaged:
        return [MissingEntries(after + 1)]


def _within(store: Store, after: int, upto: int) -> list[DCBSequencedEvent]:
    found = list(store.read(after=after, limit=upto - after))
    if found and found[-1].position > upto:  # where some are missing, later ones take their places
        return [each for each in found if each.position <= upto]
    return found


def _tags_of(store: Store, number: int) -> list[str]:
    return [tag for each in _within(store, number - 1, number) for tag in each.event.tags]
