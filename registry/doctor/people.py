"""Who the members are, apart from a log: whether all of it is there, and whose it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...events import PeopleKeptApart, PersonErased
from ...events.errors import UnsoundStore
from ...events.log import Log
from ...events.stores import Store
from ..people import PeopleFile, place_of, shown, told
from ..people.errors import PeopleClosed
from ..people.kept import KeptPeople
from ..people.places import find
from .observation import Observation, bad, damaged, error, note, ok

_RESTORE = "Restore it from the newest backup that there is."
_OWN_ROLE = "Give people a login of their own: docs/privacy.md has a recipe."


def observations(store: Store, people: str | Path | None) -> Iterator[Observation]:
    """Yield what is to be said of the people of a log; nothing where they are not kept apart.

    Args:
        store: The log.
        people: Where they are; none for beside it.
    """
    apart = told(Log(store), PeopleKeptApart)
    if not apart:
        return
    place = store.people if people is None else place_of(people)
    missing = (
        f"people are kept apart since entry {apart[0].number}, and {shown(place)} is not there"
    )
    try:
        if isinstance(place, Path) and place.exists():
            kept: KeptPeople | None = PeopleFile(place, changes=False)
        else:
            kept = find(place) if isinstance(place, str) else None
        if kept is None:
            yield bad("people", missing, _RESTORE)
            return
        try:
            yield from _looked_at(kept, store, apart[0].event.people)  # type: ignore[attr-defined]
        finally:
            kept.close()
    except PeopleClosed as problem:
        found = f"{problem.place} may not be read with this login"
        yield note("people", found, "Let somebody look who may: --people names another login.")
    except UnsoundStore as problem:
        yield error("people", problem)


def _looked_at(kept: KeptPeople, store: Store, key: str) -> Iterator[Observation]:
    known, upto, size = kept.known, kept.erased_upto, store.size()
    everybody, _, _ = kept.numbers()
    erased = [each.number for each in told(Log(store), PersonErased)]
    if isinstance(kept, PeopleFile) and (wrong := kept.is_whole()):
        yield damaged("people", f"{kept.place} is damaged: {wrong}", _RESTORE)
    elif key != kept.people:
        yield bad("people", f"{kept.place} belongs to another registry", _RESTORE)
    elif known > size:
        found = f"{kept.place} knows of entry {known}, and the log ends with entry {size}"
        yield bad("people", found, "Restore the log of the same day, or later.")
    elif waiting := [each for each in erased if each > upto]:
        found = f"entries {waiting[0]} to {waiting[-1]} erase people who are still in {kept.place}"
        yield note("people", found, "Run any other command: whoever was erased is deleted then.")
    else:
        yield ok("people", f"{everybody} in {kept.place}, which belongs to this log")
    if not isinstance(kept, PeopleFile):
        yield from _rights(kept, store)


def _rights(kept: Any, store: Any) -> Iterator[Observation]:
    """Yield who may read the people of a schema, and whether what is erased there leaves the files."""
    rights, log = kept.rights(), kept.seen_by(store)
    if log.is_open:
        found = f"{log.role}, which reads the log, may read who the members are too"
        yield note("people rights", found, _OWN_ROLE)
    else:
        readers = ", ".join(rights.readers) or "nobody but superusers"
        yield ok(
            "people rights", f"{log.role}, which reads the log, may not read people; {readers} may"
        )
    if not rights.is_owner:
        found = (
            f"{rights.role} does not own the tables, so that what it erases stays in their files"
        )
        yield note(
            "people erased", found, "Let the role that owns them open the registry now and then."
        )
