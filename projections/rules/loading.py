"""Rule books: the TOML files that agreements are read from."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import attrs

from ...events.errors import BadInput
from ...events.validators import check_id, check_text
from ..names_asked import did_you_mean, nearest
from . import toml_files as toml
from .agreement import Agreement, Certainty, Change, Why
from .older import as_now

DEFAULT: Final = "dk-municipal"

_FILES: Final = Path(__file__).parent / "books"
_ABOUT: Final = frozenset({"name", "title", "base", "local", "reasons", "change", "why"})
"""What a book says beside its rules."""

_KEPT: Final = 32
_OWN: Final[list[Path]] = []
"""Where books of one's own lie, one folder at most."""

_MADE: Final[dict[str, Agreement]] = {}
"""So many books are kept, by their digests: every registry is opened with one, most with the same."""


class NoSuchAgreement(BadInput):
    """There is no rule book of that name, and no such file."""

    agreement: str
    known: str

    cannot = "use the agreement {0.agreement!r}"
    because = "stewards has none of that name, and there is no such file"
    instead = "{0.advice}"

    @property
    def advice(self) -> str:
        """What to do: to name one that there is."""
        meant = did_you_mean(nearest(self.agreement, self.known.split(", ")))
        if meant:
            return f"{meant} Otherwise give the path of a TOML file."
        return f"Name one of {self.known}, or give the path of a TOML file."


class MalformedAgreement(BadInput):
    """A rule book cannot be read, or lacks a rule."""

    agreement: str
    problem: str

    cannot = "use the agreement {0.agreement}"
    because = "the file is malformed: {0.problem}"
    instead = "Compare it with stewards' own dk-municipal.toml."


def load(agreement: str | Path = DEFAULT) -> Agreement:
    """Return the rule book of that name in the package, or of the TOML file at that path.

    Raises:
        NoSuchAgreement: neither exists, or the book that it builds on does not.
        MalformedAgreement: the file lacks a rule, or a rule has another form.

    """
    return _load(str(agreement), ())


def look_for_books_in(folder: str | Path | None) -> None:
    """Let this process find rule books by name in a folder, too; none for those of the package alone."""
    _OWN[:] = [] if folder is None else [Path(folder)]


def names() -> list[str]:
    """Return the names of the rule books in the package, and in the folder of one's own."""
    return sorted({name for folder in (_FILES, *_OWN) for name in toml.names(folder)})


def _found(agreement: str) -> bytes | None:
    own = (folder for folder in _OWN if agreement in toml.names(folder))
    return toml.found(_FILES if agreement in toml.names(_FILES) else next(own, _FILES), agreement)


def _load(agreement: str, building_on_it: tuple[str, ...]) -> Agreement:
    data = _found(agreement)
    if data is None:
        raise NoSuchAgreement(agreement, ", ".join(names()))
    try:
        said = _said(data)
        base = said.get("base")
        if base is None:
            return _read(said, None, data)
        if not isinstance(base, str):
            raise ValueError("base: it must be the name of a rule book")
        at = _place(base, agreement)
        if at in {_place(each, agreement) for each in (agreement, *building_on_it)}:
            raise ValueError(f"it builds on itself, by way of {base!r}")
        return _read(said, _load(at, (*building_on_it, agreement)), data)
    except ValueError as problem:
        raise MalformedAgreement(agreement, str(problem)) from problem


@lru_cache(maxsize=_KEPT)
def _said(data: bytes) -> Mapping[str, Any]:
    """Return what a file says; the same is read once."""
    return as_now(toml.parsed(data))


def _place(base: str, agreement: str) -> str:
    """Return the name of a book in the package, or where a file lies, seen from the book that names it."""
    if base in names():
        return base
    try:
        return str(Path(agreement).parent.joinpath(base).resolve())
    except (OSError, ValueError):
        return base


def _read(said: Mapping[str, Any], base: Agreement | None, data: bytes) -> Agreement:
    """Return the book that a file says, on top of the one that it builds on; the same is made once."""
    digest = _digest(data + base.digest.encode() if base else data)
    if digest not in _MADE:
        if len(_MADE) == _KEPT:
            _MADE.clear()
        _MADE[digest] = _made(said, base, digest)
    return _MADE[digest]


