"""`stewards.toml`: what would stand before every command, in a file beside the registry.

An option wins over the environment, and that over the file.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import attrs
from attrs import field, frozen

from ..events.errors import BadInput
from ..projections.names_asked import did_you_mean, nearest
from ..projections.rules import look_for_books_in
from ..projections.rules import toml_files as toml
from .language import LANGUAGES
from .sealing import Sealing

if TYPE_CHECKING:
    from ..registry.doctor import Backups


class MalformedSettings(BadInput):
    """The file of settings cannot be read, or says something that is no setting."""

    path: str
    problem: str

    cannot = "use the settings in {0.path}"
    because = "{0.problem}"
    instead = "The settings are {0.known}; docs/settings.md says what each is."

    @property
    def known(self) -> str:
        """The settings there are, in words."""
        return ", ".join(_KNOWN)


@frozen
class Settings:
    """What the file says; none for what it does not.

    Attributes:
        rule_books: The folder in which own rule books lie.
        agreement: The rule book where none was adopted: a name, or the path of a TOML file.
        profile: Which column of a list holds what: a name, or the path of a TOML file.
        recorded_by: The opaque id of who records.
        names: The list of ids and names.
        people: The address by which people are reached in the database of the log.
        lang: The language.
        seal: How seals are made.
        backups: Where backups are kept.
    """

    rule_books: str | None = None
    agreement: str | None = None
    profile: str | None = None
    recorded_by: str | None = None
    names: str | None = None
    people: str | None = field(default=None, repr=False)
    lang: str | None = None
    seal: Sealing | None = None
    backups: "Backups | None" = None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the settings of a file; paths in it are seen from where it lies.

        Raises MalformedSettings.
        """

        def refuse(problem: str) -> MalformedSettings:
            return MalformedSettings(str(path), problem)

        try:
            said = toml.parsed(path.read_bytes())
        except OSError as problem:
            raise refuse(f"the system says: {problem.strerror}") from problem
        except (tomllib.TOMLDecodeError, ValueError) as problem:
            raise refuse(f"it is not TOML: {problem}") from problem
        sealing, kept = said.pop("seal", None), said.pop("backups", None)
        _check(said, refuse)
        found = cls(**said)
        beside: dict[str, Any] = {
            "rule_books": found.rule_books and str(path.parent / found.rule_books),
            "names": found.names and str(path.parent / found.names),
            "agreement": _beside(path, found.agreement),
            "profile": _beside(path, found.profile),
            "seal": None if sealing is None else _sealing(path, sealing, refuse),
            "backups": None if kept is None else _backups(path, kept, refuse),
        }
        if beside["rule_books"] and not Path(beside["rule_books"]).is_dir():
            raise refuse(f"rule_books: there is no folder {found.rule_books!r}")
        return attrs.evolve(found, **beside)

    def take(self) -> dict[str, str]:
        """Let own rule books be found, and return what options before a command are without an option."""
        look_for_books_in(self.rule_books)
        given = {
            "agreement": self.agreement,
            "recorded_by": self.recorded_by,
            "names_file": self.names,
            "people_login": self.people,
            "lang": self.lang,
        }
        return {key: value for key, value in given.items() if value is not None}


_ONE: Final = "a text in quotation marks"
_SEVERAL: Final = "one text in quotation marks, or several in a list"
_SEAL: Final = {"key": _ONE, "origin": _ONE, "places": _SEVERAL}
_BACKUPS: Final = {"log": _SEVERAL, "people": _SEVERAL}
_KNOWN: Final = tuple(each.name for each in attrs.fields(Settings))


def _check(said: Mapping[str, Any], refuse: Callable[[str], MalformedSettings]) -> None:
    for key, value in said.items():
        if key not in _KNOWN:
            meant = did_you_mean(nearest(key, _KNOWN))
            raise refuse(f"there is no setting {key!r}{f' ({meant})' if meant else ''}")
        if not isinstance(value, str) or not value:
            raise refuse(f"{key}: it must be a text in quotation marks, not {value!r}")
    if said.get("lang", "en") not in LANGUAGES:
        raise refuse(f"lang: it must be one of {', '.join(LANGUAGES)}, not {said['lang']!r}")


def _sealing(path: Path, told: object, refuse: Callable[[str], MalformedSettings]) -> Sealing:
    """Return how seals are made: half of it would make none, and nobody would notice."""
    said = _table("seal", told, _SEAL, refuse)
    for key in ("key", "places"):
        if key not in said:
            raise refuse(f"seal.{key} is missing: seals need a key and places to be written to")
    return Sealing(
        path.parent / said["key"][0],
        said.get("origin", [None])[0],
        tuple(os.path.join(path.parent, each) for each in said["places"]),  # noqa: PTH118 - a slash at its end stays
    )


def _backups(path: Path, told: object, refuse: Callable[[str], MalformedSettings]) -> "Backups":
    """Return where backups are kept: the log's for long, the people's not, so not in one place."""
    from ..registry.doctor import Backups  # noqa: PLC0415 - only where the settings say so

    said = _table("backups", told, _BACKUPS, refuse)
    log, people = (
        tuple(path.parent / each for each in said.get(key, [])) for key in ("log", "people")
    )
    for one, other in product(log, people):
        try:
            place, another = one.resolve(), other.resolve()
        except (OSError, RuntimeError, ValueError) as problem:
            raise refuse(f"backups: {problem}") from problem
        if place.is_relative_to(another) or another.is_relative_to(place):
            raise refuse(f"backups: those of the log and of the people both lie in {str(one)!r}")
    return Backups(log, people)


def _table(
    name: str, told: object, known: Mapping[str, str], refuse: Callable[[str], MalformedSettings]
) -> dict[str, list[str]]:
    """Return what a table of settings says, each as a list of texts."""
    if not isinstance(told, dict):
        raise refuse(f"{name}: it must be a table, [{name}], not {told!r}")
    for key, value in told.items():
        if key not in known:
            meant = did_you_mean(nearest(key, known))
            raise refuse(f"there is no setting '{name}.{key}'{f' ({meant})' if meant else ''}")
        texts = value if known[key] is _SEVERAL and isinstance(value, list) else [value]
        if not texts or not all(isinstance(each, str) and each for each in texts):
            raise refuse(f"{name}.{key}: it must be {known[key]}, not {value!r}")
    return {key: value if isinstance(value, list) else [value] for key, value in told.items()}


def _beside(path: Path, name: str | None) -> str | None:
    """Return the path of a file that lies there; any other text as it is, as the name of one of ours."""
    there = path.parent / name if name else None
    return str(there) if there and there.is_file() else name
