"""Rule books: the TOML files that agreements are read from."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import attrs

from ...events.errors import BadInput
from . import toml_files as toml
from .agreement import Agreement, Certainty, Change, Why
from .older import as_now

DEFAULT: Final = "dk-municipal"

_FILES: Final = Path(__file__).parent / "books"
_ABOUT: Final = frozenset({"name", "title", "base", "local", "change", "why"})
"""What a book says beside its rules."""


@attrs.define(slots=False)
class NoSuchAgreement(BadInput):
    """There is no rule book of that name, and no such file."""

    agreement: str
    known: str

    cannot = "use the agreement {0.agreement!r}"
    because = "stewards has none of that name, and there is no such file"
    instead = "Name one of {0.known}, or give the path of a TOML file."


@attrs.define(slots=False)
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


def names() -> list[str]:
    """Return the names of the rule books in the package."""
    return toml.names(_FILES)


def _load(agreement: str, building_on_it: tuple[str, ...]) -> Agreement:
    data = toml.found(_FILES, agreement)
    if data is None:
        raise NoSuchAgreement(agreement, ", ".join(names()))
    try:
        said = as_now(toml.parsed(data))
        base = said.get("base")
        if base is None:
            return _read(said, None, data)
        if base in (agreement, *building_on_it):
            raise ValueError(f"it builds on itself, by way of {base!r}")
        if not isinstance(base, str):
            raise ValueError("base: it must be the name of a rule book")
        return _read(said, _load(base, (*building_on_it, agreement)), data)
    except ValueError as problem:
        if isinstance(problem, BadInput):
            raise
        raise MalformedAgreement(agreement, str(problem)) from problem


def _read(said: Mapping[str, Any], base: Agreement | None, data: bytes) -> Agreement:
    """Return the book that a file says, on top of the one that it builds on."""
    rules = dict(_leaves({name: said[name] for name in said if name not in _ABOUT}))
    if base is None:
        for name in ("threshold", "counted", "categories"):
            if name not in rules:
                raise ValueError(f"it lacks the rule {name!r}")
        first = {name: rules.pop(name) for name in ("threshold", "counted", "categories")}
        book = Agreement("", "", 1, (), ())
        for name in ("categories", "counted", "threshold"):
            book = book.with_rule(name, first[name])
    else:
        book = base
        given = {*rules}
        book = attrs.evolve(book, changes=tuple(c for c in book.changes if c.rule not in given))
    for path in sorted(rules, key=lambda path: path == "counted"):
        book = book.with_rule(path, rules[path])
    changes = (*book.changes, *_changes(said))
    for change in changes:
        book.with_rule(change.rule, change.value)
    return attrs.evolve(
        book,
        name=_text(said, "name"),
        title=_text(said, "title"),
        local=_texts(said, "local", book.local),
        changes=changes,
        why={**book.why, **dict(_why(said))},
        digest=hashlib.sha256(data + book.digest.encode()).hexdigest()[:32],
    )


def _leaves(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each rule of a table by its path; the groups of an office are one rule."""
    for name, value in table.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping) and name != "groups":
            yield from _leaves(value, f"{path}.")
        else:
            yield path, value


def _changes(said: Mapping[str, Any]) -> Iterator[Change]:
    every = said.get("change", [])
    if not isinstance(every, list):
        raise ValueError("change: write each of them as [[change]]")
    for each in every:
        if not isinstance(each, dict) or {*each} != {"from", "rule", "value"}:
            raise ValueError("change: each of them has from, rule and value")
        if type(each["from"]) is not date or not isinstance(each["rule"], str):
            raise ValueError("change: from is a day, and rule the path of a rule")
        yield Change(each["from"], each["rule"], each["value"])


def _why(said: Mapping[str, Any]) -> Iterator[tuple[str, Why]]:
    every = said.get("why", {})
    if not isinstance(every, Mapping):
        raise ValueError("why: it is a table of rules")
    for path, each in every.items():
        is_said = isinstance(each, list) and all(isinstance(part, str) for part in each)
        if not is_said or len(each) not in (2, 3) or each[1] not in list(Certainty):
            certain = ", ".join(Certainty)
            raise ValueError(
                f"why.{path}: it is a source and one of {certain}, and what is against it"
            )
        source, certainty, *against = each
        yield path, Why(source, Certainty(certainty), *against)


def _text(said: Mapping[str, Any], name: str) -> str:
    text = said.get(name)
    if not isinstance(text, str) or not text:
        raise ValueError(f"it lacks a {name}")
    return text


def _texts(said: Mapping[str, Any], name: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    texts = said.get(name, list(otherwise))
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise ValueError(f"{name}: it is a list of texts")
    return tuple(texts)
