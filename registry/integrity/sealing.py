"""Sealing a log, and witnessing the seal of another office."""

from collections.abc import Iterable, Sequence

from ...events.digest import Digest, Progress, digests_of
from ...events.errors import NoSuchEntry
from ...events.keys import NotSigned, SigningKey, Verifier
from ...events.notes import Note, OtherOrigin
from ...events.stores import Store
from .rows import SealDiffers


def seal(
    store: Store,
    key: SigningKey | None,
    origin: str,
    since: Iterable[Note],
    on_progress: Progress | None,
) -> Note:
    """Return the seal of a log; see `Registry.seal`."""
    earlier, size = list(since), store.size()
    refuse_other_origins(earlier, origin)
    for note in earlier:
        if note.entries > size:
            raise SealDiffers("seal the log", note.named, shorter(size, note.entries))
    sizes = {size, *(note.entries for note in earlier)}
    digests = digests_of(store, sizes, on_progress)
    for note in earlier:
        _refuse_another("seal the log", note, digests[note.entries])
    made = Note.of(origin, digests[size])
    return key.signed(made) if key else made


def witness(
    store: Store,
    note: Note,
    key: SigningKey,
    verifiers: Sequence[Verifier],
    on_progress: Progress | None,
) -> Note:
    """Return a note with one more signature; see `Registry.witness`."""
    action = f"witness the note {note.named}"
    signed_by(note, verifiers)
    if note.entries > store.size():
        raise NoSuchEntry(f"{action}, which seals the log up to", note.entries)
    _refuse_another(action, note, digests_of(store, [note.entries], on_progress)[note.entries])
    return key.signed(note)


def refuse_other_origins(notes: Iterable[Note], origin: str) -> None:
    """Raise OtherOrigin for the first note that is of another log."""
    for note in notes:
        if note.origin != origin:
            raise OtherOrigin(note.named, note.origin, origin)


def signed_by(note: Note, verifiers: Sequence[Verifier]) -> list[str]:
    """Return the names of those keys that have signed a note.

    Raises:
        NotSigned: there are keys, and none of them has.
        WrongSignature: a signature is not of the text of the note.
        MissingExtra: the extra `seal` is not installed.
    """
    names = [each.name for each in verifiers if each.has_signed(note)]
    if verifiers and not names:
        raise NotSigned(note.named, ", ".join(each.name for each in verifiers))
    return names


def shorter(size: int, sealed: int) -> str:
    """Return in words that a log ends before the last entry that was sealed."""
    return f"the log ends with entry {size}, and {sealed} entries were sealed"


def _refuse_another(action: str, note: Note, found: Digest) -> None:
    if found.digest != note.digest:
        problem = f"the first {note.entries} entries are not those that were sealed"
        raise SealDiffers(action, note.named, problem)
