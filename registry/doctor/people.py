"""The people file beside a log: whether it is whole, and the one that belongs to the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ...events import PeopleKeptApart, PersonErased
from ...events.log import Log
from ...events.stores import open_store
from ...events.stores.sqlite.file import PEOPLE
from ..people.apart import told
from .observation import Observation, bad, damaged, note, ok

_RESTORE = "Restore the people file, from the newest backup that there is."


def observations(path: Path) -> Iterator[Observation]:
    """Yield what is to be said of the people file; nothing where people are not kept apart."""
    with open_store(path, create=False) as store:
        log = Log(store)
        began, size = told(log, PeopleKeptApart), store.size()
        erased = [each.number for each in told(log, PersonErased)]
    file = path.with_name(path.name + PEOPLE)
    if not began:
        return
    if not file.exists():
        found = f"people are kept apart since entry {began[0].number}, and {file} is not there"
        yield bad("people", found, _RESTORE)
        return
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as people:
            [(whole,)] = people.execute("pragma quick_check(1)")
            [(key, known, upto)] = people.execute("select people, known, erased from about")
            [(everybody,)] = people.execute("select count(*) from person")
    except (sqlite3.Error, ValueError) as problem:
        yield damaged("people", f"{file} cannot be read: {problem}", _RESTORE)
        return
    if whole != "ok":
        yield damaged("people", f"{file} is damaged: {whole}", _RESTORE)
    elif key != began[0].event.people:  # type: ignore[attr-defined]
        yield bad("people", f"{file} belongs to another registry", _RESTORE)
    elif known > size:
        found = f"{file} knows of entry {known}, and the log ends with entry {size}"
        yield bad("people", found, "Restore the log of the same day, or later.")
    elif waiting := [each for each in erased if each > upto]:
        found = f"entries {waiting[0]} to {waiting[-1]} erase people who are still in {file}"
        yield note("people", found, "Run any other command: whoever was erased is deleted then.")
    else:
        yield ok("people", f"{everybody} in {file.name}, which belongs to this log")