def _made(said: Mapping[str, Any], base: Agreement | None, digest: str) -> Agreement:
    rules = dict(_leaves({name: said[name] for name in said if name not in _ABOUT}))
    if base is None:
        for name in ("threshold", "counted", "categories"):
            if name not in rules:
                raise ValueError(f"it lacks the rule {name!r}")
        base = Agreement("", "", 1, (), ())
    book = attrs.evolve(base, changes=tuple(c for c in base.changes if c.rule not in rules))
    # what is counted must be a category, whichever of them stands first
    if "categories" in rules:
        book = attrs.evolve(book, counted=()).with_rule("categories", rules.pop("categories"))
        rules.setdefault("counted", list(base.counted))
    for path, value in rules.items():
        book = book.with_rule(path, value)
    changes = (*book.changes, *_changes(said))
    book = attrs.evolve(
        book,
        name=_text(said, "name"),
        title=_text(said, "title"),
        local=_texts(said, "local", book.local),
        reasons=_codes(said, book.reasons),
        changes=changes,
        why={**book.why, **dict(_why(said))},
        digest=digest,
    )
    _refuse_unknown(book)
    for day in sorted({date.min, *(change.start for change in changes)}):
        book.on(day).refuse_circles()
    return book


def _digest(data: bytes) -> str:
    """Return what stands for a file: in letters, so that nobody takes it for a number of a person's."""
    digits = hashlib.sha256(data).hexdigest()[:32]
    return digits.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def _refuse_unknown(book: Agreement) -> None:
    """Raise ValueError where a book says something of a rule that there is not, as by a slip."""
    for name, office in book.offices.items():
        if office.title is None:
            raise ValueError(f"{name}: it is no rule, and as an office it lacks a title")
    changed = [change.rule for change in book.changes]
    for said, paths in (("local", book.local), ("change", changed), ("why", book.why)):
        for path in paths:
            if not book.knows(path):
                raise ValueError(f"{said}: there is no rule {path!r}")


def _leaves(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each rule of a table by its path; the groups of an office are one rule."""
    for name, value in table.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping) and name != "groups":
            yield from _leaves(value, f"{path}.")
        else:
            yield path, value


def _codes(said: Mapping[str, Any], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    codes = _texts(said, "reasons", otherwise)
    for code in codes:
        try:
            check_id("reasons", code)
        except BadInput as problem:
            raise ValueError(f"reasons: {code!r} is no code of letters, digits and -") from problem
    return codes


def _changes(said: Mapping[str, Any]) -> Iterator[Change]:
    every = said.get("change", [])
    if not isinstance(every, list):
        raise ValueError("change: write each of them as [[change]]")
    for each in every:
        if not isinstance(each, dict) or {*each} - {"why"} != {"from", "rule", "value"}:
            raise ValueError("change: each of them has from, rule and value, and may have why")
        if type(each["from"]) is not date or not isinstance(each["rule"], str):
            raise ValueError("change: from is a day, and rule the path of a rule")
        why = _why_in(each["why"], "change.why") if "why" in each else None
        yield Change(each["from"], each["rule"], each["value"], why)


def _why(said: Mapping[str, Any]) -> Iterator[tuple[str, Why]]:
    every = said.get("why", {})
    if not isinstance(every, Mapping):
        raise ValueError("why: it is a table of rules")
    for path, each in every.items():
        yield path, _why_in(each, f"why.{path}")


def _why_in(said: Any, at: str) -> Why:
    is_said = isinstance(said, list) and all(isinstance(part, str) for part in said)
    if not is_said or len(said) not in (2, 3) or said[1] not in list(Certainty):
        certain = ", ".join(Certainty)
        raise ValueError(f"{at}: it is a source and one of {certain}, and what is against it")
    source, certainty, *against = said
    return Why(source, Certainty(certainty), *against)


def _text(said: Mapping[str, Any], name: str) -> str:
    text = said.get(name)
    if not isinstance(text, str) or not text:
        raise ValueError(f"it lacks a {name}")
    try:
        check_text(name, text)
    except BadInput as problem:
        raise ValueError(problem.reason) from None
    return text


def _texts(said: Mapping[str, Any], name: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    texts = said.get(name, list(otherwise))
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise ValueError(f"{name}: it is a list of texts")
    return tuple(texts)
