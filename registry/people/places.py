"""Where people are kept: in a file at a path, or in a schema of the database at an address."""

from importlib import import_module
from pathlib import Path
from typing import Any

from ...events.errors import MissingExtra
from ...events.stores import kind_of
from ...events.stores.addresses import shown as shown_address
from . import file
from .errors import NoPlaceForPeople
from .kept import KeptPeople

Place = Path | str
"""The path of a file, or the address of a PostgreSQL database, which may hold a password."""


def place_of(given: str | Path) -> Place:
    """Return the place that a path or an address stands for.

    Raises:
        UnknownScheme, MalformedAddress: it is neither.
        NoPlaceForPeople: a server of that kind keeps no people.
    """
    kind, place = kind_of(given)
    if kind == "postgres":
        return str(place)
    if kind == "umadb":
        raise NoPlaceForPeople(shown_address(str(given)))
    return Path(place)


def shown(place: Place | None) -> str:
    """Return what messages call what is kept there; none where nobody said where."""
    return str(_schema().shown(place)) if isinstance(place, str) else file.shown(place)


def find(place: Place) -> KeptPeople | None:
    """Return the people at a place; none where there are none.

    Raises:
        PeopleClosed: there may be, and this login may not read them.
        PeopleFileDamaged: something else is there, or it cannot be read.
        UnsoundStore: the server cannot be reached; see `open_store`.
    """
    if isinstance(place, Path):
        return file.PeopleFile(place) if place.exists() else None
    kept: Any = _schema().PeopleSchema(place)
    if kept.is_there:
        return kept  # type: ignore[no-any-return]
    kept.close()
    return None


def make(place: Place) -> KeptPeople:
    """Return the people at a place, made if there are none; see `find`.

    Raises PeopleUnwritable where this login may not make them.
    """
    if isinstance(place, Path):
        return file.PeopleFile(place, create=True)
    return _schema().PeopleSchema(place, create=True)  # type: ignore[no-any-return]


def _schema() -> Any:
    try:
        return import_module(".schema", __package__)
    except ImportError as problem:
        raise MissingExtra("open a store of that kind", "postgres") from problem
