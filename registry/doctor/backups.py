"""Backups of the log and of the people: whether there are any, how old they are, and who could read them.

Their bytes are looked at, and nothing is decrypted. How old a backup is, the time says at which its file was
last written: a name is only what somebody called it.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from attrs import frozen
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent

from ...events.errors import UnsoundStore
from ...events.stores import Store
from ..integrity.exported import Export, MalformedExport
from ..people.file import APPLICATION
from ..people.policy import Period
from .observation import Observation, bad, note, ok, several

MOST_DAYS: Final = 35
"""For how many days a backup of the people is kept at most, where the policy does not say."""

_AGE: Final = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
_SQLITE: Final = b"SQLite format 3\0"
_PEOPLE: Final = APPLICATION.to_bytes(4, "big")
_HEADER: Final = 100  # bytes, of which SQLite has the application's id in the 68th to the 71st
_SHOWN: Final = 3
_RECIPE: Final = "docs/privacy.md has a recipe."
_MAKE: Final = f"Make one, encrypted to two people: {_RECIPE}"


@frozen
class Backups:
    """Where backups are kept, and for how long those of the people.

    Attributes:
        log: Files, and folders with nothing but backups of the log.
        people: The same for those of the people file.
        kept: For how long those of the people are kept; none for 35 days.
    """

    log: tuple[Path, ...] = ()
    people: tuple[Path, ...] = ()
    kept: Period | None = None


@frozen
class _Backup:
    """A file that is a backup: where it lies, when it was written, and how it begins."""

    path: Path
    written: date
    begins: bytes

    @property
    def is_encrypted(self) -> bool:
        return self.begins.startswith(_AGE)

    @property
    def is_plain(self) -> bool:
        return self.begins.startswith(_SQLITE)

    @property
    def is_people(self) -> bool:
        return self.is_plain and self.begins[68:72] == _PEOPLE


def observations(backups: Backups, store: Store | None, now: datetime) -> Iterator[Observation]:
    """Yield what is to be said of the backups; those of the log are compared with it if it can be opened."""
    today = now.astimezone(UTC).date()
    for check, places in (("log backups", backups.log), ("people backups", backups.people)):
        if not places:
            continue
        try:
            kept = _found(places)
        except OSError as problem:
            yield _unseen(check, problem)
            continue
        yield _newest(check, places, kept, today)
        if places is backups.people:
            yield from _too_old(kept, backups.kept, today)
            yield from _readable(kept)
        else:
            yield from _misplaced(kept)
            yield from _others(kept, store) if store is not None else ()


def _found(places: Iterable[Path]) -> list[_Backup]:
    """Return the backups in some places, the newest first; raise OSError where one cannot be looked at."""
    found = []
    for path in (each for place in places for each in _files(place)):
        with path.open("rb") as file:
            begins = file.read(_HEADER)
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        found.append(_Backup(path, written, begins))
    return sorted(found, key=lambda each: each.written, reverse=True)


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    elif place.is_dir():
        for folder, _, names in os.walk(place, onerror=_refuse):
            yield from (each for name in sorted(names) if (each := Path(folder, name)).is_file())


def _refuse(problem: OSError) -> None:
    raise problem


def _unseen(check: str, problem: OSError) -> Observation:
    found = f"{problem.filename} cannot be looked at: the system says: {problem.strerror}"
    return bad(check, found, "Run doctor as somebody who may look there.")


def _newest(check: str, places: Iterable[Path], kept: list[_Backup], today: date) -> Observation:
    if not kept:
        return bad(check, f"there is none in {', '.join(map(str, places))}", _MAKE)
    newest, oldest = kept[0], kept[-1]
    found = f"{len(kept)}: the newest, {newest.path.name}, is {_age(newest, today)} old"
    if len(kept) > 1:
        found += f", the oldest, {oldest.path.name}, {_age(oldest, today)}"
    if newest.written > today:
        ahead = f"{newest.path.name} is dated {newest.written}, which has not come yet"
        return bad(check, ahead, "A clock is or was wrong: find out how old it is, and date it so.")
    if (today - newest.written).days > MOST_DAYS:
        return note(check, found, _MAKE)
    return ok(check, found)


def _age(backup: _Backup, today: date) -> str:
    days = (today - backup.written).days
    return f"{days} day" if days == 1 else f"{days} days"


def _too_old(kept: list[_Backup], period: Period | None, today: date) -> Iterator[Observation]:
    found = [each for each in kept if _is_over(each.written, period, today)]
    if found:
        limit = f"{MOST_DAYS} days" if period is None else "the policy says"
        are = "are" if len(found) > 1 else "is"
        yield bad(
            "old backups",
            f"{_named(found)} {are} older than {limit}",
            "Delete them: whoever was erased since is still in them.",
        )


def _is_over(written: date, period: Period | None, today: date) -> bool:
    if period is not None:
        return period.ends(written) <= today
    return today - written > timedelta(days=MOST_DAYS)


def _readable(kept: list[_Backup]) -> Iterator[Observation]:
    plain = [each for each in kept if each.is_plain]
    other = [each for each in kept if not each.is_plain and not each.is_encrypted]
    if plain:
        yield bad(
            "plain backups",
            f"{_named(plain)}: not encrypted, so whoever gets at it reads who the members are",
            f"Encrypt what is to be kept, and delete it: {_RECIPE}",
        )
    elif other:
        yield note(
            "plain backups",
            f"{_named(other)}: not encrypted with age, as far as can be seen",
            f"Make sure that nobody else can read it; {_RECIPE}",
        )


def _misplaced(kept: list[_Backup]) -> Iterator[Observation]:
    if found := [each for each in kept if each.is_people]:
        yield bad(
            "misplaced backups",
            f"{_named(found)}: the people, not encrypted, among backups of the log, which are kept for long",
            f"Delete what is older than {MOST_DAYS} days, and encrypt the rest: {_RECIPE}",
        )


def _named(found: list[_Backup]) -> str:
    return several([str(each.path) for each in found[:_SHOWN]], len(found))


def _others(kept: list[_Backup], store: Store) -> Iterator[Observation]:
    """Yield which backups of the log are not of this log, as far as they can be read."""
    strange = [each for each in kept if any(_differs(each_of, store) for each_of in _told(each))]
    if strange:
        yield bad(
            "other backups",
            f"{_named(strange)}: not of this log, which has another entry, or none, in that place",
            "Find out whose it is. 'stewards log verify' says whether this log is what it was.",
        )


def _told(backup: _Backup) -> list[DCBSequencedEvent]:
    """Return the first and the last entry of a copy, the first one of an export; none of anything else."""
    if backup.is_plain:
        with suppress(sqlite3.Error, msgspec.MsgspecError, UnicodeDecodeError):
            return _ends(backup.path)
    elif backup.begins.startswith(b"{"):
        with suppress(MalformedExport, StopIteration):
            return [next(Export(backup.path).entries())]
    return []


def _ends(path: Path) -> list[DCBSequencedEvent]:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"  # no journal is made beside it
    with closing(sqlite3.connect(address, uri=True)) as copy:
        ends = "in (select min(position) from entries union select max(position) from entries)"
        rows = copy.execute(f"select position, type, data, tags from entries where position {ends}")  # noqa: S608
        return [
            DCBSequencedEvent(DCBEvent(kind, data, msgspec.json.decode(tags)), position)
            for position, kind, data, tags in rows
        ]


def _differs(entry: DCBSequencedEvent, store: Store) -> bool:
    try:
        found = next(iter(store.read(after=entry.position - 1, limit=1)), None)
    except UnsoundStore:
        return False  # the log itself is damaged, which another check says
    return found is None or (found.position, found.event) != (entry.position, entry.event)
